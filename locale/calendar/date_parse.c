/* date_parse.c — dates as people write them.
 *
 * The text is first put into plain signs: full-width ones become half-width, 年月日
 * 时分秒 one letter each.  What cannot be part of a date ends the reading there: an
 * order number, a telephone number, a word with a date in it are no dates. */
#include "locale/base/array.h"
#include "locale/calendar/date.h"

#include "locale/base/err.h"
#include "locale/text/fold.h"
#include "locale/text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { PLAIN_MOST = 63, FIRST_YEAR = 1949, LAST_YEAR = 2199, BEIJING_S = 8 * 3600 };

struct reader {
	const char *at;
	struct day today;
	int year, month, day;
	int seconds;       /* after midnight; 86400 for 24时 */
	int zone;          /* seconds east of Greenwich */
	bool bad_calendar; /* the form is right, but there is no such day or time */
};

static bool is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c && strchr("-/.:+ TZ", c));
}

static char plain_sign(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char plain;
	} signs[] = {
		{ 0x5E74, 'Y' }, /* 年 */
		{ 0x6708, 'M' }, /* 月 */
		{ 0x65E5, 'D' }, /* 日 */
		{ 0x53F7, 'D' }, /* 号 */
		{ 0x865F, 'D' }, /* 號 */
		{ 0x65F6, 'h' }, /* 时 */
		{ 0x6642, 'h' }, /* 時 */
		{ 0x70B9, 'h' }, /* 点 */
		{ 0x9EDE, 'h' }, /* 點 */
		{ 0x5206, 'm' }, /* 分 */
		{ 0x534A, 'H' }, /* 半 */
		{ 0x6574, 'o' }, /* 整 */
		{ 0x79D2, 's' }, /* 秒 */
		{ 0x00A0, ' ' },
		{ 0x3002, '.' },
		{ '\t', ' ' },
		{ '\r', ' ' },
		{ '\n', ' ' },
	};

	cp = fold_width(cp);
	for (size_t i = 0; i < COUNT(signs); i++)
		if (signs[i].cp == cp)
			return signs[i].plain;
	return cp < 0x80 && is_plain((char)cp) ? (char)cp : '?';
}

/* 上午 and the like become A (as the clock says) or P (twelve hours later), 星期一 with the
 * brackets around it a space: it says nothing that the date does not. */
static bool take_phrase(const char **s, char *plain)
{
	static const struct {
		const char *words;
		char plain;
	} phrases[] = {
		{ "上午", 'A' },
		{ "早上", 'A' },
		{ "早晨", 'A' },
		{ "清晨", 'A' },
		{ "凌晨", 'A' },
		{ "中午", 'N' },
		{ "下午", 'P' },
		{ "傍晚", 'P' },
		{ "晚上", 'P' },
		{ "夜间", 'P' },
	};

	for (size_t i = 0; i < COUNT(phrases); i++) {
		size_t n = strlen(phrases[i].words);

		if (strncmp(*s, phrases[i].words, n) != 0)
			continue;
		*s += n;
		*plain = phrases[i].plain;
		return true;
	}
	return false;
}

static bool skip_one(const char **s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t bytes;

		if (**s != *words[i])
			continue;
		bytes = strlen(words[i]);
		if (strncmp(*s, words[i], bytes) == 0) {
			*s += bytes;
			return true;
		}
	}
	return false;
}

static bool take_weekday(const char **s)
{
	static const char *const opens[] = { "(", "（" }, *const closes[] = { ")", "）" };
	static const char *const weeks[] = { "星期", "礼拜", "周", "週" };
	static const char *const days[] = { "一", "二", "三", "四", "五", "六", "日", "天" };
	const char *at = *s;
	bool open = skip_one(&at, opens, COUNT(opens));

	if (!skip_one(&at, weeks, COUNT(weeks)) || !skip_one(&at, days, COUNT(days)) ||
		(open && !skip_one(&at, closes, COUNT(closes))))
		return false;
	*s = at;
	return true;
}

/* 二〇二六 digit by digit, 二十一 by tens; -1: no such number. */
static int cn_digit(const char **s)
{
	static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };
	static const char *const zeros[] = { "零", "○" };

	for (int i = 0; i < (int)COUNT(digits); i++)
		if (skip_one(s, &digits[i], 1))
			return i;
	return skip_one(s, zeros, COUNT(zeros)) ? 0 : -1;
}

static bool take_cn_number(const char **s, char out[8])
{
	static const char *const ten[] = { "十" };
	const char *at = *s;
	int digit = cn_digit(&at), ones;
	size_t n = 0;

	if (skip_one(&at, ten, 1)) {
		ones = cn_digit(&at);
		out[n++] = (char)('0' + (digit < 0 ? 1 : digit));
		out[n++] = (char)('0' + (ones < 0 ? 0 : ones));
		*s = at;
	}
	for (; n < 4 && *s != at && digit >= 0; digit = cn_digit(&at)) {
		out[n++] = (char)('0' + digit);
		*s = at;
	}
	return n > 0;
}

static bool add_plain(char out[PLAIN_MOST + 1], size_t *n, const char *more)
{
	size_t bytes = strlen(more);

	if (*n + bytes > PLAIN_MOST)
		return false;
	memcpy(out + *n, more, bytes);
	*n += bytes;
	return true;
}

static bool make_plain(const char *s, char out[PLAIN_MOST + 1])
{
	size_t n = 0;

	while (*s) {
		char part[8] = { 0 };

		if (is_plain(*s)) /* most characters of most dates */
			part[0] = *s++;
		else if (take_weekday(&s))
			part[0] = ' ';
		else if (!take_phrase(&s, part) && !take_cn_number(&s, part))
			part[0] = plain_sign(utf8_next(&s, NULL));
		if (!add_plain(out, &n, part))
			return false;
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return true;
}

static void skip_spaces(struct reader *r)
{
	while (*r->at == ' ')
		r->at++;
}

static bool take(struct reader *r, char sign)
{
	if (*r->at != sign)
		return false;
	r->at++;
	return true;
}

/* 年, with spaces around it. */
static bool take_word(struct reader *r, char sign)
{
	const char *start = r->at;

	skip_spaces(r);
	if (!take(r, sign)) {
		r->at = start;
		return false;
	}
	skip_spaces(r);
	return true;
}

/* A whole run of digits of an allowed length. */
static bool take_number(struct reader *r, size_t least, size_t most, int *out)
{
	size_t n = strspn(r->at, "0123456789");

	if (n < least || n > most)
		return false;
	*out = 0;
	while (n--)
		*out = *out * 10 + (*r->at++ - '0');
	return true;
}

static bool take_compact(struct reader *r)
{
	int n;

	if (!take_number(r, 8, 8, &n))
		return false;
	r->year = n / 10000;
	r->month = n / 100 % 100;
	r->day = n % 100;
	return true;
}

/* 9月21日 */
static bool take_month_and_day_words(struct reader *r)
{
	if (!take_number(r, 1, 2, &r->month) || !take_word(r, 'M') || !take_number(r, 1, 2, &r->day))
		return false;
	take_word(r, 'D');
	return true;
}

/* The year that a short form leaves out. */
static bool year_of_today(struct reader *r)
{
	r->year = day_civil(r->today).year;
	return r->year != 0;
}

static bool take_with_signs(struct reader *r)
{
	char sign;

	if (!take_number(r, 4, 4, &r->year))
		return false;
	if (take_word(r, 'Y'))
		return take_month_and_day_words(r);
	sign = *r->at;
	return sign && strchr("-/.", sign) && take(r, sign) && take_number(r, 1, 2, &r->month) &&
		take(r, sign) && take_number(r, 1, 2, &r->day);
}

static bool take_short(struct reader *r)
{
	const char *start = r->at;

	if (take_month_and_day_words(r))
		return year_of_today(r);
	r->at = start;
	return take_number(r, 1, 2, &r->month) && (take(r, '-') || take(r, '/')) &&
		take_number(r, 1, 2, &r->day) && year_of_today(r);
}

static bool take_date(struct reader *r)
{
	size_t digits;

	skip_spaces(r);
	digits = strspn(r->at, "0123456789");
	if (digits == 8)
		return take_compact(r);
	return digits == 4 ? take_with_signs(r) : take_short(r);
}

static bool keep_time(struct reader *r, int hour, int minute, int second)
{
	r->seconds = hour * 3600 + minute * 60 + second;
	r->bad_calendar |= minute > 59 || second > 59 || r->seconds > 86400;
	return true;
}

/* 8时  8时40分  8时40分5秒 */
static bool take_time_words(struct reader *r, int hour)
{
	int minute = 0, second = 0;

	skip_spaces(r);
	if (take(r, 'o'))
		return keep_time(r, hour, 0, 0);
	if (take(r, 'H'))
		return keep_time(r, hour, 30, 0);
	if (*r->at && (!take_number(r, 1, 2, &minute) || !take_word(r, 'm')))
		return false;
	if (*r->at && (!take_number(r, 1, 2, &second) || !take_word(r, 's')))
		return false;
	return keep_time(r, hour, minute, second);
}

/* .000 is what programs write behind a time; nobody needs it. */
static bool take_fraction(struct reader *r)
{
	size_t digits;

	if (!take(r, '.'))
		return true;
	digits = strspn(r->at, "0123456789");
	r->at += digits;
	return digits > 0;
}

/* Z  +08:00  +0800 */
static bool take_zone(struct reader *r)
{
	int sign = *r->at == '-' ? -1 : 1, hour, minute;

	if (take(r, 'Z')) {
		r->zone = 0;
		return true;
	}
	if (!take(r, '+') && !take(r, '-'))
		return true;
	if (take_number(r, 4, 4, &hour)) {
		minute = hour % 100;
		hour /= 100;
	} else if (!take_number(r, 2, 2, &hour) || !take(r, ':') || !take_number(r, 2, 2, &minute)) {
		return false;
	}
	r->bad_calendar |= hour > 14 || minute > 59;
	r->zone = sign * (hour * 3600 + minute * 60);
	return true;
}

/* 下午3时, and 下午15时 as well; 中午1时 is 13. */
static bool hour_of(char part, int *hour)
{
	if (part == 'A')
		return *hour <= 12;
	if ((part == 'P' && *hour >= 1 && *hour < 12) || (part == 'N' && *hour < 3))
		*hour += 12;
	return true;
}

static bool take_time(struct reader *r)
{
	int hour, minute, second = 0;
	char part;

	part = strchr("APN", *r->at) ? *r->at : '\0';
	if (part)
		r->at++;
	skip_spaces(r);
	if (!take_number(r, 1, 2, &hour))
		return false;
	if (!hour_of(part, &hour))
		return false;
	if (take_word(r, 'h'))
		return take_time_words(r, hour);
	if (!take(r, ':') || !take_number(r, 2, 2, &minute))
		return false;
	if (take(r, ':') && (!take_number(r, 2, 2, &second) || !take_fraction(r)))
		return false;
	return take_zone(r) && keep_time(r, hour, minute, second);
}

/* Between the day and the time stand spaces or a T, or nothing after 日. */
static bool take_time_behind(struct reader *r)
{
	bool parted = (*r->at && strchr(" TAPN", *r->at)) || r->at[-1] == 'D' || r->at[-1] == ' ';

	if (!*r->at)
		return true;
	if (!take(r, 'T'))
		skip_spaces(r);
	return parted && take_time(r);
}

static bool refuse(const char *s, struct err *e)
{
	err_set(e, ERR_INPUT, "this is not a date: %s", s);
	return err_fix(e,
		"write 09-21 or 2026-09-21, with a time 09-21 08:40; 2026/9/21, 20260921 and "
		"2026年9月21日 are read, too");
}

/* The moment zero means "no time" here; where it is met, a program wrote it that meant
 * the same. */
static bool parse(const char *s, struct reader *r, struct day *d, struct time *t, struct err *e)
{
	char plain[PLAIN_MOST + 1];

	if (!make_plain(s, plain))
		return refuse(s, e);
	r->at = plain;
	if (!take_date(r) || !take_time_behind(r) || *r->at)
		return refuse(s, e);
	*d = day_of(r->year, r->month, r->day);
	*t = time_of(*d, r->seconds + BEIJING_S - r->zone);
	if (!t->s || r->bad_calendar) {
		err_set(e, ERR_INPUT, "there is no such day or time: %s", s);
		return err_fix(e, "look it up in the calendar");
	}
	if (r->year < FIRST_YEAR || r->year > LAST_YEAR) {
		err_set(e, ERR_INPUT, "the year is not between %d and %d: %s", FIRST_YEAR, LAST_YEAR, s);
		return err_fix(e, "check the year");
	}
	return true;
}

bool day_parse(const char *s, struct day today, struct day *out, struct err *e)
{
	struct reader r = { .today = today, .zone = BEIJING_S };
	struct day d;
	struct time t;

	if (!parse(s, &r, &d, &t, e))
		return false;
	*out = r.zone == BEIJING_S ? d : time_day(t);
	return true;
}

bool time_parse(const char *s, struct day today, struct time *out, struct err *e)
{
	struct reader r = { .today = today, .zone = BEIJING_S };
	struct day d;
	struct time t;

	if (!parse(s, &r, &d, &t, e))
		return false;
	*out = t;
	return true;
}
