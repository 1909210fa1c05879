/* screens.h — the screens by name, and which of them shows a record.
 *
 * Screens open each other by name (go("ticket", …)); this is the list the loop gets.
 */
#ifndef YANPAN_TUI_SCREEN_SCREENS_H
#define YANPAN_TUI_SCREEN_SCREENS_H

#include "store/schema/field.h"
#include "tui/app/screen.h"

extern const struct screen_ops *const screens[];
extern const size_t screen_count;

extern const struct screen_ops list_screen, ticket_screen, form_screen, meeting_screen,
	import_screen, review_screen, project_screen, counts_screen;

/* The name of the screen that shows a record of this kind. */
const char *screen_of(enum kind kind);

struct arg arg_uid(enum kind kind, struct uid uid);

#endif
