/* gram_verify.h — whether the grams in a store are those of its records.
 *
 * Built anew in memory, block by block (gram.h says how much), and compared.  Records whose
 * texts are pending are compared as the grams have them; sets may hold ordinals that have
 * no record (an import that was swept).
 */
#ifndef YANPAN_STORE_REC_GRAM_VERIFY_H
#define YANPAN_STORE_REC_GRAM_VERIFY_H

#include "store/kv/kv.h"
#include "store/schema/schema.h"

/* Calls `wrong` once for every record that lacks a gram or has one too many; ordinal 0: a set
 * cannot be read.  Grams that no search relies on are not looked at. */
void gram_verify(
	struct kv_txn *, void (*wrong)(const struct schema *, uint32_t ordinal, void *arg), void *arg);

#endif
