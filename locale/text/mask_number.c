/* Numbers, plates and mail addresses.  A number is a whole run of digits: never a
 * part of a longer one, so that the 14 digits of an order's number stay. */
#include "locale/base/array.h"
#include "locale/text/mask_sheet.h"

enum { RUN_MOST = 64 };

struct run {
	size_t place[RUN_MOST]; /* of each digit */
	int digit[RUN_MOST];
	size_t n;
	size_t end; /* behind the last */
	bool whole; /* not cut off at RUN_MOST, not masked already */
};

static void take_digits(const struct sheet *s, struct run *r)
{
	for (; sheet_is_digit(s, r->end) && r->n < RUN_MOST; r->end++) {
		r->place[r->n] = r->end;
		r->digit[r->n++] = (int)(sheet_at(s, r->end) - '0');
	}
	r->whole = !sheet_is_digit(s, r->end) && sheet_at(s, r->end) != '*';
}

static struct run run_at(const struct sheet *s, size_t at)
{
	struct run r = { .end = at };

	take_digits(s, &r);
	return r;
}

static bool is_x(const struct sheet *s, size_t i)
{
	return sheet_at(s, i) == 'X' || sheet_at(s, i) == 'x';
}

static void hide_digits(struct sheet *s, const struct run *r, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		s->mark[r->place[i]] = SHEET_STARRED;
}

static bool is_mobile(const int *d)
{
	return d[0] == 1 && d[1] >= 3;
}

static bool is_day_of_birth(int year, const int *d)
{
	int month = d[0] * 10 + d[1], day = d[2] * 10 + d[3];

	return year >= 1890 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* The first two digits of an identity number name a province. */
static bool is_province(const int *d)
{
	static const unsigned char last[] = { 0, 5, 3, 7, 6, 4, 5, 1, 3 };

	return d[0] >= 1 && d[0] <= 8 && d[1] >= 1 && d[1] <= last[d[0]];
}

/* 18 places, the last perhaps an X; those of 15 are from before 1999. */
static bool hide_id(struct sheet *s, const struct run *r)
{
	const int *d = r->digit;
	bool x = r->n == 17 && is_x(s, r->end);
	int year = d[6] * 1000 + d[7] * 100 + d[8] * 10 + d[9];

	if (!is_province(d))
		return false;
	if ((r->n == 18 || x) && is_day_of_birth(year, d + 10)) {
		hide_digits(s, r, 6, 14);
		return true;
	}
	if (r->n == 15 && is_day_of_birth(1900 + d[6] * 10 + d[7], d + 8)) {
		hide_digits(s, r, 6, 11);
		return true;
	}
	return false;
}

/* Luhn's check digit, which bank cards carry. */
static bool is_card(const struct run *r)
{
	int sum = 0;

	if (r->n < 16 || r->n > 19 || r->digit[0] != 6 || r->digit[1] != 2)
		return false;
	for (size_t i = 0; i < r->n; i++) {
		int d = r->digit[r->n - 1 - i] * (i % 2 ? 2 : 1);

		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

/* Telephone numbers without a gap: mobile ones, also two in a row, with 86 or 0
 * before them, and landlines with their area. */
static bool hide_telephone(struct sheet *s, const struct run *r)
{
	const int *d = r->digit;
	size_t prefix = r->n % 11;

	if (r->n < 10 || r->n > 24)
		return false;
	if (d[0] == 0 && !is_mobile(d + 1) && d[1] > 0) {
		if (r->n > 12)
			return false;
		hide_digits(s, r, d[1] <= 2 ? 3 : 4, r->n - 4);
		return true;
	}
	if (!(prefix == 0 || (prefix == 1 && d[0] == 0) || (prefix == 2 && d[0] == 8 && d[1] == 6)))
		return false;
	for (size_t i = prefix; i < r->n; i += 11)
		if (!is_mobile(d + i))
			return false;
	for (size_t i = prefix; i < r->n; i += 11)
		hide_digits(s, r, i + 3, i + 7);
	return true;
}

/* What a number is may be said before it. */
static const struct {
	const wchar_t *word;
	size_t least, most; /* digits */
	size_t head;        /* that stay; and the last four */
} announced[] = {
	{ L"电话", 7, 8, 0 },
	{ L"座机", 7, 8, 0 },
	{ L"身份证", 12, 24, 6 },
	{ L"卡号", 12, 24, 4 },
	{ L"银行卡", 12, 24, 4 },
	{ L"账号", 12, 24, 4 },
	{ L"帐号", 12, 24, 4 },
	{ L"账户", 12, 24, 4 },
	{ L"QQ", 5, 11, 0 },
	{ L"qq", 5, 11, 0 },
	{ L"微信", 5, 11, 0 },
};

static bool is_order(const struct run *r)
{
	return r->n == 14 && r->digit[0] == 2 && r->digit[1] == 0;
}

static bool hide_as_announced(struct sheet *s, const struct run *r)
{
	size_t at = r->place[0];

	for (int back = 0; back < 6; back++, at--) {
		for (size_t i = 0; i < COUNT(announced); i++) {
			if (!sheet_ends(s, at, announced[i].word))
				continue;
			if (r->n < announced[i].least || r->n > announced[i].most || is_order(r))
				return false;
			hide_digits(s, r, announced[i].head, r->n - 4);
			return true;
		}
		if (!sheet_is_one_of(s, at - 1, L"号码为是:(（ 编"))
			return false;
	}
	return false;
}

static bool hide_run(struct sheet *s, const struct run *r)
{
	if (hide_id(s, r) || hide_telephone(s, r) || hide_as_announced(s, r))
		return true;
	if (!is_card(r))
		return false;
	hide_digits(s, r, 4, r->n - 4);
	return true;
}

static bool is_gap(const struct sheet *s, size_t i)
{
	return sheet_is_one_of(s, i, L" -—–");
}

/* 138-0013-8000, 460100 19900101 1234, (0898) 6539 1897: groups of three digits
 * and more with one sign between them; each start of the groups may be a number. */
static bool hide_groups(struct sheet *s, struct run *r)
{
	while (r->n < 19 && is_gap(s, r->end) && sheet_is_digit(s, r->end + 1)) {
		size_t before = r->n;

		r->end++;
		take_digits(s, r);
		if (r->n - before < 3 || !r->whole)
			return false;
		if (hide_id(s, r) || hide_telephone(s, r))
			return true;
	}
	return false;
}

/* An area in brackets, and the number behind it. */
static bool hide_landline(struct sheet *s, const struct run *area)
{
	struct run number;

	if (area->n < 3 || area->n > 4 || area->digit[0] != 0 || area->digit[1] == 0 ||
		sheet_at(s, area->end) != ')')
		return false;
	number = run_at(s, area->end + 1 + is_gap(s, area->end + 1));
	if (number.n < 7 || number.n > 8 || !number.whole)
		return false;
	hide_digits(s, &number, 0, number.n - 4);
	return true;
}

static size_t hide_number(struct sheet *s, size_t at)
{
	struct run r = run_at(s, at), groups = r;

	if (r.whole && !hide_run(s, &r) && !hide_landline(s, &r) && r.n >= 3 && hide_groups(s, &groups))
		return groups.end;
	while (sheet_is_digit(s, r.end))
		r.end++;
	return r.end;
}

/* 琼A12345, 琼A·12345, 琼AD12345, 粤Z1234港: province, letter and the last two stay. */
static void hide_plate(struct sheet *s, size_t i)
{
	size_t at = i + 2, n = 0, digits = 0;

	if (!sheet_is_letter(s, i + 1) ||
		!sheet_is_one_of(s, i, L"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"))
		return;
	at += sheet_is_one_of(s, at, L"·•. -");
	for (; sheet_is_digit(s, at + n) || sheet_is_letter(s, at + n); n++)
		digits += sheet_is_digit(s, at + n);
	if (digits >= 3 &&
		(n == 5 || n == 6 || (n == 4 && sheet_is_one_of(s, at + n, L"学警港澳挂领"))))
		sheet_hide(s, at, at + n - 2, SHEET_STARRED);
}

static bool is_mail_char(const struct sheet *s, size_t i)
{
	return sheet_is_digit(s, i) || sheet_is_letter(s, i) || sheet_is_one_of(s, i, L"._-+");
}

static void hide_mail(struct sheet *s, size_t sign)
{
	size_t from = sign;

	while (from > 0 && is_mail_char(s, from - 1))
		from--;
	if (from < sign && is_mail_char(s, sign + 1))
		sheet_hide(s, from + 1 < sign ? from + 1 : from, sign, SHEET_STARRED);
}

void mask_numbers(struct sheet *s)
{
	for (size_t i = 0; i < s->n;) {
		if (sheet_is_digit(s, i)) {
			i = hide_number(s, i);
			continue;
		}
		if (s->cp[i] == '@')
			hide_mail(s, i);
		else if (s->cp[i] > 0x4E00)
			hide_plate(s, i);
		i++;
	}
}
