#include "store/panel/edit.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/derive.h"
#include "store/panel/document.h"
#include "store/panel/filter.h"
#include "store/panel/late.h"
#include "store/panel/number.h"
#include "store/rec/record.h"
#include "store/rec/rulebook.h"
#include "store/schema/order.h"
#include "store/schema/review.h"

#include <string.h>

void *edit_fresh(const struct schema *s, struct time now, struct arena *a)
{
	void *record = schema_new(s, a);

	if (s->state) /* the first of every kind has the code 1 */
		*FIELD_PTR(schema_field(s, s->state), record, uint32_t) = 1;
	if (s->kind == KIND_CASE)
		((struct case_ *)record)->day = time_day(now);
	if (s->kind == KIND_MEETING)
		((struct meeting *)record)->kind = MEETING_ON_SITE;
	return record;
}

/* Kinds that only verbs and imports make. */
static const struct made_by {
	enum kind kind;
	const char *how;
} made_by[] = {
	{ KIND_ITEM, N_("put a case on the agenda instead") },
	{ KIND_RULING, N_("write it on the item of a meeting") },
	{ KIND_TASK, N_("issuing a ruling makes one for each unit with a duty") },
	{ KIND_CLAIM, N_("write down on its case what the unit says") },
	{ KIND_CONSULT, N_("ask the unit on its case") },
	{ KIND_OBJECTION, N_("record it on the ruling: objection") },
	{ KIND_BATCH, N_("import a file instead") },
	{ KIND_EVENT, N_("the journal is written by the program") },
};

bool edit_may_new(const struct schema *s, struct err *e)
{
	for (size_t i = 0; i < COUNT(made_by); i++)
		if (made_by[i].kind == s->kind) {
			err_set(e, ERR_RULE, "a record of this kind is not typed in: %s", _(s->label));
			return err_fix(e, "%s", _(made_by[i].how));
		}
	return true;
}

static const char **number_field(const struct schema *s, void *record)
{
	return FIELD_PTR(schema_field(s, s->number), record, const char *);
}

/* What the table of the kind alone cannot say. */
static bool sound(struct act *act, const struct schema *s, const void *record, struct err *e)
{
	return s->kind != KIND_FILTER || filter_check(record, time_day(act->now), e);
}

bool edit_new(struct act *act, const struct schema *s, void *record, struct err *e)
{
	const char **number = number_field(s, record);

	if (!edit_may_new(s, e))
		return false;
	if (s->state && !*FIELD_PTR(schema_field(s, s->state), record, uint32_t))
		*FIELD_PTR(schema_field(s, s->state), record, uint32_t) = 1;
	if (!**number)
		*number = number_take(act, s->kind, &act->scratch);
	else if (!number_typed(act, s->kind, *number, e))
		return false;
	if (s->kind == KIND_ORDER)
		order_derive(record, rules_of(&act->txn));
	return sound(act, s, record, e) && record_put(act, s, record, "new", e);
}

static bool comes_later(const struct field *f)
{
	return !strcmp(f->name, "document") || !strcmp(f->name, "note");
}

static bool closed(const char *what, const char *fix, struct err *e)
{
	err_set(e, ERR_RULE, "%s", _(what));
	return err_fix(e, "%s", _(fix));
}

static bool ruling_open(const struct ruling *r, struct err *e)
{
	switch (r->state) {
	case RULING_AGREED:
		return closed(N_("the wording was fixed when it was agreed"),
			N_("take the agreement back with undo, then agree anew"), e);
	case RULING_COUNTERSIGNING:
	case RULING_TO_SIGN:
		return closed(N_("the wording is with the bodies to be signed"),
			N_("a body that wants it changed says so: countersign"), e);
	case RULING_DRAFT:
		return true;
	}
	return closed(
		N_("the ruling has been issued"), N_("an issued ruling is amended, never changed"), e);
}

static bool record_open(
	struct kv_txn *txn, const struct schema *s, const void *record, struct err *e)
{
	switch (s->kind) {
	case KIND_RULING:
		return ruling_open(record, e);
	case KIND_ITEM:
		return item_changeable(txn, record, false, e);
	case KIND_MEETING:
		if (((const struct meeting *)record)->state != MEETING_ISSUED)
			return true;
		return closed(N_("the minutes have been issued"),
			N_("only the document number and the note can be added"), e);
	case KIND_BATCH:
	case KIND_EVENT:
		return edit_may_new(s, e);
	default:
		return true;
	}
}

static bool number_given(
	const struct schema *s, const void *record, const struct field *f, struct err *e)
{
	if (s->kind == KIND_UNIT || s->kind == KIND_MEMBER || s->kind == KIND_FILTER ||
		strcmp(f->name, s->number) || field_empty(f, record))
		return true;
	err_set(e, ERR_RULE, "a number once given stays");
	return err_fix(e, "make a new record if this one is wrong");
}

bool edit_may(struct kv_txn *txn, const struct schema *s, const void *record, const struct field *f,
	struct err *e)
{
	if (f->flags & FIELD_READONLY) {
		err_set(e, ERR_RULE, "%s is not changed by hand", _(f->label));
		return err_fix(e, "it follows from what is done with the record");
	}
	return number_given(s, record, f, e) && (comes_later(f) || record_open(txn, s, record, e));
}

static bool unchanged_since(const struct head *stored, const struct head *typed, struct err *e)
{
	if (stored->version == typed->version)
		return true;
	err_set(e, ERR_RULE, "somebody changed it meanwhile");
	return err_fix(e, "look at it again, then repeat your change");
}

static bool document_may(struct kv_txn *txn, const struct schema *s, const void *stored,
	const void *typed, struct err *e)
{
	const struct field *f = schema_field(s, "document");

	if ((s->kind != KIND_MEETING && s->kind != KIND_RULING) || field_same(f, stored, typed))
		return true;
	return document_free(txn, s, typed, schema_text(s, typed, "document"), e);
}

/* Only then: an order that was put on file on purpose stays there. */
static bool returns_changed(const void *stored, const void *typed)
{
	return !field_same(schema_field(&order_schema, "returns"), stored, typed) ||
		!field_same(schema_field(&order_schema, "disputed"), stored, typed);
}

static void derive_returns(struct act *act, struct order *o)
{
	order_derive(o, rules_of(&act->txn));
	late_derive(&act->txn, o);
}

bool edit_save(struct act *act, const struct schema *s, void *record, struct err *e)
{
	void *stored = schema_new(s, &act->scratch);

	if (!record_get(&act->txn, s, schema_head(record)->uid, stored, &act->scratch, e) ||
		!unchanged_since(schema_head(stored), schema_head(record), e))
		return false;
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		if (!field_same(f, stored, record) && !edit_may(&act->txn, s, stored, f, e))
			return err_at(
				e, "%s %s, %s", _(s->label), schema_text(s, stored, s->number), _(f->label));
	}
	if (!document_may(&act->txn, s, stored, record, e))
		return false;
	if (s->kind == KIND_ORDER && returns_changed(stored, record))
		derive_returns(act, record);
	return sound(act, s, record, e) && record_put(act, s, record, "set", e);
}
