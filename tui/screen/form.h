/* form.h — the state of the form screen, for its files only.
 *
 * form.c is the screen; form_pick.c the lists its fields take values from; form_draft.c
 * what of it is kept on disk; fields.c the glue between a record and the widget.
 */
#ifndef YANPAN_TUI_SCREEN_FORM_H
#define YANPAN_TUI_SCREEN_FORM_H

#include "tui/screen/form_draft.h"
#include "tui/screen/pick.h"

struct form_screen {
	struct form form;
	struct fields fields;
	struct form_draft about;
	const char *title;
	const char *draft; /* its name */
	bool typed;        /* keys went into the form since the draft was written */
	struct time synced;
	bool restored, kept, done;
	struct uid unmasked; /* what was unmasked before this form */
	struct pick pick;
	struct picker_row *labels; /* of a choice with many values */
};

/* The list for the field in focus; into a text it inserts. */
struct effect form_pick(void *state, struct ctx *ctx);
const char *form_no_list(const void *state, struct ctx *ctx);

#endif
