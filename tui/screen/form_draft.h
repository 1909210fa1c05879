/* form_draft.h — a half-filled form as a draft (store/rec/draft.h).
 *
 *     kind order
 *     verb take_up            only for what a verb asks for
 *     on 1.17 1.18            the records it is about: origin.counter
 *     version 5               of the record it was begun on
 *     title 9                 a field, the bytes of its text, and the text
 *     欠薪…
 */
#ifndef YANPAN_TUI_SCREEN_FORM_DRAFT_H
#define YANPAN_TUI_SCREEN_FORM_DRAFT_H

#include "store/panel/verb.h"
#include "store/rec/draft.h"
#include "tui/screen/fields.h"

struct form_draft {
	enum kind kind;
	const struct verb *verb; /* NULL: the record itself */
	struct uids on;          /* none: a new record */
	unsigned serial;         /* of a new record: several may be under way, from 1 */
	uint64_t version;
};

/* "form-order-new", "form-order-new-2", "form-order-1.17", "form-order-take_up-1.17": one for
 * each form. */
const char *form_draft_name(const struct form_draft *d, struct arena *a);
unsigned form_draft_serial(const char *name); /* of the name of a new record's draft */
bool form_draft_is(const char *name);         /* of this kind of draft at all */

/* Appends what was typed; `typing` is what stands in the field `at` and was not set yet. */
void form_draft_write(const struct form_draft *d, const struct fields *f, size_t at,
	const char *typing, struct buf *out);

/* The head alone; false: these are not the bytes of such a draft. */
bool form_draft_head(struct bytes text, struct form_draft *out, struct arena *a);

/* What it would be called by, as far as that was typed: its number, else its title. */
const char *form_draft_title(struct bytes text, struct arena *a);

/* Types all of it into the fields. */
void form_draft_apply(struct bytes text, struct fields *f);

#endif
