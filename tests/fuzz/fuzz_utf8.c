/* Steps, counts and columns hold on any bytes. */
#include "locale/text/utf8.h"
#include "locale/text/width.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *start = (const char *)data, *end = start + n, *s = start;
	struct buf b = { 0 };
	size_t chars = 0;

	for (; s < end; chars++) {
		const char *at = s;

		s = utf8_after(s, end);
		must(s > at && s <= end && utf8_before(start, s) == at);
		must(utf8_cluster_after(at, end) >= s && utf8_cluster_before(start, s) <= at);
	}
	must(chars == utf8_chars(start, n));
	must(utf8_valid(start, utf8_sound(start, n)));
	for (int cols = 0; cols < 12; cols++) {
		buf_cut(&b, 0);
		width_pad_n(&b, start, n, cols);
		must(width_text_n(buf_text(&b), b.n) == cols && utf8_valid(buf_text(&b), b.n));
	}
	buf_free(&b);
	return 0;
}
