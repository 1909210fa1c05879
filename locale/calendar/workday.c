#include "locale/calendar/workday.h"

#include "locale/calendar/holiday.h"

#include <assert.h>

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

	return h ? !h->off : d.n && day_weekday(d) <= 5;
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

int workday_between(struct day from, struct day to, bool *unknown)
{
	int n = 0;

	note_unknown(from, to, unknown);
	for (struct day at = from; at.n < to.n;) {
		at.n++;
		n += workday_is(at);
	}
	for (struct day at = from; at.n > to.n; at.n--)
		n -= workday_is(at);
	return n;
}
