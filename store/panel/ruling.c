#include "store/panel/ruling.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/units.h"

#include <string.h>

/* Room for every complaint a ruling can raise: three a duty, and a few of its own. */
struct lacks {
	struct lack *at;
	size_t n;
	struct arena *arena;
};

static void add(struct lacks *l, const char *field, const char *part, size_t row, const char *words)
{
	l->at[l->n++] = (struct lack){ .field = field, .part = part, .row = row, .words = words };
}

bool ruling_issued(const struct ruling *r)
{
	return r->state == RULING_ISSUED || r->state == RULING_STAYED ||
		r->state == RULING_SUPERSEDED || r->state == RULING_REVOKED;
}

const struct duty *ruling_lead(const struct ruling *r)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (duties[i].role == DUTY_LEADS)
			return &duties[i];
	return NULL;
}

struct uids ruling_bases(const struct ruling *r, struct arena *a)
{
	const struct duty *duties = r->duties.at;
	struct uids cited = { 0 };

	for (size_t i = 0; i < r->bases.n; i++)
		uids_add(&cited, r->bases.at[i], a);
	for (size_t i = 0; i < r->duties.n; i++)
		for (size_t b = 0; b < duties[i].bases.n; b++)
			uids_add(&cited, duties[i].bases.at[b], a);
	return cited;
}

static size_t lead_count(const struct ruling *r)
{
	const struct duty *duties = r->duties.at;
	size_t n = 0;

	for (size_t i = 0; i < r->duties.n; i++)
		n += duties[i].role == DUTY_LEADS;
	return n;
}

static void leads_missing(const struct ruling *r, struct lacks *l)
{
	size_t n = lead_count(r);

	if (!n)
		add(l, "duties", NULL, 0, _("a unit that leads"));
	else if (n > 1)
		add(l, "duties", "role", 0, _("only one unit that leads"));
}

/* 牵头(交警大队), 配合1(住建局) */
static const char *duty_name(
	struct kv_txn *txn, const struct ruling *r, size_t row, struct arena *a)
{
	const struct duty *duties = r->duties.at;
	const char *unit = unit_short(txn, duties[row].unit, a);
	size_t place = 0;

	if (duties[row].role == DUTY_LEADS)
		return *unit ? arena_format(a, _("lead (%s)"), unit) : _("the lead");
	for (size_t i = 0; i <= row; i++)
		place += duties[i].role != DUTY_LEADS;
	return *unit ? arena_format(a, _("assist %zu (%s)"), place, unit)
				 : arena_format(a, _("assist %zu"), place);
}

static bool named_before(const struct ruling *r, size_t row)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < row; i++)
		if (uid_same(duties[i].unit, duties[row].unit))
			return true;
	return false;
}

static bool blank(const char *s)
{
	return s[strspn(s, " \t\n")] == '\0';
}

/* A unit that is no longer there has no duties. */
static bool unit_there(struct kv_txn *txn, struct uid unit)
{
	uint32_t ordinal = record_ordinal(txn, KIND_UNIT, unit);

	return ordinal && record_live(txn, KIND_UNIT, ordinal);
}

static void duty_missing(struct kv_txn *txn, const struct ruling *r, size_t row, struct lacks *l)
{
	const struct duty *d = (const struct duty *)r->duties.at + row;
	const char *name = duty_name(txn, r, row, l->arena);

	if (!unit_there(txn, d->unit))
		add(l, "duties", "unit", row, arena_format(l->arena, _("the unit of %s"), name));
	else if (named_before(r, row))
		add(l, "duties", "unit", row, arena_format(l->arena, _("%s only once"), name));
	if (blank(d->task))
		add(l, "duties", "task", row, arena_format(l->arena, _("the duty of %s"), name));
	if (d->limit.unit == LIMIT_NONE)
		add(l, "duties", "limit", row, arena_format(l->arena, _("the time limit of %s"), name));
}

static bool any_founds(struct kv_txn *txn, const struct uids *bases, struct arena *a)
{
	for (size_t i = 0; i < bases->n; i++) {
		struct basis b;
		struct err e = { 0 };

		if (record_get(txn, &basis_schema, bases->at[i], &b, a, &e) && b.use == USE_DUTY)
			return true;
	}
	return false;
}

/* A basis of a single duty founds the ruling as well as one of the whole. */
static bool is_founded(struct kv_txn *txn, const struct ruling *r, struct arena *a)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (any_founds(txn, &duties[i].bases, a))
			return true;
	return any_founds(txn, &r->bases, a);
}

static void basis_missing(struct kv_txn *txn, const struct ruling *r, struct lacks *l)
{
	if (!is_founded(txn, r, l->arena))
		add(l, "bases", NULL, 0, _("a basis that founds a duty"));
}

static void scope_missing(const struct ruling *r, struct lacks *l)
{
	if (!r->scope)
		add(l, "scope", NULL, 0, _("the scope"));
	else if (r->scope != SCOPE_CASE && blank(r->conditions) && !*r->on_category && !*r->on_words)
		add(l, "conditions", NULL, 0, _("the conditions of the class"));
}

static void meanwhile_missing(const struct ruling *r, struct lacks *l)
{
	if (uid_none(r->meanwhile) && !blank(r->meanwhile_task))
		add(l, "meanwhile", NULL, 0, _("the unit that acts meanwhile"));
}

size_t ruling_missing(
	struct kv_txn *txn, const struct ruling *r, struct lack **out, struct arena *a)
{
	struct lacks l = { .arena = a };

	l.at = arena_array(a, 3 * r->duties.n + 8, sizeof(*l.at));
	leads_missing(r, &l);
	for (size_t i = 0; i < r->duties.n; i++)
		duty_missing(txn, r, i, &l);
	basis_missing(txn, r, &l);
	meanwhile_missing(r, &l);
	scope_missing(r, &l);
	*out = l.at;
	return l.n;
}

/* As many as an error has room for; the rest is counted. */
static void say_missing(const struct lack *lacks, size_t n, struct err *e)
{
	char words[150] = "";
	size_t said = 0;

	while (said < n && name_add(words, sizeof(words), lacks[said].words))
		said++;
	if (said == n)
		err_set(e, ERR_RULE, "still missing: %s", words);
	else
		err_set(e, ERR_RULE, "still missing: %s and %zu more", words, n - said);
	err_fix(e, "fill it in, or adjourn the item");
}

bool ruling_complete(struct kv_txn *txn, const struct ruling *r, struct err *e)
{
	struct arena a = { 0 };
	struct lack *lacks;
	size_t n = ruling_missing(txn, r, &lacks, &a);

	if (n)
		say_missing(lacks, n, e);
	arena_free(&a);
	return n == 0;
}

static void outside_lead(struct kv_txn *txn, const struct ruling *r, struct buf *lines)
{
	const struct duty *lead = ruling_lead(r);
	struct arena a = { 0 };
	struct unit u;
	struct err e = { 0 };

	if (lead && record_get(txn, &unit_schema, lead->unit, &u, &a, &e) && unit_outside(&u)) {
		const struct choice *kind = field_choice(schema_field(&unit_schema, "kind"), u.kind);

		buf_printf(lines, _("%s is a %s: the county can only ask it to lead (商请)"), u.short_,
			kind ? _(kind->label) : "");
		buf_putc(lines, '\n');
	}
	arena_free(&a);
}

static void repealed(struct kv_txn *txn, const struct uids *bases, struct buf *lines)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < bases->n; i++) {
		struct basis b;
		struct err e = { 0 };

		if (!record_get(txn, &basis_schema, bases->at[i], &b, &a, &e) || uid_none(b.replaced_by))
			continue;
		buf_printf(lines, _("%s %s has been replaced"), b.title, b.article);
		buf_putc(lines, '\n');
	}
	arena_free(&a);
}

/* Prose tells a person; the program needs a category or a word. */
static void unmatched_class(const struct ruling *r, struct buf *lines)
{
	if (r->scope <= SCOPE_CASE || *r->on_category || *r->on_words)
		return;
	buf_puts(lines,
		_("neither category nor words are among the conditions: later orders are not "
		  "matched"));
	buf_putc(lines, '\n');
}

void ruling_warnings(struct kv_txn *txn, const struct ruling *r, struct buf *lines)
{
	unmatched_class(r, lines);
	outside_lead(txn, r, lines);
	repealed(txn, &r->bases, lines);
}

static bool accepts(const struct item *item, struct uid party)
{
	const struct answer *answers = item->answers.at;

	for (size_t i = 0; i < item->answers.n; i++)
		if (uid_same(answers[i].unit, party))
			return answers[i].answer == ANSWER_ACCEPTS;
	return false;
}

enum ruling_standing ruling_standing_of(const struct item *item, const struct case_ *c)
{
	const struct answer *answers = item->answers.at;

	for (size_t i = 0; i < c->parties.n; i++)
		if (!accepts(item, c->parties.at[i]))
			return STANDING_OPINION;
	for (size_t i = 0; i < item->answers.n; i++)
		if (answers[i].answer != ANSWER_ACCEPTS)
			return STANDING_OPINION;
	return item->answers.n ? STANDING_CONSENT : STANDING_OPINION;
}
