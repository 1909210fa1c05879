/* holiday.h — the days on which the offices do not follow the week.
 *
 * The table is written by make_holidays.sh from the notices; years without a notice
 * are not in it.
 */
#ifndef YANPAN_LOCALE_CALENDAR_HOLIDAY_H
#define YANPAN_LOCALE_CALENDAR_HOLIDAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct holiday {
	uint32_t date; /* 20260921; sorted */
	bool off;      /* false: a weekend day that is worked */
};

extern const struct holiday holidays[];
extern const size_t holiday_count;
extern const int holiday_first_year, holiday_last_year; /* every year between has a notice */

#endif
