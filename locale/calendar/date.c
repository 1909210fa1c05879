#include "locale/calendar/date.h"

#include "locale/msg/msg.h"

#include <stdio.h>

/* Days are counted in eras of 400 years, which are all alike, with the year beginning
 * in March, so that the leap day comes last. */
enum { DAYS_OF_400_YEARS = 146097, MARCH_OF_YEAR_ZERO = -305 };

static const int64_t DAY_S = 86400, BEIJING_S = 8 * 3600;
static const int32_t EPOCH = 719163; /* 1970-01-01 */

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

struct day day_of(int year, int month, int day)
{
	int y, m;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
		day > days_of_month(year, month))
		return (struct day){ 0 };
	y = month < 3 ? year - 1 : year;
	m = (month + 9) % 12; /* March is 0 */
	return (struct day){ y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 +
		MARCH_OF_YEAR_ZERO };
}

struct civil day_civil(struct day d)
{
	int64_t n = (int64_t)d.n - MARCH_OF_YEAR_ZERO;
	int era, of_era, year, of_year, m;

	if (d.n < 1)
		return (struct civil){ 0 };
	era = (int)(n / DAYS_OF_400_YEARS);
	of_era = (int)(n % DAYS_OF_400_YEARS);
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	m = (5 * of_year + 2) / 153;
	return (struct civil){
		.year = year + era * 400 + (m >= 10),
		.month = m < 10 ? m + 3 : m - 9,
		.day = of_year - (153 * m + 2) / 5 + 1,
	};
}

int day_weekday(struct day d)
{
	return d.n < 1 ? 0 : (d.n - 1) % 7 + 1;
}

/* Seconds since the midnight, Beijing's, that began 1970-01-01. */
static int64_t beijing_seconds(struct time t)
{
	return t.s + BEIJING_S;
}

struct day time_day(struct time t)
{
	int64_t s = beijing_seconds(t);
	int64_t days = s / DAY_S - (s % DAY_S < 0) + EPOCH;

	if (!t.s || days < 1 || days > INT32_MAX)
		return (struct day){ 0 };
	return (struct day){ (int32_t)days };
}

struct time time_of(struct day d, int seconds)
{
	if (d.n < 1)
		return (struct time){ 0 };
	return (struct time){ ((int64_t)d.n - EPOCH) * DAY_S + seconds - BEIJING_S };
}

static int seconds_of_day(struct time t)
{
	int64_t s = beijing_seconds(t) % DAY_S;

	return (int)(s < 0 ? s + DAY_S : s);
}

const char *day_text(struct day d, char out[DATE_TEXT])
{
	struct civil c = day_civil(d);

	out[0] = '\0';
	if (c.year)
		snprintf(out, DATE_TEXT, "%04d-%02d-%02d", c.year, c.month, c.day);
	return out;
}

const char *day_short_text(struct day d, char out[DATE_TEXT])
{
	struct civil c = day_civil(d);

	out[0] = '\0';
	if (c.year)
		snprintf(out, DATE_TEXT, "%02d-%02d", c.month, c.day);
	return out;
}

const char *day_weekday_text(struct day d, char out[DATE_TEXT])
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"),
		N_("Sat"), N_("Sun") };
	struct civil c = day_civil(d);

	out[0] = '\0';
	if (c.year)
		snprintf(out, DATE_TEXT, "%02d-%02d %s", c.month, c.day, _(names[day_weekday(d) - 1]));
	return out;
}

const char *day_paper_text(struct day d, char out[DATE_TEXT])
{
	struct civil c = day_civil(d);

	out[0] = '\0';
	if (c.year)
		snprintf(out, DATE_TEXT, "%d年%d月%d日", c.year, c.month, c.day);
	return out;
}

const char *time_text(struct time t, char out[DATE_TEXT])
{
	struct civil c = day_civil(time_day(t));
	int s = seconds_of_day(t);

	out[0] = '\0';
	if (c.year)
		snprintf(out, DATE_TEXT, "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, s / 3600,
			s / 60 % 60, s % 60);
	return out;
}

const char *time_short_text(struct time t, char out[DATE_TEXT])
{
	struct civil c = day_civil(time_day(t));
	int s = seconds_of_day(t);

	out[0] = '\0';
	if (c.year)
		snprintf(out, DATE_TEXT, "%02d-%02d %02d:%02d", c.month, c.day, s / 3600, s / 60 % 60);
	return out;
}

const char *time_clock_text(struct time t, char out[DATE_TEXT])
{
	int s = seconds_of_day(t);

	out[0] = '\0';
	if (time_day(t).n)
		snprintf(out, DATE_TEXT, "%02d:%02d", s / 3600, s / 60 % 60);
	return out;
}
