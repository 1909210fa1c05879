#include "store/rec/pile.h"

#include "store/rec/index.h"

#include <stdlib.h>
#include <string.h>

static void add_key(struct pile *p, struct pile_key **list, size_t *n, size_t *room,
	const struct key *k, uint32_t place)
{
	if (*n == *room) {
		*room = *room ? *room * 2 : 256;
		*list = must_realloc(*list, *room * sizeof(**list));
	}
	(*list)[(*n)++] = (struct pile_key){ p->bytes.n, (uint32_t)k->n, (uint16_t)place };
	buf_add(&p->bytes, k->at, k->n);
}

struct naming {
	struct pile *pile;
	enum kind kind;
	uint32_t ordinal;
};

static void add_name(const struct field *f, const char *word, void *arg)
{
	const struct naming *n = arg;
	struct key k;

	(void)f;
	index_name_key(n->kind, word, &k);
	key_u32(&k, n->ordinal);
	add_key(n->pile, &n->pile->names, &n->pile->name_count, &n->pile->name_room, &k, 0);
}

static void add_field(
	struct pile *p, enum kind kind, const struct field *f, const void *record, uint32_t ordinal)
{
	struct key k;

	if (f->flags & FIELD_SORTED) {
		index_sort_key(kind, f, &k);
		index_value(f, record, &k);
		key_u32(&k, ordinal);
		add_key(p, &p->sorts, &p->sort_count, &p->sort_room, &k, 0);
	}
	if (index_in_set(f) && !field_empty(f, record)) {
		index_set_key(kind, block_of(ordinal), f, &k);
		index_set_value(f, record, &k);
		add_key(p, &p->sets, &p->set_count, &p->set_room, &k, block_place(ordinal));
	}
}

void pile_add(struct pile *p, const struct schema *s, const void *record)
{
	uint32_t ordinal = ((const struct head *)record)->ordinal;
	struct naming naming = { p, s->kind, ordinal };
	struct key k;

	index_names(s, record, add_name, &naming);
	for (size_t i = 0; i < s->field_count; i++)
		add_field(p, s->kind, &s->fields[i], record, ordinal);
	if (index_is_touched(s, record)) {
		index_touched_key(s->kind, block_of(ordinal), &k);
		add_key(p, &p->sets, &p->set_count, &p->set_room, &k, block_place(ordinal));
	}
}

static int compare(const void *a, const void *b, void *bytes)
{
	const struct pile_key *one = a, *other = b;
	const char *at = bytes;
	size_t n = one->n < other->n ? one->n : other->n;
	int order = memcmp(at + one->at, at + other->at, n);

	if (order)
		return order;
	if (one->n != other->n)
		return one->n < other->n ? -1 : 1;
	return (int)one->place - (int)other->place;
}

static struct bytes key_of(const struct pile *p, const struct pile_key *k)
{
	return (struct bytes){ p->bytes.at + k->at, k->n };
}

static void write_keys(
	struct pile *p, struct pile_key *list, size_t n, struct kv_txn *txn, enum kv_db db, bool add)
{
	for (size_t i = 0; i < n; i++) {
		if (add)
			kv_put(txn, db, key_of(p, &list[i]), (struct bytes){ "", 0 });
		else
			kv_delete(txn, db, key_of(p, &list[i]));
	}
}

/* The places list[0…n) have one key. */
static void write_set(
	struct pile *p, const struct pile_key *list, size_t n, struct kv_txn *txn, bool add)
{
	struct bytes key = key_of(p, list);
	struct block b;

	index_read_block(txn, KV_SET, key, &b);
	for (size_t i = 0; i < n; i++) {
		if (add)
			block_add(&b, list[i].place);
		else
			block_drop(&b, list[i].place);
	}
	index_write_block(txn, KV_SET, key, &b);
}

static void write_sets(struct pile *p, struct kv_txn *txn, bool add)
{
	size_t from = 0;

	for (size_t i = 1; i <= p->set_count; i++) {
		struct bytes a = key_of(p, &p->sets[from]), b = { NULL, 0 };

		if (i < p->set_count)
			b = key_of(p, &p->sets[i]);
		if (i < p->set_count && a.n == b.n && !memcmp(a.at, b.at, a.n))
			continue;
		write_set(p, &p->sets[from], i - from, txn, add);
		from = i;
	}
}

static void sort(struct pile *p, struct pile_key *list, size_t n)
{
	if (n)
		qsort_r(list, n, sizeof(*list), compare, p->bytes.at);
}

void pile_sort(struct pile *p)
{
	sort(p, p->names, p->name_count);
	sort(p, p->sorts, p->sort_count);
	sort(p, p->sets, p->set_count);
	p->sorted = true;
}

void pile_write(struct pile *p, struct kv_txn *txn, bool add)
{
	if (!p->sorted)
		pile_sort(p);
	write_keys(p, p->names, p->name_count, txn, KV_ID, add);
	write_keys(p, p->sorts, p->sort_count, txn, KV_SORT, add);
	write_sets(p, txn, add);
	p->name_count = p->sort_count = p->set_count = 0;
	p->sorted = false;
	buf_cut(&p->bytes, 0);
}

void pile_free(struct pile *p)
{
	free(p->names);
	free(p->sorts);
	free(p->sets);
	buf_free(&p->bytes);
	memset(p, 0, sizeof(*p));
}
