#include "locale/text/mask.h"

#include "locale/text/mask_sheet.h"

void mask_text(struct buf *out, const char *text)
{
	struct sheet s;

	sheet_open(&s, text);
	mask_numbers(&s);
	mask_persons(&s);
	sheet_close(&s, out);
}

static bool in_name(const struct sheet *s, size_t i)
{
	return sheet_is_han(s, i) || sheet_is_letter(s, i);
}

/* The name at i, up to a title, a sign or a space: its surname or first letter stays. */
static size_t hide_name(struct sheet *s, size_t i)
{
	size_t family = mask_surname(s, i), end = i + (family ? family : 1);

	while (in_name(s, end) && !mask_is_title(s, end)) {
		s->mark[end] = sheet_is_han(s, end) ? SHEET_SOMEBODY : SHEET_STARRED;
		end++;
	}
	while (in_name(s, end))
		end++;
	return end;
}

void mask_name(struct buf *out, const char *name)
{
	struct sheet s;

	sheet_open(&s, name);
	mask_numbers(&s);
	for (size_t i = 0; i < s.n;)
		i = in_name(&s, i) ? hide_name(&s, i) : i + 1;
	sheet_close(&s, out);
}

static bool in_number(const struct sheet *s, size_t i)
{
	return sheet_is_digit(s, i) || sheet_is_letter(s, i) || sheet_at(s, i) == '*';
}

/* Keeps the last four places, hides four or more before them, and keeps at most
 * `head` at the start; what has no more than `short_one` places is hidden whole. */
static void hide_places(struct sheet *s, size_t from, size_t to, size_t head, size_t short_one)
{
	size_t n = 0, seen = 0;

	for (size_t i = from; i < to; i++)
		n += in_number(s, i);
	head = n >= head + 8 ? head : n > 8 ? n - 8 : 0;
	for (size_t i = from; i < to; i++) {
		if (!in_number(s, i))
			continue;
		if (n <= short_one || (seen >= head && seen < n - 4))
			s->mark[i] = SHEET_STARRED;
		seen++;
	}
}

/* 0633-8000209/13800002096: each number by itself. */
void mask_phone(struct buf *out, const char *phone)
{
	struct sheet s;

	sheet_open(&s, phone);
	for (size_t i = 0, end; i < s.n; i = end + 1) {
		for (end = i; end < s.n && !sheet_is_one_of(&s, end, L"/,;、\n"); end++)
			;
		hide_places(&s, i, end, 4, 6);
	}
	sheet_close(&s, out);
}

void mask_id(struct buf *out, const char *id)
{
	struct sheet s;

	sheet_open(&s, id);
	hide_places(&s, 0, s.n, 6, 10);
	sheet_close(&s, out);
}
