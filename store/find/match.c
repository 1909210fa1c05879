#include "store/find/match.h"

#include "locale/text/fold.h"
#include "locale/text/pinyin.h"
#include "locale/text/seek.h"
#include "store/rec/record.h"
#include "store/rec/texts.h"

#include <stdlib.h>
#include <string.h>

enum { SEEKS_MOST = 16 }; /* of a query; what is pasted may have thousands of words */

/* --- links ----------------------------------------------------------------------- */

static int compare_uids(const void *a, const void *b)
{
	const struct uid *x = a, *y = b;

	if (x->origin != y->origin)
		return x->origin < y->origin ? -1 : 1;
	return (x->counter > y->counter) - (x->counter < y->counter);
}

static bool among(const struct uids *links, struct uid u)
{
	return links->n && bsearch(&u, links->at, links->n, sizeof(u), compare_uids);
}

/* Uids on the way to an arena. */
struct found {
	struct uid *at;
	size_t n, room;
};

static void found_add(struct found *f, struct uid u)
{
	if (f->n == f->room) {
		f->room = f->room ? f->room * 2 : 16;
		f->at = must_realloc(f->at, f->room * sizeof(*f->at));
	}
	f->at[f->n++] = u;
}

static const char *text_of(const struct field *f, const void *record)
{
	const char *text = *FIELD_CONST(f, record, char *);

	return text ? text : "";
}

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS;
}

/* Letters that were typed may stand for Chinese. */
static bool read_stands(const struct field *f, const char *text, size_t bytes,
	const struct query_value *v, struct fold_hit *hit)
{
	return v->pinyin && f && (f->flags & FIELD_PINYIN) && pinyin_find(v->pinyin, text, bytes, hit);
}

static bool read_has(const struct field *f, const char *text, const struct query_value *v)
{
	struct fold_hit hit;

	return read_stands(f, text, strlen(text), v, &hit);
}

/* As it is written, folded; "" is in every text. */
static bool written_has(
	const char *text, size_t bytes, const struct query_value *v, struct buf *room)
{
	if (v->seek)
		return seek_in(v->seek, text, bytes);
	buf_cut(room, 0);
	fold_text(room, text, bytes);
	return memmem(buf_text(room), room->n, v->text, v->bytes);
}

static bool has_text(
	const struct field *f, const void *record, const struct query_value *v, struct buf *room)
{
	const char *text = text_of(f, record);

	return written_has(text, strlen(text), v, room) || read_has(f, text, v);
}

static bool named_has(const struct schema *s, const char *name, const void *record,
	const struct query_value *v, struct buf *room)
{
	const struct field *f = schema_field(s, name);

	return f && is_text(f) && has_text(f, record, v, room);
}

/* Those that bear the word as a name; else those that have it in name or title. */
static void find_named(
	struct kv_txn *txn, const struct schema *s, const struct query_value *v, struct found *out)
{
	enum { MOST = 64 };
	uint32_t ordinals[MOST];
	size_t n = record_named(txn, s, v->text, ordinals, MOST);
	struct arena scratch = { 0 };

	for (size_t i = 0; i < n && i < MOST; i++) {
		void *record = schema_new(s, &scratch);
		struct err none = { 0 };

		if (record_peek(txn, s, ordinals[i], record, &scratch, &none))
			found_add(out, schema_head(record)->uid);
	}
	arena_free(&scratch);
}

static void find_titled(
	struct kv_txn *txn, const struct schema *s, const struct query_value *v, struct found *out)
{
	uint32_t last = record_last(txn, s->kind);
	struct arena scratch = { 0 };
	struct buf room = { 0 };

	for (uint32_t ordinal = 1; ordinal <= last; ordinal++) {
		struct arena_mark mark = arena_mark(&scratch);
		void *record = schema_new(s, &scratch);
		struct err none = { 0 };

		if (record_live(txn, s->kind, ordinal) &&
			record_peek(txn, s, ordinal, record, &scratch, &none) &&
			(named_has(s, s->number, record, v, &room) || named_has(s, s->title, record, v, &room)))
			found_add(out, schema_head(record)->uid);
		arena_reset(&scratch, mark);
	}
	buf_free(&room);
	arena_free(&scratch);
}

static void resolve(struct kv_txn *txn, enum kind kind, struct query_value *v, struct arena *a)
{
	const struct schema *s = schema_of(kind);
	struct found f = { 0 };

	if (!s || v->test != QUERY_LINKS)
		return;
	find_named(txn, s, v, &f);
	if (!v->exact && !f.n)
		find_titled(txn, s, v, &f);
	if (f.n)
		qsort(f.at, f.n, sizeof(*f.at), compare_uids);
	v->links.at = arena_array(a, f.n, sizeof(*f.at));
	v->links.n = f.n;
	if (f.n)
		memcpy(v->links.at, f.at, f.n * sizeof(*f.at));
	free(f.at);
}

static void make_ready(
	struct kv_txn *txn, const struct query_term *t, size_t *seeks, struct arena *a)
{
	const struct field *f = t->row ? t->row : t->field;

	for (size_t i = 0; i < t->count; i++) {
		struct query_value *v = &t->values[i];

		if (f)
			resolve(txn, f->kind, v, a);
		if (v->test == QUERY_HAS && *seeks < SEEKS_MOST)
			v->seek = seek_prepare(v->text, v->bytes, a);
		*seeks += v->seek != NULL;
	}
}

bool match_prepare(struct kv_txn *txn, struct query *q, struct arena *a, struct err *e)
{
	size_t seeks = 0;

	for (size_t i = 0; i < q->count; i++)
		make_ready(txn, &q->terms[i], &seeks, a);
	if (txn->err.kind)
		*e = txn->err;
	return !txn->err.kind;
}

/* --- one field ---------------------------------------------------------------------- */

static int64_t number_of(const struct field *f, const void *record)
{
	switch (f->type) {
	case FIELD_NUMBER:
		return *FIELD_CONST(f, record, int64_t);
	case FIELD_FLAG:
		return *FIELD_CONST(f, record, bool);
	case FIELD_CHOICE:
		return *FIELD_CONST(f, record, uint32_t);
	case FIELD_DAY:
		return FIELD_CONST(f, record, struct day)->n;
	case FIELD_TIME:
		return FIELD_CONST(f, record, struct time)->s;
	case FIELD_ROWS:
		return (int64_t)FIELD_CONST(f, record, struct rows)->n;
	default:
		return 0;
	}
}

/* A day or choice that was not said lies within nothing. */
static bool within(const struct field *f, const void *record, const struct query_value *v)
{
	int64_t n = number_of(f, record);
	bool said = f->type == FIELD_NUMBER || f->type == FIELD_FLAG || f->type == FIELD_ROWS || n;

	return said && v->low <= n && n <= v->high;
}

static bool links_hold(const struct field *f, const void *record, const struct query_value *v)
{
	const struct uids *links;

	if (f->type == FIELD_LINK)
		return among(&v->links, *FIELD_CONST(f, record, struct uid));
	links = FIELD_CONST(f, record, struct uids);
	for (size_t i = 0; i < links->n; i++)
		if (among(&v->links, links->at[i]))
			return true;
	return false;
}

static bool folded_is(const char *text, size_t bytes, const struct query_value *v, struct buf *room)
{
	buf_cut(room, 0);
	fold_text(room, text, bytes);
	return room->n == v->bytes && !memcmp(buf_text(room), v->text, v->bytes);
}

/* Of several words one is enough. */
static bool text_is(
	const struct field *f, const char *text, const struct query_value *v, struct buf *room)
{
	if (f->type != FIELD_WORDS)
		return folded_is(text, strlen(text), v, room);
	for (;;) {
		size_t n = strcspn(text, "|");

		if (folded_is(text, n, v, room))
			return true;
		if (!text[n])
			return false;
		text += n + 1;
	}
}

static bool rows_have(
	const struct field *f, const void *record, const struct query_value *v, struct buf *room);

static bool holds(
	const struct field *f, const void *record, const struct query_value *v, struct buf *room)
{
	switch (v->test) {
	case QUERY_EMPTY:
		return field_empty(f, record);
	case QUERY_WITHIN:
		return within(f, record, v);
	case QUERY_LINKS:
		return links_hold(f, record, v);
	case QUERY_IS:
		return f->type == FIELD_ROWS ? rows_have(f, record, v, room)
									 : is_text(f) && text_is(f, text_of(f, record), v, room);
	case QUERY_HAS:
		return f->type == FIELD_ROWS ? rows_have(f, record, v, room)
									 : is_text(f) && has_text(f, record, v, room);
	}
	return false;
}

static const void *row_at(const struct field *f, const struct rows *rows, size_t i)
{
	return (const char *)rows->at + i * f->rows->size;
}

/* Any text of any row. */
static bool rows_have(
	const struct field *f, const void *record, const struct query_value *v, struct buf *room)
{
	const struct rows *rows = FIELD_CONST(f, record, struct rows);

	for (size_t i = 0; i < rows->n; i++)
		for (size_t k = 0; k < f->rows->field_count; k++)
			if (is_text(&f->rows->fields[k]) &&
				holds(&f->rows->fields[k], row_at(f, rows, i), v, room))
				return true;
	return false;
}

static bool condition_holds(
	const struct query_term *t, const struct query_value *v, const void *record, struct buf *room)
{
	const struct rows *rows;

	if (!t->row)
		return holds(t->field, record, v, room);
	rows = FIELD_CONST(t->field, record, struct rows);
	for (size_t i = 0; i < rows->n; i++)
		if (holds(t->row, row_at(t->field, rows, i), v, room))
			return true;
	return false;
}

bool match_condition(const struct query_term *t, const void *record, struct buf *room)
{
	for (size_t i = 0; i < t->count; i++)
		if (condition_holds(t, &t->values[i], record, room))
			return true;
	return false;
}

/* --- words in any searched field ------------------------------------------------------ */

/* Which of the terms on words were met; 64 words and more are looked for one by one. */
struct words {
	const struct query *query;
	size_t from, to; /* terms */
	uint64_t wanted, met;
	struct buf *room;
};

static bool text_has(
	const struct field *f, struct bytes text, const struct query_term *t, struct buf *room)
{
	struct fold_hit hit;

	for (size_t i = 0; i < t->count; i++)
		if (written_has(text.at, text.n, &t->values[i], room) ||
			read_stands(f, text.at, text.n, &t->values[i], &hit))
			return true;
	return false;
}

static uint64_t bit(size_t i)
{
	return UINT64_C(1) << i;
}

/* Whether the term is about this text. */
static bool is_asked(const struct query_term *t, const struct searched *at)
{
	return !t->field || (t->field == at->field && t->row == at->row);
}

/* True: nothing more can change the answer. */
static bool look_for_words(const struct searched *at, void *arg)
{
	struct words *w = arg;
	uint64_t missing = w->wanted & ~w->met;

	for (size_t i = w->from; i < w->to; i++)
		if ((missing & bit(i - w->from)) && is_asked(&w->query->terms[i], at) &&
			text_has(searched_field(at), at->text, &w->query->terms[i], w->room))
			w->met |= bit(i - w->from);
	return w->met == w->wanted;
}

/* Where the texts are: in a record, or as they are stored. */
struct source_texts {
	const void *record; /* NULL: stored */
	struct bytes stored;
};

static void look_through(struct words *w, const struct source_texts *from)
{
	const struct schema *s = w->query->schema;

	if (from->record)
		texts_each(s, from->record, look_for_words, w);
	else
		texts_stored(s, from->stored, look_for_words, w);
}

/* What the texts alone can tell: words in any of them, or in one. */
static bool is_word(const struct query_term *t)
{
	const struct field *f = t->row ? t->row : t->field;

	if (!f)
		return true;
	if (!is_text(f) || !texts_have(f) || !texts_have(t->field))
		return false;
	for (size_t i = 0; i < t->count; i++)
		if (t->values[i].test != QUERY_HAS || !t->values[i].bytes)
			return false;
	return true;
}

/* At most 64 terms at a time. */
static bool some_words_hold(struct words *w, const struct source_texts *from)
{
	for (size_t i = w->from; i < w->to; i++)
		if (from->record ? !w->query->terms[i].field : is_word(&w->query->terms[i]))
			w->wanted |= bit(i - w->from);
	if (!w->wanted)
		return true;
	look_through(w, from);
	for (size_t i = w->from; i < w->to; i++)
		if ((w->wanted & bit(i - w->from)) &&
			!(w->met & bit(i - w->from)) != w->query->terms[i].without)
			return false;
	return true;
}

static bool words_hold(const struct query *q, const struct source_texts *from, struct buf *room)
{
	for (size_t i = 0; i < q->count; i += 64) {
		struct words w = { .query = q, .from = i, .room = room };

		w.to = q->count - i < 64 ? q->count : i + 64;
		if (!some_words_hold(&w, from))
			return false;
	}
	return true;
}

bool match_record(const struct query *q, const void *record, struct buf *room)
{
	struct source_texts from = { .record = record };

	for (size_t i = 0; i < q->count; i++)
		if (q->terms[i].field && match_condition(&q->terms[i], record, room) == q->terms[i].without)
			return false;
	return words_hold(q, &from, room);
}

bool match_words(const struct query *q, struct bytes stored, struct buf *room)
{
	struct source_texts from = { .stored = stored };

	return words_hold(q, &from, room);
}

bool match_has_conditions(const struct query *q)
{
	for (size_t i = 0; i < q->count; i++)
		if (!is_word(&q->terms[i]))
			return true;
	return false;
}

/* --- where words stand -------------------------------------------------------------------- */

/* As it is written, else as it is read. */
static bool value_stands(const struct field *f, const char *text, size_t bytes,
	const struct query_value *v, struct fold_hit *hit)
{
	return fold_find(text, bytes, v->text, v->bytes, hit) || read_stands(f, text, bytes, v, hit);
}

/* Words in any field, or in just this one. */
static bool speaks_of(
	const struct query_term *t, const struct query_value *v, const struct field *f)
{
	return !t->without && v->test == QUERY_HAS && (!t->field || (t->row ? t->row : t->field) == f);
}

/* The first place of any wanted word at or after `from`. */
static bool next_word(const struct query *q, const struct field *f, const char *text, size_t from,
	struct fold_hit *out)
{
	const char *rest = text + from;
	size_t n = strlen(rest);
	bool found = false;

	for (size_t i = 0; i < q->count; i++)
		for (size_t k = 0; k < q->terms[i].count; k++) {
			const struct query_value *v = &q->terms[i].values[k];
			struct fold_hit hit;

			if (!speaks_of(&q->terms[i], v, f) || !value_stands(f, rest, n, v, &hit) ||
				(found && hit.at >= out->at))
				continue;
			*out = hit;
			found = true;
		}
	out->at += from;
	return found;
}

size_t match_spans(const struct query *q, const struct field *f, const char *text,
	struct match_span *spans, size_t most)
{
	struct fold_hit hit = { 0 };
	size_t n = 0;

	for (size_t from = 0; n < most && next_word(q, f, text, from, &hit); n++) {
		spans[n] = (struct match_span){ hit.at, hit.bytes };
		from = hit.at + hit.bytes;
	}
	return n;
}

struct first_place {
	const struct query *query;
	struct match_place *out;
};

static bool look_for_place(const struct searched *at, void *arg)
{
	struct first_place *f = arg;
	struct match_span span;

	if (!match_spans(f->query, searched_field(at), at->text.at, &span, 1))
		return false;
	*f->out = (struct match_place){
		.field = at->field,
		.row = at->row,
		.row_number = at->row_number,
		.text = at->text.at,
		.at = span.at,
		.bytes = span.bytes,
	};
	return true;
}

bool match_place(const struct query *q, const void *record, struct match_place *out)
{
	struct first_place f = { q, out };

	return texts_each(q->schema, record, look_for_place, &f);
}
