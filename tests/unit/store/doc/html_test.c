#include "store/doc/html.h"

#include "tests/check.h"

#include <string.h>

static struct arena arena;
static struct buf got;

/* What stands in the body of the page. */
static const char *body(const struct doc *d)
{
	const char *at;

	buf_cut(&got, 0);
	doc_html(d, &got);
	at = strstr(buf_text(&got), "<body>\n");
	CHECK(at != NULL);
	return at ? at + strlen("<body>\n") : "";
}

static void kinds_of_paragraphs_become_tags(void)
{
	struct doc d = { .arena = &arena };

	doc_add(&d, DOC_TITLE, "会议纪要");
	doc_add(&d, DOC_CENTRED, "第1次");
	doc_add(&d, DOC_TO, "住建局：");
	doc_heading(&d, 1, "一、信号灯");
	doc_heading(&d, 2, "（一）修复");
	doc_add(&d, DOC_PARA, "由住建局负责。");
	doc_add(&d, DOC_SIGN, "县委编办")->level = 5;
	CHECK_TEXT(body(&d),
		"<h1>会议纪要</h1>\n<p class=\"centred\">第1次</p>\n<p>住建局：</p>\n"
		"<h2>一、信号灯</h2>\n<h3>（一）修复</h3>\n<p class=\"para\">由住建局负责。</p>\n"
		"<p class=\"sign\" style=\"padding-right: 2.5em\">县委编办</p>\n</body>\n</html>\n");
	CHECK(strstr(buf_text(&got), "<title>会议纪要</title>") != NULL);
}

static void lines_of_a_label_hang_by_its_width(void)
{
	struct doc d = { .arena = &arena };

	doc_label(&d, DOC_LABEL, "出席", "县委编办");
	CHECK_TEXT(body(&d),
		"<p style=\"padding-left: 5.0em; text-indent: -3.0em\"><b>出席：</b>县委编办</p>\n"
		"</body>\n</html>\n");
}

static void what_stands_between_the_rules_is_the_footer(void)
{
	struct doc d = { .arena = &arena };

	doc_add(&d, DOC_RULE, "");
	doc_label(&d, DOC_SPREAD, "县委编办", "印发");
	doc_add(&d, DOC_RULE, "");
	CHECK_TEXT(body(&d),
		"<footer>\n<p class=\"spread\"><span>县委编办</span> <span>印发</span></p>\n</footer>\n"
		"</body>\n</html>\n");
}

static void a_table_has_a_head_of_its_own(void)
{
	static const int han[] = { 7, 21 };
	static const char *const rows[2][2] = { { "工单", "事由" }, { "G1", "a\nb" } };
	struct doc d = { .arena = &arena };
	struct doc_node *table = doc_table(&d, han, 2);

	doc_row(&d, table, rows[0]);
	doc_row(&d, table, rows[1]);
	CHECK_TEXT(body(&d),
		"<table>\n<colgroup><col style=\"width: 25%\"/><col style=\"width: 75%\"/></colgroup>\n"
		"<thead><tr><th>工单</th><th>事由</th></tr>\n</thead>\n"
		"<tbody>\n<tr><td>G1</td><td>a<br/>b</td></tr>\n</tbody>\n</table>\n</body>\n</html>\n");
}

static void signs_of_markup_are_text(void)
{
	struct doc d = { .arena = &arena };

	doc_add(&d, DOC_PARA, "<script>&\"\x01");
	CHECK_TEXT(body(&d), "<p class=\"para\">&lt;script&gt;&amp;&quot;</p>\n</body>\n</html>\n");
}

static void the_page_needs_no_other_file(void)
{
	struct doc d = { .arena = &arena };

	doc_add(&d, DOC_TITLE, "会议纪要");
	body(&d);
	CHECK(!strstr(buf_text(&got), "href") && !strstr(buf_text(&got), "src="));
	CHECK(!strstr(buf_text(&got), "url("));
}

static const struct test tests[] = {
	TEST(kinds_of_paragraphs_become_tags),
	TEST(lines_of_a_label_hang_by_its_width),
	TEST(what_stands_between_the_rules_is_the_footer),
	TEST(a_table_has_a_head_of_its_own),
	TEST(signs_of_markup_are_text),
	TEST(the_page_needs_no_other_file),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	buf_free(&got);
	arena_free(&arena);
	return status;
}
