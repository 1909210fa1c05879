/* ticket_case.c — what a ticket of a case has besides: 征求, 材料, 上会条件, 先行办理. */
#include "tui/screen/ticket.h"

#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/ready.h"
#include "store/panel/units.h"

#include <string.h>

static const char *kept(struct buf *text, struct arena *a)
{
	const char *out = arena_text(a, buf_text(text));

	buf_free(text);
	return out;
}

/* --- 6征求 -------------------------------------------------------------------------------- */

static const char *consult_state(const struct consult *c)
{
	const struct choice *choice = field_choice(schema_field(&consult_schema, "state"), c->state);

	return choice ? _(choice->label) : "?";
}

static const char *consult_line(
	struct kv_txn *txn, const struct consult *c, struct day today, struct arena *a)
{
	char asked[DATE_TEXT], due[DATE_TEXT], replied[DATE_TEXT];
	bool late = c->state == CONSULT_ASKED && today.n > c->due.n;
	struct buf out = { 0 };

	width_pad(&out, unit_short(txn, c->unit, a), 14);
	buf_printf(&out, _(" round %lld  asked %s  due %s  "), (long long)c->round,
		day_short_text(c->asked, asked), day_short_text(c->due, due));
	buf_printf(&out, "%s%s", late ? "! " : "", consult_state(c));
	if (late)
		buf_printf(&out, _(" %d days late"), workday_between(c->due, today, NULL));
	if (c->replied.n)
		buf_printf(&out, " %s", day_short_text(c->replied, replied));
	if (c->reminded)
		buf_printf(&out, _("  reminded %lld times"), (long long)c->reminded);
	return kept(&out, a);
}

static void read_consults(struct kv_txn *txn, const struct case_ *c, struct day today,
	struct ticket_words *out, struct arena *a)
{
	struct consult *all;
	size_t n = consults_of(txn, c->head.uid, &all, a);

	out->consults = arena_array(a, n + 1, sizeof(*out->consults));
	out->consult_count = n;
	for (size_t i = 0; i < n; i++)
		out->consults[i] = (struct ticket_consult){
			.uid = all[i].head.uid,
			.line = consult_line(txn, &all[i], today, a),
			.words = all[i].words,
			.late = all[i].state == CONSULT_ASKED && today.n > all[i].due.n,
		};
}

static const char *advice_text(struct kv_txn *txn, const struct case_ *c, struct arena *a)
{
	const struct advice *rows = c->advice.at;
	struct buf text = { 0 };

	for (size_t i = 0; i < c->advice.n; i++) {
		char day[DATE_TEXT];

		buf_printf(&text, "%s  %s  %s\n%s\n", unit_short(txn, rows[i].unit, a),
			day_short_text(rows[i].day, day), rows[i].by, rows[i].words);
		for (size_t b = 0; b < rows[i].bases.n; b++)
			buf_printf(&text, "%s%s", b ? "、" : _("bases "),
				record_title(txn, KIND_BASIS, rows[i].bases.at[b], a));
		buf_puts(&text, rows[i].bases.n ? "\n\n" : "\n");
	}
	return kept(&text, a);
}

void ticket_case_asked(struct kv_txn *txn, const struct ctx *ctx, const struct case_ *c,
	struct ticket_words *out, struct arena *a)
{
	read_consults(txn, c, store_today(ctx), out, a);
	out->advice = advice_text(txn, c, a);
	out->pages[out->page_count++] = (struct ticket_page){
		'6',
		C_("page", "asked"),
		out->consult_count || *out->advice ? " " : "",
	};
}

/* --- 7材料 -------------------------------------------------------------------------------- */

void ticket_case_materials(const struct case_ *c, struct ticket_words *out, struct arena *a)
{
	const struct material *rows = c->materials.at;
	struct buf text = { 0 };

	for (size_t i = 0; i < c->materials.n; i++) {
		char day[DATE_TEXT];

		buf_printf(&text, "[%zu] %s\n    %s  %s", i + 1, rows[i].name, rows[i].source,
			rows[i].day.n ? day_short_text(rows[i].day, day) : "");
		if (*rows[i].pages)
			buf_printf(&text, _("  %s pages"), rows[i].pages);
		buf_printf(&text, "%s%s\n", *rows[i].place ? "  " : "", rows[i].place);
	}
	out->pages[out->page_count++] =
		(struct ticket_page){ '7', C_("page", "materials"), kept(&text, a) };
}

/* --- 3部门意见, 上会条件 --------------------------------------------------------------------- */

static bool in_preparation(const struct case_ *c)
{
	return c->state == CASE_CONSULTING || c->state == CASE_READY || c->state == CASE_UNDER_REVIEW ||
		c->state == CASE_ADJOURNED;
}

void ticket_case_claims(struct kv_txn *txn, const struct ctx *ctx, const struct case_ *c,
	struct ticket_words *out, struct arena *a)
{
	matrix_facts_read(txn, c, &out->claims, a);
	out->closed = kv_is_read_only(ctx->store->kv) ? _("Read only: nothing is changed here.")
		: in_preparation(c)                       ? NULL
							: _("What the units say was written down before the ruling.");
	out->pages[out->page_count++] = (struct ticket_page){
		'3',
		C_("page", "claims"),
		out->claims.m.claim_count || c->parts.n ? " " : "",
	};
}

void ticket_case_conditions(struct kv_txn *txn, const struct ctx *ctx, const struct case_ *c,
	struct ticket_words *out, struct arena *a)
{
	struct condition *all;
	size_t n = ready_conditions(txn, c, store_today(ctx), &all, a);
	struct buf line = { 0 };
	const char *mend = NULL;

	if (c->state != CASE_CONSULTING && c->state != CASE_READY)
		return;
	buf_puts(&line, _("before a meeting"));
	for (size_t i = 0; i < n; i++) {
		buf_printf(&line, " [%c]%s", all[i].met ? 'x' : ' ', all[i].words);
		if (!all[i].met && !mend)
			mend = all[i].mend;
	}
	out->lack[0] = kept(&line, a);
	out->lack[1] = mend ? arena_format(a, _("  what is missing: %s"), mend) : NULL;
}

/* 协商主办, 先行办理: with the rule that each follows from. */
void ticket_case_units(struct kv_txn *txn, const struct case_ *c, struct buf *out, struct arena *a)
{
	struct by_rule by;

	meanwhile_of(txn, c, &by, a);
	if (!uid_none(by.unit))
		buf_printf(out, _("%sacts meanwhile: %s (%s)"), out->n ? " | " : "", by.name, by.rule);
}
