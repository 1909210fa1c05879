/* Any text is masked to sound text that is no longer in characters. */
#include "locale/text/mask.h"
#include "locale/text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(void (*mask)(struct buf *, const char *), const char *text)
{
	struct buf out = { 0 };
	size_t bytes = strlen(text);

	mask(&out, text);
	if (utf8_chars(buf_text(&out), out.n) != utf8_chars(text, bytes) ||
		utf8_valid(buf_text(&out), out.n) < utf8_valid(text, bytes))
		abort();
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct buf text = { 0 };

	buf_add(&text, data, n);
	check(mask_text, buf_text(&text));
	check(mask_name, buf_text(&text));
	check(mask_phone, buf_text(&text));
	check(mask_id, buf_text(&text));
	buf_free(&text);
	return 0;
}
