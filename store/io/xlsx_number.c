#include "store/io/xlsx_number.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DIGITS = 15, /* that a spreadsheet keeps */
	DAY_SECONDS = 86400,
	LAST_DAY = 2958465, /* 9999-12-31 */
	NEVER = 60,         /* 1900-02-29 */
};

/* --- formats ------------------------------------------------------------------------- */

struct built_in {
	int from, to;
	enum number_kind kind;
};

/* 27 … 58 are those of Chinese, Japanese and Korean spreadsheets. */
static const struct built_in built_ins[] = {
	{ 14, 17, NUMBER_DAY },
	{ 18, 21, NUMBER_CLOCK },
	{ 22, 22, NUMBER_MOMENT },
	{ 27, 31, NUMBER_DAY },
	{ 32, 35, NUMBER_CLOCK },
	{ 36, 36, NUMBER_DAY },
	{ 45, 45, NUMBER_CLOCK },
	{ 46, 46, NUMBER_SPAN },
	{ 47, 47, NUMBER_CLOCK },
	{ 50, 54, NUMBER_DAY },
	{ 55, 56, NUMBER_CLOCK },
	{ 57, 58, NUMBER_DAY },
};

struct letters {
	bool day, clock, month, span;
};

/* Over a quoted text or an escaped character; 0: it is neither. */
static size_t passed_over(const char *code)
{
	const char *end;

	switch (*code) {
	case '"':
		end = strchr(code + 1, '"');
		return end ? (size_t)(end - code) + 1 : strlen(code);
	case '\\':
	case '_':
	case '*':
		return code[1] ? 2 : 1;
	default:
		return 0;
	}
}

/* [h], [mm] and [ss] count on; [Red], [$-804], [>100] only say how it looks. */
static size_t brackets(const char *code, struct letters *l)
{
	const char *end = *code == '[' ? strchr(code, ']') : NULL;
	size_t n;

	if (!end)
		return 0;
	n = (size_t)(end - code) - 1;
	if (n &&
		(strspn(code + 1, "hH") == n || strspn(code + 1, "mM") == n || strspn(code + 1, "sS") == n))
		l->span = true;
	return n + 2;
}

static void take_letter(char c, struct letters *l)
{
	if (strchr("yYdDaA", c))
		l->day = true;
	else if (strchr("hHsS", c))
		l->clock = true;
	else if (strchr("mM", c))
		l->month = true;
}

/* AM/PM has an a and an m that are neither weekday nor month. */
static size_t half_day(const char *code)
{
	static const char *const words[] = { "AM/PM", "am/pm", "A/P", "a/p" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (!strncmp(code, words[i], strlen(words[i])))
			return strlen(words[i]);
	return 0;
}

static struct letters letters_of(const char *code)
{
	struct letters l = { 0 };

	while (*code && *code != ';') {
		size_t n = passed_over(code);

		n = n ? n : brackets(code, &l);
		n = n ? n : half_day(code);
		if (!n)
			take_letter(*code, &l);
		code += n ? n : 1;
	}
	return l;
}

static bool is_general(const char *code)
{
	return !strncmp(code, "General", 7) || !strncmp(code, "GENERAL", 7) || !strncmp(code, "G/", 2);
}

struct number_format number_format(int id, const char *code)
{
	struct number_format f = { NUMBER_PLAIN, 0 };
	struct letters l;
	size_t zeros;

	for (size_t i = 0; !code && i < COUNT(built_ins); i++)
		if (id >= built_ins[i].from && id <= built_ins[i].to)
			f.kind = built_ins[i].kind;
	if (!code || is_general(code))
		return f;
	zeros = strspn(code, "0");
	if (zeros > 1 && zeros < 32 && (!code[zeros] || code[zeros] == ';'))
		f.digits = (int)zeros;
	l = letters_of(code);
	if (l.span)
		f.kind = NUMBER_SPAN;
	else if (l.day || (l.month && !l.clock))
		f.kind = l.clock ? NUMBER_MOMENT : NUMBER_DAY;
	else if (l.clock)
		f.kind = NUMBER_CLOCK;
	return f;
}

/* --- plain numbers ---------------------------------------------------------------------- */

static bool all_digits(const char *s)
{
	s += *s == '-';
	return *s && s[strspn(s, "0123456789")] == '\0';
}

/* What is left of a longer number that went through a spreadsheet ends in zeros. */
static enum cell_trouble trouble_of(const char *digits)
{
	size_t n;

	digits += strspn(digits, "-0");
	n = strlen(digits);
	if (n <= DIGITS)
		return CELL_SOUND;
	return strspn(digits + DIGITS, "0") == n - DIGITS ? CELL_ROUNDED : CELL_LONG;
}

static void add_digits(struct buf *out, const char *digits, int least)
{
	size_t n = strlen(digits);

	if (*digits != '-' && n < (size_t)least)
		buf_fill(out, '0', (size_t)least - n);
	buf_puts(out, digits);
}

static enum cell_trouble add_plain(struct buf *out, const char *value, double v, int digits)
{
	char text[64];
	enum cell_trouble t;

	if (all_digits(value)) {
		add_digits(out, value, digits);
		return trouble_of(value);
	}
	if (v >= 9e18 || v <= -9e18 || v != (double)(int64_t)v) {
		buf_printf(out, "%.*g", DIGITS, v);
		return CELL_SOUND;
	}
	snprintf(text, sizeof(text), "%lld", (long long)v);
	t = trouble_of(text);
	add_digits(out, text, digits);
	return t == CELL_SOUND ? CELL_SOUND : CELL_ROUNDED;
}

/* --- dates ------------------------------------------------------------------------------- */

static void add_clock(struct buf *out, int64_t seconds)
{
	buf_printf(out, "%02lld:%02lld:%02lld", (long long)(seconds / 3600),
		(long long)(seconds / 60 % 60), (long long)(seconds % 60));
}

static struct day day_number(int64_t days, bool from_1904)
{
	struct day d = from_1904 ? day_of(1904, 1, 1) : day_of(1899, 12, 31);

	d.n += (int32_t)(days - (!from_1904 && days >= NEVER));
	return d;
}

/* Before the first day it is a time without one. */
static void add_moment(struct buf *out, double v, enum number_kind kind, bool from_1904)
{
	char text[DATE_TEXT];
	int64_t all = (int64_t)(v * DAY_SECONDS + 0.5);
	int64_t days = all / DAY_SECONDS, seconds = all % DAY_SECONDS;
	bool day = kind == NUMBER_DAY || kind == NUMBER_MOMENT || days > 0;
	bool clock = kind != NUMBER_DAY || seconds > 0;

	if (days == 0 && !from_1904)
		day = false;
	if (day)
		buf_puts(out, day_text(day_number(days, from_1904), text));
	if (day && clock)
		buf_putc(out, ' ');
	if (clock || !day)
		add_clock(out, seconds);
}

static bool is_number(const char *s)
{
	char *end;

	if (!*s || s[strspn(s, "0123456789+-.eE")])
		return false;
	strtod(s, &end);
	return end > s && !*end;
}

enum cell_trouble number_text(
	struct buf *out, const char *value, struct number_format f, bool from_1904)
{
	double v = is_number(value) ? strtod(value, NULL) : NAN;

	if (!isfinite(v)) {
		buf_puts(out, value);
		return *value ? CELL_ERROR : CELL_SOUND;
	}
	if (f.kind == NUMBER_PLAIN || v < 0 || v >= LAST_DAY + 1)
		return add_plain(out, value, v, f.digits);
	if (f.kind == NUMBER_SPAN)
		add_clock(out, (int64_t)(v * DAY_SECONDS + 0.5));
	else
		add_moment(out, v, f.kind, from_1904);
	return CELL_SOUND;
}
