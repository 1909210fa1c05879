/* A line of a dump, written. */
#include "store/io/dump_line.h"

#include "locale/text/utf8.h"
#include "store/io/base64.h"
#include "store/io/printer.h"
#include "store/kv/checksum.h"

#include <inttypes.h>
#include <string.h>

static void add_text(struct buf *out, const char *text)
{
	json_text(out, text, strlen(text));
}

static void add_base64(struct buf *out, struct bytes value)
{
	buf_puts(out, "\"base64\":\"");
	base64_write(out, value);
	buf_putc(out, '"');
}

/* --- fields ------------------------------------------------------------------------------- */

static void put_choice(const struct field *f, uint32_t code, struct buf *out)
{
	const struct choice *c = field_choice(f, code);

	if (c && field_choice_named(f, c->name) == c)
		add_text(out, c->name);
	else
		buf_printf(out, "%" PRIu32, code);
}

static void put_day(struct day d, struct buf *out)
{
	char text[DATE_TEXT];
	struct day again = { 0 };
	struct err e = { 0 };

	if (day_parse(day_text(d, text), d, &again, &e) && again.n == d.n)
		add_text(out, text);
	else
		buf_printf(out, "%" PRId32, d.n);
}

static void put_time(struct time t, struct buf *out)
{
	char text[DATE_TEXT];
	struct time again = { 0 };
	struct err e = { 0 };

	if (time_parse(time_text(t, text), time_day(t), &again, &e) && again.s == t.s)
		add_text(out, text);
	else
		buf_printf(out, "%" PRId64, t.s);
}

static void put_link(struct uid u, struct buf *out)
{
	buf_printf(out, "\"%" PRIu32 ":%" PRIu64 "\"", u.origin, u.counter);
}

static void put_links(const struct uids *links, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < links->n; i++) {
		if (i)
			buf_putc(out, ',');
		put_link(links->at[i], out);
	}
	buf_putc(out, ']');
}

enum part { PUBLIC, PERSONAL, BOTH };

static void put_fields(const struct schema *s, const void *record, enum part part, struct buf *out);

static void put_rows(const struct schema *s, const struct rows *rows, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < rows->n; i++) {
		if (i)
			buf_putc(out, ',');
		put_fields(s, (const char *)rows->at + i * s->size, BOTH, out);
	}
	buf_putc(out, ']');
}

/* Bytes that are no text stand apart: a JSON text could not hold them. */
static void put_text(const char *text, struct buf *out)
{
	size_t n = strlen(text);

	if (utf8_valid(text, n)) {
		json_text(out, text, n);
		return;
	}
	buf_putc(out, '{');
	add_base64(out, (struct bytes){ text, n });
	buf_putc(out, '}');
}

static void put_limit(const struct limit *l, struct buf *out)
{
	buf_printf(out, "[%d,%" PRId32 ",%" PRId32 "]", (int)l->unit, l->n, l->day.n);
}

static void put_value(const struct field *f, const void *record, struct buf *out)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		put_text(*FIELD_CONST(f, record, char *), out);
		break;
	case FIELD_BYTES:
		buf_putc(out, '{');
		add_base64(out, *FIELD_CONST(f, record, struct bytes));
		buf_putc(out, '}');
		break;
	case FIELD_NUMBER:
		buf_printf(out, "%" PRId64, *FIELD_CONST(f, record, int64_t));
		break;
	case FIELD_FLAG:
		buf_puts(out, "true");
		break;
	case FIELD_CHOICE:
		put_choice(f, *FIELD_CONST(f, record, uint32_t), out);
		break;
	case FIELD_DAY:
		put_day(*FIELD_CONST(f, record, struct day), out);
		break;
	case FIELD_TIME:
		put_time(*FIELD_CONST(f, record, struct time), out);
		break;
	case FIELD_LIMIT:
		put_limit(FIELD_CONST(f, record, struct limit), out);
		break;
	case FIELD_LINK:
		put_link(*FIELD_CONST(f, record, struct uid), out);
		break;
	case FIELD_LINKS:
		put_links(FIELD_CONST(f, record, struct uids), out);
		break;
	case FIELD_ROWS:
		put_rows(f->rows, FIELD_CONST(f, record, struct rows), out);
		break;
	}
}

static bool in_part(const struct field *f, enum part part)
{
	return part == BOTH || ((f->flags & FIELD_PERSONAL) != 0) == (part == PERSONAL);
}

static void put_fields(const struct schema *s, const void *record, enum part part, struct buf *out)
{
	bool first = true;

	buf_putc(out, '{');
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		if (!in_part(f, part) || field_empty(f, record))
			continue;
		if (!first)
			buf_putc(out, ',');
		first = false;
		add_text(out, f->name);
		buf_putc(out, ':');
		put_value(f, record, out);
	}
	buf_putc(out, '}');
}

/* --- lines --------------------------------------------------------------------------------- */

static void put_unknown(const char *name, struct bytes unknown, struct buf *out)
{
	if (!unknown.n)
		return;
	buf_printf(out, ",\"%s\":\"", name);
	base64_write(out, unknown);
	buf_putc(out, '"');
}

static void put_record(const struct dump_line *l, struct buf *out)
{
	const struct head *h = l->record;

	buf_printf(out,
		"\"record\":\"%s\",\"uid\":\"%" PRIu32 ":%" PRIu64 "\",\"ordinal\":%" PRIu32
		",\"version\":%" PRIu64 ",\"live\":%s,\"fields\":",
		l->schema->name, h->uid.origin, h->uid.counter, h->ordinal, h->version,
		l->live ? "true" : "false");
	put_fields(l->schema, l->record, PUBLIC, out);
	put_unknown("unknown", h->unknown, out);
	if (l->without_personal)
		return;
	buf_puts(out, ",\"personal\":");
	put_fields(l->schema, l->record, PERSONAL, out);
	put_unknown("personal_unknown", h->unknown_private, out);
}

static void put_header(const struct dump_line *l, struct buf *out)
{
	buf_printf(out,
		"\"dump\":\"yanpan\",\"format\":%d,\"made\":%" PRId64 ",\"origin\":%" PRIu32
		",\"personal\":%s,\"records\":%" PRIu64 ",\"entries\":%" PRIu64
		",\"head\":\"%s\",\"county\":",
		DUMP_FORMAT, l->made.s, l->origin, l->personal ? "true" : "false", l->records, l->entries,
		l->head);
	add_text(out, l->county);
}

static bool is_number(struct bytes v)
{
	return v.n == 8 && *(const unsigned char *)v.at == 0;
}

static void put_meta(const struct dump_line *l, struct buf *out)
{
	uint64_t n = 0;

	buf_puts(out, "\"meta\":");
	add_text(out, l->name);
	buf_putc(out, ',');
	if (is_number(l->value)) {
		for (size_t i = 0; i < l->value.n; i++)
			n = n << 8 | ((const unsigned char *)l->value.at)[i];
		buf_printf(out, "\"number\":%" PRIu64, n);
	} else if (!l->value.n ||
		(utf8_valid(l->value.at, l->value.n) && !memchr(l->value.at, 0, l->value.n))) {
		buf_puts(out, "\"text\":");
		json_text(out, l->value.at, l->value.n);
	} else {
		add_base64(out, l->value);
	}
}

static void put_entry(const struct dump_line *l, struct buf *out)
{
	buf_printf(out, "\"entry\":\"%" PRIu32 ":%" PRIu64 "\",", l->origin, l->sequence);
	add_base64(out, l->value);
}

static void put_personal(const struct dump_line *l, struct buf *out)
{
	buf_printf(
		out, "\"personal_change\":\"%" PRIu32 ":%" PRIu64 ":%u\",", l->origin, l->sequence, l->tag);
	add_base64(out, l->value);
}

static void put_end(const struct dump_line *l, struct buf *out)
{
	buf_printf(out, "\"end\":%" PRIu64 ",\"sm3\":\"%s\"", l->lines, l->sm3);
}

void dump_line_write(const struct dump_line *l, struct buf *out)
{
	static void (*const writers[])(const struct dump_line *, struct buf *) = {
		[DUMP_HEADER] = put_header,
		[DUMP_META] = put_meta,
		[DUMP_RECORD] = put_record,
		[DUMP_ENTRY] = put_entry,
		[DUMP_PERSONAL] = put_personal,
		[DUMP_END] = put_end,
	};
	size_t start = out->n;
	struct bytes line;

	buf_putc(out, '{');
	writers[l->kind](l, out);
	line = (struct bytes){ out->at + start, out->n - start };
	buf_printf(out, ",\"crc\":\"%08" PRIx32 "\"}\n", checksum_of(&line, 1));
}
