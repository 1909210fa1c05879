#include "store/io/fit.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "locale/text/utf8.h"

#include <string.h>

enum { LONG_CHARS = 30, HOLDS_PERCENT = 50 };

static const char *const flags[] = { "是", "否", "有", "无", "Y", "N", "y", "n", "√", "×", "true",
	"false", "TRUE", "FALSE" };

static const char *const unit_ends[] = { "局", "委", "办", "镇", "乡", "街道", "中心", "公司",
	"政府", "大队", "支队", "分局", "委员会", "办公室", "办事处", "管委会", "农场", "院", "处",
	"集团", "队", "站", "所", "部" };

static size_t span(const char *s, const char *of)
{
	return strspn(s, of);
}

static bool is_phone(const char *s, size_t n)
{
	if (span(s, "0123456789*") == n)
		return n == 11 && s[0] == '1';
	return s[0] == '0' && n >= 11 && n <= 13 && span(s, "0123456789-") == n;
}

static bool is_id(const char *s, size_t n)
{
	return n == 18 && span(s, "0123456789*") >= 17 && strchr("0123456789Xx*", s[17]);
}

static size_t digits_in(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s >= '0' && *s <= '9';
	return n;
}

static bool is_number(const char *s, size_t n)
{
	return digits_in(s) >= 4 &&
		span(s, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_/.+#") == n;
}

/* Only with signs between the numbers: 20180101 may be anything. */
static bool is_day(const char *s, size_t n, struct day today)
{
	struct time t;
	struct err e = { 0 };

	return n >= 3 && n <= 60 && span(s, "0123456789") < n &&
		(digits_in(s) >= 2 || strstr(s, "月")) && time_parse(s, today, &t, &e);
}

static bool is_day8(const char *s, size_t n, struct day today)
{
	struct day day;
	struct err e = { 0 };

	return n == 8 && span(s, "0123456789") == n && day_parse(s, today, &day, &e);
}

static bool is_one_of(const char *const *list, size_t count, const char *s)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i], s))
			return true;
	return false;
}

static bool is_unit(const char *s, size_t n)
{
	for (size_t i = 0; i < COUNT(unit_ends); i++) {
		size_t length = strlen(unit_ends[i]);

		if (n > length && n <= 60 && !memcmp(s + n - length, unit_ends[i], length))
			return true;
	}
	return false;
}

enum shape shape_of(const char *s, struct day today)
{
	size_t n = strlen(s);

	if (!n)
		return SHAPE_EMPTY;
	if (memchr(s, '\n', n) || utf8_chars(s, n) >= LONG_CHARS)
		return SHAPE_LONG;
	if (is_one_of(flags, COUNT(flags), s))
		return SHAPE_FLAG;
	if (is_id(s, n))
		return SHAPE_ID;
	if (is_phone(s, n))
		return SHAPE_PHONE;
	if (n <= 3 && span(s, "0123456789") == n)
		return SHAPE_SMALL;
	if (is_day(s, n, today))
		return SHAPE_DAY;
	if (is_day8(s, n, today))
		return SHAPE_DAY8;
	if (is_number(s, n))
		return SHAPE_NUMBER;
	if (digits_in(s) >= 2)
		return SHAPE_CODE;
	return is_unit(s, n) ? SHAPE_UNIT : SHAPE_WORDS;
}

void fit_add(struct fit *fit, const char *value, struct day today)
{
	enum shape shape = shape_of(value, today);

	if (shape == SHAPE_EMPTY)
		return;
	fit->values++;
	fit->of[shape]++;
}

/* --- what a field takes ------------------------------------------------------------ */

#define BIT(shape) (1u << (shape))

enum {
	TEXTS = BIT(SHAPE_LONG) | BIT(SHAPE_CODE) | BIT(SHAPE_UNIT) | BIT(SHAPE_WORDS),
	NUMBERS = BIT(SHAPE_NUMBER) | BIT(SHAPE_DAY8) | BIT(SHAPE_PHONE) | BIT(SHAPE_ID),
	WORDS =
		BIT(SHAPE_CODE) | BIT(SHAPE_UNIT) | BIT(SHAPE_WORDS) | BIT(SHAPE_FLAG) | BIT(SHAPE_SMALL),
	ANY = BIT(SHAPE_COUNT) - 1,
};

static const struct {
	const char *field;
	unsigned takes;
} order_takes[] = {
	{ "number", NUMBERS | BIT(SHAPE_SMALL) | BIT(SHAPE_CODE) },
	{ "title", TEXTS },
	{ "matter", TEXTS },
	{ "text", TEXTS & ~BIT(SHAPE_UNIT) },
	{ "type", WORDS },
	{ "channel", WORDS },
	{ "caller", BIT(SHAPE_WORDS) | BIT(SHAPE_CODE) | BIT(SHAPE_UNIT) | BIT(SHAPE_NUMBER) },
	{ "phone", NUMBERS },
	{ "id_number", NUMBERS },
	{ "against", TEXTS },
	{ "area", WORDS },
	{ "address", TEXTS },
	{ "category", WORDS },
	{ "urgency", WORDS },
	{ "unit", BIT(SHAPE_UNIT) | BIT(SHAPE_CODE) | BIT(SHAPE_WORDS) },
	{ "first_unit", BIT(SHAPE_UNIT) | BIT(SHAPE_CODE) | BIT(SHAPE_WORDS) },
	{ "platform_state", WORDS },
	{ "earlier", TEXTS | NUMBERS },
	{ "level", WORDS },
	{ "bounces", BIT(SHAPE_SMALL) },
	{ "returns", TEXTS | BIT(SHAPE_DAY) },
	{ "reply", TEXTS | BIT(SHAPE_FLAG) },
};

static unsigned takes(const struct schema *s, const struct field *f)
{
	if (f->type == FIELD_DAY || f->type == FIELD_TIME)
		return BIT(SHAPE_DAY) | BIT(SHAPE_DAY8);
	if (f->type == FIELD_FLAG)
		return WORDS;
	for (size_t i = 0; s->kind == KIND_ORDER && i < COUNT(order_takes); i++)
		if (!strcmp(order_takes[i].field, f->name))
			return order_takes[i].takes;
	return ANY;
}

bool fit_holds(const struct fit *fit, const struct schema *s, const struct field *f)
{
	unsigned shapes = takes(s, f);
	size_t held = 0;

	for (int i = 0; i < SHAPE_COUNT; i++)
		held += shapes & BIT(i) ? fit->of[i] : 0;
	return held * 100 >= fit->values * HOLDS_PERCENT;
}

int fit_share(const struct fit *fit, enum shape shape)
{
	return fit->values ? (int)(fit->of[shape] * 100 / fit->values) : 0;
}

const char *fit_words(const struct fit *fit)
{
	static const char *const words[SHAPE_COUNT] = {
		[SHAPE_EMPTY] = N_("nothing"),
		[SHAPE_LONG] = N_("long texts"),
		[SHAPE_DAY] = N_("dates"),
		[SHAPE_DAY8] = N_("dates"),
		[SHAPE_PHONE] = N_("telephone numbers"),
		[SHAPE_ID] = N_("identity numbers"),
		[SHAPE_NUMBER] = N_("numbers"),
		[SHAPE_SMALL] = N_("small numbers"),
		[SHAPE_FLAG] = N_("yes and no"),
		[SHAPE_CODE] = N_("words with digits"),
		[SHAPE_UNIT] = N_("names of units"),
		[SHAPE_WORDS] = N_("short words"),
	};
	int most = SHAPE_EMPTY;

	for (int i = 0; i < SHAPE_COUNT; i++)
		if (fit->of[i] > fit->of[most])
			most = i;
	return words[most];
}
