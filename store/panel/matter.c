#include "store/panel/matter.h"

#include "locale/base/array.h"
#include "locale/text/clean.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"

#include <pthread.h>
#include <string.h>

/* What requests begin with (a word for the caller, how the request came, what the caller
 * does; each may be missing), what stands before the request itself up to and with the word,
 * and from where on the dispatcher or politeness speaks: that is the county's to say
 * (struct formulas). */

static const char *const stops[] = { "。", "！", "？", "；", "!", "?", ";", "\n" };
static const char *const commas[] = { "，", "," };
static const char *const pauses[] = { "，", ",", " " };

/* Words with which the trouble begins in a clause that begins with a place. */
static const char *const troubles[] = { "有", "无", "没", "未", "被", "不", "存在", "正在", "经常",
	"乱", "违", "占", "私", "堵", "漏", "施工", "装修", "扰民", "停水", "停电", "损坏", "破损",
	"超时", "如何", "是否", "何时", "需要", "要求", "收", "拖欠", "强制", "允许", "油烟", "噪音",
	"噪声", "异味", "污水", "积水", "外溢", "垃圾" };

/* What a caller says of himself and of the hour before the matter. */
static const char *const selves[] = { "其是", "其为", "其系", "本人是", "我是", "我们是",
	"自己是" };
static const char *const units[] = { "年", "月", "日", "号", "时", "点", "分", ":", "：", "-", ".",
	"许", "多", "左右" };
static const char *const hours[] = { "于", "今天", "今日", "昨天", "昨日", "昨晚", "今早", "今年",
	"去年", "目前", "近日", "最近", "近期", "上午", "下午", "中午", "晚上", "凌晨", "早上", "左右",
	"至", "到", " " };

enum {
	HEAD_COLS = 8,
	TAIL_LEAST = 8,
	LONG_NUMBER = 11,  /* digits */
	LOOK_BYTES = 1200, /* of a request: what it is about stands at its start */
};

/* Which characters the words of a list begin with: one look passes over most places of a
 * text, where looking for every word in turn would read it fifty times. */
struct list {
	const char *const *words;
	size_t n;
	uint64_t starts[64];
};

enum { LIST_MOST = 64 };

static struct list stop_list = { stops, COUNT(stops), { 0 } };
static struct list comma_list = { commas, COUNT(commas), { 0 } };
static struct list trouble_list = { troubles, COUNT(troubles), { 0 } };
static pthread_once_t lists_ready = PTHREAD_ONCE_INIT;

_Static_assert(COUNT(troubles) <= LIST_MOST, "room for the places");

static unsigned start_of(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	return *p < 0x80 ? *p : (unsigned)(p[1] & 63) << 6 | (p[1] ? p[2] & 63 : 0);
}

static void fill_list(struct list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		unsigned at = start_of(l->words[i]);

		l->starts[at / 64] |= (uint64_t)1 << (at % 64);
	}
}

static void fill_lists(void)
{
	fill_list(&stop_list);
	fill_list(&comma_list);
	fill_list(&trouble_list);
}

static bool may_begin(const struct list *l, const char *s)
{
	unsigned at = start_of(s);

	return l->starts[at / 64] >> (at % 64) & 1;
}

static size_t begins(const char *s, const char *end, const char *word)
{
	size_t n;

	if (s >= end || *s != *word || (word[1] && s[1] != word[1]))
		return 0; /* most words differ here */
	n = strlen(word);
	return (size_t)(end - s) >= n && !memcmp(s, word, n) ? n : 0;
}

static size_t begins_one(const char *s, const char *end, const char *const *words, size_t count)
{
	size_t longest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t n = begins(s, end, words[i]);

		longest = n > longest ? n : longest;
	}
	return longest;
}

static size_t begins_phrase(const char *s, const char *end, const struct phrases *p)
{
	return begins_one(s, end, p->at, p->n);
}

static const char *find(const char *s, const char *end, const char *word)
{
	return memmem(s, (size_t)(end - s), word, strlen(word));
}

/* Bytes of the character at s: what was cleaned is sound UTF-8. */
static size_t char_bytes(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

/* Where each word of the list stands first; NULL: nowhere. */
static void find_each(
	const char *s, const char *end, const struct list *l, const char *at[LIST_MOST])
{
	memset(at, 0, l->n * sizeof(*at));
	for (; s < end; s += char_bytes(s))
		for (size_t i = may_begin(l, s) ? 0 : l->n; i < l->n; i++)
			if (!at[i] && begins(s, end, l->words[i]))
				at[i] = s;
}

static bool holds_one(const char *s, const char *end, const struct list *l)
{
	for (; s < end; s += char_bytes(s))
		if (may_begin(l, s) && begins_one(s, end, l->words, l->n))
			return true;
	return false;
}

/* Bytes up to the first of the words whose first place leaves at least `cols` columns
 * before it. */
static size_t until(const char *s, size_t n, const struct list *l, int cols)
{
	const char *end = s + n;
	uint64_t passed = 0;

	for (const char *p = s; p < end; p += char_bytes(p))
		for (size_t i = may_begin(l, p) ? 0 : l->n; i < l->n; i++) {
			if (passed >> i & 1 || !begins(p, end, l->words[i]))
				continue;
			passed |= (uint64_t)1 << i;
			if (p > s && width_text_n(s, (size_t)(p - s)) >= cols)
				return (size_t)(p - s);
		}
	return n;
}

static const char *skip_signs(const char *s, const char *end)
{
	static const char *const signs[] = { " ", "\n", "，", ",", "。", "：", ":", "；", ";", "、",
		"！", "!", "-", "—", "…", ".", "*", "#", "”", "’" };
	size_t n;

	while ((n = begins_one(s, end, signs, COUNT(signs))))
		s += n;
	return s;
}

static bool fits(const char *s, const char *end, int cols)
{
	return width_fit_n(s, (size_t)(end - s), cols) == (size_t)(end - s);
}

/* --- 《关于…的问题》 -------------------------------------------------------------- */

/* What stands between 《关于 and the 》 that belongs to it. */
static bool in_brackets(const char *s, const char *end, const char **from, const char **to)
{
	const char *open = find(s, end, "《关于"), *p;
	int depth = 0;

	if (!open)
		return false;
	*from = open + strlen("《关于");
	for (p = open; p < end;) {
		if (begins(p, end, "《"))
			depth++;
		else if (begins(p, end, "》") && --depth == 0)
			break;
		else if (*p == '\n')
			return false;
		p = utf8_after(p, end);
	}
	*to = p;
	return p<end && * to> * from;
}

/* 投诉X的问题 says no more than X. */
static void strip_about(const char **from, const char **to)
{
	static const char *const heads[] = { "投诉", "反映", "咨询", "举报", "要求", "建议", "《",
		"关于" };
	static const char *const ends[] = { "的问题", "的情况", "问题", "的事宜", "的咨询", "的投诉",
		"的反映", "情况", "的建议", "》", "工单" };
	bool more = true;
	size_t n;

	while (more) {
		more = false;
		n = begins_one(*from, *to, heads, COUNT(heads));
		if (n && *from + n < *to) {
			*from += n;
			more = true;
		}
		for (size_t i = 0; i < COUNT(ends); i++) {
			n = strlen(ends[i]);
			if ((size_t)(*to - *from) > n && !memcmp(*to - n, ends[i], n)) {
				*to -= n;
				more = true;
			}
		}
	}
}

/* --- the request without its formulas ------------------------------------------------ */

/* 市民来电反映：, 来电咨询:, (微信)市民再次反映; 0: none. */
static size_t opening(const char *s, const char *end, const struct formulas *f)
{
	const char *p = s;
	size_t n, parts = 0;
	bool did = false;

	while ((n = begins_phrase(p, end, &f->callers)))
		p += n;
	while ((n = begins_phrase(p, end, &f->ways))) {
		p += n;
		parts++;
	}
	while ((n = begins_phrase(p, end, &f->doings))) {
		p += n;
		did = true;
	}
	if (!did && !parts)
		return 0;
	n = begins_one(p, end, (const char *const[]){ ":", "：", "，", ",", " " }, 5);
	return n || parts ? (size_t)(p - s) + n : 0;
}

/* 龙华区…局来电反馈（政府工单号2017…）: a unit calls; its number says nothing here. */
static const char *skip_unit_call(const char *s, const char *end)
{
	static const char *const calls[] = { "来电反馈", "来电反映", "来电退单", "来电要求", "来电称" };
	const char *line = memchr(s, '\n', (size_t)(end - s)), *stop = line ? line : end;

	for (size_t i = 0; i < COUNT(calls); i++) {
		size_t n = strlen(calls[i]), most = n + 60;
		const char *at = find(s, (size_t)(stop - s) > most ? s + most : stop, calls[i]);

		if (at)
			return at + n;
	}
	return s;
}

/* （工单号20171229094797）, 工单编号2018…: a reference at the start. */
static const char *skip_reference(const char *s, const char *end)
{
	const char *p = s;
	size_t digits;

	p += begins_one(p, end, (const char *const[]){ "（", "(", "【", "[" }, 4);
	p += begins_one(p, end,
		(const char *const[]){ "政府工单号", "工单编号", "工单号", "政府工单编号", "编号" }, 5);
	p = skip_signs(p, end);
	digits = (size_t)(end - p) > 0 ? strspn(p, "0123456789") : 0;
	if (digits < 8)
		return s;
	p += digits;
	p += begins_one(p, end, (const char *const[]){ "）", ")", "】", "]" }, 4);
	return p;
}

static const char *skip_openings(const char *s, const char *end, const struct formulas *f)
{
	for (int i = 0; i < 8; i++) {
		const char *before = s;

		s = skip_signs(s, end);
		s = skip_reference(s, end);
		s = skip_signs(s, end);
		s += opening(s, end, f);
		s = skip_signs(s, end);
		s += begins_phrase(s, end, &f->leads);
		if (s == before)
			break;
	}
	return s;
}

/* 其是…的业主，: who speaks is not the matter, if something follows. */
static const char *skip_self(const char *s, const char *end)
{
	size_t n;

	if (!begins_one(s, end, selves, COUNT(selves)))
		return s;
	n = until(s, (size_t)(end - s), &comma_list, 2);
	if (s + n == end || find(s, s + n, "。"))
		return s;
	return skip_signs(s + n, end);
}

/* 2018年, 11:35: digits are an hour only with its sign behind them (3路 is a bus). */
static size_t hour_part(const char *p, const char *end)
{
	size_t n = strspn(p, "0123456789"), sign;

	if (!n)
		return begins_one(p, end, hours, COUNT(hours));
	sign = begins_one(p + n, end, units, COUNT(units));
	return sign ? n + sign : 0;
}

/* 于2018年1月3日11:35左右在 */
static const char *skip_hour(const char *s, const char *end)
{
	const char *p = s + begins(s, end, "其");
	bool digits = false;
	size_t n;

	while (p < end && (n = hour_part(p, end))) {
		digits = digits || (*p >= '0' && *p <= '9');
		p += n;
		/* the last part of 11:35左右 has no sign of its own */
		if (p[-1] == ':' || p[-1] == '-')
			p += strspn(p, "0123456789");
	}
	if (!digits || p >= end)
		return s;
	p = skip_signs(p, end);
	return fits(p, end, TAIL_LEAST - 1) ? s : p;
}

static const char *skip_place_words(const char *s, const char *end)
{
	s += begins(s, end, "其");
	s += begins(s, end, "的");
	s += begins_one(s, end, (const char *const[]){ "位于", "居住在", "家住", "在", "于" }, 5);
	return s;
}

/* A county may name more of them than a list has. */
static void cut_tails(const char *s, const char **end, const struct phrases *tails)
{
	const char *at[LIST_MOST];

	for (size_t from = 0; from < tails->n; from += LIST_MOST) {
		size_t left = tails->n - from;
		struct list l = { tails->at + from, left < LIST_MOST ? left : LIST_MOST, { 0 } };

		fill_list(&l);
		find_each(s, *end, &l, at);
		for (size_t i = 0; i < l.n; i++)
			if (at[i] && at[i] - s >= 12 && at[i] + strlen(l.words[i]) <= *end)
				*end = at[i];
	}
}

/* The request's own words: from behind its openings to before the formulas at its end. */
static void strip_request(const char **from, const char **to, const struct formulas *f)
{
	const char *s = skip_unit_call(*from, *to), *end = *to;

	s = skip_openings(s, end, f);
	s = skip_hour(skip_self(s, end), end);
	s = skip_place_words(s, end);
	cut_tails(s, &end, &f->tails);
	if (s < end) {
		*from = s;
		*to = end;
	}
}

/* --- to one short line --------------------------------------------------------------- */

static size_t last_pause(const char *s, size_t n)
{
	size_t best = 0;

	for (const char *p = s; p < s + n;) {
		size_t length = begins_one(p, s + n, pauses, COUNT(pauses));

		if (length)
			best = (size_t)(p - s);
		p = length ? p + length : utf8_after(p, s + n);
	}
	return best;
}

/* The last bytes that fit into `cols`, from a word on with which a trouble begins. */
static size_t tail_from(const char *s, size_t n, int cols)
{
	const char *from = s + n, *end = s + n;

	while (from > s) {
		const char *before = utf8_before(s, from);

		if (width_text_n(before, (size_t)(end - before)) > cols)
			break;
		from = before;
	}
	for (const char *p = from; p < end && width_text_n(p, (size_t)(end - p)) >= TAIL_LEAST;
		 p = utf8_after(p, end))
		if (begins_one(p, end, troubles, COUNT(troubles)))
			return (size_t)(p - s);
	return (size_t)(from - s);
}

/* 美兰区 says less than the road behind it, unless it is 美兰区政府. */
static const char *skip_district(const char *s, const char *end)
{
	static const char *const organs[] = { "政府", "人民政府", "人民医院", "人民法院", "委", "局",
		"办", "公安", "法院", "医院" };
	const char *p = s;

	for (int chars = 0; chars < 4 && p < end; chars++) {
		p = utf8_after(p, end);
		if (chars == 0 || !begins_one(p, end, (const char *const[]){ "区", "县" }, 2))
			continue;
		p = utf8_after(p, end);
		return begins_one(p, end, organs, COUNT(organs)) ? s : p;
	}
	return s;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A long clause begins with its place and ends with what is wrong there: both are kept. */
static void add_both_ends(struct buf *out, const char *s, size_t n)
{
	const char *from = skip_district(s, s + n);
	size_t head, tail;

	n -= (size_t)(from - s);
	head = width_fit_n(from, n, HEAD_COLS);
	tail = tail_from(from, n, MATTER_COLS - HEAD_COLS - 2);
	while (head > 0 && is_digit(from[head]) && is_digit(from[head - 1]))
		head--;
	while (tail > 0 && tail < n && is_digit(from[tail]) && is_digit(from[tail - 1]))
		tail++;
	if (width_text_n(from, n) <= MATTER_COLS)
		tail = head;
	buf_add(out, from, head);
	if (tail > head)
		buf_puts(out, "…");
	buf_add(out, from + (tail > head ? tail : head), n - (tail > head ? tail : head));
}

/* The end of the first clause that says what is wrong, of the first three; else that of
 * the first. */
static size_t clauses(const char *s, size_t n)
{
	size_t first = until(s, n, &comma_list, MATTER_COLS / 2), end = first;

	for (int i = 0; i < 3; i++) {
		if (holds_one(s, s + end, &trouble_list))
			return end;
		if (end == n)
			break;
		end += begins_one(s + end, s + n, commas, COUNT(commas));
		end += until(s + end, n - end, &comma_list, 2);
	}
	return first;
}

/* Telephone, identity and order numbers say nothing here, and half of one could not be
 * masked; remarks in brackets do not fit into so short a line. */
static void drop_asides(struct buf *out, const char *s, const char *end, bool remarks)
{
	static const char *const opens[] = { "（", "(" }, *const closes[] = { "）", ")" };
	const char *from = s; /* not yet added */
	int depth = 0;

	while (s < end) {
		const char *next = s + char_bytes(s);
		bool han = (unsigned char)*s >= 0xE4 && (unsigned char)*s <= 0xE9;
		size_t digits = is_digit(*s) ? strspn(s, "0123456789") : 0;
		bool opened = !han && remarks && begins_one(s, end, opens, COUNT(opens));
		bool closed = !han && !opened && depth && begins_one(s, end, closes, COUNT(closes));

		if (digits)
			next = s + digits;
		if (opened || closed || digits >= LONG_NUMBER) {
			buf_add(out, from, depth ? 0 : (size_t)(s - from));
			depth += opened - closed;
			from = next += digits >= LONG_NUMBER && (*next == 'X' || *next == 'x');
		}
		s = next;
	}
	buf_add(out, from, depth ? 0 : (size_t)(s - from));
}

static size_t without_signs(const char *s, size_t n)
{
	for (const char *p = utf8_before(s, s + n); n > 0 && skip_signs(p, s + n) == s + n;) {
		n = (size_t)(p - s);
		p = utf8_before(s, p);
	}
	return n;
}

/* At most MATTER_COLS columns: the first sentence; else its first clauses; else both ends
 * of the clauses up to the one that says what is wrong. */
static void add_short(struct buf *out, const char *s, const char *end)
{
	size_t n = until(s, (size_t)(end - s), &stop_list, 8);
	size_t fit = width_fit_n(s, n, MATTER_COLS), clause;

	if (fit < n) {
		clause = last_pause(s, fit);
		if (!clause || width_text_n(s, clause) * 2 < MATTER_COLS) {
			n = clauses(s, n);
			add_both_ends(out, s, without_signs(s, n));
			return;
		}
		n = clause;
	}
	buf_add(out, s, without_signs(s, n));
}

/* One line: line ends within have become spaces. */
static void add_line(struct buf *out, const char *s, const char *end)
{
	struct buf plain = { 0 }, text = { 0 };
	size_t start = out->n;

	drop_asides(&plain, s, end, !fits(s, end, MATTER_COLS));
	if (plain.n) {
		s = plain.at;
		end = s + plain.n;
	}
	add_short(&text, s, end);
	clean_line(out, buf_text(&text), text.n);
	buf_cut(out, start + width_fit(buf_text(out) + start, MATTER_COLS)); /* LF became spaces */
	buf_free(&plain);
	buf_free(&text);
}

void matter_add(struct buf *out, const char *title, const char *request, const struct formulas *f)
{
	const char *given = *title ? title : request, *from, *to, *end;
	size_t n = strlen(given);
	struct buf text = { 0 };

	pthread_once(&lists_ready, fill_lists);
	clean_text(&text, given, n > LOOK_BYTES ? utf8_sound(given, LOOK_BYTES) : n);
	from = buf_text(&text);
	end = to = from + text.n;
	if (in_brackets(from, end, &from, &to))
		strip_about(&from, &to);
	else if (!*title)
		strip_request(&from, &to, f);
	add_line(out, from, to);
	buf_free(&text);
}
