/* args.h — what the verbs ask for, where it is not a record's own struct.
 *
 * The tables that go with these are verb->args (verb.h): forms and command lines walk
 * them, and only who calls a verb from code needs the structs.
 */
#ifndef YANPAN_STORE_PANEL_ARGS_H
#define YANPAN_STORE_PANEL_ARGS_H

#include "store/schema/schema.h"

/* order: 备查 */
struct file_args {
	const char *reason;
};

/* order: 受理 */
struct accept_args {
	const char *number, *title, *category, *reason;
	struct uids parties;
	uint32_t begin; /* CASE_READY or CASE_CONSULTING; 0: as the county's rules say */
};

/* order: 并入 */
struct join_args {
	struct uid case_;
};

/* order: 依先例办理 */
struct follow_args {
	struct uid ruling;
};

/* order: 督办 of a 定后再退 */
struct urge_args {
	const char *words;
};

/* order: 并单 */
struct merge_args {
	struct uid into;
};

/* case: 环节; `as` renames it, `remove` takes it out */
struct part_args {
	const char *name, *as, *note;
	bool remove;
};

/* case: 部门意见, one cell; what is empty stays as it was */
struct claim_args {
	const char *part;
	struct uid unit;
	uint32_t says; /* enum claim_says */
	struct uids bases;
	const char *words;
	struct day day;
	const char *by;
	struct uid proposes;
};

/* case: 征求意见; round 0: the one under way or the next, limit 0: the county's */
struct ask_args {
	struct uids units;
	int64_t round, limit;
	struct day day;
};

/* consultation: 已复, 撤回, 注明逾期; no day: today */
struct reply_args {
	const char *words;
	struct day day;
};

/* case: 协商主办, 先行办理; no unit: by rule again */
struct name_args {
	struct uid unit;
};

/* case: 列入议程 */
struct place_args {
	struct uid meeting;
};

/* meeting: 散会 */
struct close_args {
	bool carry;
};

/* meeting: 会签 of one body for all of its rulings */
struct sheet_args {
	struct uid unit;
	const char *by;
	struct day day;
};

/* meeting, ruling: 签发 */
struct sign_args {
	const char *signer;
	struct day day;
};

/* ruling: 印发; `number` "" for the next one */
struct number_args {
	const char *document, *number;
};

/* ruling: 修订, 撤销, 暂停执行, 恢复执行; objection: 撤回 */
struct reason_args {
	const char *reason;
};

/* ruling: 取代; none: by a new draft */
struct supersede_args {
	struct uid by;
	const char *reason;
};

/* ruling: 政府决定 */
struct government_args {
	struct day day;
	const char *words;
};

/* ruling: 异议 */
struct objection_args {
	struct uid unit;
	struct day day;
	const char *letter, *fact;
	struct uid basis;
	const char *words;
	bool stays;
};

/* objection: 复核结果 */
struct decide_args {
	uint32_t result;
	const char *reason;
	struct day day;
};

/* meeting: 印发; `number` of the first ruling, "" for the next one */
struct issue_args {
	const char *document, *signer, *number;
};

/* item: 回避 */
struct recuse_args {
	struct uid unit;
	const char *reason;
};

/* item: 调整顺序 */
struct move_args {
	int64_t place;
};

/* item: 记录; no time: now */
struct note_args {
	const char *words, *speaker;
	struct time at;
};

/* item: 计时, all that was spent on it so far */
struct clock_args {
	int64_t seconds;
};

/* item: 缓议, 退回协商, 征求法律意见, 提级, 不予研判; not each asks for all of it */
struct outcome_args {
	const char *reason;
	struct day until;
	const char *whom; /* asked, or referred to */
};

/* task: whatever its verbs ask for; each has a table of the members it needs.  No day: today;
 * no name: who is at the keyboard. */
struct task_args {
	struct day day, until;
	uint32_t way;    /* enum task_way */
	uint32_t result; /* enum task_result */
	uint32_t caller; /* enum caller_says */
	const char *words, *evidence, *by;
};

/* case: 结案, 归档 */
struct settle_args {
	const char *reason;
};

/* case: 专业意见 takes a struct advice; meeting, item: 到会 a struct attender, 研判意见 a position,
 * 是否接受 an answer; 拟写结论 and 议定 a ruling, 一家的职责 a duty; ruling: 会签 a struct
 * countersign (store/schema/review.h). */

#endif
