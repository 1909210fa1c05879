#include "tui/widget/table.h"

#include "tests/check.h"
#include "tests/keys.h"

#include <stdio.h>
#include <string.h>

static const struct table_column columns[] = {
	{ .title = "工单编号", .cols = 14 },
	{ .title = "事由", .cols = 10, .shrink = 1 },
	{ .title = "退", .cols = 2, .right = true },
	{ .title = "单位", .cols = 6, .shrink = 2, .wish = 14 },
	{ .title = "状态", .cols = 6 },
};

static void row(void *data, size_t i, struct arena *a, struct table_row *out)
{
	(void)data;
	*out = (struct table_row){
		.cell = { arena_format(a, "2026091511%04d", (int)i), "中学门口信号灯损坏无人养护", "3",
			"交警大队等3家", "待初审" },
		.sign = i == 1 ? '!' : 0,
		.marked = i == 1,
	};
}

static void open_table(struct table *t, int rows, int cols)
{
	table_open(t, columns, COUNT_OF(columns), (struct table_source){ NULL, row });
	table_place(t, (struct rect){ 0, 0, rows, cols });
	table_count(t, 1000000);
}

static const char *shown(const struct table *t)
{
	static struct canvas c;
	static struct buf out;
	struct arena a = { 0 };

	canvas_size(&c, t->area.rows, t->area.cols);
	table_draw(t, &c, &a, true);
	buf_cut(&out, 0);
	canvas_dump(&c, false, &out);
	canvas_free(&c);
	arena_free(&a);
	return buf_text(&out);
}

static void numbers_and_states_are_never_cut(void)
{
	struct table t;

	open_table(&t, 3, 45);
	CHECK_TEXT(shown(&t),
		"   工单编号       事由       退 单位   状态\n"
		">  20260915110000 中学门口信  3 交警大 待初审\n"
		" *!20260915110001 中学门口信  3 交警大 待初审\ncursor 1 0\n");
}

static void wider_screens_give_to_the_units_and_then_to_the_matter(void)
{
	int widths[TABLE_COLUMNS];

	table_widths(columns, COUNT_OF(columns), 45, widths);
	CHECK(widths[0] == 14 && widths[1] == 10 && widths[2] == 2 && widths[3] == 6 && widths[4] == 6);
	table_widths(columns, COUNT_OF(columns), 50, widths);
	CHECK(widths[1] == 10 && widths[3] == 11);
	table_widths(columns, COUNT_OF(columns), 80, widths);
	CHECK(widths[1] == 37 && widths[3] == 14);
	table_widths(columns, COUNT_OF(columns), 30, widths);
	CHECK(widths[0] == 14 && widths[1] == 12 && widths[3] == 0 && widths[4] == 0);
}

static void the_focus_is_always_in_view(void)
{
	struct table t;

	open_table(&t, 6, 80);
	table_input(&t, &(struct input){ .kind = INPUT_KEY, .key = K_END });
	CHECK_INT(t.scroll.focus, 999999);
	CHECK(strstr(shown(&t), ">  20260915119999") != NULL);
	table_count(&t, 3);
	CHECK_INT(t.scroll.focus, 2);
	CHECK_INT(t.scroll.top, 0);
	table_count(&t, 0);
	CHECK_INT(t.scroll.focus, 0);
	shown(&t);
}

/* 单位 has room for 交警大: of 大队 only the first character can be seen, and marked. */
static void marked_row(void *data, size_t i, struct arena *a, struct table_row *out)
{
	row(data, i, a, out);
	out->marks[0] = (struct table_mark){ .cell = 1, .at = strlen("中学"), .bytes = strlen("门口") };
	out->marks[1] = (struct table_mark){ .cell = 3, .at = strlen("交警"), .bytes = strlen("大队") };
	out->mark_count = 2;
}

static void words_that_were_searched_for_are_marked_as_far_as_they_are_seen(void)
{
	struct arena a = { 0 };
	struct buf out = { 0 };
	struct canvas c = { 0 };
	struct table t;

	open_table(&t, 3, 45);
	t.source.row = marked_row;
	canvas_size(&c, 3, 45);
	table_draw(&t, &c, &a, true);
	canvas_dump(&c, true, &out);
	CHECK(strstr(buf_text(&out), "ffffffffffffffffffffff@@@@ffffffff"));
	CHECK_INT(canvas_at(&c, 1, 21)->style, STYLE_FOCUS);
	CHECK_INT(canvas_at(&c, 1, 22)->style, STYLE_FOUND_HERE);
	CHECK_INT(canvas_at(&c, 1, 26)->style, STYLE_FOCUS);
	CHECK_INT(canvas_at(&c, 2, 22)->style, STYLE_FOUND);
	CHECK_INT(canvas_at(&c, 1, 36)->style, STYLE_FOUND_HERE);
	CHECK_INT(canvas_at(&c, 1, 38)->style, STYLE_FOCUS);
	canvas_free(&c);
	buf_free(&out);
	arena_free(&a);
}

static const struct test tests[] = {
	TEST(numbers_and_states_are_never_cut),
	TEST(wider_screens_give_to_the_units_and_then_to_the_matter),
	TEST(the_focus_is_always_in_view),
	TEST(words_that_were_searched_for_are_marked_as_far_as_they_are_seen),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
