/* objection.h — 异议复核: a unit objects in writing to a ruling in force, the panel answers.
 *
 * It needs a new fact or a new basis and does not stop execution unless it says so (F27).
 */
#ifndef YANPAN_STORE_SCHEMA_OBJECTION_H
#define YANPAN_STORE_SCHEMA_OBJECTION_H

#include "store/schema/schema.h"

enum objection_state {
	OBJECTION_RECEIVED = 1, /* 待复核 */
	OBJECTION_IN_REVIEW,    /* 复核中 */
	OBJECTION_DECIDED,      /* 已答复 */
	OBJECTION_WITHDRAWN,    /* 已撤回 */
};

enum objection_result {
	OBJECTION_UPHOLDS = 1, /* 维持 */
	OBJECTION_CHANGES,     /* 变更: an amendment is drafted */
	OBJECTION_REVOKES,     /* 撤销 */
	OBJECTION_REFERS,      /* 提级 */
};

struct objection {
	struct head head;
	const char *number; /* 2026-03 */
	const char *title;  /* of the ruling */
	struct uid ruling, case_;
	struct uid unit;    /* who objects */
	struct day day;     /* it came on */
	const char *letter; /* what it came in: it has to be in writing */
	const char *fact;   /* new … */
	struct uid basis;   /* … or this one */
	const char *words;
	bool stays;         /* 暂停执行 meanwhile */
	struct day due;     /* to be answered by */
	uint32_t state;     /* enum objection_state */
	uint32_t result;    /* enum objection_result */
	const char *reason; /* of the result, or of its withdrawal */
	struct day decided;
	struct uid amendment; /* the ruling that 变更 led to */
};

enum { OBJECTION_RESULTS = 4 };
extern const struct choice objection_results[OBJECTION_RESULTS];

/* It waits for an answer. */
bool objection_open(const struct objection *);

#endif
