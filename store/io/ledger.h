/* ledger.h — rulings as lines of the 台账, and lines of an old one as rulings.
 *
 * What a line says and no field can hold whole (a unit that is not known, a basis that is
 * not in the register) stays with the ruling as it was typed, under its own heading; going
 * out it takes the place of what would be said instead.  So a ledger that went out comes in
 * again and goes out the same.
 */
#ifndef YANPAN_STORE_IO_LEDGER_H
#define YANPAN_STORE_IO_LEDGER_H

#include "store/io/outlet.h"
#include "store/rec/show.h"
#include "store/schema/ledger.h"
#include "store/schema/review.h"
#include "store/schema/rules.h"

/* The ruling as a line; its texts live in `a` or with the ruling. */
void ledger_line(struct kv_txn *, const struct ruling *, const struct view *,
	struct ledger_row *out, struct arena *a);

/* What a line could not make of a cell; `several`: the name means more than one unit. */
struct ledger_doubt {
	const char *field; /* of the line */
	const char *words; /* the names that are not known */
	bool several;
};

enum { LEDGER_DOUBTS = 4 };

/* The line as a ruling in force (or superseded, revoked, stayed, as it says); how many
 * doubts.  `heading`: the ledger's own word for a field of ledger_row_schema.
 * ERR_INPUT: a line that is no ruling at all. */
bool ledger_ruling(struct kv_txn *, const struct ledger_row *,
	const char *(*heading)(const struct field *, void *arg), void *arg, struct ruling *out,
	struct ledger_doubt doubts[LEDGER_DOUBTS], size_t *doubt_count, struct arena *a, struct err *);

/* A cell stays as it was typed, once for each heading. */
void ledger_keep(struct ruling *, const char *heading, const char *words, struct arena *);

/* --- going out --- */

enum ledger_form { LEDGER_CSV, LEDGER_XLSX };

struct ledger_out {
	const struct rules *rules;
	enum ledger_form form;
	struct outlet *out;
	struct view view;
	int64_t lines;
	uint64_t cut; /* cells that were too long for a sheet, once it is closed */
	struct xlsx_out *sheet;
	struct buf text;
};

bool ledger_out_open(struct ledger_out *, const struct rules *, enum ledger_form,
	const struct view *, struct outlet *, struct err *);
bool ledger_out_add(struct ledger_out *, struct kv_txn *, const struct ruling *, struct err *);
bool ledger_out_close(struct ledger_out *, struct err *); /* safe after a failure */

#endif
