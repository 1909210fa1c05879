#include "store/find/narrow.h"

#include "store/find/match.h"
#include "store/rec/index.h"

#include <string.h>

/* The walk over the values that a field has in a block. */
struct walk {
	const struct query_term *term;
	const struct schema *schema;
	void *record;    /* empty but for the field, so that match.c decides */
	struct buf text; /* the field's, where it is one */
	struct buf room;
	struct block valued; /* all that have a value */
	struct narrow *out;
};

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS;
}

static bool put_text(struct walk *w, const struct field *f, struct bytes *rest)
{
	buf_cut(&w->text, 0);
	if (!key_take_text(rest, &w->text))
		return false;
	*FIELD_PTR(f, w->record, const char *) = buf_text(&w->text);
	return true;
}

static bool put_link(struct walk *w, const struct field *f, struct bytes *rest)
{
	struct uid *link = FIELD_PTR(f, w->record, struct uid);

	return key_take_u32(rest, &link->origin) && key_take_u64(rest, &link->counter);
}

static bool put_number(struct walk *w, const struct field *f, struct bytes *rest)
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
static bool put_value(struct walk *w, struct bytes rest)
{
	const struct field *f = w->term->field;

	if (is_text(f))
		return put_text(w, f, &rest);
	return f->type == FIELD_LINK ? put_link(w, f, &rest) : put_number(w, f, &rest);
}

/* A text that fills its key may go on behind it: only the record knows. */
static void take_value(struct walk *w, struct bytes value, struct bytes places)
{
	const struct field *f = w->term->field;
	struct block with;

	if (!put_value(w, value) || !block_read(&with, places))
		return;
	block_or(&w->valued, &with);
	if (is_text(f) && w->text.n + 1 >= INDEX_TEXT_MAX)
		block_or(&w->out->maybe, &with);
	else if (match_condition(w->term, w->record, &w->room))
		block_or(&w->out->sure, &with);
}

static void walk_values(struct kv_txn *txn, uint32_t block, struct walk *w)
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
	struct walk w = { .term = term, .schema = s, .out = out };
	struct block rest = *live;

	w.record = schema_new(s, &a);
	walk_values(txn, block, &w);
	block_without(&rest, &w.valued);
	schema_init(s, w.record);
	if (match_condition(term, w.record, &w.room))
		block_or(&out->sure, &rest);
	block_and(&out->sure, live);
	block_and(&out->maybe, live);
	buf_free(&w.text);
	buf_free(&w.room);
	arena_free(&a);
}

static void turn(const struct block *live, struct narrow *n)
{
	struct block sure = *live;

	block_without(&sure, &n->sure);
	block_without(&sure, &n->maybe);
	n->sure = sure;
}

void narrow_term(struct kv_txn *txn, const struct schema *s, const struct query_term *term,
	uint32_t block, const struct block *live, struct narrow *out)
{
	memset(out, 0, sizeof(*out));
	if (!term->field || term->row || !(term->field->flags & FIELD_INDEXED)) {
		out->maybe = *live;
		return;
	}
	by_values(txn, s, term, block, live, out);
	if (term->without)
		turn(live, out);
}

/* Sure is what every term is sure of; maybe what no term rules out. */
void narrow_query(struct kv_txn *txn, const struct query *q, uint32_t block,
	const struct block *live, struct narrow *out)
{
	struct narrow one;
	struct block left = *live;

	memset(out, 0, sizeof(*out));
	out->sure = *live;
	for (size_t i = 0; i < q->count; i++) {
		narrow_term(txn, q->schema, &q->terms[i], block, &left, &one);
		block_and(&out->sure, &one.sure);
		left = one.sure;
		block_or(&left, &one.maybe);
	}
	out->maybe = left;
	block_without(&out->maybe, &out->sure);
}
