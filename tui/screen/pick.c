#include "tui/screen/pick.h"

#include "locale/msg/msg.h"

#include <stdlib.h>
#include <string.h>

enum { PICK_FEW = 3000 };

/* Every text of the record that helps to tell it from others, for finding and for the note. */
static const char *words_of(
	struct kv_txn *txn, const struct schema *schema, const void *record, struct arena *a)
{
	const char *number = schema_text(schema, record, schema->number);
	const char *title =
		record_title(txn, schema->kind, schema_head((void *)(uintptr_t)record)->uid, a);

	if (*number == '\0' || strcmp(number, title) == 0)
		return title;
	return arena_format(a, "%s  %s", number, title);
}

static const char *note_of(
	struct kv_txn *txn, const struct schema *schema, const void *record, struct arena *a)
{
	static const char *const telling[] = { "aliases", "article", "unit", "state" };
	struct view view = { .kind = VIEW_LIST };
	struct buf text = { 0 };

	for (size_t i = 0; i < COUNT(telling) && text.n == 0; i++) {
		const struct field *field = schema_field(schema, telling[i]);

		if (field)
			field_show(txn, schema, field, record, &view, &text);
	}
	const char *out = arena_text(a, buf_text(&text));
	buf_free(&text);
	return out;
}

static bool read_row(struct kv_txn *txn, const struct pick *p, uint32_t ordinal,
	struct pick_row *row, struct arena *a)
{
	struct err e = { 0 };
	void *record = schema_new(p->schema, a);

	if (!record_peek(txn, p->schema, ordinal, record, a, &e))
		return false;
	row->ordinal = ordinal;
	row->words = words_of(txn, p->schema, record, a);
	row->note = note_of(txn, p->schema, record, a);
	return true;
}

static bool load_few(struct pick *p, struct err *e)
{
	size_t n = result_count(p->result);
	struct kv_txn txn;

	uint32_t *ordinals = arena_array(&p->arena, n + 1, sizeof(*ordinals));
	p->rows = arena_array(&p->arena, n + 1, sizeof(*p->rows));
	p->found = arena_array(&p->arena, n + 1, sizeof(*p->found));
	if (!result_window(p->result, 0, n, ordinals, &n, e) || !kv_begin_read(p->kv, &txn, e))
		return false;
	for (size_t i = 0; i < n; i++)
		if (read_row(&txn, p, ordinals[i], &p->rows[p->count], &p->arena))
			p->count++;
	kv_end_read(&txn);
	return true;
}

static bool ask_store(struct pick *p, const char *text, struct err *e)
{
	struct buf query = { 0 };

	result_close(p->result);
	p->result = NULL;
	buf_printf(&query, "%s %s", p->query, text);
	bool good = result_open(p->kv, p->schema, buf_text(&query), NULL, p->today, &p->result, e);
	buf_free(&query);
	return good;
}

bool pick_open(
	struct pick *p, const struct ctx *ctx, enum kind kind, const char *query, struct err *e)
{
	pick_close(p);
	*p = (struct pick){
		.kv = ctx->store->kv,
		.schema = schema_of(kind),
		.query = query,
		.today = store_today(ctx),
	};
	if (!ask_store(p, "", e) || !result_step(p->result, -1, e))
		return false;
	return result_count(p->result) > PICK_FEW || load_few(p, e);
}

void pick_close(struct pick *p)
{
	result_close(p->result);
	arena_free(&p->arena);
	arena_free(&p->shown);
	*p = (struct pick){ .kv = NULL };
}

/* ---- in which order ---- */

static void lift(struct pick *p, uint32_t ordinal, size_t to)
{
	for (size_t i = to; i < p->count; i++)
		if (p->rows[i].ordinal == ordinal) {
			struct pick_row row = p->rows[i];

			memmove(p->rows + to + 1, p->rows + to, (i - to) * sizeof(row));
			p->rows[to] = row;
			return;
		}
}

void pick_first(struct pick *p, const struct uids *first)
{
	struct arena a = { 0 };
	size_t *ordinals, n;

	if (p->rows) {
		n = pick_ordinals(p, first, &ordinals, &a);
		while (n--)
			lift(p, (uint32_t)ordinals[n], 0);
	}
	arena_free(&a);
}

static int by_ordinal(const void *a, const void *b)
{
	const struct pick_row *left = a, *right = b;

	return left->ordinal < right->ordinal ? -1 : left->ordinal > right->ordinal;
}

void pick_oldest_first(struct pick *p)
{
	if (p->rows)
		qsort(p->rows, p->count, sizeof(*p->rows), by_ordinal);
}

/* ---- what the picker asks ---- */

static size_t find(void *data, const char *text)
{
	struct pick *p = data;
	struct err e = { 0 };

	if (!p->rows)
		return ask_store(p, text, &e) ? result_count(p->result) : 0;
	p->found_count = 0;
	for (size_t i = 0; i < p->count; i++)
		if (picker_matches(p->rows[i].words, text) || picker_matches(p->rows[i].note, text))
			p->found[p->found_count++] = i;
	return p->found_count;
}

static bool row_at(struct pick *p, size_t i, struct pick_row *out)
{
	struct err e = { 0 };
	struct kv_txn txn;
	uint32_t ordinal;
	size_t got;

	if (p->rows) {
		*out = p->rows[p->found[i]];
		return true;
	}
	arena_free(&p->shown);
	if (!p->result || !result_window(p->result, i, 1, &ordinal, &got, &e) || got == 0 ||
		!kv_begin_read(p->kv, &txn, &e))
		return false;
	bool good = read_row(&txn, p, ordinal, out, &p->shown);
	kv_end_read(&txn);
	return good;
}

static void row(void *data, size_t i, struct picker_row *out)
{
	struct pick_row found;

	*out = (struct picker_row){ .words = "" };
	if (row_at(data, i, &found))
		*out = (struct picker_row){ .words = found.words, .note = found.note };
}

static size_t number(void *data, size_t i)
{
	struct pick_row found;

	return row_at(data, i, &found) ? found.ordinal : 0;
}

struct picker_source pick_source(struct pick *p)
{
	return (struct picker_source){ .data = p, .find = find, .row = row, .number = number };
}

struct uid pick_uid(const struct pick *p, uint32_t ordinal)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct uid uid = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(p->kv, &txn, &e))
		return uid;
	void *record = schema_new(p->schema, &a);
	if (record_peek(&txn, p->schema, ordinal, record, &a, &e))
		uid = schema_head(record)->uid;
	kv_end_read(&txn);
	arena_free(&a);
	return uid;
}

const char *pick_number(const struct pick *p, uint32_t ordinal, struct arena *a)
{
	struct err e = { 0 };
	struct kv_txn txn;
	struct uid uid = pick_uid(p, ordinal);

	if (!kv_begin_read(p->kv, &txn, &e))
		return "";
	const char *number = record_number(&txn, p->schema->kind, uid, a);
	kv_end_read(&txn);
	return number;
}

size_t pick_ordinals(const struct pick *p, const struct uids *uids, size_t **out, struct arena *a)
{
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n = 0;

	*out = arena_array(a, uids->n + 1, sizeof(**out));
	if (!kv_begin_read(p->kv, &txn, &e))
		return 0;
	for (size_t i = 0; i < uids->n; i++) {
		uint32_t ordinal = record_ordinal(&txn, p->schema->kind, uids->at[i]);

		if (ordinal)
			(*out)[n++] = ordinal;
	}
	kv_end_read(&txn);
	return n;
}
