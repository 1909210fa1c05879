#include "store/panel/sentence.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/pick.h"
#include "store/panel/precedent.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"

#include <string.h>

void limit_words(const struct limit *l, struct buf *out)
{
	char day[DATE_TEXT];

	switch (l->unit) {
	case LIMIT_WORKDAYS:
		buf_printf(out, "于%d个工作日内", l->n);
		break;
	case LIMIT_HOURS:
		buf_printf(out, "于%d小时内", l->n);
		break;
	case LIMIT_DAYS:
		buf_printf(out, "于%d日内", l->n);
		break;
	case LIMIT_DAY:
		buf_printf(out, "于%s前", day_paper_text(l->day, day));
		break;
	case LIMIT_STANDING:
		buf_puts(out, "长期");
		break;
	case LIMIT_NONE:
		break;
	}
}

static bool ends_clause(const char *s, size_t n, size_t *bytes)
{
	static const char *const signs[] = { "。", "；", "，", "、", ";", ",", ".", " ", "\n" };

	for (size_t i = 0; i < COUNT(signs); i++) {
		*bytes = strlen(signs[i]);
		if (n >= *bytes && !memcmp(s + n - *bytes, signs[i], *bytes))
			return true;
	}
	return false;
}

/* What somebody typed as a clause: without its full stop, lines run together. */
static void clause(struct buf *out, const char *words, const char *if_none)
{
	size_t n = strlen(words), end;

	while (ends_clause(words, n, &end))
		n -= end;
	if (!n) {
		buf_puts(out, if_none);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (words[i] == '\n')
			buf_puts(out, "，");
		else if (words[i] == ';')
			buf_puts(out, "；");
		else
			buf_putc(out, words[i]);
}

static const char *name_or_gap(struct kv_txn *txn, struct uid unit, struct arena *a)
{
	const char *name = unit_short(txn, unit, a);

	return *name ? name : "（单位待定）";
}

static void duty_words(const struct duty *d, struct buf *out)
{
	static const char *const stages[] = {
		[0] = "",
		[STAGE_BEFORE] = "（事前）",
		[STAGE_DURING] = "", /* what a duty is about unless something else is said */
		[STAGE_AFTER] = "（事后）",
	};

	if (d->stage <= STAGE_AFTER)
		buf_puts(out, stages[d->stage]);
	limit_words(&d->limit, out);
	clause(out, d->task, "（职责待定）");
}

static const char *asks(struct kv_txn *txn, const struct duty *lead, struct arena *a)
{
	struct unit u;
	struct err e = { 0 };

	return lead && record_get(txn, &unit_schema, lead->unit, &u, a, &e) && unit_outside(&u) ? "商请"
																							: "由";
}

/* 住建局、城关街道: those who assist, once each. */
static size_t assist_names(
	struct kv_txn *txn, const struct ruling *r, struct buf *out, struct arena *a)
{
	const struct duty *duties = r->duties.at;
	struct uids named = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < r->duties.n; i++) {
		if (duties[i].role == DUTY_LEADS || uids_have(&named, duties[i].unit))
			continue;
		buf_puts(out, n++ ? "、" : "");
		buf_puts(out, name_or_gap(txn, duties[i].unit, a));
		uids_add(&named, duties[i].unit, a);
	}
	return n;
}

static void opening(struct kv_txn *txn, const struct ruling *r, const struct duty *lead,
	struct buf *out, struct arena *a)
{
	struct buf assists = { 0 };
	const char *name = lead ? name_or_gap(txn, lead->unit, a) : "（牵头单位待定）";

	if (assist_names(txn, r, &assists, a))
		buf_printf(out, "%s%s牵头，%s配合，", asks(txn, lead, a), name, buf_text(&assists));
	else
		buf_printf(out, "%s%s负责，", asks(txn, lead, a), name);
	buf_free(&assists);
}

/* In prose, else as the program matches them. */
static void conditions_words(const struct ruling *r, struct buf *out)
{
	struct buf matched = { 0 };

	precedent_conditions(r, &matched);
	if (*r->conditions || matched.n)
		buf_puts(out, "（");
	clause(out, *r->conditions ? r->conditions : buf_text(&matched), "");
	if (*r->conditions || matched.n)
		buf_puts(out, "）");
	buf_free(&matched);
}

static void scope_words(const struct ruling *r, struct buf *out)
{
	if (r->scope != SCOPE_CLASS && r->scope != SCOPE_REGISTER)
		return;
	buf_puts(out, "同类事项");
	conditions_words(r, out);
	buf_puts(out, r->scope == SCOPE_REGISTER ? "照此办理，并相应修改清单。" : "照此办理。");
}

static void meanwhile_words(
	struct kv_txn *txn, const struct ruling *r, struct buf *out, struct arena *a)
{
	if (uid_none(r->meanwhile))
		return;
	buf_printf(out, "办结前由%s先行办理", name_or_gap(txn, r->meanwhile, a));
	if (*r->meanwhile_task) {
		buf_puts(out, "：");
		clause(out, r->meanwhile_task, "");
	}
	buf_puts(out, "。");
}

void ruling_sentence(struct kv_txn *txn, const struct ruling *r, struct buf *out)
{
	const struct duty *duties = r->duties.at, *lead = ruling_lead(r);
	struct arena a = { 0 };

	opening(txn, r, lead, out, &a);
	if (lead)
		duty_words(lead, out);
	else
		buf_puts(out, "（职责待定）");
	for (size_t i = 0; i < r->duties.n; i++) {
		if (&duties[i] == lead)
			continue;
		buf_puts(out, "；");
		buf_puts(out, name_or_gap(txn, duties[i].unit, &a));
		duty_words(&duties[i], out);
	}
	buf_puts(out, "。");
	meanwhile_words(txn, r, out, &a);
	scope_words(r, out);
	arena_free(&a);
}

/* The number or date of the limit, without the words around it. */
static void limit_core(const struct limit *l, struct buf *out)
{
	char day[DATE_TEXT], *text;

	if (l->unit == LIMIT_DAY) { /* people leave the year out */
		text = strstr(day_paper_text(l->day, day), "年");
		buf_puts(out, text ? text + strlen("年") : "");
		return;
	}
	limit_words(l, out);
}

static void duty_drift(struct kv_txn *txn, const struct duty *d, const char *sentence,
	struct buf *lines, struct arena *a)
{
	const char *name = unit_short(txn, d->unit, a);
	struct buf limit = { 0 };
	const char *core;

	if (*name && !strstr(sentence, name)) {
		buf_printf(lines, _("the wording does not name %s"), name);
		buf_putc(lines, '\n');
	}
	limit_core(&d->limit, &limit);
	core = buf_text(&limit);
	if (!strncmp(core, "于", strlen("于")))
		core += strlen("于");
	if (*core && !strstr(sentence, core)) {
		buf_printf(lines, _("the wording does not say %s"), core);
		buf_putc(lines, '\n');
	}
	buf_free(&limit);
}

static bool has_part(const struct ruling *r, struct uid unit)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (uid_same(duties[i].unit, unit))
			return true;
	return uid_same(r->meanwhile, unit);
}

/* Whether a unit's name in the sentence is only part of a longer one that has a part:
 * 公安局 in 市公安局. */
static bool inside_another(
	struct kv_txn *txn, const struct ruling *r, const char *name, struct arena *a)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (strstr(unit_short(txn, duties[i].unit, a), name))
			return true;
	return strstr(unit_short(txn, r->meanwhile, a), name) != NULL;
}

static void stranger_drift(
	struct kv_txn *txn, const struct ruling *r, struct buf *lines, struct arena *a)
{
	uint32_t *ordinals;
	size_t n = pick_all(txn, KIND_UNIT, &ordinals, a);
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct unit u;

		if (!record_peek(txn, &unit_schema, ordinals[i], &u, a, &e) || !*u.short_ ||
			!strstr(r->sentence, u.short_) || has_part(r, u.head.uid) ||
			inside_another(txn, r, u.short_, a))
			continue;
		buf_printf(lines, _("the wording names %s, which has no duty"), u.short_);
		buf_putc(lines, '\n');
	}
}

void ruling_drift(struct kv_txn *txn, const struct ruling *r, struct buf *lines)
{
	const struct duty *duties = r->duties.at;
	struct arena a = { 0 };

	if (!r->by_hand)
		return;
	for (size_t i = 0; i < r->duties.n; i++)
		duty_drift(txn, &duties[i], r->sentence, lines, &a);
	stranger_drift(txn, r, lines, &a);
	arena_free(&a);
}
