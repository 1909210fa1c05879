#include "tui/widget/picker.h"

#include "tests/check.h"
#include "tests/keys.h"

#include <string.h>

static const struct picker_row units[] = {
	{ "交警大队", "jjdd", NULL },
	{ "住房和城乡建设局", "zjj", NULL },
	{ "城关街道", NULL, NULL },
	{ "市场监督管理局", NULL, "已回避" },
};

static struct arena arena;
static struct picker p;
static enum picker_use last;

static void feed(void *to, const struct input *in)
{
	last = picker_input(to, in);
}

static void play(const char *keys)
{
	char wrong[64];

	picker_free(&p);
	picker_open(&p, "单位", picker_list(units, COUNT_OF(units), &arena));
	picker_place(&p, (struct rect){ 0, 0, 10, 40 });
	CHECK(keys_play(keys, feed, &p, wrong));
}

static size_t taken(void)
{
	const size_t *numbers;

	CHECK_INT(picker_taken(&p, &numbers), 1);
	return numbers[0];
}

static void digits_arrows_and_enter_take_a_row(void)
{
	play("2");
	CHECK_INT(last, PICKER_TAKEN);
	CHECK_INT(taken(), 1);
	play("Down Down Enter");
	CHECK_INT(last, PICKER_TAKEN);
	CHECK_INT(taken(), 2);
	play("9");
	CHECK_INT(last, PICKER_MOVED);
	play("Esc");
	CHECK_INT(last, PICKER_LEFT);
}

static void letters_and_han_narrow_the_list(void)
{
	play("\"街\" Enter");
	CHECK_INT(last, PICKER_TAKEN);
	CHECK_INT(taken(), 2);
	play("\"ZJ\" Enter");
	CHECK_INT(taken(), 1);
	play("\"城鄉\" Enter"); /* 繁 finds 简 */
	CHECK_INT(taken(), 1);
	play("\"没有\" Enter");
	CHECK_INT(last, PICKER_MOVED);
	CHECK_INT(p.scroll.count, 0);
	play("\"没有\" Esc Esc");
	CHECK_INT(p.scroll.count, 4);
	CHECK_INT(last, PICKER_MOVED);
}

static void a_greyed_row_is_refused(void)
{
	play("4");
	CHECK_INT(last, PICKER_REFUSED);
	CHECK_INT(p.scroll.focus, 3);
}

static void several_rows_can_be_marked(void)
{
	const size_t *numbers;

	play("");
	p.many = true;
	CHECK(keys_play("Space \"城\" Down Up Space Esc Enter", feed, &p, (char[64]){ 0 }));
	CHECK_INT(last, PICKER_TAKEN);
	CHECK_INT(picker_taken(&p, &numbers), 2);
	CHECK_INT(numbers[0], 0);
	CHECK_INT(numbers[1], 1);
	picker_mark(&p, 0, false);
	CHECK(!picker_is_marked(&p, 0) && picker_is_marked(&p, 1));
}

static void letters_find_the_names_they_stand_for(void)
{
	static const struct picker_row rows[] = {
		{ "住建局  县住房和城乡建设局", "建设局|房管局", NULL },
		{ "交警大队  县公安局交通警察大队", "交警", NULL },
		{ "重点办", NULL, NULL },
		{ "单县来的科长", NULL, NULL },
	};
	static const struct {
		const char *typed;
		size_t row;
	} finds[] = {
		{ "zjj", 0 },
		{ "zhuji", 0 },
		{ "fangguan", 0 }, /* what stands beside it counts, too */
		{ "jjdd", 1 },
		{ "chongdian", 2 },
		{ "zhangjj", SIZE_MAX },
		{ "sjj", SIZE_MAX },
		{ "zhongd", 2 },
		{ "shanxld", 3 },
		{ "kezhang", 3 },
		{ "kechang", 3 },
	};

	for (size_t i = 0; i < COUNT_OF(finds); i++) {
		struct picker_source source = picker_list(rows, COUNT_OF(rows), &arena);
		size_t n = source.find(source.data, finds[i].typed);

		check_case(finds[i].typed);
		if (CHECK_INT((long long)n, finds[i].row != SIZE_MAX) && n)
			CHECK_INT((long long)source.number(source.data, 0), (long long)finds[i].row);
	}
	check_case(NULL);
}

/* A million rows, of which only those in view are asked for. */
static size_t asked;

static size_t find_million(void *data, const char *text)
{
	(void)data, (void)text;
	return 1000000;
}

static void row_of_million(void *data, size_t i, struct picker_row *out)
{
	(void)data, (void)i;
	asked++;
	out->words = "row";
}

static void a_million_rows_cost_what_is_in_view(void)
{
	struct canvas c = { 0 };

	picker_free(&p);
	picker_open(&p, "all", (struct picker_source){ .find = find_million, .row = row_of_million });
	picker_place(&p, (struct rect){ 0, 0, 20, 60 });
	feed(&p, &(struct input){ .kind = INPUT_KEY, .key = K_END });
	CHECK_INT(p.scroll.focus, 999999);
	canvas_size(&c, 20, 60);
	picker_draw(&p, &c);
	CHECK(asked <= 20);
	canvas_free(&c);
}

static const struct test tests[] = {
	TEST(digits_arrows_and_enter_take_a_row),
	TEST(letters_and_han_narrow_the_list),
	TEST(letters_find_the_names_they_stand_for),
	TEST(a_greyed_row_is_refused),
	TEST(several_rows_can_be_marked),
	TEST(a_million_rows_cost_what_is_in_view),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	picker_free(&p);
	arena_free(&arena);
	return failed;
}
