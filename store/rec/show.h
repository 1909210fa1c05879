/* show.h — a field as text for people, and text from people as a field.
 *
 * field_show() is the one door to personal data (F64): what a view may not see
 * comes out masked, whoever asks.
 */
#ifndef YANPAN_STORE_REC_SHOW_H
#define YANPAN_STORE_REC_SHOW_H

#include "store/kv/kv.h"
#include "store/schema/schema.h"

enum view_kind {
	VIEW_SCREEN,    /* ticket, form, show */
	VIEW_LIST,      /* one line; dates short */
	VIEW_PAPER,     /* minutes: full dates and units' short names */
	VIEW_PROJECTOR, /* nothing personal at all */
	VIEW_EXPORT,    /* CSV, JSON: dates 2026-09-21, choices by label or by name */
};

struct view {
	enum view_kind kind;
	bool personal;     /* a reason was given and logged: personal data unmasked */
	bool original;     /* uncleaned text where it was kept */
	bool choice_names; /* choices by their stable name (JSON) instead of the label */
	struct day today;
};

/* Appends the field of the record to `out`; nothing for an empty one, and nothing for a
 * personal one on a projector.  Rows come one a line, their values with " | " between (on
 * VIEW_EXPORT name=value with '|' between, as field_read() takes them); links as the
 * number or short name of what they name; limits on VIEW_EXPORT as 5工作日, 24时, 长期. */
void field_show(struct kv_txn *, const struct schema *, const struct field *, const void *record,
	const struct view *, struct buf *out);

/* The view hides the field as a whole: it is personal and no reason was given. */
bool field_hidden(const struct field *, const struct view *);

/* Reads what somebody typed into the field: dates as people write them, choices by label,
 * name or number, links by number, name or alias ("、", "," or "|" between several),
 * limits as 5 / 5工作日 / 10日 / 24时 / 09-30 / 0 or 长期.  Rows: each line a row, its fields
 * with '|' between, in the order of their table or as name=value; "\|", "\n" and "\\"
 * stand for the sign itself.  "" empties the field.  err names the field. */
bool field_read(struct kv_txn *, const struct field *, const char *typed, struct day today,
	void *record, struct arena *, struct err *);

#endif
