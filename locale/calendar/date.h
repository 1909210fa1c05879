/* date.h — civil days, and times of a day as Beijing's clocks show them.
 *
 * A `struct day` counts days of the Gregorian calendar, with 1 = 0001-01-01; 0 is
 * "no day".  A `struct time` (locale/base/clock.h) is a moment; 0 is "no time".
 * Both compare by their number.  No day formats as "".
 *
 * Reading is strict: what is not surely a date is refused, with the forms that are
 * taken.  Years outside 1949–2199 are refused as slips of the keyboard.
 */
#ifndef YANPAN_LOCALE_CALENDAR_DATE_H
#define YANPAN_LOCALE_CALENDAR_DATE_H

#include "locale/base/clock.h"

#include <stdbool.h>
#include <stdint.h>

struct err;

struct day {
	int32_t n;
};

struct civil {
	int year, month, day;
};

struct day day_of(int year, int month, int day); /* no day where the calendar has none */
struct civil day_civil(struct day d);            /* of no day: zeros */
int day_weekday(struct day d);                   /* 1 Monday … 7 Sunday; of no day 0 */

struct day time_day(struct time t);
struct time time_of(struct day d, int seconds); /* seconds after midnight; of no day: no time */

/* Reads a day:
 *
 *     2026-09-21  2026/9/21  2026.9.21  20260921  2026年9月21日
 *     09-21  9/21  9月21日                    in the year of `today`; refused where it is no day
 *
 * Full-width digits and signs, spaces around it, and a time behind it are taken; the
 * time is left out (24时 of a day is still that day). */
bool day_parse(const char *s, struct day today, struct day *out, struct err *e);

/* The same with the time behind it: 08:40, 8:40:05, 8时40分, 24时, also after a T and
 * with fractions of a second (left out) or a zone (Z, +08:00).  A day alone is its
 * first second. */
bool time_parse(const char *s, struct day today, struct time *out, struct err *e);

enum { DATE_TEXT = 48 }; /* bytes: room for any of these */

const char *day_text(struct day d, char out[DATE_TEXT]);         /* 2026-09-21 */
const char *day_short_text(struct day d, char out[DATE_TEXT]);   /* 09-21 */
const char *day_weekday_text(struct day d, char out[DATE_TEXT]); /* 09-21 周一 */
const char *day_paper_text(struct day d, char out[DATE_TEXT]);   /* 2026年9月21日 */
const char *time_text(struct time t, char out[DATE_TEXT]);       /* 2026-09-21 08:40:05 */
const char *time_short_text(struct time t, char out[DATE_TEXT]); /* 09-21 08:40 */
const char *time_clock_text(struct time t, char out[DATE_TEXT]); /* 08:40 */

#endif
