#include "store/doc/text.h"

#include "tests/check.h"

static struct arena arena;
static struct buf got;

static const char *text(const struct doc *d, int cols)
{
	buf_cut(&got, 0);
	doc_text(d, cols, &got);
	return buf_text(&got);
}

static void a_title_stands_in_the_middle_in_as_many_lines_as_it_needs(void)
{
	struct doc d = { .arena = &arena };

	doc_add(&d, DOC_TITLE, "联合研判会议纪要");
	CHECK_TEXT(text(&d, 20), "  联合研判会议纪要\n");
	CHECK_TEXT(text(&d, 10), "联合研判会\n  议纪要\n");
}

static void a_paragraph_is_two_han_indented(void)
{
	struct doc d = { .arena = &arena };

	doc_heading(&d, 1, "一、信号灯");
	doc_add(&d, DOC_PARA, "由交警大队负责，于五日内修复。");
	CHECK_TEXT(text(&d, 16), "    一、信号灯\n    由交警大队负\n责，于五日内修\n复。\n");
}

static void lines_of_a_label_stand_under_its_text(void)
{
	struct doc d = { .arena = &arena };

	doc_label(&d, DOC_LABEL, "出席", "县委编办，司法局，群众服务中心");
	doc_label(&d, DOC_LABEL, "记录", "");
	CHECK_TEXT(text(&d, 24),
		"    出席：县委编办，司法\n          局，群众服务中\n          心\n"
		"    记录：\n");
}

static void two_ends_of_a_line_part_when_they_do_not_fit(void)
{
	struct doc d = { .arena = &arena };

	doc_label(&d, DOC_SPREAD, "县委编办", "9月25日印发");
	CHECK_TEXT(text(&d, 24), "县委编办     9月25日印发\n");
	CHECK_TEXT(text(&d, 20), "县委编办\n         9月25日印发\n");
	CHECK_TEXT(text(&d, 21), "县委编办  9月25日印发\n");
}

static void rules_gaps_and_small_print_are_not_indented(void)
{
	struct doc d = { .arena = &arena };

	doc_add(&d, DOC_RULE, "");
	doc_add(&d, DOC_GAP, "");
	doc_add(&d, DOC_FOOT, "日志链首");
	CHECK_TEXT(text(&d, 8), "--------\n\n日志链首\n");
}

static const struct test tests[] = {
	TEST(a_title_stands_in_the_middle_in_as_many_lines_as_it_needs),
	TEST(a_paragraph_is_two_han_indented),
	TEST(lines_of_a_label_stand_under_its_text),
	TEST(two_ends_of_a_line_part_when_they_do_not_fit),
	TEST(rules_gaps_and_small_print_are_not_indented),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	buf_free(&got);
	arena_free(&arena);
	return status;
}
