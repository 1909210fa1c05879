#include "locale/calendar/workday.h"

#include "locale/calendar/holiday.h"

#include <assert.h>

enum { WEEKDAYS = 5, HOLIDAYS_MOST = 4096 };

static const struct holiday *holiday_on(struct day d)
{
	struct civil c = day_civil(d);
	uint32_t date = (uint32_t)(c.year * 10000 + c.month * 100 + c.day);
	size_t low = 0, high = holiday_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (holidays[middle].date == date)
			return &holidays[middle];
		if (holidays[middle].date < date)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool workday_is(struct day d)
{
	const struct holiday *h = holiday_on(d);

	return h ? !h->off : d.n && day_weekday(d) <= WEEKDAYS;
}

bool workday_known(struct day d)
{
	int year = day_civil(d).year;

	return year >= holiday_first_year && year <= holiday_last_year;
}

static void note_unknown(struct day a, struct day b, bool *unknown)
{
	if (unknown && (!workday_known(a) || !workday_known(b)))
		*unknown = true;
}

struct day workday_add(struct day d, int n, bool *unknown)
{
	struct day at = d;
	int step = n < 0 ? -1 : 1;

	assert(n >= -WORKDAYS_MOST && n <= WORKDAYS_MOST);
	while (n) {
		at.n += step;
		if (workday_is(at))
			n -= step;
	}
	note_unknown(d, at, unknown);
	return at;
}

/* How many more of the days up to one of the table are worked on than are Mondays to
 * Fridays.  Lists ask for each row, so that it is added up once. */
static struct {
	int32_t day;
	int more;
} up_to[HOLIDAYS_MOST];

static void add_up(void)
{
	assert(holiday_count > 0 && holiday_count <= HOLIDAYS_MOST);
	for (size_t i = 0; i < holiday_count; i++) {
		int date = (int)holidays[i].date;
		struct day at = day_of(date / 10000, date / 100 % 100, date % 100);

		up_to[i].day = at.n;
		up_to[i].more =
			(i ? up_to[i - 1].more : 0) + !holidays[i].off - (day_weekday(at) <= WEEKDAYS);
	}
}

static int more_than_weekdays(struct day d)
{
	size_t low = 0, high = holiday_count;

	if (!up_to[0].day)
		add_up();
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (up_to[middle].day <= d.n)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? up_to[low - 1].more : 0;
}

/* From the first day of the calendar, a Monday. */
static int workdays_up_to(struct day d)
{
	int over = d.n % 7;

	return d.n / 7 * WEEKDAYS + (over < WEEKDAYS ? over : WEEKDAYS) + more_than_weekdays(d);
}

int workday_between(struct day from, struct day to, bool *unknown)
{
	note_unknown(from, to, unknown);
	return workdays_up_to(to) - workdays_up_to(from);
}
