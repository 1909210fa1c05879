/* views.h — what a list can show: the numbered views of the work list, and a list a kind.
 *
 * The digits of the work list never change.  Views whose records cannot exist yet
 * (协商中) are not offered until they can.
 */
#ifndef YANPAN_TUI_SCREEN_VIEWS_H
#define YANPAN_TUI_SCREEN_VIEWS_H

#include "store/schema/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct view_of {
	char digit;
	const char *label; /* msgid */
	enum kind kind;    /* KIND_NONE: several kinds, `due` and the orders of the query */
	bool late;         /* of KIND_NONE: what is past its day; else what is due today */
	const char *query; /* what all its records satisfy */
	const char *sort;  /* NULL: the kind's own */
	const char *empty; /* msgid: how a record comes here, said while there is none */
};

extern const struct view_of work_views[];
extern const size_t work_view_count;

#endif
