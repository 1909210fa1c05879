#include "store/panel/pick.h"

#include "store/rec/index.h"

struct picked {
	uint32_t *at;
	size_t n;
	struct arena *arena;
};

static void take_block(struct picked *p, uint32_t number, const struct block *b)
{
	size_t n = p->n + block_count(b);
	uint32_t *at = n == p->n ? p->at : arena_array(p->arena, n, sizeof(*at));

	for (size_t i = 0; i < p->n && at != p->at; i++)
		at[i] = p->at[i];
	p->at = at;
	for (uint32_t i = block_next(b, 0); i < BLOCK_SIZE; i = block_next(b, i + 1))
		p->at[p->n++] = number * BLOCK_SIZE + i;
}

size_t pick_all(struct kv_txn *txn, enum kind kind, uint32_t **ordinals, struct arena *a)
{
	uint32_t last = record_last(txn, kind);
	struct picked p = { .arena = a };

	for (uint32_t b = 0; b <= block_of(last); b++) {
		struct block live;

		index_live(txn, kind, b, &live);
		take_block(&p, b, &live);
	}
	*ordinals = p.at;
	return p.n;
}

size_t pick_where(struct kv_txn *txn, const struct schema *s, const char *field, const void *like,
	uint32_t **ordinals, struct arena *a)
{
	const struct field *f = schema_field(s, field);
	uint32_t last = record_last(txn, s->kind);
	struct picked p = { .arena = a };
	struct key value;

	key_start(&value);
	index_set_value(f, like, &value);
	for (uint32_t b = 0; b <= block_of(last); b++) {
		struct block live, with;

		index_live(txn, s->kind, b, &live);
		index_set(txn, s->kind, b, f, &value, &with);
		block_and(&with, &live);
		take_block(&p, b, &with);
	}
	*ordinals = p.at;
	return p.n;
}
