#include "store/find/query.h"

#include "locale/base/array.h"
#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "locale/text/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct parser {
	const struct schema *schema;
	struct day today;
	struct arena *a;
	struct err *e;
	struct query *out;
	const char *word; /* the term being read, for messages */
};

/* A stretch of the query, not ended by a NUL. */
struct piece {
	const char *at, *end;
};

enum op { OP_NONE, OP_IS, OP_LESS, OP_AT_MOST, OP_MORE, OP_AT_LEAST };

/* The value of a term: how it is compared, and with what. */
struct operand {
	enum op op;
	bool quoted;
	const char *text; /* without quotes */
};

/* Values lie between these two. */
struct span {
	int64_t low, high;
};

/* --- signs ------------------------------------------------------------------ */

static uint32_t half_width(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFEE0;
	if (cp == 0x3000 || cp == '\t' || cp == '\n' || cp == '\r')
		return ' ';
	return cp >= 0x201C && cp <= 0x201F ? '"' : cp;
}

/* The query with the signs that an input method writes turned into the plain ones. */
static const char *plain_signs(const char *text, struct arena *a)
{
	struct buf b = { 0 };
	const char *copy;

	for (uint32_t cp; (cp = utf8_next(&text, NULL));)
		if (cp == 0x2264 || cp == 0x2265)
			buf_puts(&b, cp == 0x2264 ? "<=" : ">=");
		else
			utf8_add(&b, half_width(cp));
	copy = arena_copy(a, buf_text(&b), b.n);
	buf_free(&b);
	return copy;
}

/* The first `sign` outside quotes, or the end. */
static const char *find_sign(struct piece p, char sign)
{
	bool quoted = false;

	for (; p.at < p.end; p.at++)
		if (*p.at == '"')
			quoted = !quoted;
		else if (*p.at == sign && !quoted)
			break;
	return p.at;
}

static const char *find_dots(struct piece p)
{
	for (const char *s = p.at; s + 1 < p.end; s++)
		if (s[0] == '.' && s[1] == '.')
			return s;
	return NULL;
}

static const char *unquoted(struct piece p, struct arena *a)
{
	char *to = arena_alloc(a, (size_t)(p.end - p.at) + 1), *t = to;

	for (; p.at < p.end; p.at++)
		if (*p.at != '"')
			*t++ = *p.at;
	return to;
}

static const struct {
	const char *sign;
	enum op op;
} signs[] = {
	{ "<=", OP_AT_MOST },
	{ ">=", OP_AT_LEAST },
	{ "<", OP_LESS },
	{ ">", OP_MORE },
	{ "=", OP_IS },
};

static struct operand read_operand(struct piece p, struct arena *a)
{
	struct operand o = { .op = OP_NONE };

	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t n = strlen(signs[i].sign);

		if ((size_t)(p.end - p.at) >= n && !memcmp(p.at, signs[i].sign, n)) {
			o.op = signs[i].op;
			p.at += n;
			break;
		}
	}
	while (p.at < p.end && *p.at == ' ')
		p.at++;
	o.quoted = p.at < p.end && *p.at == '"';
	o.text = unquoted(p, a);
	return o;
}

/* --- errors ----------------------------------------------------------------- */

static bool refuse(struct parser *p, const char *takes)
{
	err_at(p->e, "%s", p->word);
	return takes ? err_fix(p->e, "it takes %s", takes) : false;
}

/* --- numbers and dates ------------------------------------------------------- */

#define NUMBER_MOST INT64_C(1000000000000000000) /* one more or less still fits */

static bool read_number(struct parser *p, const char *text, struct span *out)
{
	char *end;

	errno = 0;
	out->low = out->high = strtoll(text, &end, 10);
	if (end != text && !*end && !errno && out->low > -NUMBER_MOST && out->low < NUMBER_MOST)
		return true;
	err_set(p->e, ERR_INPUT, "not a number: %s", text);
	return refuse(p, _("2, >2, <=2, 2..5 or 2|4"));
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
};

static bool read_named_day(const struct parser *p, const char *text, struct span *out)
{
	for (size_t i = 0; i < COUNT(named_days); i++)
		if (!strcasecmp(text, named_days[i].word)) {
			out->low = out->high = p->today.n + named_days[i].days;
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

enum { DAYS_MOST = 36500 };

/* 7d and 3w: so many days, or working days, from today; with a minus: before it. */
static bool read_relative(const struct parser *p, const char *text, struct span *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || n > DAYS_MOST || n < -DAYS_MOST)
		return false;
	for (size_t i = 0; i < COUNT(day_units); i++) {
		bool workdays = day_units[i].workdays;

		if (strcasecmp(end, day_units[i].unit) || (workdays && labs(n) > WORKDAYS_MOST))
			continue;
		out->low = workdays ? workday_add(p->today, (int)n, NULL).n : p->today.n + n;
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

static bool refuse_date(struct parser *p, const char *text)
{
	memset(p->e, 0, sizeof(*p->e));
	err_set(p->e, ERR_INPUT, "not a date: %s", text);
	return refuse(p, _("2026-09-21, 2026-09, 7d (days from today), 3w (working days), -7d..today"));
}

static bool read_day(struct parser *p, const char *text, struct span *out)
{
	struct day day;

	if (read_named_day(p, text, out) || read_relative(p, text, out) || read_month(text, out))
		return true;
	if (!day_parse(text, p->today, &day, p->e))
		return refuse_date(p, text);
	*out = (struct span){ day.n, day.n };
	return true;
}

/* A day is its seconds; where a clock's time stands behind it, that minute. */
static bool read_time(struct parser *p, const char *text, struct span *out)
{
	struct day low, high;
	struct time at;

	if (strchr(text, ':')) {
		if (!time_parse(text, p->today, &at, p->e))
			return refuse_date(p, text);
		*out = (struct span){ at.s, at.s + 59 };
		return true;
	}
	if (!read_day(p, text, out))
		return false;
	low.n = (int32_t)out->low;
	high.n = (int32_t)out->high;
	*out = (struct span){ time_of(low, 0).s, time_of(high, 0).s + 86399 };
	return true;
}

static bool read_flag(struct parser *p, const char *text, struct span *out)
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
	err_set(p->e, ERR_INPUT, "neither yes nor no: %s", text);
	return refuse(p, _("yes or no"));
}

/* What a field's values are as numbers; `least` leaves out those that were not said. */
struct scale {
	enum field_type type;
	bool (*read)(struct parser *, const char *text, struct span *out);
	int64_t least;
};

static const struct scale scales[] = {
	{ FIELD_NUMBER, read_number, INT64_MIN },
	{ FIELD_ROWS, read_number, 0 },
	{ FIELD_FLAG, read_flag, 0 },
	{ FIELD_DAY, read_day, 1 },
	{ FIELD_TIME, read_time, INT64_MIN },
};

static const struct scale *scale_of(const struct field *f)
{
	for (size_t i = 0; i < COUNT(scales); i++)
		if (scales[i].type == f->type)
			return &scales[i];
	return NULL;
}

/* `期限:7d` means from now until then, not that one day. */
static void reach_to_today(
	const struct parser *p, const struct field *f, const char *text, struct span *s)
{
	struct span that;
	int64_t from = p->today.n, to = from;

	if ((f->type != FIELD_DAY && f->type != FIELD_TIME) || !read_relative(p, text, &that))
		return;
	if (f->type == FIELD_TIME) {
		from = time_of(p->today, 0).s;
		to = from + 86399;
	}
	if (s->low > from)
		s->low = from;
	if (s->high < to)
		s->high = to;
}

static bool read_span(struct parser *p, const struct field *f, const struct scale *scale,
	const char *text, struct span *out)
{
	const char *dots = find_dots((struct piece){ text, text + strlen(text) });
	struct span low = { scale->least, 0 }, high = { 0, INT64_MAX };

	if (!dots) {
		if (!scale->read(p, text, out))
			return false;
		reach_to_today(p, f, text, out);
		return true;
	}
	if (dots > text && !scale->read(p, arena_copy(p->a, text, (size_t)(dots - text)), &low))
		return false;
	if (dots[2] && !scale->read(p, dots + 2, &high))
		return false;
	*out = (struct span){ low.low, high.high };
	return true;
}

static bool read_scaled(
	struct parser *p, const struct field *f, const struct operand *o, struct query_value *v)
{
	const struct scale *scale = scale_of(f);
	struct span s;

	if (o->op == OP_NONE ? !read_span(p, f, scale, o->text, &s) : !scale->read(p, o->text, &s))
		return false;
	v->test = QUERY_WITHIN;
	v->low = o->op == OP_MORE ? s.high + 1 : s.low;
	v->high = o->op == OP_LESS ? s.low - 1 : s.high;
	if (o->op == OP_LESS || o->op == OP_AT_MOST)
		v->low = scale->least;
	if (o->op == OP_MORE || o->op == OP_AT_LEAST)
		v->high = INT64_MAX;
	return true;
}

/* --- texts, choices, links ----------------------------------------------------- */

static void set_text(struct parser *p, const char *text, struct query_value *v)
{
	struct buf b = { 0 };

	fold_text(&b, text, strlen(text));
	v->text = arena_copy(p->a, buf_text(&b), b.n);
	v->bytes = b.n;
	buf_free(&b);
}

static bool refuse_order(struct parser *p, const struct field *f)
{
	err_set(p->e, ERR_INPUT, "%s has no greater and lesser", _(f->label));
	return refuse(p, _("a word, =word or one|other"));
}

static bool read_text(
	struct parser *p, const struct field *f, const struct operand *o, struct query_value *v)
{
	bool link = f->type == FIELD_LINK || f->type == FIELD_LINKS;

	if (o->op > OP_IS)
		return refuse_order(p, f);
	v->test = link ? QUERY_LINKS : o->op == OP_IS ? QUERY_IS : QUERY_HAS;
	v->exact = o->op == OP_IS;
	set_text(p, o->text, v);
	return true;
}

static void add_value(struct parser *p, struct query_term *t, const struct query_value *v)
{
	struct query_value *more = arena_array(p->a, t->count + 1, sizeof(*more));

	if (t->count)
		memcpy(more, t->values, t->count * sizeof(*more));
	more[t->count++] = *v;
	t->values = more;
}

static bool label_has(const struct choice *c, const struct query_value *word)
{
	struct buf b = { 0 };
	bool has;

	fold_text(&b, _(c->label), strlen(_(c->label)));
	has = memmem(buf_text(&b), b.n, word->text, word->bytes) != NULL;
	buf_free(&b);
	return has;
}

static bool refuse_choice(struct parser *p, const struct field *f, const char *text)
{
	struct buf b = { 0 };

	err_set(p->e, ERR_INPUT, "%s is never %s", _(f->label), text);
	for (size_t i = 0; i < f->choice_count; i++)
		buf_printf(&b, "%s%s", i ? "|" : "", _(f->choices[i].label));
	refuse(p, buf_text(&b));
	buf_free(&b);
	return false;
}

static void add_code(struct parser *p, struct query_term *t, uint32_t code)
{
	add_value(p, t, &(struct query_value){ .test = QUERY_WITHIN, .low = code, .high = code });
}

/* 初审 stands for every choice whose label has it; =待初审 for the one. */
static bool read_choice(
	struct parser *p, const struct field *f, const struct operand *o, struct query_term *t)
{
	const struct choice *named = field_choice_named(f, o->text);
	struct query_value word = { .test = QUERY_HAS };
	size_t before = t->count;

	if (o->op > OP_IS)
		return refuse_order(p, f);
	if (named) {
		add_code(p, t, named->code);
		return true;
	}
	set_text(p, o->text, &word);
	for (size_t i = 0; i < f->choice_count && o->op == OP_NONE && word.bytes; i++)
		if (label_has(&f->choices[i], &word))
			add_code(p, t, f->choices[i].code);
	return t->count > before || refuse_choice(p, f, o->text);
}

/* --- fields ---------------------------------------------------------------------- */

/* Words for a field that people say and no label is, for whichever kind has the field. */
static const struct {
	const char *word, *name;
} everyday[] = {
	{ "单位", "unit" },
	{ "期限", "due" },
	{ "截止", "due" },
	{ "编号", "number" },
	{ "诉求", "text" },
	{ "内容", "text" },
	{ "收到", "received" },
	{ "时间", "received" },
	{ "地点", "address" },
	{ "区域", "area" },
	{ "退单", "returns" },
	{ "次数", "bounces" },
	{ "状态", "state" },
	{ "依据", "bases" },
	{ "结论", "ruling" },
};

/* Rows whose number is a field too, because a file may bring the number alone. */
static const struct {
	const struct schema *schema;
	const char *rows, *count;
} counted[] = {
	{ &order_schema, "returns", "bounces" },
};

static const struct field *plain_field(const struct schema *s, const char *word)
{
	const struct field *f = schema_field_named(s, word);

	for (size_t i = 0; !f && i < COUNT(everyday); i++)
		if (!strcmp(word, everyday[i].word))
			f = schema_field(s, everyday[i].name);
	return f;
}

static bool of_rows(const struct field *f, const char *word)
{
	return f->type == FIELD_ROWS &&
		(!strcasecmp(word, f->rows->name) || !strcmp(word, _(f->rows->label)));
}

static const struct field *rows_field(const struct schema *s, const char *word)
{
	const struct field *f = plain_field(s, word);

	if (f && f->type == FIELD_ROWS)
		return f;
	for (size_t i = 0; i < s->field_count; i++)
		if (of_rows(&s->fields[i], word))
			return &s->fields[i];
	return NULL;
}

const struct field *query_field(const struct schema *s, const char *word, const struct field **row)
{
	const char *dot = strchr(word, '.');
	const struct field *f;
	char head[128];

	*row = NULL;
	if (!dot) {
		f = plain_field(s, word);
		return f ? f : rows_field(s, word);
	}
	if ((size_t)(dot - word) >= sizeof(head))
		return NULL;
	memcpy(head, word, (size_t)(dot - word));
	head[dot - word] = 0;
	f = rows_field(s, head);
	*row = f ? plain_field(f->rows, dot + 1) : NULL;
	return *row ? f : NULL;
}

static const struct field *count_of(const struct schema *s, const struct field *rows)
{
	for (size_t i = 0; i < COUNT(counted); i++)
		if (counted[i].schema == s && !strcmp(counted[i].rows, rows->name))
			return schema_field(s, counted[i].count);
	return rows;
}

/* --- terms ----------------------------------------------------------------------- */

static bool asks_count(const struct operand *o)
{
	return o->op > OP_IS ||
		(*o->text && !o->quoted && strspn(o->text, "0123456789.") == strlen(o->text));
}

static bool refuse_field(struct parser *p, const struct field *f)
{
	if (f->flags & FIELD_PERSONAL)
		err_set(p->e, ERR_RULE, "%s is personal and cannot be searched", _(f->label));
	else
		err_set(p->e, ERR_INPUT, "%s cannot be asked for", _(f->label));
	return refuse(p, NULL);
}

static bool read_value(struct parser *p, struct query_term *t, struct piece piece)
{
	struct operand o = read_operand(piece, p->a);
	const struct field *f = t->row ? t->row : t->field;
	struct query_value v = { 0 };

	if (!*o.text && o.op <= OP_IS && (o.quoted || o.op == OP_IS)) {
		v.test = QUERY_EMPTY;
	} else if (!*o.text) {
		err_set(p->e, ERR_INPUT, "nothing is asked of %s", _(f->label));
		return refuse(p, _("a value behind the colon, or \"\" for nothing said"));
	} else if (f->type == FIELD_CHOICE) {
		return read_choice(p, f, &o, t);
	} else if (f->type == FIELD_ROWS && asks_count(&o)) {
		t->field = f = count_of(p->schema, f);
		if (!read_scaled(p, f, &o, &v))
			return false;
	} else if (scale_of(f) && f->type != FIELD_ROWS) {
		if (!read_scaled(p, f, &o, &v))
			return false;
	} else if (!read_text(p, f, &o, &v)) {
		return false;
	}
	add_value(p, t, &v);
	return true;
}

/* The pieces between the `|`s. */
static bool read_values(struct parser *p, struct query_term *t, struct piece piece)
{
	for (;;) {
		struct piece one = { piece.at, find_sign(piece, '|') };

		if (!read_value(p, t, one))
			return false;
		if (one.end == piece.end)
			return true;
		piece.at = one.end + 1;
	}
}

static void read_words(struct parser *p, struct query_term *t, struct piece piece)
{
	for (;;) {
		struct piece one = { piece.at, find_sign(piece, '|') };
		struct query_value v = { .test = QUERY_HAS };

		set_text(p, unquoted(one, p->a), &v);
		if (v.bytes)
			add_value(p, t, &v);
		if (one.end == piece.end)
			return;
		piece.at = one.end + 1;
	}
}

/* 12:30 and http://… are words, not fields. */
static bool names_field(struct piece head, struct piece rest)
{
	if (head.at == head.end || memchr(head.at, '"', (size_t)(head.end - head.at)))
		return false;
	if (all_digits(head.at, (size_t)(head.end - head.at)))
		return false;
	return !(rest.end - rest.at >= 2 && !memcmp(rest.at, "//", 2));
}

static bool read_condition(
	struct parser *p, struct query_term *t, struct piece head, struct piece rest)
{
	const char *name = unquoted(head, p->a);

	t->field = query_field(p->schema, name, &t->row);
	if (!t->field) {
		err_set(p->e, ERR_INPUT, "%s have no field \"%s\"", _(p->schema->plural), name);
		err_at(p->e, "%s", p->word);
		return err_fix(p->e, "put quotes around it to look for the words themselves");
	}
	if (((t->field->flags | (t->row ? t->row->flags : 0)) & FIELD_PERSONAL) ||
		(t->row ? t->row : t->field)->type == FIELD_LIMIT)
		return refuse_field(p, t->row ? t->row : t->field);
	return read_values(p, t, rest);
}

static void add_term(struct parser *p, const struct query_term *t)
{
	struct query *q = p->out;
	struct query_term *more = arena_array(p->a, q->count + 1, sizeof(*more));

	if (q->count)
		memcpy(more, q->terms, q->count * sizeof(*more));
	more[q->count++] = *t;
	q->terms = more;
}

static bool read_term(struct parser *p, struct piece word)
{
	struct query_term t = { .word = arena_copy(p->a, word.at, (size_t)(word.end - word.at)) };
	struct piece head, rest;

	p->word = t.word;
	if (*word.at == '-') {
		t.without = true;
		word.at++;
	}
	head = (struct piece){ word.at, find_sign(word, ':') };
	rest = (struct piece){ head.end + (head.end < word.end), word.end };
	if (head.end < word.end && names_field(head, rest)) {
		if (!read_condition(p, &t, head, rest))
			return false;
	} else {
		read_words(p, &t, word);
	}
	if (t.count)
		add_term(p, &t);
	return true;
}

bool query_parse(const struct schema *s, const char *text, struct day today, struct query *out,
	struct arena *a, struct err *e)
{
	struct parser p = { .schema = s, .today = today, .a = a, .e = e, .out = out };
	const char *plain = plain_signs(text, a);
	struct piece left = { plain, plain + strlen(plain) };

	*out = (struct query){ .schema = s };
	while (left.at < left.end) {
		struct piece word = { left.at, find_sign(left, ' ') };

		if (word.end > word.at && !read_term(&p, word))
			return false;
		left.at = word.end + (word.end < left.end);
	}
	return true;
}
