#include "store/rec/meta.h"

#include "store/kv/digest.h"
#include "store/rec/migrate.h"
#include "store/rec/pending.h"

#include <stdio.h>
#include <string.h>

static struct bytes key_of(const char *name)
{
	return (struct bytes){ name, strlen(name) };
}

uint64_t meta_number(struct kv_txn *txn, const char *name)
{
	struct bytes v;
	uint64_t n = 0;

	if (!kv_get(txn, KV_META, key_of(name), &v) || v.n != 8)
		return 0;
	for (size_t i = 0; i < 8; i++)
		n = n << 8 | ((const unsigned char *)v.at)[i];
	return n;
}

void meta_set_number(struct kv_txn *txn, const char *name, uint64_t value)
{
	struct buf b = { 0 };

	buf_u64(&b, value);
	kv_put(txn, KV_META, key_of(name), (struct bytes){ b.at, b.n });
	buf_free(&b);
}

uint64_t meta_raise(struct kv_txn *txn, const char *name)
{
	uint64_t was = meta_number(txn, name);

	meta_set_number(txn, name, was + 1);
	return was;
}

const char *meta_text(struct kv_txn *txn, const char *name, struct arena *a)
{
	struct bytes v;

	return kv_get(txn, KV_META, key_of(name), &v) ? arena_copy(a, v.at, v.n) : "";
}

void meta_set_text(struct kv_txn *txn, const char *name, const char *text)
{
	kv_put(txn, KV_META, key_of(name), key_of(text));
}

uint32_t meta_origin(struct kv_txn *txn)
{
	uint32_t origin = (uint32_t)meta_number(txn, "origin");

	if (origin || !txn->writes)
		return origin;
	while (!origin)
		digest_random(&origin, sizeof(origin));
	meta_set_number(txn, "origin", origin);
	meta_set_number(txn, "form", FORM_NOW);
	gram_set_ready(txn); /* there is nothing yet */
	return origin;
}

void meta_last_name(enum kind kind, char name[32])
{
	snprintf(name, 32, "last %s", schema_of(kind)->name);
}
