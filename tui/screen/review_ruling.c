/* review_ruling.c — 9结论: the ruling as fields of a form, and how it reads.
 *
 * The form (tui/widget/form.h) asks for fields by number; `spots` says what each of them
 * is.  Words are made anew after every change, in one short transaction.
 */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "store/panel/limit.h"
#include "store/panel/lint.h"
#include "store/panel/sentence.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <string.h>

static struct duty *duty_at(struct review *r, size_t i)
{
	return (struct duty *)r->made.ruling.duties.at + i;
}

/* ---- loading ---- */

static struct duty fresh_duty(uint32_t role)
{
	struct duty d;

	schema_init(&duty_schema, &d);
	d.role = role;
	return d;
}

/* The lead first, and an empty one where there is none. */
static void lead_first(struct review *r)
{
	struct rows *rows = &r->made.ruling.duties;
	const struct duty *from = rows->at;
	struct duty *to = arena_array(&r->made.arena, rows->n + 1, sizeof(*to));
	size_t n = 0, lead = 0;

	while (lead < rows->n && from[lead].role != DUTY_LEADS)
		lead++;
	to[n++] = lead < rows->n ? from[lead] : fresh_duty(DUTY_LEADS);
	for (size_t i = 0; i < rows->n; i++)
		if (i != lead)
			to[n++] = from[i];
	*rows = (struct rows){ n, to };
}

void review_ruling_load(struct review *r, const struct ruling *from)
{
	struct arena old = r->made.arena;

	r->made.arena = (struct arena){ 0 };
	r->made.matching = NULL;
	schema_init(&ruling_schema, &r->made.ruling);
	schema_copy(&ruling_schema, from, &r->made.ruling, &r->made.arena);
	lead_first(r);
	arena_free(&old);
}

static bool says_nothing(const struct duty *d)
{
	return uid_none(d->unit) && !*d->task && d->limit.unit == LIMIT_NONE && !d->bases.n;
}

void review_ruling_tidy(struct ruling *ruling)
{
	struct duty *duties = ruling->duties.at;
	size_t n = 0;

	for (size_t i = 0; i < ruling->duties.n; i++)
		if (!says_nothing(&duties[i]))
			duties[n++] = duties[i];
	ruling->duties.n = n;
}

void review_ruling_add(struct review *r)
{
	struct rows *rows = &r->made.ruling.duties;
	struct duty *to = arena_array(&r->made.arena, rows->n + 1, sizeof(*to));

	memcpy(to, rows->at, rows->n * sizeof(*to));
	to[rows->n] = fresh_duty(DUTY_ASSISTS);
	*rows = (struct rows){ rows->n + 1, to };
}

/* The lead is emptied: there always is one. */
void review_ruling_remove(struct review *r, size_t duty)
{
	struct rows *rows = &r->made.ruling.duties;
	struct duty *duties = rows->at;

	if (duty == 0) {
		duties[0] = fresh_duty(DUTY_LEADS);
		return;
	}
	memmove(duties + duty, duties + duty + 1, (rows->n - duty - 1) * sizeof(*duties));
	rows->n--;
}

/* ---- spots ---- */

size_t review_spot(const struct review *r, enum review_part part, size_t duty)
{
	for (size_t i = 0; i < r->made.count; i++)
		if (r->made.spots[i].part == part && r->made.spots[i].duty == duty)
			return i;
	return r->made.count;
}

const struct review_spot *review_spot_now(const struct review *r)
{
	size_t at = r->form.scroll.focus;

	return at < r->made.count ? &r->made.spots[at] : NULL;
}

/* What the words are made with. */
struct making {
	struct review *r;
	struct kv_txn *txn;
	struct arena *a;
	struct day today;
	struct lack *lacks;
	size_t lack_count;
};

static bool lacks(const struct making *m, const char *field, const char *part, size_t row)
{
	for (size_t i = 0; i < m->lack_count; i++) {
		const struct lack *l = &m->lacks[i];

		if (!strcmp(l->field, field) && l->row == row &&
			(!part ? !l->part : l->part && !strcmp(l->part, part)))
			return true;
	}
	return false;
}

static struct review_spot *add(
	struct making *m, enum review_part part, size_t duty, const char *label, const char *text)
{
	struct review_spot *s = &m->r->made.spots[m->r->made.count++];

	*s = (struct review_spot){ .part = part, .duty = duty, .label = label, .text = text };
	return s;
}

static const char *limit_shown(const struct duty *d, struct arena *a)
{
	struct view view = { .kind = VIEW_EXPORT };
	struct buf text = { 0 };

	field_show(NULL, &duty_schema, schema_field(&duty_schema, "limit"), d, &view, &text);
	const char *out = arena_text(a, buf_text(&text));
	buf_free(&text);
	return out;
}

/* 推算 10-09 周五: counted from today; the real day follows from 印发. */
static const char *limit_note(const struct making *m, const struct duty *d)
{
	char day[DATE_TEXT];
	struct limit_end end;

	if (!limit_end(rules_of(m->txn), &d->limit, m->today, &end))
		return NULL;
	return arena_format(m->a, _("about %s%s"), day_weekday_text(end.last, day),
		end.unknown ? _(" (holidays not known)") : "");
}

static const char *stage_words(const struct duty *d)
{
	if (d->stage == STAGE_BEFORE)
		return _(" task, before");
	return d->stage == STAGE_AFTER ? _(" task, after") : _(" task");
}

/* "[1] [3]", those that are not on the page by their title. */
static const char *bases_shown(const struct making *m, const struct uids *bases)
{
	const struct review_facts *f = &m->r->facts;
	struct buf text = { 0 };

	for (size_t i = 0; i < bases->n; i++) {
		size_t at = 0;

		while (at < f->basis_count && !uid_same(f->bases[at].basis.head.uid, bases->at[i]))
			at++;
		if (at < f->basis_count)
			buf_printf(&text, "%s[%zu]", text.n ? " " : "", at + 1);
		else
			buf_printf(&text, "%s%s", text.n ? " " : "",
				record_title(m->txn, KIND_BASIS, bases->at[i], m->a));
	}
	const char *out = arena_text(m->a, buf_text(&text));
	buf_free(&text);
	return out;
}

/* What the words of a duty leave open; F4 has better ones. */
static const char *lint_note(const struct making *m, const struct duty *d)
{
	const char *wrong = lint_words(rules_of(m->txn), d->task, m->a);

	return *wrong ? arena_format(m->a, _("%s: F4"), wrong) : NULL;
}

static void add_duty(struct making *m, size_t i)
{
	const struct duty *d = duty_at(m->r, i);
	const char *label = i ? arena_format(m->a, _("Assist%zu"), i) : _("Lead*");
	struct review_spot *s = add(m, PART_UNIT, i, label, unit_short(m->txn, d->unit, m->a));

	s->lacks = uid_none(d->unit);
	s->note = d->bases.n ? bases_shown(m, &d->bases) : NULL;
	s = add(m, PART_TASK, i, stage_words(d), d->task);
	s->lacks = lacks(m, "duties", "task", i);
	s->note = lint_note(m, d);
	s = add(m, PART_LIMIT, i, _(" limit"), limit_shown(d, m->a));
	s->lacks = d->limit.unit == LIMIT_NONE;
	s->note = limit_note(m, d);
}

static const char *choice_label(const struct schema *s, const char *field, uint32_t code)
{
	const struct choice *choice = field_choice(schema_field(s, field), code);

	return choice ? _(choice->label) : "";
}

/* The conditions that the program matches later orders by. */
static void add_class(struct making *m)
{
	const struct ruling *ruling = &m->r->made.ruling;

	if (ruling->scope <= SCOPE_CASE)
		return;
	add(m, PART_ON_CATEGORY, 0, _(" category"), ruling->on_category);
	add(m, PART_ON_AREA, 0, _(" area"), ruling->on_area);
	add(m, PART_ON_WORDS, 0, _(" words"), ruling->on_words);
	add(m, PART_ON_TYPE, 0, _(" kind"), ruling->on_type);
	add(m, PART_MATCHING, 0, _(" fits"), review_matching(m->r));
}

/* Rulings in force on the matter that another unit leads. */
static void add_rivals(struct making *m)
{
	for (size_t i = 0; i < m->r->facts.past_count; i++) {
		const struct precedent *p = &m->r->facts.past[i];
		const struct distinction *row = rival_row(&m->r->made.ruling, p->ruling.head.uid);
		struct review_spot *s;

		if (!review_is_rival(m->r, i))
			continue;
		s = add(m, PART_RIVAL, i, C_("ruling", "Earlier"),
			choice_label(&distinction_schema, "how", row ? row->how : 0));
		s->note = p->ruling.number;
		add(m, PART_RIVAL_WORDS, i, _(" why"), row ? row->words : "")->lacks =
			!rival_told_apart(&m->r->made.ruling, p->ruling.head.uid);
	}
}

static void add_matter(struct making *m)
{
	const struct ruling *ruling = &m->r->made.ruling;
	const char *scope = choice_label(&ruling_schema, "scope", ruling->scope);

	add(m, PART_BASES, 0, _("Bases*"), bases_shown(m, &ruling->bases))->lacks =
		lacks(m, "bases", NULL, 0);
	add(m, PART_MEANWHILE, 0, _("Meanwhile"), unit_short(m->txn, ruling->meanwhile, m->a))->lacks =
		lacks(m, "meanwhile", NULL, 0);
	add(m, PART_MEANWHILE_TASK, 0, _(" does"), ruling->meanwhile_task);
	add(m, PART_SCOPE, 0, _("Scope"), scope)->lacks = !ruling->scope;
	if (ruling->scope > SCOPE_CASE || *ruling->conditions)
		add(m, PART_CONDITIONS, 0, _("Conditions"), ruling->conditions)->lacks =
			lacks(m, "conditions", NULL, 0);
	add_class(m);
	add_rivals(m);
	add(m, PART_STANDING, 0, _("Standing"),
		choice_label(
			&ruling_schema, "standing", ruling_standing_of(m->r->facts.item, &m->r->facts.case_)));
}

static void add_drift(struct making *m)
{
	const char *label = _(" by hand");
	struct buf lines = { 0 };
	char *at;

	ruling_drift(m->txn, &m->r->made.ruling, &lines);
	if (!lines.n)
		add(m, PART_DRIFT, 0, label, _("says what the fields say"));
	at = arena_text(m->a, buf_text(&lines));
	buf_free(&lines);
	for (char *line; (line = strsep(&at, "\n"));) {
		if (!*line)
			continue;
		add(m, PART_DRIFT, 0, label, line);
		label = "";
	}
}

static size_t lines_in(const struct making *m)
{
	struct buf lines = { 0 };
	size_t n = 2;

	ruling_drift(m->txn, &m->r->made.ruling, &lines);
	for (size_t i = 0; i < lines.n; i++)
		n += lines.at[i] == '\n';
	buf_free(&lines);
	return n;
}

static void add_sentence(struct making *m)
{
	const struct ruling *ruling = &m->r->made.ruling;
	struct buf text = { 0 };

	ruling_sentence(m->txn, ruling, &text);
	m->r->made.composed = arena_text(m->a, buf_text(&text));
	buf_free(&text);
	add(m, PART_SENTENCE, 0, _("Wording"),
		ruling->by_hand ? ruling->sentence : m->r->made.composed);
	if (ruling->by_hand)
		add_drift(m);
}

static const char *missing_words(const struct making *m)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < m->lack_count; i++)
		buf_printf(&text, "%s%s", i ? _(", ") : "", m->lacks[i].words);
	for (size_t i = 0; i < m->r->facts.past_count; i++)
		if (review_is_rival(m->r, i) &&
			!rival_told_apart(&m->r->made.ruling, m->r->facts.past[i].ruling.head.uid))
			buf_printf(&text, _("%show it differs from %s (lead: %s), or that it supersedes it"),
				text.n ? _(", ") : "", m->r->facts.past[i].ruling.number, m->r->facts.past[i].lead);
	const char *out = text.n ? arena_format(m->a, _("Missing: %s."), buf_text(&text)) : "";
	buf_free(&text);
	return out;
}

static const char *warning_words(const struct making *m)
{
	struct buf lines = { 0 };

	ruling_warnings(m->txn, &m->r->made.ruling, &lines);
	lint_ruling(m->txn, &m->r->made.ruling, &lines); /* said while typing, never asked about */
	for (size_t i = 0; i < lines.n; i++)
		if (lines.at[i] == '\n')
			lines.at[i] = ' ';
	const char *out = lines.n ? arena_format(m->a, _("Note: %s"), buf_text(&lines)) : "";
	buf_free(&lines);
	return out;
}

void review_ruling_words(struct review *r)
{
	struct review_made *made = &r->made;
	struct arena old = made->words;
	struct err e = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(r->kv, &txn, &e))
		return;
	made->words = (struct arena){ 0 };
	struct making m = { .r = r, .txn = &txn, .a = &made->words, .today = r->today };
	m.lack_count = ruling_missing(&txn, &made->ruling, &m.lacks, m.a);
	made->count = 0;
	made->spots =
		arena_array(m.a, 3 * made->ruling.duties.n + 15 + 2 * r->facts.past_count + lines_in(&m),
			sizeof(*made->spots));
	for (size_t i = 0; i < made->ruling.duties.n; i++)
		add_duty(&m, i);
	add_matter(&m);
	add_sentence(&m);
	made->missing = missing_words(&m);
	made->warnings = warning_words(&m);
	kv_end_read(&txn);
	arena_free(&old);
}

/* ---- what the form asks ---- */

static size_t count(void *data)
{
	return ((const struct review *)data)->made.count;
}

static const char *const *scope_labels(void)
{
	static const char *labels[SCOPE_REGISTER];

	for (uint32_t i = 0; i < SCOPE_REGISTER; i++)
		labels[i] = choice_label(&ruling_schema, "scope", i + 1);
	return labels;
}

static const char *const *distinction_labels(void)
{
	static const char *labels[DISTINCTION_SUPERSEDES];

	for (uint32_t i = 0; i < DISTINCTION_SUPERSEDES; i++)
		labels[i] = choice_label(&distinction_schema, "how", i + 1);
	return labels;
}

static enum form_kind kind_of(enum review_part part)
{
	switch (part) {
	case PART_UNIT:
	case PART_BASES:
	case PART_MEANWHILE:
		return FORM_PICK;
	case PART_TASK:
	case PART_RIVAL_WORDS:
	case PART_SENTENCE:
		return FORM_LONG;
	case PART_SCOPE:
	case PART_RIVAL:
		return FORM_CHOICE;
	case PART_MATCHING:
	case PART_STANDING:
	case PART_DRIFT:
		return FORM_SHOWN;
	default:
		return FORM_TEXT;
	}
}

static void field(void *data, size_t i, struct form_field *out)
{
	const struct review *r = data;
	const struct review_spot *s = &r->made.spots[i];

	*out = (struct form_field){
		.kind = kind_of(s->part),
		.label = s->label,
		.note = s->note,
		.required = s->lacks,
		.rows = 1,
	};
	if (s->part == PART_SCOPE) {
		out->choices = scope_labels();
		out->choice_count = SCOPE_REGISTER;
	}
	if (s->part == PART_RIVAL) {
		out->choices = distinction_labels();
		out->choice_count = DISTINCTION_SUPERSEDES;
	}
}

static const char *get(void *data, size_t i)
{
	return ((const struct review *)data)->made.spots[i].text;
}

static void set_sentence(struct review *r, const char *text)
{
	struct ruling *ruling = &r->made.ruling;
	bool same = !*text || !strcmp(text, r->made.composed);

	ruling->by_hand = !same;
	ruling->sentence = same ? "" : arena_text(&r->made.arena, text);
}

static bool set_scope(struct review *r, const char *text)
{
	struct err e = { 0 };
	struct kv_txn txn;

	for (uint32_t i = 0; i < SCOPE_REGISTER; i++)
		if (!strcmp(text, scope_labels()[i]))
			r->made.ruling.scope = i + 1;
	if (r->made.ruling.scope > SCOPE_CASE && kv_begin_read(r->kv, &txn, &e)) {
		precedent_suggest(&txn, &r->facts.case_, &r->made.ruling, &r->made.arena);
		kv_end_read(&txn);
	}
	return true;
}

static bool set_rival(struct review *r, size_t past, const char *text)
{
	for (uint32_t i = 0; i < DISTINCTION_SUPERSEDES; i++)
		if (!strcmp(text, distinction_labels()[i]))
			review_rival_said(r, past, i + 1, NULL);
	return true;
}

/* Through the door everything typed goes through. */
static bool set_field(struct review *r, const struct schema *s, const char *name, void *record,
	const char *text, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_read(r->kv, &txn, e))
		return false;
	bool good = field_read(&txn, schema_field(s, name), text, r->today, record, &r->made.arena, e);
	kv_end_read(&txn);
	return good;
}

static bool set_part(struct review *r, const struct review_spot *s, const char *text, struct err *e)
{
	struct ruling *ruling = &r->made.ruling;

	switch (s->part) {
	case PART_UNIT:
		return set_field(r, &duty_schema, "unit", duty_at(r, s->duty), text, e);
	case PART_TASK:
		duty_at(r, s->duty)->task = arena_text(&r->made.arena, text);
		return true;
	case PART_LIMIT:
		return set_field(r, &duty_schema, "limit", duty_at(r, s->duty), text, e);
	case PART_BASES:
		return set_field(r, &ruling_schema, "bases", ruling, text, e);
	case PART_MEANWHILE:
		return set_field(r, &ruling_schema, "meanwhile", ruling, text, e);
	case PART_MEANWHILE_TASK:
		return set_field(r, &ruling_schema, "meanwhile_task", ruling, text, e);
	case PART_CONDITIONS:
		return set_field(r, &ruling_schema, "conditions", ruling, text, e);
	case PART_ON_CATEGORY:
		return set_field(r, &ruling_schema, "on_category", ruling, text, e);
	case PART_ON_AREA:
		return set_field(r, &ruling_schema, "on_area", ruling, text, e);
	case PART_ON_WORDS:
		return set_field(r, &ruling_schema, "on_words", ruling, text, e);
	case PART_ON_TYPE:
		return set_field(r, &ruling_schema, "on_type", ruling, text, e);
	case PART_RIVAL:
		return set_rival(r, s->duty, text);
	case PART_RIVAL_WORDS:
		review_rival_said(r, s->duty, 0, text);
		return true;
	case PART_SCOPE:
		return set_scope(r, text);
	case PART_SENTENCE:
		return set_sentence(r, text), true;
	case PART_MATCHING:
	case PART_STANDING:
	case PART_DRIFT:
		break;
	}
	return true;
}

bool review_ruling_set(struct review *r, size_t spot, const char *text, struct err *e)
{
	struct review_spot s = r->made.spots[spot];

	if (!set_part(r, &s, text, e))
		return false;
	review_ruling_words(r);
	return true;
}

static bool set(void *data, size_t i, const char *text, struct err *e)
{
	return review_ruling_set(data, i, text, e);
}

const struct form_ops review_ruling_ops = {
	.count = count,
	.field = field,
	.get = get,
	.set = set,
};
