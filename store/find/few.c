#include "store/find/few.h"

#include "store/rec/codec.h"
#include "store/rec/index.h"

#include <stdlib.h>
#include <string.h>

struct keyed {
	struct bytes key; /* its value and the ordinal */
	uint32_t ordinal;
};

size_t few_are(size_t among)
{
	enum {
		LEAST = 64,
		PAGE = 80,
		LOOK = 200 /* a record, perhaps not in memory, costs as much as so many keys */
	};
	size_t n = LEAST;

	/* For a page of n hits the walk passes PAGE / n of all keys. */
	while (n * LOOK <= PAGE * among / n)
		n += LEAST;
	return n;
}

/* Its field alone, from the stored bytes. */
static void read_value(struct kv_txn *txn, const struct schema *s, const struct field *f,
	uint32_t ordinal, void *record, struct arena *a)
{
	struct bytes stored, rest, value;
	uint64_t tag;
	struct key k;

	index_record_key(s->kind, ordinal, &k);
	if (!kv_get(txn, KV_REC, key_bytes(&k), &stored))
		return;
	rest = codec_fields(stored);
	while (codec_take_field(&rest, &tag, &value))
		if (tag == f->tag) {
			codec_read_field(f, value, record, a);
			return;
		}
}

static struct keyed key_of(struct kv_txn *txn, const struct schema *s, const struct field *f,
	uint32_t ordinal, struct arena *a)
{
	struct arena_mark mark = arena_mark(a);
	void *record = schema_new(s, a);
	struct key k;

	read_value(txn, s, f, ordinal, record, a);
	key_start(&k);
	index_value(f, record, &k);
	key_u32(&k, ordinal);
	arena_reset(a, mark);
	return (struct keyed){ { arena_copy(a, k.at, k.n), k.n }, ordinal };
}

static int by_key(const void *a, const void *b)
{
	const struct bytes *x = &((const struct keyed *)a)->key, *y = &((const struct keyed *)b)->key;
	int c = memcmp(x->at, y->at, x->n < y->n ? x->n : y->n);

	return c ? c : (x->n > y->n) - (x->n < y->n);
}

void few_sort(struct kv_txn *txn, const struct schema *s, const struct field *sort, bool up,
	uint32_t *ordinals, size_t n)
{
	struct arena a = { 0 };
	struct keyed *keyed = arena_array(&a, n, sizeof(*keyed));

	for (size_t i = 0; i < n; i++)
		keyed[i] = key_of(txn, s, sort, ordinals[i], &a);
	if (n)
		qsort(keyed, n, sizeof(*keyed), by_key);
	for (size_t i = 0; i < n; i++)
		ordinals[up ? i : n - 1 - i] = keyed[i].ordinal;
	arena_free(&a);
}
