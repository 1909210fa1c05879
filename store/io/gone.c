#include "store/io/gone.h"

#include "store/rec/index.h"
#include "store/rec/record.h"
#include "store/schema/log.h"
#include "store/schema/order.h"

#include <stdlib.h>
#include <string.h>

enum { SLICE_KEYS = 2000 };

void gone_meet(struct gone *g, struct time received)
{
	if (!received.s)
		return;
	if (!g->first.s || received.s < g->first.s)
		g->first = received;
	if (received.s > g->last.s)
		g->last = received;
}

void gone_free(struct gone *g)
{
	seen_free(&g->refused);
	seen_free(&g->batches);
	*g = (struct gone){ 0 };
}

/* --- files like this one ---------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "heading=field" lines as their headings, in one order whatever the file's. */
static const char *headings_of(const char *mapping, struct arena *a)
{
	size_t most = 1, n = 0;
	const char **lines;
	struct buf all = { 0 };

	for (const char *p = mapping; *p; p++)
		most += *p == '\n';
	lines = arena_array(a, most, sizeof(*lines));
	while (*mapping) {
		size_t bytes = strcspn(mapping, "\n");
		char *line = arena_copy(a, mapping, bytes), *equals = strrchr(line, '=');

		if (equals)
			*equals = '\0';
		lines[n++] = line;
		mapping += bytes + (mapping[bytes] != '\0');
	}
	qsort(lines, n, sizeof(*lines), by_text);
	for (size_t i = 0; i < n; i++)
		buf_printf(&all, "%s\n", lines[i]);
	mapping = arena_text(a, buf_text(&all));
	buf_free(&all);
	return mapping;
}

static struct bytes uid_bytes(const struct uid *uid, struct key *k)
{
	index_uid_key(*uid, k);
	return key_bytes(k);
}

static void find_batches(
	struct gone *g, struct kv_txn *txn, const struct mapping *m, struct arena *a)
{
	const char *mine = headings_of(mapping_text(m, a), a);
	struct arena_mark clean = arena_mark(a);

	for (uint32_t i = record_last(txn, KIND_BATCH); i > 0; i--) {
		struct batch b;
		struct err e = { 0 };
		struct key k;

		arena_reset(a, clean);
		if (record_peek(txn, &batch_schema, i, &b, a, &e) && b.state == BATCH_LIVE &&
			b.kind == KIND_ORDER && b.first && !strcmp(headings_of(b.mapping, a), mine))
			seen_add(&g->batches, uid_bytes(&b.head.uid, &k));
	}
}

/* --- their orders -------------------------------------------------------------------------- */

static void received_key(struct time t, struct key *k)
{
	index_sort_key(KIND_ORDER, schema_field(&order_schema, "received"), k);
	key_i64(k, t.s);
}

static void begin(struct gone *g, struct kv_txn *txn, const struct mapping *m)
{
	struct arena a = { 0 };

	find_batches(g, txn, m, &a);
	received_key(g->first, &g->at);
	received_key(g->last, &g->beyond);
	key_beyond(&g->beyond);
	g->begun = true;
	arena_free(&a);
}

static bool is_gone(const struct gone *g, const struct order *o, const struct seen *seen)
{
	struct key k;

	if (!seen_has(&g->batches, uid_bytes(&o->batch, &k)))
		return false;
	index_name_key(KIND_ORDER, o->number, &k);
	return !seen_has(seen, key_bytes(&k)) && !seen_has(&g->refused, key_bytes(&k));
}

static bool is_before(struct bytes a, struct bytes b)
{
	int order = memcmp(a.at, b.at, a.n < b.n ? a.n : b.n);

	return order ? order < 0 : a.n < b.n;
}

/* The ordinal ends a key of `sort`. */
static uint32_t ordinal_of(struct bytes key)
{
	struct bytes rest = { (const char *)key.at + key.n - sizeof(uint32_t), sizeof(uint32_t) };
	uint32_t ordinal = 0;

	key_take_u32(&rest, &ordinal);
	return ordinal;
}

/* Some keys of the range; true: it has ended. */
static bool walk(struct gone *g, struct kv_txn *txn, const struct seen *seen,
	void (*named)(const void *order, void *arg), void *arg, struct arena *a)
{
	struct arena_mark clean = arena_mark(a);
	struct kv_cursor c;
	bool on, end = true;
	int left = SLICE_KEYS;

	kv_cursor_open(txn, KV_SORT, &c);
	for (on = kv_seek(&c, key_bytes(&g->at)); on; on = kv_next(&c)) {
		struct order o;
		struct err e = { 0 };

		if (!is_before(c.key, key_bytes(&g->beyond)) || c.key.n < sizeof(uint32_t))
			break;
		if (left-- == 0) {
			key_start(&g->at);
			key_raw(&g->at, c.key);
			end = false;
			break;
		}
		arena_reset(a, clean);
		if (record_peek(txn, &order_schema, ordinal_of(c.key), &o, a, &e) && is_gone(g, &o, seen))
			named(&o, arg);
	}
	kv_cursor_close(&c);
	return end;
}

bool gone_step(struct gone *g, struct kv_txn *txn, const struct mapping *m, const struct seen *seen,
	void (*named)(const void *order, void *arg), void *arg)
{
	struct arena a = { 0 };
	bool end;

	if (!g->last.s)
		return true;
	if (!g->begun)
		begin(g, txn, m);
	end = !g->batches.n || walk(g, txn, seen, named, arg, &a);
	arena_free(&a);
	return end;
}
