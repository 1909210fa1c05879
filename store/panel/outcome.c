/* outcome.c — 缓议, 退回协商, 征求法律意见, 提级, 不予研判: an item ends without a ruling (F21).
 *
 * All of them need a meeting that sits and a reason; none needs a quorum, but all save 提级
 * need a panel: with two of three bodies recused that is the only way on.  What becomes of the case
 * follows from the outcome.
 */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/attendance.h"
#include "store/panel/flows.h"
#include "store/schema/order.h"
#include "store/schema/review.h"

/* Of struct outcome_args, as fields of a form. */
#define REASON(what, how)                                                                          \
	{                                                                                              \
		FIELD_AT(struct outcome_args, reason, FIELD_LONG), .tag = 1, .flags = FIELD_REQUIRED,      \
														   .label = (what), .help = (how),         \
	}
#define UNTIL(what, how)                                                                           \
	{                                                                                              \
		FIELD_AT(struct outcome_args, until, FIELD_DAY), .tag = 2, .label = (what), .help = (how), \
	}
#define WHOM(what, how)                                                                            \
	{                                                                                              \
		FIELD_AT(struct outcome_args, whom, FIELD_TEXT), .tag = 3, .flags = FIELD_REQUIRED,        \
														 .label = (what), .help = (how),           \
	}

static const struct field adjourn_fields[] = {
	REASON(N_("why put off"), N_("What is missing, and who brings it by when.")),
	UNTIL(N_("put off until"), N_("The day it comes back.")),
};

static const struct field return_fields[] = {
	REASON(N_("why back to the units"),
		N_("What the units have to talk about, and who convenes them.")),
	UNTIL(N_("to report by"), N_("The day by which they say what came of it.")),
};

static const struct field ask_law_fields[] = {
	REASON(N_("question of law"), N_("What is asked, so that it can be answered.")),
	WHOM(N_("whom it is asked"), N_("The legal office, a lawyer, the office above.")),
	UNTIL(N_("answer by"), N_("The day by which the answer is wanted.")),
};

static const struct field refer_fields[] = {
	REASON(N_("why referred up"), N_("What the panel cannot settle, and what it proposes.")),
	WHOM(N_("referred to"), N_("Who is to decide: the government, the establishment committee.")),
};

static const struct field decline_fields[] = {
	REASON(N_("why not for the panel"), N_("And which way it should go instead.")),
};

#define ARGS(of, its_label)                                                                        \
	{                                                                                              \
		.name = #of, .label = (its_label), .size = sizeof(struct outcome_args),                    \
		.fields = of##_fields, .field_count = COUNT(of##_fields),                                  \
	}

static const struct schema adjourn_schema = ARGS(adjourn, N_("adjourn"));
static const struct schema return_schema = ARGS(return, N_("back to the units"));
static const struct schema ask_law_schema = ARGS(ask_law, N_("ask for a legal opinion"));
static const struct schema refer_schema = ARGS(refer, N_("refer up"));
static const struct schema decline_schema = ARGS(decline, N_("not for the panel"));

/* What becomes of the case. */
static const struct {
	enum item_state item;
	enum case_state case_;
	const char *verb;
} outcomes[] = {
	{ ITEM_ADJOURNED, CASE_ADJOURNED, "adjourn" },
	{ ITEM_RETURNED, CASE_CONSULTING, "return" },
	{ ITEM_LAW_ASKED, CASE_ADJOURNED, "ask-law" },
	{ ITEM_REFERRED, CASE_REFERRED, "refer" },
	{ ITEM_DECLINED, CASE_DECLINED, "decline" },
};

static bool may_refer(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, true, e);
}

static bool may_end(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, true, e) && attendance_panel_stands(txn, subject, e);
}

static void suggest_law(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	struct outcome_args *to = args;

	(void)txn;
	(void)subject;
	(void)a;
	to->whom = "司法局";
}

static void suggest_refer(struct kv_txn *txn, const void *subject, void *args, struct arena *a)
{
	struct outcome_args *to = args;

	(void)txn;
	(void)subject;
	(void)a;
	to->whom = "县政府";
}

/* Orders of a case that is not for the panel go another way; others may still hold them. */
static bool let_go(struct act *act, const struct case_ *c, struct err *e)
{
	for (size_t i = 0; i < c->orders.n; i++) {
		struct order o;

		if (!record_get(&act->txn, &order_schema, c->orders.at[i], &o, &act->scratch, e))
			return false;
		o.state = ORDER_NOT_OURS;
		if (!record_put(act, &order_schema, &o, "decline", e))
			return false;
	}
	return true;
}

static bool run_outcome(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct outcome_args *given = args;
	struct item *item = subject;
	struct case_ c;
	size_t i = 0;

	while (outcomes[i].item != item->state)
		i++;
	if (!record_get(&act->txn, &case_schema, item->case_, &c, &act->scratch, e))
		return false;
	item->reason = given->reason;
	item->until = given->until;
	item->whom = given->whom;
	c.state = outcomes[i].case_;
	return record_put(act, &item_schema, item, outcomes[i].verb, e) &&
		record_put(act, &case_schema, &c, outcomes[i].verb, e) &&
		(c.state != CASE_DECLINED || let_go(act, &c, e));
}

const struct verb item_adjourn = {
	.name = "adjourn",
	.label = N_("adjourn"),
	.help = N_("Puts the item off, with the reason and until when."),
	.subject = &item_schema,
	.args = &adjourn_schema,
	.may = may_end,
	.run = run_outcome,
};

const struct verb item_return = {
	.name = "return",
	.label = N_("back to the units"),
	.help = N_("The units talk again before the panel decides."),
	.subject = &item_schema,
	.args = &return_schema,
	.may = may_end,
	.run = run_outcome,
};

const struct verb item_ask_law = {
	.name = "ask-law",
	.label = N_("ask for a legal opinion"),
	.help = N_("A question of law is answered first."),
	.subject = &item_schema,
	.args = &ask_law_schema,
	.may = may_end,
	.suggest = suggest_law,
	.run = run_outcome,
};

const struct verb item_refer = {
	.name = "refer",
	.label = N_("refer up"),
	.help = N_("Somebody above decides; open also where two bodies have recused."),
	.subject = &item_schema,
	.args = &refer_schema,
	.may = may_refer,
	.suggest = suggest_refer,
	.run = run_outcome,
};

const struct verb item_decline = {
	.name = "decline",
	.label = N_("not for the panel"),
	.help = N_("The matter is not the panel's; its orders go another way."),
	.subject = &item_schema,
	.args = &decline_schema,
	.may = may_end,
	.run = run_outcome,
};
