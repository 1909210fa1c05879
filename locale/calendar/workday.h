/* workday.h — which days the offices work.
 *
 * Weekends are free, public holidays too, and some weekends are worked to make up
 * for them: the State Council's notices, 2007–2026.  In a year without a notice
 * only the weekends are known; such answers come with `unknown` set, and the
 * screens say so.  `unknown` may be NULL; it is only ever set, never cleared.
 */
#ifndef YANPAN_LOCALE_CALENDAR_WORKDAY_H
#define YANPAN_LOCALE_CALENDAR_WORKDAY_H

#include "locale/calendar/date.h"

#include <stdbool.h>

bool workday_is(struct day d);
bool workday_known(struct day d); /* there is a notice for its year */

enum { WORKDAYS_MOST = 10000 }; /* the largest n, either way: forty years */

/* The n-th working day after d; n = 0 is d itself, worked or not.  With a negative n
 * the working days before d.  The day received is never counted. */
struct day workday_add(struct day d, int n, bool *unknown);

/* Working days after `from` up to and with `to`; negative when `to` is earlier. */
int workday_between(struct day from, struct day to, bool *unknown);

#endif
