/* ledger.h — 台账: a ruling as one line of the office's own ledger.
 *
 * A line is what goes out (store/io/ledger.h) and what the old ledger brings in: the same
 * table of columns serves both, so that what went out comes in again.  Which columns a
 * county's ledger has, in which order and under which headings, is a setting:
 *
 *     ledger = 序号|结论编号|案由=事由|牵头单位|...
 */
#ifndef YANPAN_STORE_SCHEMA_LEDGER_H
#define YANPAN_STORE_SCHEMA_LEDGER_H

#include "store/schema/schema.h"

struct ledger_row {
	struct head head; /* never stored: it becomes a ruling */
	int64_t ordinal;  /* of the line, 1 …; nothing is read from it */
	const char *number, *document, *title, *orders, *case_, *meeting;
	struct day agreed, issued, government;
	const char *lead, *assists;
	const char *duties, *limits; /* 住建局：…, a unit a line; alone: the lead's */
	const char *bases, *standing, *scope, *conditions, *sentence, *state, *signer, *note;
	int64_t used;
};

extern const struct schema ledger_row_schema;

/* A column as the county writes it, 案由=事由 or 事由: its field, and the heading in
 * `heading` (bytes).  NULL: no field is called so. */
const struct field *ledger_column(const char *word, size_t *heading);

/* The check of the setting: words with '|' between, every one a column. */
bool ledger_columns_sound(const char *words, struct err *);

#endif
