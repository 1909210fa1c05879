/* deadline.h — a day with what is left until it, in working days: 09-22 余1日.
 *
 * The platform's deadline is shown as imported; only what is left is counted here.
 */
#ifndef YANPAN_TUI_SCREEN_DEADLINE_H
#define YANPAN_TUI_SCREEN_DEADLINE_H

#include "locale/base/buf.h"
#include "locale/calendar/date.h"

/* "09-22 余1日", "09-21 今日", "09-18 超1日"; "10-09 (节假日未知)" beyond the last notice;
 * nothing for no time. */
void deadline_short(struct time due, struct day today, struct buf *out);

/* "09-22 周二(余1日)" for a line with room. */
void deadline_long(struct time due, struct day today, struct buf *out);

/* True when it is past. */
bool deadline_past(struct time due, struct time now);

#endif
