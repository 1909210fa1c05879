/* pick.h — records of a kind to choose from, for a field that links to them.
 *
 * Few (units, members, bases) are kept in memory and found by pinyin too; many (orders,
 * cases) are found by the store.  The numbers of rows are ordinals.
 */
#ifndef YANPAN_TUI_SCREEN_PICK_H
#define YANPAN_TUI_SCREEN_PICK_H

#include "store/find/result.h"
#include "tui/screen/store.h"

struct pick_row {
	uint32_t ordinal;
	const char *words, *note;
};

struct pick {
	struct kv *kv;
	const struct schema *schema;
	const char *query; /* what all of them must satisfy besides, or "" */
	struct day today;
	struct arena arena;
	struct pick_row *rows; /* where they are few */
	size_t count;
	size_t *found; /* numbers of rows that the text leaves */
	size_t found_count;
	struct result *result; /* where they are many */
	struct arena shown;    /* the row last asked for */
};

bool pick_open(
	struct pick *p, const struct ctx *ctx, enum kind kind, const char *query, struct err *e);
void pick_close(struct pick *p); /* safe to call twice */

/* Of those in memory: these stand at the top, as far as they are among them; the rest as
 * before. */
void pick_first(struct pick *p, const struct uids *first);
void pick_oldest_first(struct pick *p);

struct picker_source pick_source(struct pick *p);

/* What a field that links to the record is given: its number or short name. */
const char *pick_number(const struct pick *p, uint32_t ordinal, struct arena *a);
/* The rows' numbers of the records, those that still count; how many. */
size_t pick_ordinals(const struct pick *p, const struct uids *uids, size_t **out, struct arena *a);
struct uid pick_uid(const struct pick *p, uint32_t ordinal);

#endif
