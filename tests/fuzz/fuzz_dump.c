/* Lines of a dump with sound checksums and anything inside: what is read is written and
 * read again the same. */
#include "store/io/dump_line.h"
#include "store/kv/checksum.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool same_record(const struct dump_line *a, const struct dump_line *b)
{
	for (size_t i = 0; i < a->schema->field_count; i++)
		if (!field_same(&a->schema->fields[i], a->record, b->record))
			return false;
	return true;
}

static void once_more(struct dump_line *line, struct arena *a)
{
	struct dump_line again;
	struct buf out = { 0 };
	struct err e = { 0 };

	dump_line_write(line, &out);
	if (!dump_line_read((struct bytes){ out.at, out.n - 1 }, &again, a, &e))
		abort();
	if (again.kind != line->kind || again.sequence != line->sequence ||
		again.value.n != line->value.n ||
		(line->value.n && memcmp(again.value.at, line->value.at, line->value.n) != 0))
		abort();
	if (line->kind == DUMP_RECORD && !same_record(line, &again))
		abort();
	buf_free(&out);
}

static void try_line(const char *at, size_t n, struct arena *a)
{
	struct bytes body = { at, n };
	struct buf line = { 0 };
	struct dump_line read;
	struct err e = { 0 };

	buf_add(&line, at, n);
	buf_printf(&line, ",\"crc\":\"%08" PRIx32 "\"}", checksum_of(&body, 1));
	if (dump_line_read((struct bytes){ line.at, line.n }, &read, a, &e))
		once_more(&read, a);
	else if (!e.kind || !e.what[0])
		abort();
	buf_free(&line);
}

/* The input is lines without their checksums. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;
	struct arena a = { 0 };

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = stop ? (size_t)(stop - at) : (size_t)(end - at);

		try_line(at, n, &a);
		at += n + 1;
	}
	arena_free(&a);
	return 0;
}
