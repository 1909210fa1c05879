#include "tui/widget/form.h"

#include "tests/check.h"
#include "tests/keys.h"

#include <stdio.h>
#include <string.h>

/* A ruling in small: who leads is picked, the duty typed, the limit checked. */

enum { TITLE, LEAD, DUTY, LIMIT, SCOPE, NUMBER, FIELDS };

static char values[FIELDS][2048];

static size_t count(void *data)
{
	(void)data;
	return FIELDS;
}

static void describe(void *data, size_t i, struct form_field *out)
{
	static const char *const scopes[] = { "本件", "同类", "同类并改清单" };
	static const struct form_field fields[FIELDS] = {
		[TITLE] = { .kind = FORM_TITLE, .label = "结论" },
		[LEAD] = { .kind = FORM_PICK, .label = "牵头", .required = true },
		[DUTY] = { .kind = FORM_LONG, .label = "职责", .required = true, .rows = 2 },
		[LIMIT] = { .kind = FORM_TEXT, .label = "时限", .note = "推算 10-09" },
		[SCOPE] = { .kind = FORM_CHOICE, .label = "范围", .choices = scopes, .choice_count = 3 },
		[NUMBER] = { .kind = FORM_SHOWN, .label = "编号" },
	};

	(void)data;
	*out = fields[i];
}

static const char *get(void *data, size_t i)
{
	(void)data;
	return values[i];
}

static bool set(void *data, size_t i, const char *text, struct err *e)
{
	(void)data;
	if (i == LIMIT && !strcmp(text, "soon"))
		return err_set(e, ERR_INPUT, "not a limit");
	snprintf(values[i], sizeof(values[i]), "%s", text);
	return true;
}

static const struct form_ops ops = { .count = count, .field = describe, .get = get, .set = set };

static struct form f;
static enum form_use last;

static void feed(void *to, const struct input *in)
{
	last = form_input(to, in);
}

static void play(const char *keys)
{
	CHECK(keys_play(keys, feed, &f, (char[64]){ 0 }));
}

static void start(void)
{
	form_free(&f);
	memset(values, 0, sizeof(values));
	form_open(&f, &ops, NULL);
	form_place(&f, (struct rect){ 0, 0, 8, 40 });
}

static const char *shown(void)
{
	static struct canvas c;
	static struct buf out;

	canvas_size(&c, 8, 40);
	form_draw(&f, &c, true);
	buf_cut(&out, 0);
	canvas_dump(&c, false, &out);
	canvas_free(&c);
	return buf_text(&out);
}

static void fields_are_filled_from_top_to_bottom(void)
{
	start();
	CHECK_INT(f.scroll.focus, LEAD);
	play("\"jj\"");
	CHECK_INT(last, FORM_WANTS_PICKER);
	CHECK_TEXT(f.typed, "j"); /* the picker is open from the first letter */
	CHECK(form_take(&f, "交警大队"));
	CHECK_INT(f.scroll.focus, DUTY);
	play("\"修复\" Enter \"养护\" Tab \"5\" Enter Space Space");
	CHECK_TEXT(values[DUTY], "修复\n养护");
	CHECK_TEXT(values[LIMIT], "5");
	CHECK_TEXT(values[SCOPE], "同类");
	play("Left 3 Enter");
	CHECK_TEXT(values[SCOPE], "同类并改清单");
	CHECK_INT(f.scroll.focus, SCOPE); /* what is only shown is never in focus */
	CHECK_TEXT(shown(),
		" 结论\n 牵头  交警大队\n 职责  修复\n       养护\n 时限  5  推算 10-09\n"
		">范围  1本件 2同类 [3同类并改清单]\n 编号\n\ncursor 5 7\n");
}

static void what_is_refused_stays_and_says_why(void)
{
	start();
	play("Tab Tab \"soon\" Tab");
	CHECK_INT(f.scroll.focus, LIMIT);
	CHECK(strstr(shown(), "soon") && strstr(shown(), "not a limit"));
	play("Up");
	CHECK_INT(f.scroll.focus, LIMIT);
	play("Backspace Backspace Backspace Backspace \"7\" Tab");
	CHECK_INT(f.scroll.focus, SCOPE);
	CHECK_TEXT(values[LIMIT], "7");
	CHECK(!strstr(shown(), "not a limit"));
}

static void what_is_missing_is_marked(void)
{
	start();
	CHECK(strstr(shown(), ">牵头  (missing)") != NULL);
	CHECK(form_take(&f, "住建局"));
	play("Shift+Tab Backspace");
	CHECK_TEXT(values[LEAD], "");
	play("F4");
	CHECK_INT(last, FORM_WANTS_PICKER);
	CHECK_TEXT(f.typed, "");
}

static void leaving_hands_the_text_over(void)
{
	start();
	play("Tab \"巡查\"");
	CHECK(form_unsaved(&f));
	CHECK_TEXT(values[DUTY], "");
	CHECK(form_leave(&f));
	CHECK(!form_unsaved(&f));
	CHECK_TEXT(values[DUTY], "巡查");
}

static void the_field_in_focus_is_always_in_view(void)
{
	struct canvas c = { 0 };

	start();
	play("Tab");
	for (int i = 0; i < 30; i++)
		play("\"发现损坏当日报交警大队，并设置警示标志。\"");
	canvas_size(&c, 8, 40);
	form_draw(&f, &c, true);
	CHECK(c.cursor_row > 0 && c.cursor_row < 8);
	play("Home Tab");
	form_draw(&f, &c, true);
	CHECK_INT(f.scroll.focus, LIMIT);
	CHECK_INT(canvas_at(&c, c.cursor_row, 0)->cp[0], '>');
	canvas_free(&c);
}

static const struct test tests[] = {
	TEST(fields_are_filled_from_top_to_bottom),
	TEST(what_is_refused_stays_and_says_why),
	TEST(what_is_missing_is_marked),
	TEST(leaving_hands_the_text_over),
	TEST(the_field_in_focus_is_always_in_view),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	form_free(&f);
	return failed;
}
