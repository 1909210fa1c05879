/* amending.c — 修订 and 取代: the next version of a ruling, drafted outside a meeting. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/pick.h"
#include "store/panel/signing.h"
#include "store/panel/validity.h"
#include "store/panel/wording.h"

#include <string.h>

static const struct field amend_fields[] = {
	{
		FIELD_AT(struct reason_args, reason, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("reason"),
		.help = N_("Why it has to be changed."),
	},
};

static const struct schema amend_schema = {
	.name = "amend",
	.label = N_("amend"),
	.size = sizeof(struct reason_args),
	.fields = amend_fields,
	.field_count = COUNT(amend_fields),
};

static const struct field supersede_fields[] = {
	{
		FIELD_AT(struct supersede_args, reason, FIELD_LONG),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("reason"),
		.help = N_("Why another ruling takes its place."),
	},
	{
		FIELD_AT(struct supersede_args, by, FIELD_LINK),
		.tag = 2,
		.kind = KIND_RULING,
		.label = N_("superseded by"),
		.help = N_("A ruling agreed since; empty: a new draft for the same case."),
	},
};

static const struct schema supersede_schema = {
	.name = "supersede",
	.label = N_("supersede"),
	.size = sizeof(struct supersede_args),
	.fields = supersede_fields,
	.field_count = COUNT(supersede_fields),
};

/* --- the next version ---------------------------------------------------------------- */

/* 2026-13/1 of 2026-13/1-2: how all versions of one are cited before they have a number. */
static const char *stem_of(const struct ruling *r, struct arena *a)
{
	const char *name = *r->draft ? r->draft : r->number, *slash = strchr(name, '/');
	const char *dash = slash ? strchr(slash, '-') : NULL;

	return dash ? arena_copy(a, name, (size_t)(dash - name)) : name;
}

static const char *free_draft(struct act *act, const struct ruling *old)
{
	const char *stem = stem_of(old, &act->scratch);

	for (int n = 2;; n++) {
		const char *draft = arena_format(&act->scratch, "%s-%d", stem, n);
		uint32_t ordinal;

		if (!record_named(&act->txn, &ruling_schema, draft, &ordinal, 1))
			return draft;
	}
}

/* Two amendments at once would each replace a text that the other one changes. */
static bool none_under_way(struct kv_txn *txn, const struct ruling *old, struct err *e)
{
	struct arena a = { 0 };
	uint32_t *ordinals;
	size_t n = pick_all(txn, KIND_RULING, &ordinals, &a);
	bool none = true;

	for (size_t i = 0; i < n && none; i++) {
		struct ruling r;
		struct err unread = { 0 };

		if (!record_peek(txn, &ruling_schema, ordinals[i], &r, &a, &unread) ||
			!uid_same(r.replaces, old->head.uid) || r.issued.s)
			continue;
		none = err_set(e, ERR_RULE, "it is being replaced by %s already", r.draft);
		err_fix(e, "go on with that draft, or drop it");
	}
	arena_free(&a);
	return none;
}

bool ruling_new_version(struct act *act, const struct ruling *old, const char *reason, bool empty,
	struct ruling *out, struct err *e)
{
	if (!none_under_way(&act->txn, old, e))
		return false;
	*out = *old;
	out->head = (struct head){ .ordinal = 0 };
	out->number = out->document = out->signer = "";
	out->draft = free_draft(act, old);
	out->agreed = out->issued = (struct time){ 0 };
	out->signed_ = out->government = (struct day){ 0 };
	out->state = RULING_DRAFT;
	out->countersigns = out->distinctions = (struct rows){ 0 };
	out->replaces = old->head.uid;
	out->reason = reason;
	out->used = 0;
	out->earlier = false;
	if (out->standing == STANDING_GOVERNMENT)
		out->standing = STANDING_OPINION; /* the government decided on the old text */
	if (empty) {
		out->duties = (struct rows){ 0 };
		out->sentence = "";
		out->by_hand = false;
		wording_fix(act, out);
	}
	return record_put(act, &ruling_schema, out, empty ? "supersede" : "amend", e);
}

static bool may_replace(struct kv_txn *txn, const void *subject, struct err *e)
{
	return none_under_way(txn, subject, e);
}

static bool run_amend(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct reason_args *given = args;
	struct ruling next;

	return ruling_new_version(act, subject, given->reason, false, &next, e);
}

/* --- by a ruling that is there ------------------------------------------------------------ */

static bool can_supersede(const struct ruling *old, const struct ruling *by, struct err *e)
{
	if (uid_same(old->head.uid, by->head.uid)) {
		err_set(e, ERR_RULE, "a ruling does not supersede itself");
		return err_fix(e, "name the other one");
	}
	if (by->state == RULING_SUPERSEDED || by->state == RULING_REVOKED ||
		uid_same(old->replaces, by->head.uid)) {
		err_set(e, ERR_RULE, "ruling %s does not come after this one", by->number);
		return err_fix(e, "name one that is in force or on its way");
	}
	if (uid_none(by->replaces) || uid_same(by->replaces, old->head.uid))
		return true;
	err_set(
		e, ERR_RULE, "%s replaces another ruling already", *by->number ? by->number : by->draft);
	return err_fix(e, "say on its form that it supersedes this one, too");
}

static bool supersede_by(
	struct act *act, struct ruling *old, const struct supersede_args *given, struct err *e)
{
	struct ruling by;

	if (!record_get(&act->txn, &ruling_schema, given->by, &by, &act->scratch, e) ||
		!can_supersede(old, &by, e))
		return false;
	by.replaces = old->head.uid;
	if (!*by.reason)
		by.reason = given->reason;
	if (by.state == RULING_ISSUED || by.state == RULING_STAYED) {
		if (!ruling_set_superseded(act, old, &by, e))
			return false;
	}
	return record_put(act, &ruling_schema, &by, "supersede", e);
}

static bool run_supersede(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct supersede_args *given = args;
	struct ruling next;

	if (!uid_none(given->by))
		return supersede_by(act, subject, given, e);
	return ruling_new_version(act, subject, given->reason, true, &next, e);
}

/* --- the draft of it --------------------------------------------------------------------- */

static bool is_amendment(const struct ruling *r, struct err *e)
{
	if (!uid_none(r->replaces))
		return true;
	err_set(e, ERR_RULE, "it belongs to an item of a meeting");
	return err_fix(e, "write it there, or amend it when it is issued");
}

static bool may_write(struct kv_txn *txn, const void *subject, struct err *e)
{
	(void)txn;
	return is_amendment(subject, e);
}

static void suggest_draft(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	(void)txn;
	schema_copy(&ruling_schema, subject, args, a);
	((struct ruling *)args)->head = ((const struct ruling *)subject)->head;
}

static bool run_draft(struct act *act, void *subject, const void *args, struct err *e)
{
	struct ruling *r = subject, typed;

	if (!wording_typed(r, args, &typed, e))
		return false;
	*r = typed;
	wording_fix(act, r);
	return record_put(act, &ruling_schema, r, "draft", e);
}

static bool run_duty(struct act *act, void *subject, const void *args, struct err *e)
{
	struct ruling *r = subject;

	if (!wording_set_duty(r, args, &act->scratch, e))
		return false;
	wording_lead_first(r, &act->scratch);
	r->by_hand = false; /* the sentence names the duties: an old one would be wrong */
	wording_fix(act, r);
	return record_put(act, &ruling_schema, r, "duty", e);
}

static bool run_discard(struct act *act, void *subject, const void *args, struct err *e)
{
	struct ruling *r = subject;

	(void)args;
	return record_set_live(act, &ruling_schema, r->head.ordinal, false, "discard", e);
}

const struct verb ruling_draft = {
	.name = "draft",
	.label = N_("write the amendment"),
	.help = N_("The whole ruling as it is to read; the wording follows from it."),
	.subject = &ruling_schema,
	.args = &ruling_schema,
	.may = may_write,
	.suggest = suggest_draft,
	.run = run_draft,
};

const struct verb ruling_duty = {
	.name = "duty",
	.label = N_("duty of one unit"),
	.help = N_("Changes one unit's duty in the amendment; the wording is composed anew."),
	.subject = &ruling_schema,
	.args = &duty_schema,
	.may = may_write,
	.run = run_duty,
};

const struct verb ruling_amend = {
	.name = "amend",
	.label = N_("amend"),
	.help = N_("Drafts its next version; the old text holds until that is issued."),
	.subject = &ruling_schema,
	.args = &amend_schema,
	.may = may_replace,
	.run = run_amend,
};

const struct verb ruling_supersede = {
	.name = "supersede",
	.label = N_("supersede"),
	.help = N_("Another ruling takes its place: one agreed since, or a new draft."),
	.subject = &ruling_schema,
	.args = &supersede_schema,
	.final = true,
	.may = may_replace,
	.run = run_supersede,
};

const struct verb ruling_discard = {
	.name = "discard",
	.label = N_("drop the amendment"),
	.help = N_("The draft goes; the ruling that it was to replace holds on."),
	.subject = &ruling_schema,
	.may = may_write,
	.run = run_discard,
};
