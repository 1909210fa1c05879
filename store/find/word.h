/* word.h — which records of a block can have a word in their texts, from the grams alone.
 *
 * One or two characters, or three and four letters and digits, are surely there where their
 * gram is; of a longer word all grams may be there apart from each other, so that the text
 * has to be looked at.  Letters that stand for Chinese are followed through all the ways to
 * divide them: from character to character by what both begin with, and by whole syllables.
 */
#ifndef YANPAN_STORE_FIND_WORD_H
#define YANPAN_STORE_FIND_WORD_H

#include "store/find/narrow.h"

struct word;

/* What to ask for; lives as long as `a`.  `field`: the one it is looked for in, NULL: any.
 * NULL where grams say nothing about the value. */
struct word *word_plan(const struct query_value *, const struct field *field, struct arena *a);

/* Adds those of the block to `out`, sure ones only where any field will do; `live` bounds
 * them.  Whose texts are not merged is the caller's to know. */
void word_block(struct kv_txn *, struct word *, enum kind, uint32_t block, const struct block *live,
	struct narrow *out);

#endif
