#include "store/find/query.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "locale/text/pinyin.h"
#include "locale/text/utf8.h"
#include "store/find/scale.h"

#include <string.h>
#include <strings.h>

struct parser {
	const struct schema *schema;
	struct reading reading;
	struct query *out;
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

/* --- signs ------------------------------------------------------------------ */

static uint32_t plain_sign(uint32_t cp)
{
	if (cp == '\t' || cp == '\n' || cp == '\r')
		return ' ';
	return cp >= 0x201C && cp <= 0x201F ? '"' : fold_width(cp);
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
			utf8_add(&b, plain_sign(cp));
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

/* With an input method on, < and > come as 《 and 》: where there is a greater and lesser they
 * cannot be the start of a title. */
static enum op book_sign(struct piece *p)
{
	static const char less[] = "《", more[] = "》";
	size_t n = strlen(less);
	enum op op = OP_NONE;

	if ((size_t)(p->end - p->at) >= n && !memcmp(p->at, less, n))
		op = OP_LESS;
	else if ((size_t)(p->end - p->at) >= n && !memcmp(p->at, more, n))
		op = OP_MORE;
	if (op == OP_NONE)
		return op;
	p->at += n;
	if (p->at < p->end && *p->at == '=') {
		p->at++;
		op = op == OP_LESS ? OP_AT_MOST : OP_AT_LEAST;
	}
	return op;
}

static struct operand read_operand(struct piece p, bool ordered, struct arena *a)
{
	struct operand o = { .op = ordered ? book_sign(&p) : OP_NONE };

	for (size_t i = 0; i < COUNT(signs) && o.op == OP_NONE; i++) {
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

/* --- values with an order ------------------------------------------------------------ */

static bool read_scaled(
	struct parser *p, const struct field *f, const struct operand *o, struct query_value *v)
{
	int64_t least;
	struct span s;

	scale_of(f, &least);
	if (o->op == OP_NONE ? !scale_range(&p->reading, f, o->text, &s)
						 : !scale_value(&p->reading, f, o->text, &s))
		return false;
	v->test = QUERY_WITHIN;
	v->low = o->op == OP_MORE ? s.high + 1 : s.low;
	v->high = o->op == OP_LESS ? s.low - 1 : s.high;
	if (o->op == OP_LESS || o->op == OP_AT_MOST)
		v->low = least;
	if (o->op == OP_MORE || o->op == OP_AT_LEAST)
		v->high = INT64_MAX;
	return true;
}

static bool has_order(const struct field *f)
{
	int64_t least;

	return scale_of(f, &least);
}

/* --- texts, choices, links ----------------------------------------------------- */

static void set_text(struct parser *p, const char *text, struct query_value *v)
{
	struct buf b = { 0 };

	fold_text(&b, text, strlen(text));
	v->text = arena_copy(p->reading.a, buf_text(&b), b.n);
	v->bytes = b.n;
	buf_free(&b);
}

/* Letters may stand for Chinese; in quotes they are meant as they are. */
static void set_pinyin(struct parser *p, const char *text, bool quoted, struct query_value *v)
{
	struct pinyin ready, *kept;

	if (quoted || !pinyin_prepare(&ready, text, strlen(text)))
		return;
	kept = arena_alloc(p->reading.a, sizeof(*kept));
	*kept = ready;
	v->pinyin = kept;
}

static bool refuse_order(struct parser *p, const struct field *f)
{
	err_set(p->reading.e, ERR_INPUT, "%s has no greater and lesser", _(f->label));
	return scale_refuse(&p->reading, _("a word, =word or one|other"));
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
	set_pinyin(p, o->text, o->quoted || v->exact, v);
	return true;
}

static void add_value(struct parser *p, struct query_term *t, const struct query_value *v)
{
	struct query_value *more = arena_array(p->reading.a, t->count + 1, sizeof(*more));

	if (t->count)
		memcpy(more, t->values, t->count * sizeof(*more));
	more[t->count++] = *v;
	t->values = more;
}

static bool label_has(const struct choice *c, const struct query_value *word)
{
	const char *label = _(c->label);
	struct fold_hit hit;

	return fold_find(label, strlen(label), word->text, word->bytes, &hit) ||
		(word->pinyin && pinyin_find(word->pinyin, label, strlen(label), &hit));
}

static bool refuse_choice(struct parser *p, const struct field *f, const char *text)
{
	struct buf b = { 0 };

	err_set(p->reading.e, ERR_INPUT, "%s is never %s", _(f->label), text);
	for (size_t i = 0; i < f->choice_count; i++)
		buf_printf(&b, "%s%s", i ? "|" : "", _(f->choices[i].label));
	scale_refuse(&p->reading, buf_text(&b));
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
	set_pinyin(p, o->text, o->quoted, &word);
	for (size_t i = 0; i < f->choice_count && o->op == OP_NONE && word.bytes; i++)
		if (label_has(&f->choices[i], &word))
			add_code(p, t, f->choices[i].code);
	return t->count > before || refuse_choice(p, f, o->text);
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
		err_set(p->reading.e, ERR_RULE, "%s is personal and cannot be searched", _(f->label));
	else
		err_set(p->reading.e, ERR_INPUT, "%s cannot be asked for", _(f->label));
	return scale_refuse(&p->reading, NULL);
}

static bool read_value(struct parser *p, struct query_term *t, struct piece piece)
{
	const struct field *f = t->row ? t->row : t->field;
	struct operand o = read_operand(piece, has_order(f), p->reading.a);
	struct query_value v = { 0 };

	if (!*o.text && o.op <= OP_IS && (o.quoted || o.op == OP_IS)) {
		v.test = QUERY_EMPTY;
	} else if (!*o.text) {
		err_set(p->reading.e, ERR_INPUT, "nothing is asked of %s", _(f->label));
		return scale_refuse(&p->reading, _("a value behind the colon, or \"\" for nothing said"));
	} else if (f->type == FIELD_CHOICE) {
		return read_choice(p, f, &o, t);
	} else if (f->type == FIELD_ROWS && asks_count(&o)) {
		t->field = f = query_field_counted(p->schema, f);
		if (!read_scaled(p, f, &o, &v))
			return false;
	} else if (has_order(f) && f->type != FIELD_ROWS) {
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
		const char *word = unquoted(one, p->reading.a);

		set_text(p, word, &v);
		set_pinyin(p, word, memchr(one.at, '"', (size_t)(one.end - one.at)), &v);
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
	if (strspn(head.at, "0123456789") >= (size_t)(head.end - head.at))
		return false;
	return !(rest.end - rest.at >= 2 && !memcmp(rest.at, "//", 2));
}

static bool read_condition(
	struct parser *p, struct query_term *t, struct piece head, struct piece rest)
{
	const char *name = unquoted(head, p->reading.a);

	t->field = query_field(p->schema, name, &t->row);
	if (!t->field) {
		err_set(p->reading.e, ERR_INPUT, "%s have no field \"%s\"", _(p->schema->plural), name);
		err_at(p->reading.e, "%s", p->reading.word);
		return err_fix(p->reading.e, "put quotes around it to look for the words themselves");
	}
	if (((t->field->flags | (t->row ? t->row->flags : 0)) & FIELD_PERSONAL) ||
		(t->row ? t->row : t->field)->type == FIELD_LIMIT)
		return refuse_field(p, t->row ? t->row : t->field);
	return read_values(p, t, rest);
}

static void add_term(struct parser *p, const struct query_term *t)
{
	struct query *q = p->out;
	struct query_term *more = arena_array(p->reading.a, q->count + 1, sizeof(*more));

	if (q->count)
		memcpy(more, q->terms, q->count * sizeof(*more));
	more[q->count++] = *t;
	q->terms = more;
}

static bool read_term(struct parser *p, struct piece word)
{
	struct query_term t = { .word =
								arena_copy(p->reading.a, word.at, (size_t)(word.end - word.at)) };
	struct piece head, rest;

	p->reading.word = t.word;
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
	struct parser p = { s, { today, a, e, "" }, out };
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
