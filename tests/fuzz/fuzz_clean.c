/* Any bytes become sound text, cleaned once for all, in lines that fit. */
#include "locale/text/clean.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "locale/text/wrap.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void clean_twice(
	bool (*clean)(struct buf *, const char *, size_t), struct buf *once, const char *s, size_t n)
{
	struct buf twice = { 0 };

	buf_cut(once, 0);
	clean(once, s, n);
	must(utf8_valid(buf_text(once), once->n) && !memchr(buf_text(once), '\0', once->n));
	must(!clean(&twice, buf_text(once), once->n));
	buf_free(&twice);
}

static void wrap_all(const char *s, size_t n, int cols)
{
	struct wrap w = wrap_text(s, n, cols);
	struct wrap_line line;
	const char *at = s;

	for (; wrap_next(&w, &line); at = line.next) {
		must(line.at == at && line.next >= line.at + line.bytes);
		must(line.cols == width_text_n(line.at, line.bytes));
		must(line.cols <= cols ||
			utf8_cluster_after(line.at, line.at + line.bytes) == line.at + line.bytes);
	}
	must(at == s + n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *s = (const char *)data;
	struct buf b = { 0 };

	clean_twice(clean_line, &b, s, n);
	must(!memchr(buf_text(&b), '\n', b.n));
	clean_twice(clean_text, &b, s, n);
	wrap_all(buf_text(&b), b.n, 5);
	wrap_all(s, n, 8);
	buf_free(&b);
	return 0;
}
