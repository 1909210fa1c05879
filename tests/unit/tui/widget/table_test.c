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

static const struct test tests[] = {
	TEST(numbers_and_states_are_never_cut),
	TEST(wider_screens_give_to_the_units_and_then_to_the_matter),
	TEST(the_focus_is_always_in_view),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
