/* Any text is a query or is refused with the word named; what is read can be matched. */
#include "locale/text/utf8.h"
#include "store/find/complete.h"
#include "store/find/match.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void play(const struct schema *s, const char *text)
{
	struct arena a = { 0 };
	struct buf room = { 0 };
	struct query q;
	struct err e = { 0 };
	struct match_span spans[8];

	if (query_parse(s, text, day_of(2026, 9, 21), &q, &a, &e)) {
		size_t found = match_spans(&q, schema_field(s, "title"), text, spans, 8);

		match_record(&q, schema_new(s, &a), &room);
		for (size_t i = 0; i < found; i++)
			must(spans[i].bytes > 0 && spans[i].at + spans[i].bytes <= strlen(text));
	} else {
		must(e.kind != ERR_NONE && e.what[0]);
	}
	buf_free(&room);
	arena_free(&a);
}

/* Wherever the caret stands, what is offered takes the place of something before it, and a
 * name that is offered is one. */
static void type(const struct schema *s, const char *text)
{
	struct completion found;
	const struct field *row;
	struct arena a = { 0 };

	for (const char *at = text; *at; utf8_next(&at, NULL)) {
		complete_query(s, text, (size_t)(at - text), NULL, &found, &a);
		must(found.from <= (size_t)(at - text) && found.count <= COMPLETE_MOST);
		for (size_t i = 0; i < found.count; i++) {
			const char *word = found.offers[i].text;
			size_t n = strlen(word);

			must(n > 0);
			if (word[n - 1] == ':')
				must(query_field(s, arena_copy(&a, word, n - 1), &row));
		}
		arena_free(&a);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = must_alloc(n + 1);

	memcpy(text, data, n);
	text[n] = 0;
	play(&order_schema, text);
	play(&ruling_schema, text);
	if (n < 200)
		type(&order_schema, text);
	free(text);
	return 0;
}
