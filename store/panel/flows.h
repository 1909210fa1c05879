/* flows.h — the verbs and rows of each kind, put together by flow.c.
 */
#ifndef YANPAN_STORE_PANEL_FLOWS_H
#define YANPAN_STORE_PANEL_FLOWS_H

#include "store/panel/verb.h"

struct flow_rows {
	enum kind kind;
	const struct flow *at;
	size_t n;
};

extern const struct flow_rows order_flow, case_flow, meeting_flow, item_flow;
extern const struct flow_rows task_flow, consult_flow;
extern const struct flow_rows ruling_flow, objection_flow;

/* The verbs of an order about precedents (follow.c); the rest are in order.c. */
extern const struct verb order_follow, order_unfollow, order_urge;

/* The verbs of an item that move it (move.c) or decide it (decision.c, outcome.c); the rest are
 * in item.c.  The last of a 传签 closes its meeting (circulate.c). */
extern const struct verb item_move, item_draft, item_duty, item_agree;
extern const struct verb meeting_close;
extern const struct verb item_adjourn, item_return, item_ask_law, item_refer, item_decline;

/* The verbs that end a case (case_end.c); the rest are in case.c. */
extern const struct verb case_settle, case_archive;

/* The verbs of a case before the meeting: claim.c, consult.c, talks.c. */
extern const struct verb case_part, case_claim, case_advise, case_ask, case_convene, case_designate,
	case_ready, case_talks;

/* The verbs of an order that repeats another one: repeat.c. */
extern const struct verb order_merge, order_unmerge;

/* Of a meeting, after it (issuing.c). */
extern const struct verb meeting_countersign, meeting_sign, meeting_issue;

/* Of a ruling (signing.c, issuing.c, amending.c, objecting.c); its flow is in validity.c. */
extern const struct verb ruling_countersign, ruling_sign, ruling_issue;
extern const struct verb ruling_draft, ruling_duty, ruling_amend, ruling_supersede, ruling_discard;
extern const struct verb ruling_objection;

/* What several of them ask for (signing.c, validity.c). */
extern const struct schema sign_schema, reason_schema;

#endif
