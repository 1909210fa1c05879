#include "store/find/narrow.h"

#include "store/find/match.h"
#include "store/find/word.h"
#include "store/rec/index.h"
#include "store/rec/pending.h"
#include "store/rec/texts.h"

#include <string.h>

enum { DAY_SECONDS = 86400 };

/* A walk over the values that a field has. */
struct values {
	const struct query_term *term;
	const struct schema *schema;
	void *record;    /* empty but for the field, so that match.c decides */
	struct buf text; /* the field's, where it is one */
	struct buf room;
	struct block *valued; /* all that have a value; NULL: nobody asks */
	struct narrow *out;
};

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS;
}

static bool put_text(struct values *w, const struct field *f, struct bytes *rest)
{
	buf_cut(&w->text, 0);
	if (!key_take_text(rest, &w->text))
		return false;
	*FIELD_PTR(f, w->record, const char *) = buf_text(&w->text);
	return true;
}

static bool put_link(struct values *w, const struct field *f, struct bytes *rest)
{
	struct uid *link = FIELD_PTR(f, w->record, struct uid);

	return key_take_u32(rest, &link->origin) && key_take_u64(rest, &link->counter);
}

static bool put_number(struct values *w, const struct field *f, struct bytes *rest)
{
	int64_t n;

	if (!key_take_i64(rest, &n))
		return false;
	switch (f->type) {
	case FIELD_NUMBER:
		*FIELD_PTR(f, w->record, int64_t) = n;
		return true;
	case FIELD_FLAG:
		*FIELD_PTR(f, w->record, bool) = n != 0;
		return true;
	case FIELD_CHOICE:
		*FIELD_PTR(f, w->record, uint32_t) = (uint32_t)n;
		return true;
	case FIELD_DAY:
		FIELD_PTR(f, w->record, struct day)->n = (int32_t)n;
		return true;
	case FIELD_TIME:
		FIELD_PTR(f, w->record, struct time)->s = n;
		return true;
	default:
		return false;
	}
}

/* The value of a key of `set` as the record's field. */
static bool put_value(struct values *w, struct bytes rest)
{
	const struct field *f = w->term->field;

	if (is_text(f))
		return put_text(w, f, &rest);
	return f->type == FIELD_LINK ? put_link(w, f, &rest) : put_number(w, f, &rest);
}

/* A text that fills its key may go on behind it: only the record knows. */
static struct block *answer(struct values *w, struct narrow *out)
{
	if (is_text(w->term->field) && w->text.n + 1 >= INDEX_TEXT_MAX)
		return &out->maybe;
	return match_condition(w->term, w->record, &w->room) ? &out->sure : NULL;
}

/* Times stand in `set` by their day: one that the bounds cut is looked at. */
static struct block *answer_day(struct values *w, struct bytes rest)
{
	struct block *to = NULL;
	int64_t day;

	if (!key_take_i64(&rest, &day))
		return NULL;
	int64_t first = time_of((struct day){ (int32_t)day }, 0).s, last = first + DAY_SECONDS - 1;

	for (size_t i = 0; i < w->term->count; i++) {
		const struct query_value *v = &w->term->values[i];

		if (v->test != QUERY_WITHIN || v->low > last || v->high < first)
			continue;
		if (v->low <= first && v->high >= last)
			return &w->out->sure;
		to = &w->out->maybe;
	}
	return to;
}

static void take_value(struct values *w, struct bytes value, struct bytes places)
{
	struct block *to = NULL;

	if (w->term->field->type == FIELD_TIME)
		to = answer_day(w, value);
	else if (put_value(w, value))
		to = answer(w, w->out);
	if (to)
		block_or_stored(to, places);
	if (w->valued)
		block_or_stored(w->valued, places);
}

static void walk_values(struct kv_txn *txn, uint32_t block, struct values *w)
{
	struct kv_cursor c;
	struct key prefix;

	index_set_key(w->schema->kind, block, w->term->field, &prefix);
	kv_cursor_open(txn, KV_SET, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&prefix)); on;
		 on = kv_next_in(&c, key_bytes(&prefix))) {
		struct bytes value = { (const char *)c.key.at + prefix.n, c.key.n - prefix.n };

		take_value(w, value, c.value);
	}
	kv_cursor_close(&c);
}

static void by_values(struct kv_txn *txn, const struct schema *s, const struct query_term *term,
	uint32_t block, const struct block *live, struct narrow *out)
{
	struct arena a = { 0 };
	struct values w = { .term = term, .schema = s, .out = out };
	struct block rest = *live, valued = { 0 };

	w.record = schema_new(s, &a);
	bool empty_does = match_condition(term, w.record, &w.room);

	w.valued = empty_does ? &valued : NULL;
	walk_values(txn, block, &w);
	block_without(&rest, &valued);
	if (empty_does)
		block_or(&out->sure, &rest);
	buf_free(&w.text);
	buf_free(&w.room);
	arena_free(&a);
}

/* --- by the sort index ------------------------------------------------------------------- */

/* The least and the greatest value that can do, as keys; texts and links: all. */
static void bounds(const struct query_term *t, int64_t *low, int64_t *high)
{
	*low = INT64_MAX;
	*high = INT64_MIN;
	for (size_t i = 0; i < t->count; i++) {
		bool within = t->values[i].test == QUERY_WITHIN;
		int64_t from = within ? t->values[i].low : INT64_MIN;
		int64_t to = within ? t->values[i].high : INT64_MAX;

		*low = from < *low ? from : *low;
		*high = to > *high ? to : *high;
	}
}

static bool is_before(struct bytes a, struct bytes b)
{
	int c = memcmp(a.at, b.at, a.n < b.n ? a.n : b.n);

	return c ? c < 0 : a.n < b.n;
}

static bool is_number(const struct field *f)
{
	return !is_text(f) && f->type != FIELD_LINK;
}

static void take_sorted(struct values *w, struct bytes rest, uint32_t blocks)
{
	struct bytes value = { rest.at, rest.n - 4 };
	struct bytes tail = { (const char *)rest.at + value.n, 4 };
	struct block *to;
	uint32_t ordinal;

	if (!put_value(w, value) || !key_take_u32(&tail, &ordinal) || block_of(ordinal) >= blocks)
		return;
	to = answer(w, &w->out[block_of(ordinal)]);
	if (to)
		block_add(to, block_place(ordinal));
}

static void walk_sorted(struct kv_txn *txn, struct values *w, uint32_t blocks)
{
	const struct field *f = w->term->field;
	struct key prefix, from, beyond;
	struct kv_cursor c;
	int64_t low, high;

	index_sort_key(w->schema->kind, f, &prefix);
	from = beyond = prefix;
	bounds(w->term, &low, &high);
	if (is_number(f)) {
		key_i64(&from, low);
		key_i64(&beyond, high);
	}
	key_beyond(&beyond);
	kv_cursor_open(txn, KV_SORT, &c);
	for (bool on = kv_seek(&c, key_bytes(&from)); on; on = kv_next(&c)) {
		struct bytes rest = { (const char *)c.key.at + prefix.n, c.key.n - prefix.n };

		if (!is_before(c.key, key_bytes(&beyond)) || c.key.n < prefix.n + 4)
			break;
		take_sorted(w, rest, blocks);
	}
	kv_cursor_close(&c);
}

static bool by_sort(const struct query_term *t)
{
	return t->field && !t->row && (t->field->flags & FIELD_SORTED) && !index_in_set(t->field);
}

static struct narrow *walk_term(struct kv_txn *txn, const struct schema *s,
	const struct query_term *t, uint32_t blocks, struct arena *a)
{
	struct narrow *out = arena_array(a, blocks, sizeof(*out));
	struct arena scratch = { 0 };
	struct values *w = arena_alloc(&scratch, sizeof(*w));

	w->term = t;
	w->schema = s;
	w->out = out;
	w->record = schema_new(s, &scratch);
	walk_sorted(txn, w, blocks);
	buf_free(&w->text);
	buf_free(&w->room);
	arena_free(&scratch);
	return out;
}

/* --- by the grams ------------------------------------------------------------------------ */

/* Words in any field, or in one of those whose texts have grams. */
static bool by_grams(const struct query_term *t)
{
	if (!t->field)
		return true;
	if (t->row)
		return texts_have(t->field) && texts_have(t->row) && is_text(t->row);
	return texts_have(t->field) && is_text(t->field) && !index_in_set(t->field);
}

/* NULL when there is a value that grams know nothing about. */
static struct word **plan_words(const struct query_term *t, struct arena *a)
{
	struct word **words = arena_array(a, t->count, sizeof(struct word *));
	const struct field *field = t->row ? t->row : t->field;

	for (size_t i = 0; i < t->count; i++) {
		words[i] = word_plan(&t->values[i], field, a);
		if (!words[i])
			return NULL;
	}
	return words;
}

void narrow_plan(struct kv_txn *txn, const struct query *q, uint32_t blocks,
	struct narrow_plan *out, struct arena *a)
{
	bool ready = q->schema->kind != KIND_EVENT && gram_ready(txn);

	out->query = q;
	out->blocks = blocks;
	out->walked = arena_array(a, q->count, sizeof(struct narrow *));
	out->words = arena_array(a, q->count, sizeof(struct word **));
	for (size_t i = 0; i < q->count; i++) {
		if (by_sort(&q->terms[i]))
			out->walked[i] = walk_term(txn, q->schema, &q->terms[i], blocks, a);
		else if (ready && by_grams(&q->terms[i]))
			out->words[i] = plan_words(&q->terms[i], a);
	}
}

/* Whose texts are not merged yet has to be looked at, whatever the grams say. */
static void look_at_pending(struct kv_txn *txn, enum kind kind, uint32_t block, struct narrow *out)
{
	struct block pending;

	if (!pending_block(txn, kind, block, &pending))
		return;
	block_without(&out->sure, &pending);
	block_or(&out->maybe, &pending);
}

static void by_words(struct kv_txn *txn, const struct narrow_plan *plan, size_t i, uint32_t block,
	const struct block *live, struct narrow *out)
{
	enum kind kind = plan->query->schema->kind;

	for (size_t k = 0; k < plan->query->terms[i].count; k++)
		word_block(txn, plan->words[i][k], kind, block, live, out);
	look_at_pending(txn, kind, block, out);
	block_without(&out->maybe, &out->sure);
}

/* --- all terms ---------------------------------------------------------------------------- */

static void turn(const struct block *live, struct narrow *n)
{
	struct block sure = *live;

	block_without(&sure, &n->sure);
	block_without(&sure, &n->maybe);
	n->sure = sure;
}

/* Days and times stand in `set` only since there are grams. */
static bool by_set(struct kv_txn *txn, const struct query_term *t)
{
	if (!t->field || t->row || !index_in_set(t->field))
		return false;
	return (t->field->flags & FIELD_INDEXED) || gram_ready(txn);
}

static void narrow_term(struct kv_txn *txn, const struct narrow_plan *plan, size_t i,
	uint32_t block, const struct block *live, struct narrow *out)
{
	const struct query_term *t = &plan->query->terms[i];

	memset(out, 0, sizeof(*out));
	if (plan->walked[i])
		*out = plan->walked[i][block];
	else if (plan->words[i] && gram_ready(txn)) /* they may be being built since */
		by_words(txn, plan, i, block, live, out);
	else if (by_set(txn, t))
		by_values(txn, plan->query->schema, t, block, live, out);
	else
		out->maybe = *live;
	block_and(&out->sure, live);
	block_and(&out->maybe, live);
	if (t->without)
		turn(live, out);
}

/* Sure is what every term is sure of; maybe what no term rules out. */
void narrow_block(struct kv_txn *txn, const struct narrow_plan *plan, uint32_t block,
	const struct block *live, struct narrow *out)
{
	struct block left = *live;
	struct narrow one;

	memset(out, 0, sizeof(*out));
	out->sure = *live;
	for (size_t i = 0; i < plan->query->count; i++) {
		narrow_term(txn, plan, i, block, &left, &one);
		block_and(&out->sure, &one.sure);
		left = one.sure;
		block_or(&left, &one.maybe);
	}
	out->maybe = left;
	block_without(&out->maybe, &out->sure);
}
