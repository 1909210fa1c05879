#include "tui/term/canvas.h"

#include "locale/text/width.h"
#include "tests/check.h"

#include <string.h>

static struct canvas c;

static const char *row_text(int row)
{
	static struct buf dump, line;
	const char *s;

	buf_cut(&dump, 0);
	buf_cut(&line, 0);
	canvas_dump(&c, false, &dump);
	s = buf_text(&dump);
	while (row-- > 0)
		s = strchr(s, '\n') + 1;
	buf_add(&line, s, (size_t)(strchr(s, '\n') - s));
	return buf_text(&line);
}

static void a_field_is_padded_and_clipped_to_its_columns(void)
{
	canvas_size(&c, 2, 10);
	canvas_text(&c, 0, 0, 10, STYLE_NORMAL, "##########");
	canvas_text(&c, 0, 2, 5, STYLE_NORMAL, "中文字");
	CHECK_TEXT(row_text(0), "##中文 ###");
	canvas_text(&c, 0, 2, 5, STYLE_NORMAL, "a");
	CHECK_TEXT(row_text(0), "##a    ###");
}

static void half_a_wide_character_never_stays(void)
{
	canvas_size(&c, 1, 8);
	canvas_text(&c, 0, 0, 8, STYLE_NORMAL, "中文字符");
	canvas_put(&c, 0, 1, 1, STYLE_NORMAL, "x");
	CHECK_TEXT(row_text(0), " x文字符");
	canvas_put(&c, 0, 4, 1, STYLE_NORMAL, "y");
	CHECK_TEXT(row_text(0), " x文y 符");
	canvas_put(&c, 0, 5, 2, STYLE_NORMAL, "宽");
	CHECK_TEXT(row_text(0), " x文y宽");
}

static void what_lies_outside_is_clipped(void)
{
	canvas_size(&c, 2, 6);
	canvas_text(&c, 0, -1, 6, STYLE_NORMAL, "中a文字");
	CHECK_TEXT(row_text(0), " a文");
	canvas_text(&c, 0, 4, 9, STYLE_NORMAL, "x字");
	CHECK_TEXT(row_text(0), " a文x");
	canvas_text(&c, -1, 0, 6, STYLE_NORMAL, "no");
	canvas_text(&c, 7, 0, 6, STYLE_NORMAL, "no");
	canvas_fill(&c, (struct rect){ 1, -3, 9, 99 }, STYLE_FIELD);
	canvas_box(&c, (struct rect){ -2, -2, 20, 20 }, STYLE_FRAME);
	canvas_cursor(&c, 50, -3);
	CHECK_INT(c.cursor_row, 1);
	CHECK_INT(c.cursor_col, 0);
}

static void marks_stay_on_their_character_and_controls_go(void)
{
	canvas_size(&c, 1, 8);
	canvas_text(&c, 0, 0, 8, STYLE_NORMAL,
		"\xCC\x81"
		"e\xCC\x81\x07\xE2\x80\xAE"
		"b\xEF\xB8\x8F\xff");
	CHECK_TEXT(row_text(0),
		"e\xCC\x81"
		"b\xEF\xBF\xBD");
}

static void lines_are_plain_where_lines_take_two_columns(void)
{
	canvas_size(&c, 3, 4);
	canvas_box(&c, rect_of(&c), STYLE_FRAME);
	CHECK_TEXT(row_text(0), "┌──┐");
	width_set_ambiguous(2);
	canvas_box(&c, rect_of(&c), STYLE_FRAME);
	width_set_ambiguous(1);
	CHECK_TEXT(row_text(0), "+--+");
	CHECK_TEXT(row_text(1), "|  |");
	c.ascii = true;
	canvas_hline(&c, 1, 0, 4, STYLE_FRAME);
	CHECK_TEXT(row_text(1), "----");
	c.ascii = false;
}

static void a_dump_shows_cursor_and_styles(void)
{
	struct buf out = { 0 };

	canvas_size(&c, 2, 6);
	canvas_text(&c, 0, 0, 4, STYLE_HEAD, "中");
	canvas_right(&c, 1, 0, 6, STYLE_NORMAL, "文");
	canvas_restyle(&c, (struct rect){ 1, 4, 1, 2 }, STYLE_WARN);
	canvas_cursor(&c, 1, 4);
	canvas_dump(&c, true, &out);
	CHECK_TEXT(buf_text(&out), "中\n    文\ncursor 1 4\nhhhh\n....ww\n");
	buf_free(&out);
}

static void rectangles_stay_inside_each_other(void)
{
	struct rect r = rect_middle((struct rect){ 0, 0, 10, 20 }, 4, 10);

	CHECK(r.row == 3 && r.col == 5 && r.rows == 4 && r.cols == 10);
	r = rect_rows(r, 3, 9);
	CHECK(r.row == 6 && r.rows == 1);
	r = rect_inside((struct rect){ 0, 0, 1, 1 }, 1, 1);
	CHECK(r.rows == 0 && r.cols == 0);
}

static const struct test tests[] = {
	TEST(a_field_is_padded_and_clipped_to_its_columns),
	TEST(half_a_wide_character_never_stays),
	TEST(what_lies_outside_is_clipped),
	TEST(marks_stay_on_their_character_and_controls_go),
	TEST(lines_are_plain_where_lines_take_two_columns),
	TEST(a_dump_shows_cursor_and_styles),
	TEST(rectangles_stay_inside_each_other),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	canvas_free(&c);
	return failed;
}
