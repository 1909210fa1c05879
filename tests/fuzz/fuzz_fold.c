/* Any bytes fold to sound text, once for all, and every part of it is found again. */
#include "locale/text/fold.h"
#include "locale/text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *s = (const char *)data;
	struct buf once = { 0 }, twice = { 0 };
	struct fold_hit hit;

	fold_text(&once, s, n);
	must(utf8_valid(buf_text(&once), once.n));
	fold_text(&twice, buf_text(&once), once.n);
	must(once.n == twice.n && !memcmp(buf_text(&once), buf_text(&twice), once.n));
	for (size_t at = 0, step = 1; at + step <= once.n; at += step++) {
		must(fold_find(s, n, once.at + at, step, &hit));
		must(hit.at < n && hit.bytes > 0 && hit.bytes <= n - hit.at);
	}
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
