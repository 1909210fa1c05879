/* workday.h — which days the offices work.
 *
 * Weekends are free, public holidays too, and some weekends are worked to make up
 * for them: the State Council's notices, 2007–2026.  In a year without a notice
 * only the weekends are known; such answers come with `unknown` set, and the
 * screens say so.  `unknown` may be NULL; it is only ever set, never cleared.
 *
 * A county's own file of days (holidays.conf) goes before the notices, for the whole
 * program: a year of which it says anything is known.
 */
#ifndef YANPAN_LOCALE_CALENDAR_WORKDAY_H
#define YANPAN_LOCALE_CALENDAR_WORKDAY_H

#include "locale/calendar/date.h"

#include <stdbool.h>
#include <stddef.h>

struct holiday;

enum { WORKDAYS_OWN_MOST = 8000 }; /* twenty years of nothing but holidays */

/* From now on these days, sorted by date, go before the notices; none: only the notices.
 * They are to live as long as they hold. */
void workday_extend(const struct holiday *days, size_t n);
bool workday_extended_by(const struct holiday *days); /* they hold now */

bool workday_is(struct day d);
bool workday_known(struct day d); /* there is a notice for its year */

enum { WORKDAYS_MOST = 10000 }; /* the largest n, either way: forty years */

/* The n-th working day after d; n = 0 is d itself, worked or not.  With a negative n
 * the working days before d.  The day received is never counted. */
struct day workday_add(struct day d, int n, bool *unknown);

/* Working days after `from` up to and with `to`; negative when `to` is earlier. */
int workday_between(struct day from, struct day to, bool *unknown);

#endif
