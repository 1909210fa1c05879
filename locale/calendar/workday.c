#include "locale/calendar/workday.h"

#include "locale/calendar/holiday.h"

#include <assert.h>

enum { WEEKDAYS = 5, HOLIDAYS_MOST = 4096 };

static const struct holiday *own_days; /* of the county */
static size_t own_count;

/* Every day that does not follow the week, of the notices and of the county; `more`: how many
 * more of the days up to this one are worked on than are Mondays to Fridays.  Lists ask for
 * each row, so that it is added up once. */
static struct mark {
	int32_t day;
	bool off;
	int more;
} marks[HOLIDAYS_MOST + WORKDAYS_OWN_MOST];
static size_t mark_count;

static void add_mark(const struct holiday *h)
{
	int date = (int)h->date;
	struct day at = day_of(date / 10000, date / 100 % 100, date % 100);
	int before = mark_count ? marks[mark_count - 1].more : 0;

	marks[mark_count++] = (struct mark){
		.day = at.n,
		.off = h->off,
		.more = before + !h->off - (day_weekday(at) <= WEEKDAYS),
	};
}

/* Of a day that both name the county's word holds. */
static void add_up(void)
{
	size_t own = 0, i = 0;

	assert(holiday_count > 0 && holiday_count <= HOLIDAYS_MOST);
	mark_count = 0;
	while (i < holiday_count || own < own_count) {
		bool ours =
			own < own_count && (i == holiday_count || own_days[own].date <= holidays[i].date);

		if (ours && i < holiday_count && own_days[own].date == holidays[i].date)
			i++;
		add_mark(ours ? &own_days[own++] : &holidays[i++]);
	}
}

void workday_extend(const struct holiday *days, size_t n)
{
	assert(n <= WORKDAYS_OWN_MOST);
	own_days = n ? days : NULL;
	own_count = n;
	add_up();
}

bool workday_extended_by(const struct holiday *days)
{
	return days && own_days == days;
}

/* The last mark on or before the day, or NULL. */
static const struct mark *mark_up_to(struct day d)
{
	size_t low = 0, high;

	if (!mark_count)
		add_up();
	high = mark_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (marks[middle].day <= d.n)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &marks[low - 1] : NULL;
}

bool workday_is(struct day d)
{
	const struct mark *m = mark_up_to(d);

	return m && m->day == d.n ? !m->off : d.n && day_weekday(d) <= WEEKDAYS;
}

static bool own_year(int year)
{
	size_t low = 0, high = own_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (own_days[middle].date / 10000 < (uint32_t)year)
			low = middle + 1;
		else
			high = middle;
	}
	return low < own_count && own_days[low].date / 10000 == (uint32_t)year;
}

bool workday_known(struct day d)
{
	int year = day_civil(d).year;

	return (year >= holiday_first_year && year <= holiday_last_year) || own_year(year);
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

/* From the first day of the calendar, a Monday. */
static int workdays_up_to(struct day d)
{
	const struct mark *m = mark_up_to(d);
	int over = d.n % 7;

	return d.n / 7 * WEEKDAYS + (over < WEEKDAYS ? over : WEEKDAYS) + (m ? m->more : 0);
}

int workday_between(struct day from, struct day to, bool *unknown)
{
	note_unknown(from, to, unknown);
	return workdays_up_to(to) - workdays_up_to(from);
}
