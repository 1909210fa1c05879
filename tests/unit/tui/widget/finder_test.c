#include "tui/widget/finder.h"

#include "tests/check.h"
#include "tests/keys.h"

struct fed {
	struct finder finder;
	enum finder_use use; /* of the last input */
};

static void feed(void *to, const struct input *in)
{
	struct fed *f = to;

	f->use = finder_input(&f->finder, in);
}

static void play(struct fed *f, const char *keys)
{
	char wrong[64];

	CHECK(keys_play(keys, feed, f, wrong));
}

static void a_text_that_does_not_fit_is_refused_whole(void)
{
	struct fed f = { 0 };
	struct buf paste = { 0 };

	play(&f, "\"信\"");
	CHECK_INT(f.use, FINDER_CHANGED);
	buf_putc(&paste, '{');
	for (int i = 0; i < FINDER_MOST; i++)
		buf_puts(&paste, "灯");
	buf_putc(&paste, '}');
	play(&f, buf_text(&paste));
	CHECK_INT(f.use, FINDER_FULL);
	CHECK_TEXT(finder_text(&f.finder), "信");
	play(&f, "Backspace");
	play(&f, buf_text(&paste));
	CHECK_INT(f.use, FINDER_CHANGED);
	play(&f, "\"坏\"");
	CHECK_INT(f.use, FINDER_FULL);
	finder_free(&f.finder);
	buf_free(&paste);
}

static const struct test tests[] = {
	TEST(a_text_that_does_not_fit_is_refused_whole),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
