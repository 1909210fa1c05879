/* talks.c — 协商: who convenes the talks and who acts meanwhile, and in and out of them. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/ready.h"
#include "store/schema/review.h"

static const struct field name_fields[] = {
	{
		FIELD_AT(struct name_args, unit, FIELD_LINK),
		.tag = 1,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit that is named; nothing: it follows from the rule again."),
	},
};

static const struct schema name_schema = {
	.name = "name",
	.label = N_("name a unit"),
	.size = sizeof(struct name_args),
	.fields = name_fields,
	.field_count = COUNT(name_fields),
};

static bool run_convene(struct act *act, void *subject, const void *args, struct err *e)
{
	struct case_ *c = subject;

	c->convener = ((const struct name_args *)args)->unit;
	return record_put(act, &case_schema, c, "convene", e);
}

static bool run_designate(struct act *act, void *subject, const void *args, struct err *e)
{
	struct case_ *c = subject;

	c->meanwhile = ((const struct name_args *)args)->unit;
	return record_put(act, &case_schema, c, "designate", e);
}

static bool may_ready(struct kv_txn *txn, const void *subject, struct err *e)
{
	return ready_enough(txn, subject, e);
}

/* What was heard before and put off had been found ready for it. */
static void warn_ready(struct kv_txn *txn, const void *subject, const void *args, struct buf *lines)
{
	(void)args;
	if (((const struct case_ *)subject)->state == CASE_CONSULTING)
		ready_warn(txn, subject, lines);
}

static bool run_ready(struct act *act, void *subject, const void *args, struct err *e)
{
	(void)args;
	return record_put(act, &case_schema, subject, "ready", e);
}

static bool run_talks(struct act *act, void *subject, const void *args, struct err *e)
{
	(void)args;
	return record_put(act, &case_schema, subject, "talks", e);
}

const struct verb case_convene = {
	.name = "convene",
	.label = N_("name who convenes"),
	.help = N_("Names the unit that convenes the talks; it does not become the lead by it."),
	.subject = &case_schema,
	.args = &name_schema,
	.run = run_convene,
	.aside = true,
};

const struct verb case_designate = {
	.name = "designate",
	.label = N_("name who acts meanwhile"),
	.help = N_("Designates the unit that acts until there is a ruling."),
	.subject = &case_schema,
	.args = &name_schema,
	.run = run_designate,
	.aside = true,
};

const struct verb case_ready = {
	.name = "ready",
	.label = N_("ready for a meeting"),
	.help = N_("The talks are over, or what was put off can be heard: ready for a meeting."),
	.subject = &case_schema,
	.may = may_ready,
	.warn = warn_ready,
	.run = run_ready,
};

const struct verb case_talks = {
	.name = "talks",
	.label = N_("back to the talks"),
	.help = N_("The units talk it over, or are asked, before it goes to a meeting."),
	.subject = &case_schema,
	.run = run_talks,
	.aside = true,
};
