/* plain.h — yanpan --plain: numbered menus instead of screens.
 *
 * The lists, steps and forms of the screens, read off the same tables: kinds and fields
 * (store/schema), what may be done (store/panel/verb.h), queries (store/find).  Nothing of
 * the store is held while a person is asked.
 */
#ifndef YANPAN_TUI_CLI_PLAIN_H
#define YANPAN_TUI_CLI_PLAIN_H

#include "tui/cli/cli.h"
#include "tui/cli/line.h"

struct plain {
	struct cli *cli;
	struct line line;
};

/* ---- plain_list.c ---- */

/* Pages of what the query finds; records open from there. */
void plain_list(struct plain *, const struct schema *, const char *query);

/* The one record that the words mean: by what it is cited by, else chosen among those that
 * they find.  False: none. */
bool plain_pick(struct plain *, const struct schema *, const char *words, struct uid *out);

/* ---- plain_record.c ---- */

/* Shows the record and what may be done with it, until one goes back. */
void plain_record(struct plain *, const struct schema *, struct uid);
void plain_new(struct plain *, const struct schema *);

/* ---- plain_form.c ---- */

/* Asks for one field until the answer can stand.  False: given up, or the end. */
bool plain_field(
	struct plain *, const struct schema *, const struct field *, void *record, struct arena *);

/* All fields of the form that may be typed, in the order of the table. */
bool plain_fill(struct plain *, const struct schema *, void *record,
	bool (*may)(struct kv_txn *, const struct schema *, const void *record, const struct field *,
		struct err *),
	struct arena *);

#endif
