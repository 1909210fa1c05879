#include "locale/text/mask.h"

#include "locale/base/arena.h"
#include "locale/base/array.h"
#include "locale/text/utf8.h"

#include <stdbool.h>
#include <string.h>

enum how { SHOWN, STARRED, SOMEBODY /* 某 */ };

/* The text as characters, and what becomes of each. */
struct sheet {
	uint32_t *cp;
	unsigned char *how; /* enum how */
	size_t n;
	struct arena arena;
};

static void sheet_open(struct sheet *s, const char *text)
{
	size_t bytes = strlen(text);
	const char *at = text, *end = text + bytes;

	*s = (struct sheet){ 0 };
	s->cp = arena_array(&s->arena, bytes + 1, sizeof(*s->cp));
	s->how = arena_array(&s->arena, bytes + 1, 1);
	while (at < end)
		s->cp[s->n++] = utf8_next(&at, end);
}

/* A run of stars is four at the most: how long the hidden part is stays hidden, too. */
static void sheet_close(struct sheet *s, struct buf *out)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->how[i] == STARRED)
			buf_putc(out, '*');
		else if (s->how[i] == SOMEBODY)
			buf_puts(out, "某");
		else
			utf8_add(out, s->cp[i] == UTF8_BAD ? UTF8_REPLACEMENT : s->cp[i]);
	}
	arena_free(&s->arena);
}

static uint32_t half_width(uint32_t cp)
{
	return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
}

/* 0–9, or -1. */
static int digit(const struct sheet *s, size_t i)
{
	uint32_t cp = i < s->n ? half_width(s->cp[i]) : 0;

	return cp >= '0' && cp <= '9' ? (int)(cp - '0') : -1;
}

static bool is_dash(uint32_t cp)
{
	return cp == ' ' || cp == 0xA0 || cp == 0x3000 || half_width(cp) == '-' || cp == 0x2014 ||
		cp == 0x2013;
}

static void hide(struct sheet *s, size_t from, size_t to, enum how how)
{
	for (size_t i = from; i < to; i++)
		if (digit(s, i) >= 0 || !is_dash(s->cp[i]))
			s->how[i] = (unsigned char)how;
}

/* --- numbers --------------------------------------------------------------------- */

enum { RUN_MOST = 24 };

/* Digits in a row; single blanks or dashes between them are passed over. */
struct run {
	size_t place[RUN_MOST]; /* of each digit */
	int value[RUN_MOST];
	size_t n;
	size_t end;
};

static struct run run_at(const struct sheet *s, size_t from, bool dashes)
{
	struct run r = { .end = from };

	while (r.n < RUN_MOST) {
		size_t i = r.end + (dashes && r.n && r.end < s->n && is_dash(s->cp[r.end]));

		if (digit(s, i) < 0)
			break;
		r.place[r.n] = i;
		r.value[r.n++] = digit(s, i);
		r.end = i + 1;
	}
	return r;
}

static bool is_mobile(const int *v)
{
	return v[0] == 1 && v[1] >= 3;
}

static void hide_between(struct sheet *s, const struct run *r, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		s->how[r->place[i]] = STARRED;
}

static bool sound_birthday(const int *v)
{
	int year = v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3];
	int month = v[4] * 10 + v[5], day = v[6] * 10 + v[7];

	return year >= 1890 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_x(const struct sheet *s, size_t i)
{
	uint32_t cp = i < s->n ? half_width(s->cp[i]) : 0;

	return cp == 'X' || cp == 'x';
}

/* Identity numbers of 18 places, the last one perhaps an X, and the old ones of 15. */
static bool hide_id(struct sheet *s, const struct run *r)
{
	int old[8] = { 1, 9, 0, 0, 0, 0, 0, 0 };

	if ((r->n == 18 || (r->n == 17 && is_x(s, r->end))) && sound_birthday(r->value + 6)) {
		hide_between(s, r, 6, 14);
		return true;
	}
	if (r->n != 15)
		return false;
	memcpy(old + 2, r->value + 6, 6 * sizeof(*old));
	if (!sound_birthday(old) || r->value[0] == 0 || r->value[0] > 8)
		return false;
	hide_between(s, r, 6, 11);
	return true;
}

static bool before(const struct sheet *s, size_t at, const char *words)
{
	size_t n = utf8_chars(words, strlen(words));
	const char *w = words;

	if (n > at)
		return false;
	for (size_t i = at - n; i < at; i++)
		if (s->cp[i] != utf8_next(&w, NULL))
			return false;
	return true;
}

static const char *const card_words[] = { "卡号", "账号", "帐号", "银行卡", "账户", "帐户" };

static bool after_card_word(const struct sheet *s, size_t at)
{
	for (size_t back = 0; back < 4 && back <= at; back++)
		for (size_t i = 0; i < COUNT(card_words); i++)
			if (before(s, at - back, card_words[i]))
				return true;
	return false;
}

static bool hide_whole(struct sheet *s, const struct run *r)
{
	if (hide_id(s, r))
		return true;
	if (r->n == 11 && is_mobile(r->value)) {
		hide_between(s, r, 3, 7);
	} else if (r->n == 13 && r->value[0] == 8 && r->value[1] == 6 && is_mobile(r->value + 2)) {
		hide_between(s, r, 5, 9);
	} else if (r->n >= 12 && r->n <= 19 && r->n != 14 && after_card_word(s, r->place[0])) {
		hide_between(s, r, 4, r->n - 4);
	} else if (r->n >= 10 && r->n <= 12 && r->value[0] == 0 && r->value[1] > 0) {
		hide_between(s, r, r->n == 10 ? 3 : 4, r->n - 4);
	} else {
		return false;
	}
	return true;
}

/* 138-0000-2096, 0633 8000 2096: groups as people write telephone numbers. */
static bool hide_groups(struct sheet *s, const struct run *r)
{
	size_t dashes = r->end - r->place[0] - r->n;

	if (dashes == 0 || dashes > 3)
		return false;
	if (r->n == 11 && is_mobile(r->value))
		hide_between(s, r, 3, 7);
	else if ((r->n == 18 || r->n == 17) && hide_id(s, r))
		return true;
	else if (r->n >= 10 && r->n <= 12 && r->value[0] == 0 && r->value[1] > 0)
		hide_between(s, r, r->n == 10 ? 3 : 4, r->n - 4);
	else
		return false;
	return true;
}

static void hide_numbers(struct sheet *s)
{
	for (size_t i = 0; i < s->n;) {
		struct run whole = run_at(s, i, false), groups;

		if (whole.n == 0) {
			i++;
			continue;
		}
		groups = run_at(s, i, true);
		if (!hide_whole(s, &whole) && hide_groups(s, &groups))
			whole.end = groups.end;
		i = whole.end;
		while (digit(s, i) >= 0) /* what is longer than any of these is passed over whole */
			i++;
	}
}

/* --- plates and addresses ------------------------------------------------------------ */

static bool one_of(uint32_t cp, const char *chars)
{
	for (const char *at = chars; *at;)
		if (utf8_next(&at, NULL) == cp)
			return true;
	return false;
}

static const char provinces[] =
	"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领";

static bool plate_char(const struct sheet *s, size_t i)
{
	uint32_t cp = i < s->n ? half_width(s->cp[i]) : 0;

	return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z');
}

/* 鲁L·12345 or 鲁LD12345: province and letter stay, and the last two. */
static void hide_plates(struct sheet *s)
{
	for (size_t i = 0; i + 6 < s->n; i++) {
		size_t at = i + 2, n = 0;

		if (!one_of(s->cp[i], provinces) || !plate_char(s, i + 1) || digit(s, i + 1) >= 0)
			continue;
		if (s->cp[at] == 0xB7 || s->cp[at] == 0x2022 || s->cp[at] == ' ')
			at++;
		while (plate_char(s, at + n))
			n++;
		if (n == 5 || n == 6 || (n == 4 && at + 4 < s->n && one_of(s->cp[at + 4], "学警港澳挂")))
			hide(s, at, at + n - 2, STARRED);
	}
}

static bool mail_char(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
		cp == '.' || cp == '_' || cp == '-' || cp == '+';
}

static void hide_mail(struct sheet *s)
{
	for (size_t i = 1; i + 1 < s->n; i++) {
		size_t from = i;

		if (s->cp[i] != '@' || !mail_char(s->cp[i + 1]))
			continue;
		while (from > 0 && mail_char(s->cp[from - 1]))
			from--;
		for (size_t k = from + 1; k < i; k++)
			s->how[k] = STARRED;
	}
}

/* --- names ---------------------------------------------------------------------------- */

/* The hundred commonest surnames and some more; of two characters below. */
static const char surnames[] =
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘于余叶蒋杜苏魏程吕"
	"丁沈任姚卢姜崔钟谭陆汪范石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
	"覃武戴莫孔向汤符吉文王冼云邢";

static const char *const double_surnames[] = { "欧阳", "司马", "上官", "诸葛", "东方", "皇甫",
	"尉迟", "慕容", "令狐", "司徒" };

static const char *const name_words[] = { "联系人", "姓名", "诉求人", "来电人", "投诉人", "举报人",
	"反映人", "申请人", "当事人", "负责人", "法人", "户主", "房东", "业主", "市民", "本人", "老板",
	"名叫", "叫做", "名字是" };

static const char *const titles[] = { "先生", "女士", "小姐", "同志", "老师", "师傅", "阿姨" };

static bool is_han(uint32_t cp)
{
	return cp >= 0x4E00 && cp <= 0x9FFF;
}

static bool starts(const struct sheet *s, size_t at, const char *words)
{
	for (const char *w = words; *w; at++)
		if (at >= s->n || s->cp[at] != utf8_next(&w, NULL))
			return false;
	return true;
}

static size_t surname_chars(const struct sheet *s, size_t at)
{
	for (size_t i = 0; i < COUNT(double_surnames); i++)
		if (starts(s, at, double_surnames[i]))
			return 2;
	return at < s->n && one_of(s->cp[at], surnames) ? 1 : 0;
}

static bool at_title(const struct sheet *s, size_t at)
{
	for (size_t i = 0; i < COUNT(titles); i++)
		if (starts(s, at, titles[i]))
			return true;
	return false;
}

/* Characters that end a name where they follow it; 的 and verbs, signs are no Han anyway. */
static const char after_name[] = "的在说称反来电是为于家住和与及，。";

/* How many characters at `at` are a name; 0: none. */
static size_t name_at(const struct sheet *s, size_t at)
{
	size_t family = surname_chars(s, at), n = family;

	while (n && n < family + 2 && at + n < s->n && is_han(s->cp[at + n]) &&
		!one_of(s->cp[at + n], after_name) && !at_title(s, at + n))
		n++;
	return n > family ? n : 0;
}

static void hide_name(struct sheet *s, size_t at, size_t n)
{
	hide(s, at + surname_chars(s, at), at + n, SOMEBODY);
}

static size_t skip_signs(const struct sheet *s, size_t at)
{
	while (at < s->n && (one_of(s->cp[at], "：:为是叫，,（( ")))
		at++;
	return at;
}

static void hide_names_after(struct sheet *s, size_t i, const char *word)
{
	size_t signs = i + utf8_chars(word, strlen(word));
	size_t at = skip_signs(s, signs);
	size_t n = name_at(s, at);

	/* "市民来电" follows the word at once and is no name; "市民：来某" would be. */
	if (n &&
		(at > signs || at + n >= s->n || !is_han(s->cp[at + n]) || at_title(s, at + n) ||
			one_of(s->cp[at + n], after_name)))
		hide_name(s, at, n);
}

/* 王小明先生, 欧阳兰女士; 王先生 says too little to hide. */
static void hide_name_before(struct sheet *s, size_t title)
{
	for (size_t n = 4; n >= 2; n--) {
		size_t family = n <= title ? surname_chars(s, title - n) : 0;

		if (family == 0 || n - family > 2 || n == family)
			continue;
		for (size_t k = title - n; k < title; k++)
			if (!is_han(s->cp[k]))
				family = 0;
		if (family)
			hide(s, title - n + family, title, SOMEBODY);
		if (family)
			return;
	}
}

static void hide_names(struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (!is_han(s->cp[i]))
			continue;
		for (size_t k = 0; k < COUNT(name_words); k++)
			if (starts(s, i, name_words[k]))
				hide_names_after(s, i, name_words[k]);
		if (at_title(s, i))
			hide_name_before(s, i);
	}
}

void mask_text(struct buf *out, const char *text)
{
	struct sheet s;

	sheet_open(&s, text);
	hide_numbers(&s);
	hide_plates(&s);
	hide_mail(&s);
	hide_names(&s);
	sheet_close(&s, out);
}

/* --- whole fields ----------------------------------------------------------------------- */

void mask_name(struct buf *out, const char *name)
{
	struct sheet s;
	size_t family;

	sheet_open(&s, name);
	family = surname_chars(&s, 0);
	family = family ? family : 1;
	for (size_t i = family; i < s.n && !at_title(&s, i); i++)
		s.how[i] = is_han(s.cp[i]) ? SOMEBODY : STARRED;
	sheet_close(&s, out);
}

/* Keeps so many digits at the start and the end; too short a number is hidden whole. */
static void mask_digits(struct buf *out, const char *text, size_t head, size_t tail)
{
	struct sheet s;
	size_t n = 0, seen = 0;

	sheet_open(&s, text);
	for (size_t i = 0; i < s.n; i++)
		n += plate_char(&s, i) || is_x(&s, i);
	for (size_t i = 0; i < s.n; i++) {
		if (!plate_char(&s, i) && !is_x(&s, i))
			continue;
		if (n <= head + tail || (seen >= head && seen < n - tail))
			s.how[i] = STARRED;
		seen++;
	}
	sheet_close(&s, out);
}

void mask_phone(struct buf *out, const char *phone)
{
	mask_digits(out, phone, 3, 4);
}

void mask_id(struct buf *out, const char *id)
{
	mask_digits(out, id, 6, 4);
}
