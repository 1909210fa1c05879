#include "store/rec/chunk.h"

#include "store/kv/run.h"
#include "store/rec/codec.h"
#include "store/rec/index.h"

#include <stdlib.h>

void *chunk_add(struct chunk *c, const void *record, size_t bytes)
{
	void *copy = arena_alloc(&c->arena, c->schema->size);

	schema_copy(c->schema, record, copy, &c->arena);
	if (c->n == c->room) {
		c->room = c->room ? c->room * 2 : 1024;
		c->records = must_realloc(c->records, c->room * sizeof(*c->records));
	}
	c->records[c->n++] = copy;
	c->bytes += bytes;
	return copy;
}

void chunk_number(struct chunk *c, uint32_t first, struct uid uid)
{
	c->first = first;
	c->uid = uid;
	for (size_t i = 0; i < c->n; i++) {
		struct head *h = schema_head(c->records[i]);

		h->ordinal = first + (uint32_t)i;
		h->uid = (struct uid){ uid.origin, uid.counter + i };
	}
}

static void make_one(struct chunk *c, size_t i, struct chunk_sums *sums)
{
	struct chunk_value *v = &c->made[i];
	struct key k;

	index_record_key(c->schema->kind, c->first + (uint32_t)i, &k);
	v->at = c->values.n;
	codec_write(c->schema, c->records[i], CODEC_PUBLIC, key_bytes(&k), &c->values);
	v->n = (uint32_t)(c->values.n - v->at);
	digest_add(&sums->rows, (struct bytes){ c->values.at + v->at, v->n });
	if (codec_has_private(c->schema, c->records[i]))
		codec_write(c->schema, c->records[i], CODEC_PRIVATE, key_bytes(&k), &c->values);
	v->private_n = (uint32_t)(c->values.n - v->at - v->n);
	if (v->private_n) {
		digest_add(&sums->personal, key_bytes(&k));
		digest_add(&sums->personal, (struct bytes){ c->values.at + v->at + v->n, v->private_n });
	}
	pile_add(&c->pile, c->schema, c->records[i]);
}

void chunk_make(struct chunk *c, struct chunk_sums *sums)
{
	if (c->made_room < c->n) {
		c->made_room = c->room;
		c->made = must_realloc(c->made, c->made_room * sizeof(*c->made));
	}
	for (size_t i = 0; i < c->n; i++)
		make_one(c, i, sums);
	pile_sort(&c->pile);
}

/* Table by table: the pages of one are found while they are warm. */
void chunk_put(struct chunk *c, struct kv_txn *txn)
{
	struct kv_run run;
	struct key k, uid;

	kv_run_begin(&run, txn, KV_REC);
	for (size_t i = 0; i < c->n; i++) {
		const char *at = c->values.at + c->made[i].at;

		index_record_key(c->schema->kind, c->first + (uint32_t)i, &k);
		kv_run_put(&run, key_bytes(&k), (struct bytes){ at, c->made[i].n });
		if (c->made[i].private_n)
			kv_put(txn, KV_PRIVATE, key_bytes(&k),
				(struct bytes){ at + c->made[i].n, c->made[i].private_n });
	}
	kv_run_end(&run);
	for (size_t i = 0; i < c->n; i++) {
		index_record_key(c->schema->kind, c->first + (uint32_t)i, &k);
		index_uid_key((struct uid){ c->uid.origin, c->uid.counter + i }, &uid);
		kv_put(txn, KV_ID, key_bytes(&uid), key_bytes(&k));
	}
	pile_write(&c->pile, txn, true);
}

void chunk_forget(struct chunk *c)
{
	arena_free(&c->arena);
}

void chunk_empty(struct chunk *c)
{
	chunk_forget(c);
	buf_cut(&c->values, 0);
	c->n = c->bytes = 0;
}

void chunk_free(struct chunk *c)
{
	arena_free(&c->arena);
	free(c->records);
	free(c->made);
	buf_free(&c->values);
	pile_free(&c->pile);
	*c = (struct chunk){ .schema = c->schema };
}
