/* clock.h — "now" as a value.
 *
 * Nothing below `tui/app` asks the system for the time: it is handed a
 * `struct time`, which tests set.
 */
#ifndef YANPAN_LOCALE_BASE_CLOCK_H
#define YANPAN_LOCALE_BASE_CLOCK_H

#include <stdint.h>

/* Seconds since 1970-01-01 UTC; 0 is "no time".  Shown in Beijing time (UTC+8)
 * whatever the PC's zone says: all of China has one. */
struct time {
	int64_t s;
};

/* The system's clock, or YANPAN_NOW ("2026-09-21 08:40:00", Beijing time) where a
 * demonstration or a test wants another day; with a + behind it, from there on. */
struct time clock_now(void);

int64_t clock_monotonic_ms(void); /* for measuring lengths; has no meaning by itself */

#endif
