/* A line of a dump, read: nothing of it is believed. */
#include "store/io/dump_line.h"

#include "locale/msg/msg.h"
#include "store/io/base64.h"
#include "store/io/json.h"
#include "store/kv/checksum.h"
#include "store/kv/digest.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool not_so(struct err *e, const char *name)
{
	return err_set(
		e, ERR_INPUT, "\"%s\" is missing in this line of the dump, or not what it must be", name);
}

static const char *text_member(const struct json *j, const char *name)
{
	const struct json *m = json_member(j, name);

	return m && m->type == JSON_TEXT ? m->text : NULL;
}

static const char *digest_member(const struct json *j, const char *name)
{
	const char *hex = text_member(j, name);
	struct digest ignored;

	return hex && digest_from_hex(hex, &ignored) ? hex : NULL;
}

static bool base64_member(
	const struct json *j, const char *name, struct bytes *out, struct arena *a)
{
	const struct json *m = json_member(j, name);

	return m && m->type == JSON_TEXT && base64_read(m->text, m->n, out, a);
}

/* "7:12": numbers with colons between; how many there were, 0 where it is something else. */
static size_t read_numbers(const char *text, uint64_t out[3])
{
	struct json number = { .type = JSON_NUMBER };
	char part[24];
	size_t n = 0;

	for (; text && n < 3; n++) {
		size_t length = strcspn(text, ":");

		if (length == 0 || length >= sizeof(part) || strspn(text, "0123456789") != length)
			return 0;
		memcpy(part, text, length);
		part[length] = '\0';
		number.text = part;
		if (!json_u64(&number, &out[n]))
			return 0;
		text = text[length] ? text + length + 1 : NULL;
	}
	return text ? 0 : n;
}

static bool read_uid(const char *text, struct uid *out)
{
	uint64_t n[3];

	if (read_numbers(text, n) != 2 || n[0] > UINT32_MAX)
		return false;
	*out = n[1] ? (struct uid){ (uint32_t)n[0], n[1] } : (struct uid){ 0 };
	return true;
}

/* --- fields ------------------------------------------------------------------------------- */

static bool read_fields(const struct schema *s, const struct json *j, bool any, bool personal,
	void *record, struct arena *a, struct err *e);

static bool read_text(const struct field *f, const struct json *j, void *record, struct arena *a)
{
	struct bytes b;

	if (j->type == JSON_TEXT) {
		*FIELD_PTR(f, record, const char *) = j->text;
		return strlen(j->text) == j->n;
	}
	if (!base64_member(j, "base64", &b, a) || memchr(b.at, 0, b.n))
		return false;
	*FIELD_PTR(f, record, const char *) = arena_copy(a, b.at, b.n);
	return true;
}

static bool read_choice(const struct field *f, const struct json *j, uint32_t *out)
{
	const struct choice *c = j->type == JSON_TEXT ? field_choice_named(f, j->text) : NULL;
	uint64_t code;

	if (c) {
		*out = c->code;
		return true;
	}
	if (!json_u64(j, &code) || code > UINT32_MAX)
		return false;
	*out = (uint32_t)code;
	return true;
}

static bool read_day(const struct json *j, struct day *out)
{
	struct err e = { 0 };
	int64_t n;

	if (j->type == JSON_TEXT)
		return day_parse(j->text, (struct day){ 0 }, out, &e);
	if (!json_i64(j, &n) || n < INT32_MIN || n > INT32_MAX)
		return false;
	out->n = (int32_t)n;
	return true;
}

static bool read_time(const struct json *j, struct time *out)
{
	struct err e = { 0 };

	if (j->type == JSON_TEXT)
		return time_parse(j->text, (struct day){ 0 }, out, &e);
	return json_i64(j, &out->s);
}

static bool read_limit(const struct json *j, struct limit *out)
{
	int64_t n[3];

	if (j->type != JSON_LIST || j->n != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (!json_i64(&j->items[i], &n[i]) || n[i] < INT32_MIN || n[i] > INT32_MAX)
			return false;
	if (n[0] <= LIMIT_NONE || n[0] > LIMIT_STANDING)
		return false;
	*out = (struct limit){ (enum limit_unit)n[0], (int32_t)n[1], { (int32_t)n[2] } };
	return true;
}

static bool read_links(const struct json *j, struct uids *out, struct arena *a)
{
	if (j->type != JSON_LIST)
		return false;
	out->n = j->n;
	out->at = arena_array(a, j->n, sizeof(*out->at));
	for (size_t i = 0; i < j->n; i++)
		if (j->items[i].type != JSON_TEXT || !read_uid(j->items[i].text, &out->at[i]))
			return false;
	return true;
}

static bool read_rows(
	const struct schema *s, const struct json *j, struct rows *out, struct arena *a, struct err *e)
{
	char *at;

	if (j->type != JSON_LIST)
		return false;
	out->n = j->n;
	out->at = at = arena_array(a, j->n, s->size);
	for (size_t i = 0; i < j->n; i++) {
		schema_init(s, at + i * s->size);
		if (!read_fields(s, &j->items[i], true, false, at + i * s->size, a, e))
			return false;
	}
	return true;
}

static bool read_value(
	const struct field *f, const struct json *j, void *record, struct arena *a, struct err *e)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		return read_text(f, j, record, a);
	case FIELD_BYTES:
		return base64_member(j, "base64", FIELD_PTR(f, record, struct bytes), a);
	case FIELD_NUMBER:
		return json_i64(j, FIELD_PTR(f, record, int64_t));
	case FIELD_FLAG:
		*FIELD_PTR(f, record, bool) = j->type == JSON_TRUE;
		return j->type == JSON_TRUE;
	case FIELD_CHOICE:
		return read_choice(f, j, FIELD_PTR(f, record, uint32_t));
	case FIELD_DAY:
		return read_day(j, FIELD_PTR(f, record, struct day));
	case FIELD_TIME:
		return read_time(j, FIELD_PTR(f, record, struct time));
	case FIELD_LIMIT:
		return read_limit(j, FIELD_PTR(f, record, struct limit));
	case FIELD_LINK:
		return j->type == JSON_TEXT && read_uid(j->text, FIELD_PTR(f, record, struct uid));
	case FIELD_LINKS:
		return read_links(j, FIELD_PTR(f, record, struct uids), a);
	case FIELD_ROWS:
		return read_rows(f->rows, j, FIELD_PTR(f, record, struct rows), a, e);
	}
	return false;
}

/* `any`: of a row, whose personal fields stand among the others. */
static bool read_fields(const struct schema *s, const struct json *j, bool any, bool personal,
	void *record, struct arena *a, struct err *e)
{
	if (j->type != JSON_OBJECT)
		return not_so(e, s->name);
	for (size_t i = 0; i < j->n; i++) {
		const struct field *f = schema_field(s, j->items[i].name);

		if (!f || (!any && ((f->flags & FIELD_PERSONAL) != 0) != personal)) {
			err_set(e, ERR_INPUT, "%s has no field %s here", _(s->label), j->items[i].name);
			return err_fix(e, "use the program that made the dump, or a newer one");
		}
		if (!read_value(f, &j->items[i], record, a, e))
			return e->kind ? false : not_so(e, f->name);
	}
	return true;
}

/* --- lines --------------------------------------------------------------------------------- */

static bool read_record_head(const struct json *j, struct dump_line *l, struct err *e)
{
	struct head *h = l->record;
	const struct json *live = json_member(j, "live");
	uint64_t ordinal;

	if (!read_uid(text_member(j, "uid"), &h->uid) || uid_none(h->uid))
		return not_so(e, "uid");
	if (!json_u64(json_member(j, "ordinal"), &ordinal) || ordinal < 1 || ordinal > UINT32_MAX)
		return not_so(e, "ordinal");
	if (!json_u64(json_member(j, "version"), &h->version))
		return not_so(e, "version");
	if (!live || (live->type != JSON_TRUE && live->type != JSON_FALSE))
		return not_so(e, "live");
	h->ordinal = (uint32_t)ordinal;
	h->with_private = true;
	l->live = live->type == JSON_TRUE;
	return true;
}

static bool read_unknown(
	const struct json *j, const char *name, struct bytes *out, struct arena *a, struct err *e)
{
	return !json_member(j, name) || base64_member(j, name, out, a) || not_so(e, name);
}

static bool read_record(const struct json *j, struct dump_line *l, struct arena *a, struct err *e)
{
	const struct json *fields = json_member(j, "fields"), *personal = json_member(j, "personal");
	const char *kind = text_member(j, "record");
	struct head *h;

	for (size_t i = 0; kind && i < schema_count; i++)
		if (!strcmp(schemas[i]->name, kind) && schemas[i] != &event_schema)
			l->schema = schemas[i];
	if (!l->schema || !fields)
		return not_so(e, l->schema ? "fields" : "record");
	l->record = h = schema_new(l->schema, a);
	l->without_personal = !personal;
	return read_record_head(j, l, e) &&
		read_fields(l->schema, fields, false, false, l->record, a, e) &&
		(!personal || read_fields(l->schema, personal, false, true, l->record, a, e)) &&
		read_unknown(j, "unknown", &h->unknown, a, e) &&
		read_unknown(j, "personal_unknown", &h->unknown_private, a, e);
}

static bool read_header(const struct json *j, struct dump_line *l, struct arena *a, struct err *e)
{
	const struct json *personal = json_member(j, "personal");
	const char *program = text_member(j, "dump");
	uint64_t format, origin;

	(void)a;
	l->county = text_member(j, "county");
	l->head = digest_member(j, "head");
	if (!program || strcmp(program, "yanpan") != 0 || !json_u64(json_member(j, "format"), &format))
		return not_so(e, "dump");
	if (format > DUMP_FORMAT) {
		err_set(e, ERR_INPUT, "a newer yanpan made this dump (format %llu)",
			(unsigned long long)format);
		return err_fix(e, "use the newer program");
	}
	if (!json_u64(json_member(j, "origin"), &origin) || origin > UINT32_MAX ||
		!json_i64(json_member(j, "made"), &l->made.s) ||
		!json_u64(json_member(j, "records"), &l->records) ||
		!json_u64(json_member(j, "entries"), &l->entries) || !l->county || !l->head || !personal)
		return not_so(e, "dump");
	l->origin = (uint32_t)origin;
	l->personal = personal->type == JSON_TRUE;
	return true;
}

static bool read_meta(const struct json *j, struct dump_line *l, struct arena *a, struct err *e)
{
	const struct json *text = json_member(j, "text"), *number = json_member(j, "number");
	struct buf b = { 0 };
	uint64_t n;

	l->name = text_member(j, "meta");
	if (!l->name || !*l->name || strlen(l->name) > 100)
		return not_so(e, "meta");
	if (text && text->type == JSON_TEXT) {
		l->value = (struct bytes){ text->text, text->n };
		return true;
	}
	if (json_u64(number, &n)) {
		buf_u64(&b, n);
		l->value = (struct bytes){ arena_copy(a, b.at, b.n), b.n };
		buf_free(&b);
		return true;
	}
	return base64_member(j, "base64", &l->value, a) || not_so(e, "base64");
}

static bool read_place(const struct json *j, const char *name, size_t parts, struct dump_line *l,
	struct arena *a, struct err *e)
{
	uint64_t n[3] = { 0 };

	if (read_numbers(text_member(j, name), n) != parts || n[0] > UINT32_MAX || n[2] > UINT16_MAX)
		return not_so(e, name);
	l->origin = (uint32_t)n[0];
	l->sequence = n[1];
	l->tag = (uint16_t)n[2];
	return base64_member(j, "base64", &l->value, a) || not_so(e, "base64");
}

static bool read_entry(const struct json *j, struct dump_line *l, struct arena *a, struct err *e)
{
	return read_place(j, "entry", 2, l, a, e);
}

static bool read_personal(const struct json *j, struct dump_line *l, struct arena *a, struct err *e)
{
	return read_place(j, "personal_change", 3, l, a, e);
}

static bool read_end(const struct json *j, struct dump_line *l, struct arena *a, struct err *e)
{
	(void)a;
	l->sm3 = digest_member(j, "sm3");
	return (json_u64(json_member(j, "end"), &l->lines) && l->sm3) || not_so(e, "end");
}

static const struct {
	const char *first; /* its first member */
	enum dump_kind kind;
	bool (*read)(const struct json *, struct dump_line *, struct arena *, struct err *);
} readers[] = {
	{ "dump", DUMP_HEADER, read_header },
	{ "meta", DUMP_META, read_meta },
	{ "record", DUMP_RECORD, read_record },
	{ "entry", DUMP_ENTRY, read_entry },
	{ "personal_change", DUMP_PERSONAL, read_personal },
	{ "end", DUMP_END, read_end },
};

/* …,"crc":"01234567"} */
static bool crc_fits(struct bytes line)
{
	size_t tail = strlen(",\"crc\":\"01234567\"}");
	struct bytes body = { line.at, line.n > tail ? line.n - tail : 0 };
	char want[32];

	snprintf(want, sizeof(want), ",\"crc\":\"%08" PRIx32 "\"}", checksum_of(&body, 1));
	return line.n > tail && !memcmp((const char *)line.at + body.n, want, tail);
}

bool dump_line_read(struct bytes line, struct dump_line *out, struct arena *a, struct err *e)
{
	struct json j;

	*out = (struct dump_line){ .kind = DUMP_END };
	if (!crc_fits(line)) {
		err_set(e, ERR_INPUT, "this line of the dump is damaged");
		return err_fix(e, "take another copy of the dump; nothing of this one was loaded");
	}
	if (!json_read(line, &j, a, e))
		return false;
	for (size_t i = 0; j.type == JSON_OBJECT && j.n && i < sizeof(readers) / sizeof(readers[0]);
		 i++)
		if (!strcmp(j.items[0].name, readers[i].first)) {
			out->kind = readers[i].kind;
			return readers[i].read(&j, out, a, e);
		}
	return not_so(e, "dump");
}
