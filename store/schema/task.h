/* task.h — 交办: what one unit must do under one ruling, and how far it has come.
 *
 * Issuing a ruling makes one for each of its duties.  The unit's own clock (`due`) is kept
 * by the verbs (store/panel/task_clock.h); it has nothing to do with the platform's
 * deadline, which stays with the order.  What the unit claims to have done (`reports`) and
 * what the caller says of it (`caller_says`) are kept apart.
 */
#ifndef YANPAN_STORE_SCHEMA_TASK_H
#define YANPAN_STORE_SCHEMA_TASK_H

#include "store/schema/schema.h"

enum task_state {
	TASK_TO_SIGN = 1, /* 待签收 */
	TASK_DEEMED,      /* 视签收: nobody signed, it counts as delivered */
	TASK_IN_HAND,     /* 办理中 */
	TASK_EXTENSION,   /* 申延期 */
	TASK_REPORTED,    /* 待审核 */
	TASK_REDO,        /* 重办中 */
	TASK_DONE,        /* 已办结 */
	TASK_CANCELLED,   /* 已取消: its ruling was revoked or replaced */
};

/* How a paper got to the unit. */
enum task_way {
	WAY_HAND = 1, /* 当面 */
	WAY_OA,       /* OA */
	WAY_PLATFORM, /* 热线平台 */
	WAY_POST,     /* 邮寄 */
};

enum task_answer {
	EXTENSION_APPROVED = 1, /* 同意 */
	EXTENSION_REFUSED,      /* 不同意 */
};

/* 延期 */
struct extension {
	struct day asked, until;
	const char *reason;
	uint32_t answer; /* enum task_answer; 0: open */
	struct day answered;
	const char *by; /* who answered */
	const char *words;
	struct day before; /* the deadline it moved */
};

/* 暂停计时; no `to`: it lasts. */
struct task_pause {
	struct day from, to;
	const char *reason;
	bool stay; /* the ruling was stayed: it ends with the stay */
};

enum task_result {
	CHECK_PASSED = 1, /* 通过 */
	CHECK_REDO,       /* 重办 */
};

/* 办理情况: the unit's words, and what the panel found. */
struct task_report {
	struct day day;
	const char *words;
	const char *evidence; /* 佐证材料: names, pages */
	const char *by;       /* who reports for the unit */
	uint32_t result;      /* enum task_result; 0: not checked yet */
	struct day checked;
	const char *checker;
	const char *finding;
};

/* 重新办理 after it had been settled. */
struct reopening {
	struct day day;
	const char *reason;
	const char *by;
};

/* 催办 */
struct reminder {
	struct day day;
	uint32_t way; /* enum task_way */
	const char *words;
};

enum caller_says {
	CALLER_SATISFIED = 1, /* 满意 */
	CALLER_UNSATISFIED,   /* 不满意 */
	CALLER_UNREACHED,     /* 联系不上 */
	CALLER_WITHDRAWN,     /* 撤回诉求 */
};

struct task {
	struct head head;
	const char *number; /* 2026-09/1: the ruling's, and a count */
	struct uid ruling, case_, unit;
	uint32_t role;     /* enum duty_role */
	const char *title; /* the ruling's matter */
	const char *duty;  /* 职责, in words */
	struct limit limit;
	struct time issued; /* when its ruling came into force */
	uint32_t way;       /* enum task_way; 0: not handed over yet */
	struct day delivered;
	const char *receiver; /* who signed */
	struct day received;
	struct day deemed; /* 视签收 */
	struct day due;    /* 0: standing, or not known yet */
	bool reckoned;     /* 推算: it runs from a delivery that is not known yet */
	bool paused;
	struct rows extensions; /* struct extension */
	struct rows pauses;     /* struct task_pause */
	struct rows reports;    /* struct task_report */
	struct rows reopened;   /* struct reopening */
	struct rows reminders;  /* struct reminder */
	uint32_t caller_says;   /* enum caller_says */
	const char *caller_words;
	struct day called;
	const char *called_by;
	struct day done;
	const char *reason; /* why it was cancelled */
	const char *note;
	uint32_t state; /* enum task_state */
};

/* Nothing more is waited for from the unit. */
static inline bool task_settled(const struct task *t)
{
	return t->state == TASK_DONE || t->state == TASK_CANCELLED;
}

static inline bool task_standing(const struct task *t)
{
	return t->limit.unit == LIMIT_STANDING;
}

extern const struct schema extension_schema;
extern const struct schema task_pause_schema;
extern const struct schema task_report_schema;
extern const struct schema reopening_schema;
extern const struct schema reminder_schema;

/* For the verbs' own tables. */
enum { TASK_WAYS = 4, TASK_RESULTS = 2, CALLER_ANSWERS = 4 };
extern const struct choice task_ways[TASK_WAYS];
extern const struct choice task_results[TASK_RESULTS];
extern const struct choice caller_answers[CALLER_ANSWERS];

#endif
