#include "store/find/scale.h"

#include "locale/base/array.h"
#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool scale_refuse(const struct reading *r, const char *takes)
{
	err_at(r->e, "%s", r->word);
	return takes ? err_fix(r->e, "it takes %s", takes) : false;
}

#define NUMBER_MOST INT64_C(1000000000000000000) /* one more or less still fits */

static bool read_number(const struct reading *r, const char *text, struct span *out)
{
	char *end;

	errno = 0;
	out->low = out->high = strtoll(text, &end, 10);
	if (end != text && !*end && !errno && out->low > -NUMBER_MOST && out->low < NUMBER_MOST)
		return true;
	err_set(r->e, ERR_INPUT, "not a number: %s", text);
	return scale_refuse(r, _("2, >2, <=2, 2..5 or 2|4"));
}

static const struct {
	const char *word;
	int days;
} named_days[] = {
	{ "today", 0 },
	{ "今天", 0 },
	{ "今日", 0 },
	{ "yesterday", -1 },
	{ "昨天", -1 },
	{ "昨日", -1 },
	{ "tomorrow", 1 },
	{ "明天", 1 },
	{ "明日", 1 },
	{ "前天", -2 },
	{ "后天", 2 },
};

/* Compared folded, so that 本週 is 本周. */
static bool same_folded(const char *text, const char *word)
{
	struct buf folded = { 0 };
	bool same;

	fold_text(&folded, text, strlen(text));
	same = !strcasecmp(buf_text(&folded), word);
	buf_free(&folded);
	return same;
}

static bool read_named_day(const struct reading *r, const char *text, struct span *out)
{
	for (size_t i = 0; i < COUNT(named_days); i++)
		if (same_folded(text, named_days[i].word)) {
			out->low = out->high = r->today.n + named_days[i].days;
			return true;
		}
	return false;
}

enum stretch { WEEK, MONTH, QUARTER, YEAR };

/* What people call a week, month, quarter or year by; `by` of them from this one. */
static const struct {
	const char *word;
	enum stretch stretch;
	int by;
} stretches[] = {
	{ "thisweek", WEEK, 0 },
	{ "lastweek", WEEK, -1 },
	{ "nextweek", WEEK, 1 },
	{ "本周", WEEK, 0 },
	{ "这周", WEEK, 0 },
	{ "上周", WEEK, -1 },
	{ "下周", WEEK, 1 },
	{ "thismonth", MONTH, 0 },
	{ "lastmonth", MONTH, -1 },
	{ "nextmonth", MONTH, 1 },
	{ "本月", MONTH, 0 },
	{ "这个月", MONTH, 0 },
	{ "上月", MONTH, -1 },
	{ "上个月", MONTH, -1 },
	{ "下月", MONTH, 1 },
	{ "下个月", MONTH, 1 },
	{ "thisquarter", QUARTER, 0 },
	{ "lastquarter", QUARTER, -1 },
	{ "本季度", QUARTER, 0 },
	{ "上季度", QUARTER, -1 },
	{ "thisyear", YEAR, 0 },
	{ "lastyear", YEAR, -1 },
	{ "nextyear", YEAR, 1 },
	{ "今年", YEAR, 0 },
	{ "本年", YEAR, 0 },
	{ "去年", YEAR, -1 },
	{ "上年", YEAR, -1 },
	{ "明年", YEAR, 1 },
};

/* The first day of the month that stands so many after the one of the day. */
static int32_t month_begin(struct day day, int by)
{
	struct civil c = day_civil(day);
	int months = c.year * 12 + c.month - 1 + by;

	return day_of(months / 12, months % 12 + 1, 1).n;
}

/* Weeks begin on Monday. */
static struct span stretch_of(struct day today, enum stretch stretch, int by)
{
	int month = day_civil(today).month - 1;
	int32_t monday = today.n - (day_weekday(today) - 1) + 7 * by;
	int months = stretch == MONTH ? 1 : stretch == QUARTER ? 3 : 12;
	int first = by * months - month % months;

	if (stretch == WEEK)
		return (struct span){ monday, monday + 6 };
	return (struct span){ month_begin(today, first), month_begin(today, first + months) - 1 };
}

static bool read_stretch(const struct reading *r, const char *text, struct span *out)
{
	for (size_t i = 0; i < COUNT(stretches); i++)
		if (same_folded(text, stretches[i].word)) {
			*out = stretch_of(r->today, stretches[i].stretch, stretches[i].by);
			return true;
		}
	return false;
}

enum { DAYS_MOST = 36500 };

/* 近7天, 最近30日: so many days, today the last of them. */
static bool read_lately(const struct reading *r, const char *text, struct span *out)
{
	static const char *const heads[] = { "最近", "近" };
	char *end;

	for (size_t i = 0; i < COUNT(heads); i++) {
		size_t n = strlen(heads[i]);
		long days = strncmp(text, heads[i], n) != 0 ? 0 : strtol(text + n, &end, 10);

		if (days < 1 || days > DAYS_MOST || (strcmp(end, "天") != 0 && strcmp(end, "日") != 0))
			continue;
		*out = (struct span){ r->today.n - days + 1, r->today.n };
		return true;
	}
	return false;
}

static const struct {
	const char *unit;
	bool workdays;
} day_units[] = {
	{ "d", false },
	{ "日", false },
	{ "天", false },
	{ "w", true },
	{ "工作日", true },
	{ "个工作日", true },
};

/* 7d and 3w: so many days, or working days, from today; with a minus: before it. */
static bool read_relative(const struct reading *r, const char *text, struct span *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || n > DAYS_MOST || n < -DAYS_MOST)
		return false;
	for (size_t i = 0; i < COUNT(day_units); i++) {
		bool workdays = day_units[i].workdays;

		if (strcasecmp(end, day_units[i].unit) != 0 || (workdays && labs(n) > WORKDAYS_MOST))
			continue;
		out->low = workdays ? workday_add(r->today, (int)n, NULL).n : r->today.n + n;
		out->high = out->low;
		return true;
	}
	return false;
}

static bool all_digits(const char *s, size_t n)
{
	return strspn(s, "0123456789") >= n;
}

/* 2026-09, 2026/9, 2026年9月 and 2026, 2026年: from the first to the last day of it. */
static bool read_month(const char *text, struct span *out)
{
	int year = 0, month = 0, n = 0;
	struct day first, beyond;

	if (!all_digits(text, 4))
		return false;
	if ((sscanf(text, "%4d%*1[-/.]%2d%n", &year, &month, &n) == 2 && !text[n]) ||
		(sscanf(text, "%4d年%2d月%n", &year, &month, &n) == 2 && n && !text[n])) {
		first = day_of(year, month, 1);
		beyond = month < 12 ? day_of(year, month + 1, 1) : day_of(year + 1, 1, 1);
	} else if (!text[4] || !strcmp(text + 4, "年")) {
		first = day_of(atoi(text), 1, 1);
		beyond = day_of(atoi(text) + 1, 1, 1);
	} else {
		return false;
	}
	*out = (struct span){ first.n, beyond.n - 1 };
	return first.n && beyond.n;
}

static bool refuse_date(const struct reading *r, const char *text)
{
	memset(r->e, 0, sizeof(*r->e));
	err_set(r->e, ERR_INPUT, "not a date: %s", text);
	return scale_refuse(r,
		_("2026-09-21, 2026-09, lastmonth, 7d (days from today), 3w (working days), -7d..today"));
}

static bool read_day(const struct reading *r, const char *text, struct span *out)
{
	struct day day;

	if (read_named_day(r, text, out) || read_stretch(r, text, out) || read_lately(r, text, out) ||
		read_relative(r, text, out) || read_month(text, out))
		return true;
	if (!day_parse(text, r->today, &day, r->e))
		return refuse_date(r, text);
	*out = (struct span){ day.n, day.n };
	return true;
}

/* A day is its seconds; where a clock's time stands behind it, that minute. */
static bool read_time(const struct reading *r, const char *text, struct span *out)
{
	struct day low, high;
	struct time at;

	if (strchr(text, ':')) {
		if (!time_parse(text, r->today, &at, r->e))
			return refuse_date(r, text);
		*out = (struct span){ at.s, at.s + 59 };
		return true;
	}
	if (!read_day(r, text, out))
		return false;
	low.n = (int32_t)out->low;
	high.n = (int32_t)out->high;
	*out = (struct span){ time_of(low, 0).s, time_of(high, 0).s + 86399 };
	return true;
}

static bool read_flag(const struct reading *r, const char *text, struct span *out)
{
	static const char *const no[] = { "no", "n", "0", "false", "否", "无", "没有" };
	static const char *const yes[] = { "yes", "y", "1", "true", "是", "有" };

	for (size_t i = 0; i < COUNT(no); i++)
		if (!strcasecmp(text, no[i])) {
			*out = (struct span){ 0, 0 };
			return true;
		}
	for (size_t i = 0; i < COUNT(yes); i++)
		if (!strcasecmp(text, yes[i])) {
			*out = (struct span){ 1, 1 };
			return true;
		}
	err_set(r->e, ERR_INPUT, "neither yes nor no: %s", text);
	return scale_refuse(r, _("yes or no"));
}

/* What a field's values are as numbers; `least` leaves out those that were not said. */
struct scale {
	enum field_type type;
	bool (*read)(const struct reading *, const char *text, struct span *out);
	int64_t least;
};

static const struct scale scales[] = {
	{ FIELD_NUMBER, read_number, INT64_MIN },
	{ FIELD_ROWS, read_number, 0 },
	{ FIELD_FLAG, read_flag, 0 },
	{ FIELD_DAY, read_day, 1 },
	{ FIELD_TIME, read_time, INT64_MIN },
};

static const struct scale *find_scale(const struct field *f)
{
	for (size_t i = 0; i < COUNT(scales); i++)
		if (scales[i].type == f->type)
			return &scales[i];
	return NULL;
}

/* `期限:7d` means from now until then, not that one day. */
static void reach_to_today(
	const struct reading *r, const struct field *f, const char *text, struct span *s)
{
	struct span that;
	int64_t from = r->today.n, to = from;

	if ((f->type != FIELD_DAY && f->type != FIELD_TIME) || !read_relative(r, text, &that))
		return;
	if (f->type == FIELD_TIME) {
		from = time_of(r->today, 0).s;
		to = from + 86399;
	}
	if (s->low > from)
		s->low = from;
	if (s->high < to)
		s->high = to;
}

bool scale_of(const struct field *f, int64_t *least)
{
	const struct scale *scale = find_scale(f);

	*least = scale ? scale->least : 0;
	return scale != NULL;
}

bool scale_value(const struct reading *r, const struct field *f, const char *text, struct span *out)
{
	return find_scale(f)->read(r, text, out);
}

/* Between the ends of a range people write .. or ~ or 至. */
static const char *find_dots(const char *text, size_t *bytes)
{
	static const char *const signs[] = { "..", "~", "至" };

	for (size_t i = 0; i < COUNT(signs); i++) {
		const char *at = strstr(text, signs[i]);

		*bytes = strlen(signs[i]);
		if (at)
			return at;
	}
	return NULL;
}

bool scale_range(const struct reading *r, const struct field *f, const char *text, struct span *out)
{
	const struct scale *scale = find_scale(f);
	struct span low = { scale->least, 0 }, high = { 0, INT64_MAX };
	size_t sign;
	const char *dots = find_dots(text, &sign);

	if (!dots) {
		if (!scale->read(r, text, out))
			return false;
		reach_to_today(r, f, text, out);
		return true;
	}
	if (dots > text && !scale->read(r, arena_copy(r->a, text, (size_t)(dots - text)), &low))
		return false;
	if (dots[sign] && !scale->read(r, dots + sign, &high))
		return false;
	*out = (struct span){ low.low, high.high };
	return true;
}
