#include "store/panel/precedent.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "locale/text/utf8.h"
#include "store/panel/pick.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <stdlib.h>
#include <string.h>

/* What a ruling is held against: an order, or one side of a case; all folded. */
struct face {
	const char *category, *place, *text;
	const char *type; /* NULL: a case has none, and is not asked for one */
};

static const char *folded(const char *s, struct arena *a)
{
	struct buf b = { 0 };
	const char *out;

	fold_text(&b, s, strlen(s));
	out = arena_text(a, buf_text(&b));
	buf_free(&b);
	return out;
}

static struct face order_face(const struct order *o, struct arena *a)
{
	return (struct face){
		.category = folded(o->category, a),
		.place = folded(arena_format(a, "%s\n%s", o->area, o->address), a),
		.type = folded(o->type, a),
		.text = folded(arena_format(a, "%s\n%s\n%s", o->title, o->matter, o->text), a),
	};
}

static struct face case_face(const struct case_ *c, struct arena *a)
{
	return (struct face){
		.category = folded(c->category, a),
		.place = folded(c->area, a),
		.text = folded(arena_format(a, "%s\n%s", c->title, c->reason), a),
	};
}

/* ---- conditions ---- */

/* Whole levels of a category: 信号灯 in 交通/信号灯, not 灯. */
static bool has_level(const char *category, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = category; (at = strstr(at, word)); at++)
		if ((at == category || at[-1] == '/') && (!at[n] || at[n] == '/'))
			return true;
	return false;
}

static bool has_text(const char *text, const char *word)
{
	return strstr(text, word) != NULL;
}

static bool is_text(const char *text, const char *word)
{
	return !strcmp(text, word);
}

/* Whether one of the words holds. */
static bool one_holds(
	const char *words, const char *text, bool (*holds)(const char *, const char *), struct arena *a)
{
	char *rest = arena_text(a, folded(words, a));

	for (char *word; (word = strsep(&rest, "|"));)
		if (*word && holds(text, word))
			return true;
	return false;
}

static bool conditions_hold(const struct ruling *r, const struct face *f, struct arena *a)
{
	if (!*r->on_category && !*r->on_words)
		return false;
	return (!*r->on_category || one_holds(r->on_category, f->category, has_level, a)) &&
		(!*r->on_type || !f->type || one_holds(r->on_type, f->type, is_text, a)) &&
		(!*r->on_area || one_holds(r->on_area, f->place, has_text, a)) &&
		(!*r->on_words || one_holds(r->on_words, f->text, has_text, a));
}

bool precedent_holds(const struct ruling *r, const struct order *o)
{
	struct arena a = { 0 };
	struct face f = order_face(o, &a);
	bool holds = conditions_hold(r, &f, &a);

	arena_free(&a);
	return holds;
}

bool precedent_settles(const struct ruling *r)
{
	return r->state == RULING_ISSUED && (r->scope == SCOPE_CLASS || r->scope == SCOPE_REGISTER);
}

bool precedent_unconfirmed(const struct ruling *r)
{
	return r->standing == STANDING_OPINION && !r->government.n;
}

void precedent_conditions(const struct ruling *r, struct buf *out)
{
	const struct {
		const char *label, *words;
	} parts[] = {
		{ "类别", r->on_category },
		{ "区域", r->on_area },
		{ "涉及", r->on_words },
		{ "诉求类型", r->on_type },
	};
	size_t before = out->n;

	for (size_t i = 0; i < COUNT(parts); i++) {
		if (!*parts[i].words)
			continue;
		buf_printf(out, "%s%s：", out->n > before ? "；" : "", parts[i].label);
		for (const char *s = parts[i].words; *s; s++)
			if (*s == '|')
				buf_puts(out, "、");
			else
				buf_putc(out, *s);
	}
}

/* on_words "信号灯|红绿灯": "信号灯"|"红绿灯", in any field. */
static void ask_for(struct buf *out, const char *field, const char *words)
{
	if (!*words)
		return;
	buf_printf(out, "%s%s\"", out->n ? " " : "", field);
	for (const char *s = words; *s; s++)
		if (*s == '|')
			buf_puts(out, "\"|\"");
		else if (*s != '"')
			buf_putc(out, *s);
	buf_putc(out, '"');
}

/* The area is left out: it may stand in the place alone. */
void precedent_query(const struct ruling *r, struct buf *out)
{
	if (!*r->on_category && !*r->on_words)
		return;
	ask_for(out, "category:", r->on_category);
	ask_for(out, "", r->on_words);
	ask_for(out, "type:", r->on_type);
}

static const char *add_word(const char *words, const char *word, struct arena *a)
{
	if (!*word || one_holds(words, folded(word, a), is_text, a))
		return words;
	return *words ? arena_format(a, "%s|%s", words, word) : arena_text(a, word);
}

/* The area is left open: what was ruled of one street mostly holds for the others. */
void precedent_suggest(struct kv_txn *txn, const struct case_ *c, struct ruling *r, struct arena *a)
{
	if (*r->on_category || *r->on_area || *r->on_words || *r->on_type)
		return;
	r->on_category = add_word("", c->category, a);
	for (size_t i = 0; i < c->orders.n; i++) {
		struct err e = { 0 };
		struct order o;

		if (record_get(txn, &order_schema, c->orders.at[i], &o, a, &e))
			r->on_category = add_word(r->on_category, o.category, a);
	}
}

/* ---- the classes in force ---- */

static int newest_first(const void *a, const void *b)
{
	const struct ruling *x = a, *y = b;

	if (x->issued.s != y->issued.s)
		return x->issued.s < y->issued.s ? 1 : -1;
	return x->head.ordinal < y->head.ordinal ? 1 : -1;
}

void precedent_classes(struct kv_txn *txn, struct precedent_classes *out, struct arena *a)
{
	struct ruling like;
	uint32_t *ordinals;
	size_t n;

	schema_init(&ruling_schema, &like);
	like.state = RULING_ISSUED;
	n = pick_where(txn, &ruling_schema, "state", &like, &ordinals, a);
	out->at = arena_array(a, n + 1, sizeof(*out->at));
	out->n = 0;
	for (size_t i = 0; i < n; i++) {
		struct ruling *r = &out->at[out->n];
		struct err e = { 0 };

		out->n += record_peek(txn, &ruling_schema, ordinals[i], r, a, &e) && precedent_settles(r);
	}
	qsort(out->at, out->n, sizeof(*out->at), newest_first);
}

size_t precedent_among(const struct precedent_classes *classes, const struct order *o,
	const struct ruling **found, struct arena *a)
{
	struct face f = order_face(o, a);
	size_t n = 0;

	for (size_t i = 0; i < classes->n; i++)
		if (conditions_hold(&classes->at[i], &f, a))
			found[n++] = &classes->at[i];
	return n;
}

size_t precedent_match(
	struct kv_txn *txn, const struct order *o, const struct ruling ***out, struct arena *a)
{
	struct precedent_classes classes;

	precedent_classes(txn, &classes, a);
	*out = arena_array(a, classes.n + 1, sizeof(**out));
	return precedent_among(&classes, o, *out, a);
}

size_t precedent_returned(struct kv_txn *txn, const struct ruling *r)
{
	struct arena a = { 0 };
	struct order like;
	uint32_t *ordinals;
	size_t n, found = 0;

	schema_init(&order_schema, &like);
	for (int turn = 0; turn < 2; turn++) {
		if (turn == 0 && uid_none(r->case_))
			continue;
		like.case_ = r->case_;
		like.precedent = r->head.uid;
		n = pick_where(txn, &order_schema, turn ? "precedent" : "case", &like, &ordinals, &a);
		for (size_t i = 0; i < n; i++) {
			struct order o;
			struct err e = { 0 };

			if (record_peek(txn, &order_schema, ordinals[i], &o, &a, &e))
				found += (size_t)o.late_returns;
		}
	}
	arena_free(&a);
	return found;
}

/* ---- likeness ---- */

enum { WORD_LEAST = 2, WORDS_MOST = 4, RUN_MOST = 12, TITLE_MOST = 200 };

/* A title as characters: shared words are stretches of them. */
struct letters {
	uint32_t at[TITLE_MOST];
	size_t n;
};

/* What is held against every ruling. */
struct subject {
	struct face *faces;
	size_t n;
	struct letters title;
	struct uids units;
	struct uid own; /* the case's own ruling */
	const struct phrases *common;
};

static void add_letters(struct letters *l, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end && l->n + 1 < TITLE_MOST)
		l->at[l->n++] = utf8_next(&text, end);
	if (l->n < TITLE_MOST)
		l->at[l->n++] = '\n'; /* nothing runs over it */
}

static bool is_han(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9fff) || (cp >= 0x20000 && cp <= 0x3ffff);
}

/* How long both run alike from here. */
static size_t run_at(const struct letters *x, size_t i, const struct letters *y, size_t k)
{
	size_t n = 0;

	while (i + n < x->n && k + n < y->n && n < RUN_MOST && x->at[i + n] == y->at[k + n] &&
		is_han(x->at[i + n]))
		n++;
	return n;
}

static size_t longest_run(const struct letters *x, size_t i, const struct letters *y)
{
	size_t most = 0;

	for (size_t k = 0; k < y->n; k++) {
		size_t n = run_at(x, i, y, k);

		most = n > most ? n : most;
	}
	return most;
}

static bool is_common(const struct phrases *common, const char *word)
{
	for (size_t i = 0; i < common->n; i++)
		if (!strcmp(common->at[i], word))
			return true;
	return false;
}

/* Words that both have, without those that every other request has; how many characters. */
static size_t shared_words(const struct subject *s, const struct letters *other, struct buf *out)
{
	size_t chars = 0, words = 0;

	for (size_t i = 0; i < s->title.n && words < WORDS_MOST;) {
		size_t n = is_han(s->title.at[i]) ? longest_run(&s->title, i, other) : 0;
		struct buf word = { 0 };

		for (size_t k = 0; k < n; k++)
			utf8_add(&word, s->title.at[i + k]);
		if (n >= WORD_LEAST && !is_common(s->common, buf_text(&word)) &&
			!strstr(buf_text(out), buf_text(&word))) {
			buf_printf(out, "%s%s", words++ ? "、" : "", buf_text(&word));
			chars += n;
		}
		i += n >= WORD_LEAST ? n : 1;
		buf_free(&word);
	}
	return chars;
}

/* 同类别 of those that were ruled on. */
static bool same_category(
	struct kv_txn *txn, const struct subject *s, const struct ruling *r, struct arena *a)
{
	struct case_ c;
	struct err e = { 0 };
	uint32_t ordinal = *r->on_category ? 0 : record_ordinal(txn, KIND_CASE, r->case_);
	bool read = ordinal && record_peek(txn, &case_schema, ordinal, &c, a, &e);
	const char *ruled = *r->on_category ? r->on_category : read ? c.category : "";

	for (size_t i = 0; i < s->n && *ruled; i++)
		if (*s->faces[i].category && one_holds(ruled, s->faces[i].category, has_level, a))
			return true;
	return false;
}

static size_t same_units(struct kv_txn *txn, const struct subject *s, const struct ruling *r,
	struct buf *out, struct arena *a)
{
	const struct duty *duties = r->duties.at;
	size_t n = 0;

	for (size_t i = 0; i < r->duties.n; i++)
		if (uids_have(&s->units, duties[i].unit))
			buf_printf(out, "%s%s", n++ ? "、" : "", unit_short(txn, duties[i].unit, a));
	return n;
}

static void say(struct buf *why, const char *words)
{
	buf_printf(why, "%s%s", why->n ? "；" : "", words);
}

static bool any_face_holds(const struct subject *s, const struct ruling *r, struct arena *a)
{
	for (size_t i = 0; i < s->n; i++)
		if (conditions_hold(r, &s->faces[i], a))
			return true;
	return false;
}

enum { BY_CONDITIONS = 100, BY_CATEGORY = 20, BY_UNIT = 5, BY_CHAR = 4, NEAR = 10 };

static void weigh(struct kv_txn *txn, const struct subject *s, struct precedent *p, struct arena *a)
{
	const struct ruling *r = &p->ruling;
	struct buf units = { 0 }, words = { 0 }, why = { 0 };
	struct letters *title = arena_alloc(a, sizeof(*title));
	bool class_ = r->scope != SCOPE_CASE && any_face_holds(s, r, a);
	bool category = same_category(txn, s, r, a);

	add_letters(title, folded(r->title, a));
	add_letters(title, folded(r->on_words, a));
	size_t chars = shared_words(s, title, &words), shared = same_units(txn, s, r, &units, a);
	p->score = class_ * BY_CONDITIONS + category * BY_CATEGORY + (int)shared * BY_UNIT +
		(int)chars * BY_CHAR;
	p->matches = class_ && precedent_settles(r);
	p->same_matter = r->state == RULING_ISSUED && (class_ || (category && chars));
	if (class_)
		say(&why, _("its conditions hold"));
	if (category)
		say(&why, _("same category"));
	if (shared)
		say(&why, arena_format(a, _("same units: %s"), buf_text(&units)));
	if (chars)
		say(&why, arena_format(a, _("same words: %s"), buf_text(&words)));
	p->why = arena_text(a, buf_text(&why));
	buf_free(&units);
	buf_free(&words);
	buf_free(&why);
}

static int rank(const struct precedent *p)
{
	return p->matches ? 0 : p->ruling.state == RULING_ISSUED ? 1 : 2;
}

static int nearer_first(const void *a, const void *b)
{
	const struct precedent *x = a, *y = b;

	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	if (x->score != y->score)
		return y->score - x->score;
	return newest_first(&x->ruling, &y->ruling);
}

static bool was_issued(const struct ruling *r)
{
	return r->state == RULING_ISSUED || r->state == RULING_STAYED ||
		r->state == RULING_SUPERSEDED || r->state == RULING_REVOKED;
}

static size_t like(struct kv_txn *txn, const struct subject *s, size_t most, struct precedent **out,
	struct arena *a)
{
	uint32_t *ordinals;
	size_t all = pick_all(txn, KIND_RULING, &ordinals, a), n = 0;
	struct precedent *found = arena_array(a, all + 1, sizeof(*found));

	for (size_t i = 0; i < all; i++) {
		struct arena_mark clean = arena_mark(a);
		struct precedent *p = &found[n];
		const struct duty *lead;
		struct err e = { 0 };

		if (record_peek(txn, &ruling_schema, ordinals[i], &p->ruling, a, &e) &&
			was_issued(&p->ruling) && !uid_same(p->ruling.head.uid, s->own)) {
			weigh(txn, s, p, a);
			lead = ruling_lead(&p->ruling);
			p->lead = lead ? unit_short(txn, lead->unit, a) : "";
			if (p->score >= NEAR) {
				n++;
				continue;
			}
		}
		arena_reset(a, clean);
	}
	qsort(found, n, sizeof(*found), nearer_first);
	*out = found;
	return n < most ? n : most;
}

size_t precedent_like_case(
	struct kv_txn *txn, const struct case_ *c, size_t most, struct precedent **out, struct arena *a)
{
	struct subject s = { .units = c->parties, .own = c->ruling };

	s.common = &rules_of(txn)->common_words;
	s.faces = arena_array(a, c->orders.n + 1, sizeof(*s.faces));
	s.faces[s.n++] = case_face(c, a);
	add_letters(&s.title, folded(c->title, a));
	for (size_t i = 0; i < c->orders.n; i++) {
		struct order o;
		struct err e = { 0 };

		if (!record_get(txn, &order_schema, c->orders.at[i], &o, a, &e))
			continue;
		s.faces[s.n++] = order_face(&o, a);
		add_letters(&s.title, folded(o.matter, a));
	}
	return like(txn, &s, most, out, a);
}

size_t precedent_like_order(
	struct kv_txn *txn, const struct order *o, size_t most, struct precedent **out, struct arena *a)
{
	const struct order_return *returns = o->returns.at;
	struct subject s = { .n = 1, .common = &rules_of(txn)->common_words };
	struct face face = order_face(o, a);

	s.faces = &face;
	add_letters(&s.title, folded(o->matter, a));
	units_in_cell(txn, o->unit, &s.units, a);
	units_in_cell(txn, o->against, &s.units, a);
	for (size_t i = 0; i < o->returns.n; i++)
		units_in_cell(txn, returns[i].unit, &s.units, a);
	return like(txn, &s, most, out, a);
}
