#include "store/panel/signing.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"
#include "store/panel/flows.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <string.h>

/* Of struct countersign: the row that it becomes. */
static const struct field countersign_fields[] = {
	{
		FIELD_AT(struct countersign, unit, FIELD_LINK),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("body"),
		.help = N_("The body of the panel."),
	},
	{
		FIELD_AT(struct countersign, says, FIELD_CHOICE),
		.tag = 2,
		.flags = FIELD_REQUIRED,
		.choices = countersign_kinds,
		.choice_count = COUNTERSIGN_KINDS,
		.label = N_("what the body says"),
		.help = N_("Agrees, or asks for a change."),
	},
	{
		FIELD_AT(struct countersign, words, FIELD_LONG),
		.tag = 3,
		.label = N_("words of the body"),
		.help = N_("What it wrote."),
	},
	{
		FIELD_AT(struct countersign, before, FIELD_LONG),
		.tag = 4,
		.flags = FIELD_READONLY,
		.label = N_("wording before"),
		.help = N_("The sentence as it was before the change."),
	},
	{
		FIELD_AT(struct countersign, after, FIELD_LONG),
		.tag = 5,
		.label = N_("wording to sign"),
		.help = N_("The sentence; where the body changes it, as it is to read."),
	},
	{
		FIELD_AT(struct countersign, by, FIELD_TEXT),
		.tag = 6,
		.label = N_("signed by"),
		.help = N_("Who signed for the body."),
	},
	{
		FIELD_AT(struct countersign, day, FIELD_DAY),
		.tag = 7,
		.label = N_("signed on"),
		.help = N_("The day it signed; today unless typed."),
	},
};

static const struct schema args_schema = {
	.name = "countersign",
	.label = N_("countersign"),
	.size = sizeof(struct countersign),
	.fields = countersign_fields,
	.field_count = COUNT(countersign_fields),
};

static const struct field sign_fields[] = {
	{
		FIELD_AT(struct sign_args, signer, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("signer"),
		.help = N_("Who signs."),
	},
	{
		FIELD_AT(struct sign_args, day, FIELD_DAY),
		.tag = 2,
		.label = N_("signed on"),
		.help = N_("The day it was signed; today unless typed."),
	},
};

const struct schema sign_schema = {
	.name = "sign",
	.label = N_("sign"),
	.size = sizeof(struct sign_args),
	.fields = sign_fields,
	.field_count = COUNT(sign_fields),
};

/* --- who has to, who has ----------------------------------------------------------- */

static const struct countersign *last_said(const struct ruling *r, struct uid unit)
{
	const struct countersign *rows = r->countersigns.at;

	for (size_t i = r->countersigns.n; i-- > 0;)
		if (uid_same(rows[i].unit, unit))
			return &rows[i];
	return NULL;
}

size_t signatories(
	struct kv_txn *txn, const struct ruling *r, struct signatory **out, struct arena *a)
{
	struct unit *bodies;
	size_t all = attendance_bodies(txn, &bodies, a), n = 0;
	struct signatory *s = arena_array(a, all + 1, sizeof(*s));
	struct item item;
	struct err e = { 0 };
	bool heard = record_get(txn, &item_schema, r->item, &item, a, &e);

	for (size_t i = 0; i < all; i++) {
		if (heard && attendance_of(&item, bodies[i].head.uid) == PRESENCE_RECUSED)
			continue;
		s[n] = (struct signatory){
			.unit = bodies[i].head.uid,
			.name = bodies[i].short_,
			.said = last_said(r, bodies[i].head.uid),
		};
		s[n].agrees = s[n].said && *s[n].said->after && !strcmp(s[n].said->after, r->sentence);
		n++;
	}
	*out = s;
	return n;
}

bool ruling_is_amendment(const struct ruling *r)
{
	return !uid_none(r->replaces) && !r->agreed.s;
}

enum { NAMES_ROOM = 96 };

/* "司法局、群众中心" that do not agree yet. */
static size_t open_names(const struct signatory *s, size_t n, char out[NAMES_ROOM])
{
	size_t open = 0;

	*out = '\0';
	for (size_t i = 0; i < n; i++)
		if (!s[i].agrees) {
			name_add(out, NAMES_ROOM, s[i].name);
			open++;
		}
	return open;
}

static bool countersigned(struct kv_txn *txn, const struct ruling *r, struct err *e)
{
	struct arena a = { 0 };
	struct signatory *s;
	size_t n = signatories(txn, r, &s, &a);
	char names[NAMES_ROOM];
	size_t open = open_names(s, n, names);

	arena_free(&a);
	if (!open)
		return true;
	err_set(e, ERR_RULE, "not countersigned yet: %s", names);
	return err_fix(e, "let them countersign, or set countersigning = none in rules.conf");
}

static bool must_countersign(struct kv_txn *txn)
{
	return rules_of(txn)->countersigning == COUNTERSIGNING_REQUIRED;
}

/* What a draft on an item still lacks is agreement, which only the meeting can give. */
static bool agreed_somewhere(const struct ruling *r, struct err *e)
{
	if (r->state != RULING_DRAFT || ruling_is_amendment(r))
		return true;
	err_set(e, ERR_RULE, "the panel has not agreed on it");
	return err_fix(e, "agree on it in the meeting first");
}

bool ruling_signed(struct kv_txn *txn, const struct ruling *r, struct err *e)
{
	if (!agreed_somewhere(r, e))
		return false;
	if (!must_countersign(txn))
		return true;
	if (!countersigned(txn, r, e))
		return false;
	if (r->signed_.n && *r->signer)
		return true;
	err_set(e, ERR_RULE, "it has not been signed");
	return err_fix(e, "record who signed it, and when");
}

bool case_follows(
	struct act *act, const struct ruling *r, uint32_t state, const char *verb, struct err *e)
{
	struct case_ c;

	if (uid_none(r->case_))
		return true;
	if (!record_get(&act->txn, &case_schema, r->case_, &c, &act->scratch, e))
		return false;
	if (!uid_same(c.ruling, r->head.uid))
		return true;
	c.state = state;
	return record_put(act, &case_schema, &c, verb, e);
}

/* --- 会签 -------------------------------------------------------------------------- */

static bool may_countersign(struct kv_txn *txn, const void *subject, struct err *e)
{
	return agreed_somewhere(subject, e) && ruling_complete(txn, subject, e);
}

static void suggest_countersign(
	struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct ruling *r = subject;
	struct countersign *to = args;
	struct signatory *s;
	size_t n = signatories(txn, r, &s, a);

	for (size_t i = n; i-- > 0;)
		if (!s[i].agrees)
			to->unit = s[i].unit;
	to->says = COUNTERSIGN_AGREES;
	to->before = to->after = arena_text(a, r->sentence);
}

static const struct signatory *signatory_of(const struct signatory *s, size_t n, struct uid unit)
{
	for (size_t i = 0; i < n; i++)
		if (uid_same(s[i].unit, unit))
			return &s[i];
	return NULL;
}

static bool has_to_sign(
	struct act *act, const struct ruling *r, const struct countersign *given, struct err *e)
{
	struct signatory *s;
	size_t n = signatories(&act->txn, r, &s, &act->scratch);
	const struct signatory *one = signatory_of(s, n, given->unit);
	const char *name = unit_short(&act->txn, given->unit, &act->scratch);
	struct unit u;

	if (!one && record_get(&act->txn, &unit_schema, given->unit, &u, &act->scratch, e) &&
		unit_is_body(&u)) {
		err_set(e, ERR_RULE, "%s has recused and does not countersign", name);
		return err_fix(e, "the other bodies countersign");
	}
	if (!one && !e->kind) {
		err_set(e, ERR_RULE, "%s is not a body of the panel", name);
		return err_fix(e, "name the convener or a panel body");
	}
	if (one && one->agrees && given->says == COUNTERSIGN_AGREES) {
		err_set(e, ERR_RULE, "%s has agreed already", name);
		return err_fix(e, "nothing needs to be done");
	}
	return one != NULL;
}

static bool changes_wording(const struct ruling *r, const struct countersign *given)
{
	return *given->after && strcmp(given->after, r->sentence) != 0;
}

static bool makes_sense(
	struct act *act, const struct ruling *r, const struct countersign *given, struct err *e)
{
	const char *name = unit_short(&act->txn, given->unit, &act->scratch);

	if (*given->before && strcmp(given->before, r->sentence)) {
		err_set(e, ERR_RULE, "the wording was changed meanwhile");
		return err_fix(e, "look at it again, then repeat your change");
	}
	if (given->says == COUNTERSIGN_AGREES && changes_wording(r, given)) {
		err_set(e, ERR_RULE, "%s agrees, but the wording is another", name);
		return err_fix(e, "say that it asks for a change, or leave the wording as it is");
	}
	if (given->says == COUNTERSIGN_CHANGES && !*given->words && !changes_wording(r, given)) {
		err_set(e, ERR_RULE, "what %s wants changed is missing", name);
		return err_fix(e, "give its words, or change the wording for it");
	}
	return true;
}

/* Who changes the wording stands by it; who only asks for a change stands by nothing. */
static void add_row(struct act *act, struct ruling *r, const struct countersign *given)
{
	struct countersign *rows = arena_array(&act->scratch, r->countersigns.n + 1, sizeof(*rows));
	bool changed = changes_wording(r, given);
	struct countersign row = *given;

	if (r->countersigns.n)
		memcpy(rows, r->countersigns.at, r->countersigns.n * sizeof(*rows));
	row.before = changed ? r->sentence : "";
	if (changed) {
		r->sentence = row.after;
		r->by_hand = true;
	}
	row.after = changed || row.says == COUNTERSIGN_AGREES ? r->sentence : "";
	if (!row.day.n)
		row.day = time_day(act->now);
	rows[r->countersigns.n] = row;
	r->countersigns = (struct rows){ r->countersigns.n + 1, rows };
}

static bool run_countersign(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct countersign *given = args;
	struct ruling *r = subject;
	struct err missing = { 0 };

	if (!has_to_sign(act, r, given, e) || !makes_sense(act, r, given, e))
		return false;
	add_row(act, r, given);
	if (!r->agreed.s)
		r->agreed = act->now; /* an amendment's wording stands from here on */
	r->signer = "";
	r->signed_ = (struct day){ 0 };
	r->state = countersigned(&act->txn, r, &missing) ? RULING_TO_SIGN : RULING_COUNTERSIGNING;
	return record_put(act, &ruling_schema, r, "countersign", e) &&
		case_follows(act, r, r->state == RULING_TO_SIGN ? CASE_TO_SIGN : CASE_COUNTERSIGNING,
			"countersign", e);
}

/* --- 签发 --------------------------------------------------------------------------- */

static bool may_sign(struct kv_txn *txn, const void *subject, struct err *e)
{
	const struct ruling *r = subject;

	return agreed_somewhere(r, e) && (!must_countersign(txn) || countersigned(txn, r, e)) &&
		ruling_complete(txn, r, e);
}

static void suggest_sign(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	const struct ruling *r = subject;
	struct sign_args *to = args;
	struct meeting m;
	struct err e = { 0 };

	if (record_get(txn, &meeting_schema, r->meeting, &m, a, &e))
		to->signer = *m.signer ? m.signer : m.chair;
}

static bool run_sign(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct sign_args *given = args;
	struct ruling *r = subject;

	r->signer = given->signer;
	r->signed_ = given->day.n ? given->day : time_day(act->now);
	if (!r->agreed.s)
		r->agreed = act->now;
	return record_put(act, &ruling_schema, r, "sign", e) &&
		case_follows(act, r, CASE_TO_SIGN, "sign", e);
}

const struct verb ruling_countersign = {
	.name = "countersign",
	.label = N_("countersign"),
	.help = N_("What a body of the panel says to the wording; when all agree it can be signed."),
	.subject = &ruling_schema,
	.args = &args_schema,
	.may = may_countersign,
	.suggest = suggest_countersign,
	.run = run_countersign,
};

const struct verb ruling_sign = {
	.name = "sign",
	.label = N_("sign"),
	.help = N_("Who signed the ruling, and when."),
	.subject = &ruling_schema,
	.args = &sign_schema,
	.may = may_sign,
	.suggest = suggest_sign,
	.run = run_sign,
};
