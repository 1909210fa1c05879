/* Any bytes are a text to repair: it ends, says what it did, and grows by no more than an
 * encoding can. */
#include "locale/text/repair.h"

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
	struct buf text = { 0 }, again = { 0 };
	bool certain = false;
	enum repair did = repair_text(&text, (const char *)data, n, &certain);

	must(did < REPAIR_KINDS);
	must(did != REPAIR_NONE ? repair_words(did)[0] != 0 : text.n == 0);
	must(text.n <= 8 * n + 16); /* a text does not blow up */
	if (did != REPAIR_NONE)
		repair_text(&again, buf_text(&text), text.n, &certain);
	buf_free(&text);
	buf_free(&again);
	return 0;
}
