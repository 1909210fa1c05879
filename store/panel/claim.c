/* claim.c — 环节, 部门意见 and 专业意见: what a case is made of before the meeting. */
#include "store/schema/claim.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/count.h"
#include "store/panel/flows.h"
#include "store/panel/matrix.h"
#include "store/panel/units.h"
#include "store/schema/review.h"

#include <string.h>

/* --- 环节 ------------------------------------------------------------------------------ */

static const struct field part_fields[] = {
	{
		FIELD_AT(struct part_args, name, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("part of the matter"),
		.help = N_("What one unit can answer for: daily care, power supply."),
	},
	{
		FIELD_AT(struct part_args, as, FIELD_TEXT),
		.tag = 2,
		.label = N_("called from now on"),
		.help = N_("Its new name; what units said of it stays with it."),
	},
	{
		FIELD_AT(struct part_args, note, FIELD_LONG),
		.tag = 3,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
	{
		FIELD_AT(struct part_args, remove, FIELD_FLAG),
		.tag = 4,
		.label = N_("take it out"),
		.help = N_("Only while no unit has said anything of it."),
	},
};

static const struct schema part_args_schema = {
	.name = "part",
	.label = N_("part of the matter"),
	.size = sizeof(struct part_args),
	.fields = part_fields,
	.field_count = COUNT(part_fields),
};

static struct part *part_named(const struct case_ *c, const char *name)
{
	struct part *parts = c->parts.at;

	for (size_t i = 0; i < c->parts.n; i++)
		if (!strcmp(parts[i].name, name))
			return &parts[i];
	return NULL;
}

static void add_part(struct case_ *c, const char *name, const char *note, struct arena *a)
{
	struct part *grown = arena_array(a, c->parts.n + 1, sizeof(*grown));

	if (c->parts.n)
		memcpy(grown, c->parts.at, c->parts.n * sizeof(*grown));
	grown[c->parts.n] = (struct part){ .name = name, .note = note };
	c->parts = (struct rows){ c->parts.n + 1, grown };
}

static bool no_part(const char *name, struct err *e)
{
	err_set(e, ERR_ABSENT, "the case has no part called %s", name);
	return err_fix(e, "add it first: 0 or F5, part of the matter; or do part case NUMBER name=…");
}

static bool unspoken(struct act *act, const struct case_ *c, const char *name, struct err *e)
{
	struct claim *claims;
	size_t n = claims_of(&act->txn, c->head.uid, &claims, &act->scratch);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(claims[i].part, name) && claims[i].says != CLAIM_SILENT) {
			err_set(e, ERR_RULE, "%s has spoken on it: %s",
				unit_short(&act->txn, claims[i].unit, &act->scratch), claim_label(&claims[i]));
			return err_fix(e, "rename it, or set what was said to silent first");
		}
	return true;
}

static void drop_part(struct case_ *c, const struct part *gone)
{
	struct part *parts = c->parts.at;
	size_t at = (size_t)(gone - parts);

	memmove(parts + at, parts + at + 1, (c->parts.n - at - 1) * sizeof(*parts));
	c->parts.n--;
}

static bool rename_part(
	struct act *act, const struct case_ *c, struct part *p, const char *as, struct err *e)
{
	struct claim *claims;
	size_t n = claims_of(&act->txn, c->head.uid, &claims, &act->scratch);

	if (part_named(c, as)) {
		err_set(e, ERR_RULE, "the case has a part called %s already", as);
		return err_fix(e, "choose another name");
	}
	for (size_t i = 0; i < n; i++) {
		if (strcmp(claims[i].part, p->name) != 0)
			continue;
		claims[i].part = as;
		if (!record_put(act, &claim_schema, &claims[i], "part", e))
			return false;
	}
	p->name = as;
	return true;
}

static bool run_part(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct part_args *given = args;
	struct case_ *c = subject;
	struct part *p = part_named(c, given->name);

	if (!p && (*given->as || given->remove))
		return no_part(given->name, e);
	if (!p)
		add_part(c, given->name, given->note, &act->scratch);
	else if (given->remove) {
		if (!unspoken(act, c, p->name, e))
			return false;
		drop_part(c, p);
	} else {
		if (*given->as && !rename_part(act, c, p, given->as, e))
			return false;
		if (*given->note)
			p->note = given->note;
	}
	return record_put(act, &case_schema, c, "part", e);
}

const struct verb case_part = {
	.name = "part",
	.label = N_("part of the matter"),
	.help = N_("Adds a part that one unit can answer for, renames one or takes one out."),
	.subject = &case_schema,
	.args = &part_args_schema,
	.run = run_part,
	.aside = true,
};

/* --- 部门意见 ---------------------------------------------------------------------------- */

static const struct choice says[] = {
	{ CLAIM_LEADS, "lead", N_("leads") },
	{ CLAIM_ASSISTS, "assist", N_("assists") },
	{ CLAIM_NOT_OURS, "not_ours", N_("not ours") },
	{ CLAIM_SILENT, "silent", N_("silent") },
};

static const struct field claim_fields[] = {
	{
		FIELD_AT(struct claim_args, part, FIELD_TEXT),
		.tag = 1,
		.label = N_("part of the matter"),
		.help = N_("The part it answers for; nothing: the matter as a whole."),
	},
	{
		FIELD_AT(struct claim_args, unit, FIELD_LINK),
		.tag = 2,
		.flags = FIELD_REQUIRED,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit that says it."),
	},
	{
		FIELD_AT(struct claim_args, says, FIELD_CHOICE),
		.tag = 3,
		.choices = says,
		.choice_count = COUNT(says),
		.label = N_("says"),
		.help = N_("Leads, assists, not ours, or silent."),
	},
	{
		FIELD_AT(struct claim_args, words, FIELD_LONG),
		.tag = 4,
		.label = N_("words of the claim"),
		.help = N_("What the unit wrote or said."),
	},
	{
		FIELD_AT(struct claim_args, bases, FIELD_LINKS),
		.tag = 5,
		.kind = KIND_BASIS,
		.label = N_("bases"),
		.help = N_("What it rests on."),
	},
	{
		FIELD_AT(struct claim_args, proposes, FIELD_LINK),
		.tag = 6,
		.kind = KIND_UNIT,
		.label = N_("proposed unit"),
		.help = N_("The unit that it thinks should lead."),
	},
	{
		FIELD_AT(struct claim_args, day, FIELD_DAY),
		.tag = 7,
		.label = N_("given on"),
		.help = N_("The day it was given; nothing: today."),
	},
	{
		FIELD_AT(struct claim_args, by, FIELD_TEXT),
		.tag = 8,
		.label = N_("given by"),
		.help = N_("Who gave it."),
	},
};

static const struct schema claim_args_schema = {
	.name = "say",
	.label = N_("unit's claim"),
	.size = sizeof(struct claim_args),
	.fields = claim_fields,
	.field_count = COUNT(claim_fields),
};

/* The claim of that cell as it stands, or a fresh one. */
static void cell_now(
	struct act *act, const struct case_ *c, const struct claim_args *given, struct claim *out)
{
	struct claim *claims;
	size_t n = claims_of(&act->txn, c->head.uid, &claims, &act->scratch);

	schema_init(&claim_schema, out);
	for (size_t i = 0; i < n; i++)
		if (uid_same(claims[i].unit, given->unit) && !strcmp(claims[i].part, given->part))
			*out = claims[i];
}

static void say_it(struct claim *claim, const struct claim_args *given)
{
	if (given->says)
		claim->says = given->says;
	if (given->bases.n)
		claim->bases = given->bases;
	if (*given->words)
		claim->words = given->words;
	if (given->day.n)
		claim->day = given->day;
	if (*given->by)
		claim->by = given->by;
	if (!uid_none(given->proposes))
		claim->proposes = given->proposes;
}

static bool cite(struct act *act, struct case_ *c, const struct uids *bases, struct err *e)
{
	size_t before = c->bases.n;

	for (size_t i = 0; i < bases->n; i++)
		uids_add(&c->bases, bases->at[i], &act->scratch);
	return c->bases.n == before || record_put(act, &case_schema, c, "claim", e);
}

static bool run_claim(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct claim_args *given = args;
	struct case_ *c = subject;
	struct claim claim;

	cell_now(act, c, given, &claim);
	if (!claim.head.ordinal) {
		if (*given->part && !part_named(c, given->part))
			return no_part(given->part, e);
		claim.number = count_number(act, &claim_schema, c->number);
		claim.case_ = c->head.uid;
		claim.unit = given->unit;
		claim.part = given->part;
		claim.says = CLAIM_SILENT;
		claim.day = time_day(act->now);
	}
	say_it(&claim, given);
	return record_put(act, &claim_schema, &claim, "claim", e) && cite(act, c, &claim.bases, e);
}

const struct verb case_claim = {
	.name = "claim",
	.label = N_("unit's claim"),
	.help = N_("Writes down what a unit says of a part: leads, assists, not ours; its basis, its "
			   "words."),
	.subject = &case_schema,
	.args = &claim_args_schema,
	.run = run_claim,
	.aside = true,
};

/* --- 专业意见 ---------------------------------------------------------------------------- */

static bool is_body(struct act *act, struct uid uid, struct err *e)
{
	struct unit u;

	if (!record_get(&act->txn, &unit_schema, uid, &u, &act->scratch, e))
		return false;
	if (unit_is_body(&u))
		return true;
	err_set(e, ERR_RULE, "%s is no body of the panel", u.short_);
	return err_fix(e, "write down what other units say as their claim");
}

static bool run_advise(struct act *act, void *subject, const void *args, struct err *e)
{
	struct case_ *c = subject;
	struct advice given = *(const struct advice *)args;
	struct advice *rows = c->advice.at, *grown;
	size_t i = 0;

	if (!is_body(act, given.unit, e))
		return false;
	if (!given.day.n)
		given.day = time_day(act->now);
	while (i < c->advice.n && !uid_same(rows[i].unit, given.unit))
		i++;
	grown = arena_array(&act->scratch, c->advice.n + 1, sizeof(*grown));
	if (c->advice.n)
		memcpy(grown, rows, c->advice.n * sizeof(*grown));
	grown[i] = given;
	c->advice = (struct rows){ i == c->advice.n ? i + 1 : c->advice.n, grown };
	return record_put(act, &case_schema, c, "advise", e);
}

const struct verb case_advise = {
	.name = "advise",
	.label = N_("professional opinion"),
	.help = N_("Writes down what a body thinks before the meeting, with its bases."),
	.subject = &case_schema,
	.args = &advice_schema,
	.run = run_advise,
	.aside = true,
};
