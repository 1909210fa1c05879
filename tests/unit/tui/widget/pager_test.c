#include "tui/widget/pager.h"

#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

static struct buf text;

static void open_pager(struct pager *p)
{
	*p = (struct pager){ 0 };
	buf_cut(&text, 0);
	for (int i = 0; i < 25; i++)
		buf_printf(&text, "第%02d行%s\n", i, i % 8 ? "" : "信号灯");
	buf_puts(&text, "末尾");
	pager_text(p, buf_text(&text));
	pager_place(p, (struct rect){ 0, 0, 10, 20 });
}

static void a_long_text_is_read_page_by_page(void)
{
	struct pager p;
	struct buf where = { 0 };
	struct input down = { .kind = INPUT_KEY, .key = K_PAGE_DOWN };

	open_pager(&p);
	CHECK_INT(pager_pages(&p), 3);
	CHECK_INT(pager_page(&p), 1);
	CHECK(pager_input(&p, &down) && pager_page(&p) == 2);
	CHECK(pager_input(&p, &down) && pager_page(&p) == 3);
	CHECK(pager_input(&p, &down) && pager_page(&p) == 3);
	pager_where(&p, &where);
	CHECK_TEXT(buf_text(&where), "page 3/3");
	pager_place(&p, (struct rect){ 0, 0, 40, 20 });
	CHECK_INT(pager_pages(&p), 1);
	CHECK_INT(p.top, 0);
	pager_free(&p);
	buf_free(&where);
}

static void words_are_found_one_after_the_other(void)
{
	struct pager p;

	open_pager(&p);
	CHECK(pager_find_first(&p, "第０７行"));
	CHECK_INT(p.top, 7);
	CHECK(pager_find_first(&p, "信號燈"));
	CHECK_INT(p.top, 0);
	CHECK(pager_find(&p, "信号灯") && p.top == 8);
	CHECK(pager_find(&p, "信号灯") && p.top == 16);
	CHECK(pager_find(&p, "信号灯"));
	CHECK(strstr(p.text + p.found, "信号灯\n末尾") != NULL); /* its line cannot be the first */
	CHECK(pager_find(&p, "信号灯") && p.top == 0);
	CHECK(!pager_find(&p, "没有"));
	pager_free(&p);
}

static void what_was_found_is_marked(void)
{
	struct pager p;
	struct canvas c = { 0 };

	open_pager(&p);
	canvas_size(&c, 10, 20);
	CHECK(pager_find_first(&p, "信号"));
	pager_draw(&p, &c);
	CHECK_INT(canvas_at(&c, 0, 5)->style, STYLE_NORMAL);
	CHECK_INT(canvas_at(&c, 0, 6)->style, STYLE_FOUND);
	CHECK_INT(canvas_at(&c, 0, 9)->style, STYLE_FOUND);
	CHECK_INT(canvas_at(&c, 0, 10)->style, STYLE_NORMAL);
	canvas_free(&c);
	pager_free(&p);
}

static const struct test tests[] = {
	TEST(a_long_text_is_read_page_by_page),
	TEST(words_are_found_one_after_the_other),
	TEST(what_was_found_is_marked),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	buf_free(&text);
	return failed;
}
