#include "store/find/complete.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "locale/text/pinyin.h"
#include "locale/text/utf8.h"

#include <string.h>

enum { LOOKED_MOST = 5000 /* values, the most frequent first */ };

/* The word at the caret, taken apart. */
struct place {
	size_t name;  /* where the field's name begins */
	size_t value; /* where its value begins, behind a colon, | or sign; 0: there is no colon */
	const char *head;
	const char *typed; /* of the name or value, up to the caret */
	bool quoted;
};

static bool is_quote(uint32_t cp)
{
	return cp == '"' || (cp >= 0x201C && cp <= 0x201F);
}

static bool is_sign(uint32_t cp)
{
	return cp == '|' || cp == '=' || cp == '<' || cp == '>' || cp == 0x2264 || cp == 0x2265;
}

/* Signs as an input method writes them count as well. */
static struct place find_place(const char *query, size_t caret, struct arena *a)
{
	const char *s = query, *end = query + caret;
	struct place p = { .head = "" };
	bool first = true; /* of the word */

	while (s < end) {
		const char *sign = s;
		uint32_t cp = fold_width(utf8_next(&s, end));
		size_t here = (size_t)(s - query);

		if (is_quote(cp))
			p.quoted = !p.quoted;
		if (cp == ' ' && !p.quoted) {
			p = (struct place){ .name = here, .head = "" };
			first = true;
			continue;
		}
		if (cp == '-' && first)
			p.name = here;
		first = false;
		if (p.value ? is_quote(cp) || (is_sign(cp) && !p.quoted) : cp == ':' && !p.quoted) {
			if (!p.value)
				p.head = arena_copy(a, query + p.name, (size_t)(sign - query) - p.name);
			p.value = here;
		}
	}
	s = query + (p.value ? p.value : p.name);
	p.typed = arena_copy(a, s, (size_t)(end - s));
	return p;
}

/* --- does it fit what was typed ---------------------------------------------------------- */

struct wanted {
	struct buf folded;
	struct pinyin pinyin;
	bool letters;
};

static void want(struct wanted *w, const char *typed)
{
	memset(w, 0, sizeof(*w));
	w->letters = pinyin_prepare(&w->pinyin, typed, strlen(typed));
	fold_text(&w->folded, typed, strlen(typed));
}

/* Anywhere in the text, or only at its start. */
static bool fits(const struct wanted *w, const char *text, bool start)
{
	struct fold_hit hit;
	size_t n = strlen(text);

	if (!w->folded.n)
		return true;
	if (fold_find(text, n, w->folded.at, w->folded.n, &hit) && (!start || hit.at == 0))
		return true;
	return w->letters && pinyin_find(&w->pinyin, text, n, &hit) && (!start || hit.at == 0);
}

static void offer(struct completion *out, const char *text, const char *words, size_t count)
{
	for (size_t i = 0; i < out->count; i++)
		if (!strcmp(out->offers[i].text, text))
			return;
	if (out->count < COMPLETE_MOST)
		out->offers[out->count++] = (struct complete_offer){ text, words, count };
}

/* --- names ------------------------------------------------------------------------------- */

static bool may_ask(const struct field *f)
{
	return !(f->flags & FIELD_PERSONAL) && f->type != FIELD_LIMIT && f->type != FIELD_BYTES &&
		!(f->type == FIELD_ROWS && !strcmp(f->name, "kept"));
}

static void offer_name(struct completion *out, const struct schema *s, const struct field *f,
	const char *name, struct arena *a)
{
	struct buf word = { 0 };

	if (name)
		buf_puts(&word, name);
	else
		query_field_word(s, f, NULL, &word);
	buf_putc(&word, ':');
	const char *text = arena_text(a, buf_text(&word));
	offer(out, text, text, 0);
	buf_free(&word);
}

static void offer_names(
	struct completion *out, const struct schema *s, const struct wanted *w, struct arena *a)
{
	const char *word;

	for (size_t i = 0; (word = query_everyday(s, i)); i++)
		if (*word && fits(w, word, true))
			offer_name(out, s, NULL, word, a);
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		if (may_ask(f) && (fits(w, _(f->label), true) || fits(w, f->name, true)))
			offer_name(out, s, f, NULL, a);
	}
}

/* --- values ------------------------------------------------------------------------------ */

static size_t count_of(struct tally *values, const char *value)
{
	size_t n = values ? tally_rows(values) : 0;
	struct tally_row row;

	for (size_t i = 0; i < n; i++) {
		tally_row(values, i, &row);
		if (!strcmp(row.value, value))
			return row.count;
	}
	return 0;
}

static void offer_choices(
	struct completion *out, const struct field *f, const struct wanted *w, struct tally *values)
{
	for (size_t i = 0; i < f->choice_count; i++) {
		const char *label = _(f->choices[i].label);

		if (fits(w, label, false) || fits(w, f->choices[i].name, true))
			offer(out, label, label, count_of(values, label));
	}
}

static void offer_words(
	struct completion *out, const struct wanted *w, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fits(w, _(words[i]), true))
			offer(out, _(words[i]), _(words[i]), 0);
}

/* What would not be one word is quoted. */
static const char *as_word(const char *value, bool quoted, struct arena *a)
{
	if (quoted)
		return arena_format(a, "%s\"", value);
	return value[strcspn(value, " :|<>=\"")] ? arena_format(a, "\"%s\"", value) : value;
}

static void offer_values(struct completion *out, const struct wanted *w, struct tally *values,
	bool quoted, struct arena *a)
{
	size_t n = values ? tally_rows(values) : 0;
	struct tally_row row;

	for (size_t i = 0; i < n && i < LOOKED_MOST && out->count < COMPLETE_MOST; i++) {
		tally_row(values, i, &row);
		if (*row.value && fits(w, row.value, false))
			offer(out, as_word(row.value, quoted, a), row.value, row.count);
	}
}

static const char *const flags[] = { N_("yes"), N_("no") };

static const char *const days[] = { N_("today"), N_("yesterday"), N_("thisweek"), N_("lastweek"),
	N_("thismonth"), N_("lastmonth"), N_("thisyear"), N_("lastyear"), "<0d", "<7d", "3w" };

static void offer_for(struct completion *out, const struct tally_by *by, const struct place *p,
	const struct wanted *w, struct tally *values, struct arena *a)
{
	const struct field *f = by->row ? by->row : by->field;

	if (f->type == FIELD_CHOICE)
		offer_choices(out, f, w, values);
	else if (f->type == FIELD_FLAG)
		offer_words(out, w, flags, COUNT(flags));
	else if (f->type == FIELD_DAY || f->type == FIELD_TIME)
		offer_words(out, w, days, COUNT(days));
	else
		offer_values(out, w, values, p->quoted, a);
}

/* --- all of it ------------------------------------------------------------------------------ */

static bool field_at(const struct schema *s, const struct place *p, struct tally_by *out)
{
	if (!p->value)
		return false;
	out->field = query_field(s, p->head, &out->row);
	if (out->field && out->field->type == FIELD_ROWS && !out->row)
		out->field = query_field_counted(s, out->field);
	return out->field && may_ask(out->row ? out->row : out->field);
}

bool complete_field(
	const struct schema *s, const char *query, size_t caret, struct tally_by *out, struct arena *a)
{
	struct place p = find_place(query, caret, a);

	*out = (struct tally_by){ .field = NULL };
	return field_at(s, &p, out);
}

void complete_query(const struct schema *s, const char *query, size_t caret, struct tally *values,
	struct completion *out, struct arena *a)
{
	struct place p = find_place(query, caret, a);
	struct tally_by by = { .field = NULL };
	struct wanted w;

	out->count = 0;
	out->from = p.value ? p.value : p.name;
	want(&w, p.typed);
	if (field_at(s, &p, &by))
		offer_for(out, &by, &p, &w, values, a);
	else if (!p.value && !p.quoted && *p.typed)
		offer_names(out, s, &w, a);
	if (out->count == 1 && !strcmp(out->offers[0].text, p.typed))
		out->count = 0; /* it stands there already */
	buf_free(&w.folded);
}
