/* review.h — what the panel works on: 研判件, 会议, 议题, 研判结论.
 *
 * A case outlives meetings; an item is one appearance of a case at one meeting;
 * a ruling is what the panel agreed on an item.  States: ../shared/screens.md 7; the
 * codes are on disk and stay, the order in which people go through them is that of the
 * choices (case.c, item.c, meeting.c, ruling.c).
 */
#ifndef YANPAN_STORE_SCHEMA_REVIEW_H
#define YANPAN_STORE_SCHEMA_REVIEW_H

#include "store/schema/schema.h"

enum case_state {
	CASE_READY = 1,      /* 待上会 */
	CASE_UNDER_REVIEW,   /* 审议中: on the agenda of a meeting */
	CASE_ADJOURNED,      /* 缓议中 */
	CASE_AGREED,         /* 已议定 */
	CASE_ISSUED,         /* 已印发 */
	CASE_CONSULTING,     /* 协商中: before it is ready */
	CASE_REFERRED,       /* 提级中 */
	CASE_COUNTERSIGNING, /* 会签中 */
	CASE_TO_SIGN,        /* 待签发 */
	CASE_CARRIED_OUT,    /* 交办中 */
	CASE_CALL_BACK,      /* 待回访 */
	CASE_CLOSED,         /* 已办结 */
	CASE_OBJECTED,       /* 异议中 */
	CASE_STAYED,         /* 暂停中 */
	CASE_WITHDRAWN,      /* 已撤回 */
	CASE_DECLINED,       /* 不予研判 */
	CASE_ARCHIVED,       /* 已归档 */
};

/* 环节: a part of the matter that one unit can answer for. */
struct part {
	const char *name;
	const char *note;
};

/* 材料: what was handed in, and where it lies. */
struct material {
	const char *name;
	const char *source; /* unit or person it came from */
	struct day day;
	const char *pages;
	const char *place; /* where it lies */
	const char *sm3;   /* of the file, where there is one */
};

/* 专业意见 of one body before the meeting (F75). */
struct advice {
	struct uid unit;
	const char *words;
	struct uids bases;
	struct day day;
	const char *by;
};

struct case_ {
	struct head head;
	const char *number; /* 2026-0087 */
	const char *title;
	const char *referrer; /* who brought it in */
	struct day day;
	const char *reason;
	const char *category;
	struct uids orders;
	struct uids parties; /* 当事单位: who returned, claims or is complained of */
	struct uids bases;   /* what was cited so far */
	const char *note;
	uint32_t state;  /* enum case_state */
	struct uid item; /* where it is on an agenda now, or was last */
	struct uid ruling;
	const char *area;      /* as its orders say, or typed for a class of matters */
	struct rows parts;     /* struct part */
	struct rows materials; /* struct material */
	struct rows advice;    /* struct advice */
	struct uid convener;   /* 协商主办部门, where one is named; else by rule */
	struct uid meanwhile;  /* 先行办理单位, where one is designated; else by rule */
	uint32_t before;       /* enum case_state: where it goes on after a stay or an objection */
};

enum meeting_state {
	MEETING_PLANNED = 1,    /* 筹备中 */
	MEETING_OPEN,           /* 开会中 */
	MEETING_CLOSED,         /* 已散会 */
	MEETING_ISSUED,         /* 已印发 */
	MEETING_NOTIFIED,       /* 已通知 */
	MEETING_COUNTERSIGNING, /* 会签中 */
};

enum meeting_kind {
	MEETING_ON_SITE = 1, /* 现场 */
	MEETING_VIDEO,       /* 视频 */
	MEETING_CIRCULATED,  /* 传签 */
};

struct meeting {
	struct head head;
	const char *number; /* 2026-15: the 15th of 2026; taken once, never reused */
	struct time time;   /* planned begin */
	const char *place;
	uint32_t kind; /* enum meeting_kind */
	const char *chair;
	const char *recorder;
	struct time opened, closed, issued;
	const char *document; /* 发文字号, typed when the registry gives it */
	const char *signer;
	const char *note;
	uint32_t state; /* enum meeting_state */
	struct time notified;
	struct day until; /* 传签: the last day for positions */
};

enum attendance {
	ATTENDS = 1,     /* 出席 */
	ATTENDS_FOR,     /* 代会, for whom */
	ATTENDS_INVITED, /* 列席 */
	ATTENDS_LEAVE,   /* 请假 */
	ATTENDS_ABSENT,  /* 缺席 */
	ATTENDS_LEFT,    /* 离席 */
	ATTENDS_BACK,    /* 返席 */
	ATTENDS_RECUSED, /* 回避: neither present nor absent */
};

struct attender {
	struct uid unit;
	const char *person;
	uint32_t as; /* enum attendance */
	const char *for_whom;
	struct time at;
	const char *reason; /* of a recusal or a leave */
};

enum stance {
	STANCE_AGREES = 1, /* 同意 */
	STANCE_DISAGREES,  /* 不同意: blocks agreement */
	STANCE_RESERVES,   /* 保留: recorded */
};

/* A position of a body, 研判意见. */
struct position {
	struct uid unit;
	uint32_t stance; /* enum stance */
	const char *words;
	struct day day; /* in writing: of the signature */
	const char *signer;
};

enum answer_kind {
	ANSWER_ACCEPTS = 1, /* 接受 */
	ANSWER_REFUSES,     /* 不接受 */
};

/* The answer of a party, 当事单位. */
struct answer {
	struct uid unit;
	uint32_t answer; /* enum answer_kind */
	const char *words;
};

enum item_state {
	ITEM_WAITING = 1, /* 待议 */
	ITEM_IN_REVIEW,   /* 审议 */
	ITEM_AGREED,      /* 议定 */
	ITEM_ADJOURNED,   /* 缓议 */
	ITEM_CARRIED,     /* 转下次: the meeting closed before it was decided */
	ITEM_RETURNED,    /* 退回协商 */
	ITEM_LAW_ASKED,   /* 征求法律意见 */
	ITEM_REFERRED,    /* 提级 */
	ITEM_DECLINED,    /* 不予研判 */
};

struct item {
	struct head head;
	const char *number; /* 2026-15/2 */
	struct uid meeting;
	struct uid case_;
	int64_t place;         /* on the agenda, 1 … */
	struct rows attenders; /* struct attender */
	struct rows positions; /* struct position */
	struct rows answers;   /* struct answer */
	const char *notes;
	const char *reason; /* why adjourned */
	struct day until;   /* adjourned until */
	int64_t seconds;    /* spent on it */
	struct uid ruling;
	uint32_t state;   /* enum item_state */
	const char *whom; /* was asked, or has to decide: 征求法律意见, 提级 */
	bool late;        /* 临时增加: the notice had gone out */
};

enum ruling_state {
	RULING_DRAFT = 1,      /* 草拟中 */
	RULING_AGREED,         /* 已议定: wording fixed, no number yet */
	RULING_ISSUED,         /* 已生效 */
	RULING_COUNTERSIGNING, /* 会签中 */
	RULING_TO_SIGN,        /* 待签发 */
	RULING_STAYED,         /* 暂停中 */
	RULING_SUPERSEDED,     /* 已取代 */
	RULING_REVOKED,        /* 已撤销 */
};

enum duty_role {
	DUTY_LEADS = 1, /* 牵头 */
	DUTY_ASSISTS,   /* 配合 */
};

enum duty_stage {
	STAGE_BEFORE = 1, /* 事前 */
	STAGE_DURING,     /* 事中 */
	STAGE_AFTER,      /* 事后 */
};

/* What one unit must do under a ruling. */
struct duty {
	uint32_t role; /* enum duty_role; exactly one leads */
	struct uid unit;
	const char *task; /* 职责, in words */
	uint32_t stage;   /* enum duty_stage */
	struct uids bases;
	struct limit limit;
};

enum ruling_scope {
	SCOPE_CASE = 1, /* 本件 */
	SCOPE_CLASS,    /* 同类 */
	SCOPE_REGISTER, /* 同类并改清单 */
};

enum ruling_standing {
	STANDING_CONSENT = 1, /* 协商一致: all parties accept */
	STANDING_OPINION,     /* 协调意见 */
	STANDING_GOVERNMENT,  /* 政府决定 */
};

/* 会签 of one body: 同意, or its words; a change is kept as a change (F26). */
enum countersign_kind {
	COUNTERSIGN_AGREES = 1, /* 同意 */
	COUNTERSIGN_CHANGES,    /* 修改意见 */
};

enum { COUNTERSIGN_KINDS = 2 };
extern const struct choice countersign_kinds[COUNTERSIGN_KINDS];

struct countersign {
	struct uid unit;
	uint32_t says; /* enum countersign_kind */
	const char *words;
	const char *before, *after; /* of the sentence, where it was changed for it */
	const char *by;
	struct day day;
};

/* What becomes of an earlier ruling on the same matter with another lead (F29). */
enum distinction_kind {
	DISTINCTION_DIFFERS = 1, /* 区别理由 */
	DISTINCTION_SUPERSEDES,  /* 取代先例 */
};

struct distinction {
	struct uid ruling;
	uint32_t how; /* enum distinction_kind */
	const char *words;
};

/* A cell of the old ledger that no field could hold whole (历史导入). */
struct ledger_cell {
	const char *heading; /* as in the ledger */
	const char *words;
};

struct ruling {
	struct head head;
	const char *number; /* 2026-09, taken at 印发, never reused */
	const char *draft;  /* the item's number: how it is cited before */
	struct uid item, case_, meeting;
	const char *title;
	struct rows duties; /* struct duty, the lead first */
	struct uids bases;
	struct uid meanwhile; /* 先行办理单位 */
	const char *meanwhile_task;
	uint32_t scope; /* enum ruling_scope */
	const char *conditions;
	uint32_t standing;    /* enum ruling_standing; follows from the answers */
	const char *sentence; /* 成文 */
	bool by_hand;         /* 已手改: later changes of fields are not forced in */
	struct time agreed, issued;
	const char *document;     /* 发文字号 */
	uint32_t state;           /* enum ruling_state */
	const char *exception;    /* why there may be no duty basis: named, and recorded */
	struct rows countersigns; /* struct countersign */
	const char *signer;
	struct day signed_;
	struct uid replaces;      /* the ruling that this one amends or supersedes */
	const char *reason;       /* of an amendment, a revocation, a stay */
	struct rows distinctions; /* struct distinction */
	const char *on_category;  /* 条件: words with '|' between them; "" any */
	const char *on_area;
	const char *on_words;
	const char *on_type;   /* kind of matter: 求助 投诉 … */
	struct day government; /* 政府决定 on */
	int64_t used;          /* 沿用: later orders settled by it */
	bool earlier;          /* 历史导入: from the office's old ledger */
	struct rows ledger;    /* struct ledger_cell: what it says besides */
};

/* The check of a 发文字号: …〔2026〕3号, with the six-cornered brackets of GB/T 9704. */
bool document_sound(const struct field *, const void *record, struct err *);

extern const struct schema attender_schema;
extern const struct schema position_schema;
extern const struct schema answer_schema;
extern const struct schema duty_schema;
extern const struct schema part_schema;
extern const struct schema material_schema;
extern const struct schema advice_schema;
extern const struct schema countersign_schema;
extern const struct schema distinction_schema;
extern const struct schema ledger_cell_schema;

#endif
