#include "store/panel/matter.h"

#include "locale/base/array.h"
#include "locale/text/clean.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"

#include <string.h>

/* How requests begin: a word for the caller, how the request came, what the caller
 * does.  Each may be missing; a colon ends it. */
static const char *const callers[] = { "市民", "网民", "网友", "群众", "居民", "业主", "诉求人",
	"来电人", "反映人", "投诉人", "举报人", "匿名市民", "热心市民", "该市民", "村民" };
static const char *const ways[] = { "再次", "多次", "继续", "补充", "来电", "致电", "来访", "来信",
	"来函", "微信", "公众号", "网站", "网络", "网上", "短信", "邮件", "手机", "客户端", "APP",
	"app", "小程序", "微博", "电话", "留言", "通过", "12345", "热线" };
static const char *const doings[] = { "反映", "咨询", "投诉", "举报", "求助", "建议", "反馈",
	"表示", "称", "来电", "诉求", "表扬", "感谢", "询问", "要求", "说" };

/* What stands before the request itself, up to and with the word. */
static const char *const leads[] = { "工单内容", "原工单内容", "诉求内容", "主要内容", "具体内容",
	"反映内容", "问题描述", "尊敬的领导", "尊敬的各位领导", "各位领导", "领导您好", "领导好",
	"领导你好", "您好", "你好", "其", "本人", "我是", "其表示", "其称", "现", "说明", "关于" };

/* From here on the dispatcher or politeness speaks. */
static const char *const tails[] = { "（请职能局", "(请职能局", "（请职能", "(请职能", "请职能局",
	"请职能部门", "请相关部门核实", "请相关单位核实", "请有关部门", "谢谢", "感谢", "望核实",
	"请核实处理", "请尽快核实", "望尽快", "恳请", "盼复", "此致", "来电人要求保密", "市民诉求：",
	"市民诉求:", "诉求：", "诉求:" };

static const char *const stops[] = { "。", "！", "？", "；", "!", "?", ";", "\n" };
static const char *const pauses[] = { "，", ",", "、", "：", ":", " " };

static size_t begins(const char *s, const char *end, const char *word)
{
	size_t n = strlen(word);

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

static const char *find(const char *s, const char *end, const char *word)
{
	return memmem(s, (size_t)(end - s), word, strlen(word));
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
static size_t opening(const char *s, const char *end)
{
	const char *p = s;
	size_t n, parts = 0;
	bool did = false;

	p += begins_one(p, end, callers, COUNT(callers));
	while ((n = begins_one(p, end, ways, COUNT(ways)))) {
		p += n;
		parts++;
	}
	while ((n = begins_one(p, end, doings, COUNT(doings)))) {
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
		const char *at = find(s, stop, calls[i]);

		if (at && at - s <= 60)
			return at + strlen(calls[i]);
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

static const char *skip_openings(const char *s, const char *end)
{
	for (int i = 0; i < 8; i++) {
		const char *before = s;

		s = skip_signs(s, end);
		s = skip_reference(s, end);
		s = skip_signs(s, end);
		s += opening(s, end);
		s = skip_signs(s, end);
		s += begins_one(s, end, leads, COUNT(leads));
		if (s == before)
			break;
	}
	return s;
}

/* The request's own words: from behind its openings to before the formulas at its end. */
static void strip_request(const char **from, const char **to)
{
	const char *s = skip_unit_call(*from, *to), *end = *to;

	s = skip_openings(s, end);
	for (size_t i = 0; i < COUNT(tails); i++) {
		const char *at = find(s, end, tails[i]);

		if (at && at - s >= 12)
			end = at;
	}
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

/* At most MATTER_COLS columns: the whole first sentence, else up to its last pause in
 * the second half, else up to the last character that fits. */
static void add_short(struct buf *out, const char *s, const char *end)
{
	size_t n = (size_t)(end - s), fit, pause;

	for (size_t i = 0; i < COUNT(stops); i++) {
		const char *at = find(s, end, stops[i]);

		if (at && at > s && (size_t)(at - s) < n && width_text_n(s, (size_t)(at - s)) >= 8)
			n = (size_t)(at - s);
	}
	fit = width_fit_n(s, n, MATTER_COLS);
	if (fit < n) {
		pause = last_pause(s, fit);
		n = pause && width_text_n(s, pause) * 2 >= MATTER_COLS ? pause : fit;
	}
	for (const char *p = utf8_before(s, s + n); n > 0 && skip_signs(p, s + n) == s + n;) {
		n = (size_t)(p - s);
		p = utf8_before(s, p);
	}
	buf_add(out, s, n);
}

/* One line: line ends within have become spaces. */
static void add_line(struct buf *out, const char *s, const char *end)
{
	struct buf text = { 0 }, line = { 0 };

	add_short(&text, s, end);
	clean_line(&line, buf_text(&text), text.n);
	buf_add(out, buf_text(&line), line.n);
	buf_free(&text);
	buf_free(&line);
}

void matter_add(struct buf *out, const char *title, const char *request)
{
	struct buf text = { 0 };
	const char *from, *to, *end;

	clean_text(&text, *title ? title : request, strlen(*title ? title : request));
	from = buf_text(&text);
	end = to = from + text.n;
	if (in_brackets(from, end, &from, &to))
		strip_about(&from, &to);
	else if (!*title)
		strip_request(&from, &to);
	add_line(out, from, to);
	buf_free(&text);
}
