/* value.h — the text of a cell becomes the value of a field.
 *
 * More is taken than people type into forms: what spreadsheets and databases write for
 * nothing, flags in every wording, words with any sign between, returns packed into a
 * cell as hotlines do or as our own lists write them.
 */
#ifndef YANPAN_STORE_IO_VALUE_H
#define YANPAN_STORE_IO_VALUE_H

#include "locale/base/arena.h"
#include "store/kv/kv.h"
#include "store/schema/schema.h"

/* The text is cleaned; it is kept where it is a text's. */
bool value_read(struct kv_txn *, const struct field *, const char *text, struct day today,
	void *record, struct arena *, struct err *e);

#endif
