/* claim.h — what units say of a case before the meeting: 部门意见 and 征求意见.
 *
 * A claim is one cell of the matrix (F8): what a unit says of a part of the matter.  A
 * consultation is one letter to one unit in one round, with its deadline and its answer.
 * Both are numbered by their case: 2026-0087/1.
 */
#ifndef YANPAN_STORE_SCHEMA_CLAIM_H
#define YANPAN_STORE_SCHEMA_CLAIM_H

#include "store/schema/schema.h"

enum claim_says {
	CLAIM_LEADS = 1, /* 牵头 */
	CLAIM_ASSISTS,   /* 配合 */
	CLAIM_NOT_OURS,  /* 不属 */
	CLAIM_SILENT,    /* 未表态 */
};

struct claim {
	struct head head;
	const char *number;
	struct uid case_;
	const char *part; /* 环节, as the case names it; "": the matter as a whole */
	struct uid unit;
	uint32_t says; /* enum claim_says */
	struct uids bases;
	const char *words;
	struct day day;
	const char *by;
	struct uid proposes; /* the unit that it thinks should lead */
};

enum consult_state {
	CONSULT_ASKED = 1, /* 征求中 */
	CONSULT_REPLIED,   /* 已复 */
	CONSULT_LATE,      /* 逾期复 */
	CONSULT_WITHDRAWN, /* 撤回 */
	CONSULT_NOTED,     /* 注明逾期: goes to the meeting without the answer */
	CONSULT_DEEMED,    /* 视为无异议, where the county has it so */
};

struct consult {
	struct head head;
	const char *number;
	struct uid case_;
	struct uid unit;
	int64_t round; /* 1, 2 */
	struct day asked;
	int64_t limit; /* working days */
	struct day due;
	int64_t reminded; /* times */
	struct day replied;
	const char *words; /* of the answer, or why it was withdrawn or noted */
	uint32_t state;    /* enum consult_state */
};

/* The answer has come, or the meeting no longer waits for it. */
bool consult_settled(const struct consult *);

#endif
