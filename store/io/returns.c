#include "store/io/returns.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"

#include <stdio.h>
#include <string.h>

/* Words that give a reason away; the more special ones first. */
static const struct {
	enum return_reason reason;
	const char *words;
} reasons[] = {
	{ RETURN_WRONG_AREA, "属地不符|不在辖区|不在我辖区|非辖区|不属辖区|属地有误" },
	{ RETURN_WRONG_TIER, "层级不当|层级有误|层级不符" },
	{ RETURN_HIGHER_TIER, "上级或垂管事权|垂管|上级事权|市级事权|省级事权" },
	{ RETURN_OWNERSHIP, "权属不清|权属不明|未移交|产权不清|产权不明" },
	{ RETURN_OVERLAP, "职能交叉|职责交叉|多头管理" },
	{ RETURN_PETITION, "已进入信访|信访程序|信访事项" },
	{ RETURN_STATUTORY_ROUTE, "法定途径|诉讼|仲裁|行政复议|司法程序" },
	{ RETURN_SECRET, "涉密|公序良俗" },
	{ RETURN_DUPLICATE, "重复派单|重复工单|重复件|并单" },
	{ RETURN_CONCLUDED, "已依法办结|重复诉求|已有结论" },
	{ RETURN_UNCLEAR, "诉求不清|诉求不明|无法联系|联系不上|要素不全|地址不详" },
	{ RETURN_EMERGENCY, "紧急事项|突发事件" },
	{ RETURN_FINAL_REPLY, "最终答复|无理诉求" },
	{ RETURN_WITHDRAWN, "诉求人撤回|市民撤诉|撤回诉求|撤单" },
	{ RETURN_OUTSIDE, "超出行政职责|超出政府职责|市场行为|民事纠纷" },
	{ RETURN_NOT_OUR_DUTY,
		"职责不符|非我单位职责|非本单位职责|非我局职责|不属我|不属于我|不属本|不属于本|无管理职责|"
		"职能不符|不是我单位" },
};

/* Where in the text one of the words stands; NULL: none does. */
static const char *find_word(const char *text, const char *words)
{
	char word[64];

	for (const char *at = words;; at++) {
		size_t n = strcspn(at, "|");
		const char *found;

		snprintf(word, sizeof(word), "%.*s", (int)n, at);
		found = strstr(text, word);
		if (found)
			return found;
		at += n;
		if (!*at)
			return NULL;
	}
}

/* R01 … R16 */
static enum return_reason coded_reason(const char *text, const char **at)
{
	for (*at = strchr(text, 'R'); *at; *at = strchr(*at + 1, 'R')) {
		int code;

		if (strspn(*at + 1, "0123456789") == 2 && sscanf(*at + 1, "%2d", &code) == 1 &&
			code >= RETURN_NOT_OUR_DUTY && code <= RETURN_WITHDRAWN)
			return (enum return_reason)code;
	}
	return (enum return_reason)0;
}

static enum return_reason reason_in(const char *text, const char **at)
{
	enum return_reason code = coded_reason(text, at);

	for (size_t i = 0; i < COUNT(reasons) && !code; i++) {
		*at = find_word(text, reasons[i].words);
		if (*at)
			code = reasons[i].reason;
	}
	return code;
}

enum return_reason returns_reason(const char *words)
{
	const char *at;

	return reason_in(words, &at);
}

/* --- one return ------------------------------------------------------------------- */

static char *trim(char *s)
{
	size_t n;

	s += strspn(s, " \t");
	n = strlen(s);
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\r'))
		s[--n] = '\0';
	return s;
}

static bool skip_word(char **s, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*s, word, n) != 0)
		return false;
	*s += n;
	return true;
}

/* Ends `s` before the first of the signs, ASCII or full width; what follows it. */
static char *split(char *s, const char *sign, const char *wide)
{
	char *one = strstr(s, sign), *other = strstr(s, wide);
	char *at = one && (!other || one < other) ? one : other;
	size_t n = at == one ? strlen(sign) : strlen(wide);

	if (!at)
		return s + strlen(s);
	*at = '\0';
	return at + n;
}

/* The day at the start, and what stands behind it. */
static char *take_day(char *s, struct day today, struct day *day)
{
	static const char *const parts[] = { "年", "月", "日", "时", "分" };
	char word[64];
	char *end = s, *space = strchr(s, ' ');
	struct err e = { 0 };

	for (bool more = true; more;) {
		char *before = end;

		end += strspn(end, "0123456789-/.: ");
		for (size_t i = 0; i < COUNT(parts); i++)
			skip_word(&end, parts[i]);
		more = end > before;
	}
	snprintf(word, sizeof(word), "%.*s", (int)(end - s), s);
	if (end > s && day_parse(trim(word), today, day, &e))
		return trim(end);
	if (!space)
		return s;
	snprintf(word, sizeof(word), "%.*s", (int)(space - s), s);
	return day_parse(word, today, day, &e) ? trim(space) : s;
}

/* "交警大队 职责不符", "交警大队职责不符", "交警大队" or only words. */
static void take_unit(struct order_return *r, char *head, char *words, struct arena *a)
{
	char *space = strchr(head, ' '), *behind = head;
	const char *at;

	r->reason = reason_in(head, &at);
	if (space) {
		*space = '\0';
		behind = trim(space + 1);
		r->unit = head;
	} else if (r->reason && at > head) {
		r->unit = arena_copy(a, head, (size_t)(at - head));
		behind = head + (at - head);
	} else if (*words && !r->reason) {
		r->unit = head;
		behind = head + strlen(head);
	}
	if (!r->reason)
		r->reason = reason_in(words, &at);
	if (*words && *behind && !returns_reason(behind))
		r->words = arena_format(a, "%s: %s", behind, words);
	else
		r->words = *words ? words : behind;
}

static bool take_result(struct order_return *r, char *s, struct day today)
{
	static const struct {
		const char *word;
		enum return_result result;
	} results[] = {
		{ "认可", RETURN_UPHELD },
		{ "同意退单", RETURN_UPHELD },
		{ "同意", RETURN_UPHELD },
		{ "驳回", RETURN_REJECTED },
		{ "不予认可", RETURN_REJECTED },
		{ "不同意", RETURN_REJECTED },
		{ "不认可", RETURN_REJECTED },
	};

	for (size_t i = 0; i < COUNT(results); i++) {
		char *rest = s;

		if (!skip_word(&rest, results[i].word))
			continue;
		rest = take_day(trim(rest), today, &r->decided);
		if (*rest)
			return false; /* a sentence that happens to begin so */
		r->result = results[i].result;
		return true;
	}
	return false;
}

static void take_proposal(struct order_return *r, char *s)
{
	static const char *const behind[] = { "办理", "承办", "处理" };
	size_t n;

	skip_word(&s, "由");
	if (!skip_word(&s, "转办"))
		skip_word(&s, "转");
	skip_word(&s, "改派");
	s = trim(s);
	n = strlen(s);
	for (size_t i = 0; i < COUNT(behind); i++) {
		size_t length = strlen(behind[i]);

		if (n > length && !strcmp(s + n - length, behind[i]))
			s[n - length] = '\0';
	}
	r->proposed = s;
}

static void take_rest(struct order_return *r, char *s, struct day today, struct arena *a)
{
	char *at = s;

	if (take_result(r, s, today))
		return;
	if (skip_word(&at, "建议"))
		take_proposal(r, trim(at));
	else if (skip_word(&at, "依据"))
		r->basis = trim(at + strspn(at, ": "));
	else if (*s)
		r->words = *r->words ? arena_format(a, "%s; %s", r->words, s) : s;
}

static void read_one(char *line, struct day today, struct order_return *r, struct arena *a)
{
	char *rest = split(line, ";", "；"), *words;
	char *head = take_day(trim(line), today, &r->day);

	words = trim(split(head, ":", "："));
	r->result = RETURN_ASKED;
	take_unit(r, trim(head), words, a);
	while (*rest) {
		char *next = split(rest, ";", "；");

		take_rest(r, trim(rest), today, a);
		rest = next;
	}
}

struct rows returns_read(const char *cell, struct day today, struct arena *a)
{
	char *at = arena_text(a, cell);
	struct rows rows = { 0 };
	struct order_return *list;
	size_t room = 1;

	for (const char *p = cell; *p; p++)
		room += *p == '\n' || *p == '|';
	list = arena_array(a, room, sizeof(*list));
	while (*at) {
		char *end = at + strcspn(at, "\n|"), *line = at;

		at = end + (*end != '\0');
		*end = '\0';
		if (!*trim(line))
			continue;
		schema_init(&order_return_schema, &list[rows.n]);
		read_one(line, today, &list[rows.n++], a);
	}
	rows.at = list;
	return rows;
}
