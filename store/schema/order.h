/* order.h — 工单: one citizen's request as the hotline exported it.
 *
 * What the hotline owns follows its file; what is FIELD_OWNED is the panel's and
 * an import never touches it.
 */
#ifndef YANPAN_STORE_SCHEMA_ORDER_H
#define YANPAN_STORE_SCHEMA_ORDER_H

#include "store/schema/schema.h"

enum order_state {
	ORDER_ON_FILE = 1,  /* 仅备查: found, counted, matched, never in the way */
	ORDER_TO_SCREEN,    /* 待初审 */
	ORDER_TAKEN_UP,     /* 已受理: its case's state is what counts */
	ORDER_INCOMPLETE,   /* 待补正: sent back for more */
	ORDER_NOT_OURS,     /* 不研判: goes another way, by the fixed list of reasons */
	ORDER_BY_PRECEDENT, /* 依先例: settled by a ruling on its class */
};

/* 申请退单: a unit asks to return the order.  What a hotline calls 退回 may be its own
 * sending back instead (退回重办), or elsewhere (改派): neither counts as a return. */
struct order_return {
	uint32_t way; /* enum return_way; 0: packed in a cell, its words say which */
	struct day day;
	const char *unit;     /* as written */
	uint32_t reason;      /* enum return_reason, or 0 where only words are known */
	const char *words;    /* as written */
	const char *basis;    /* what it cites */
	uint32_t result;      /* enum return_result */
	struct day decided;   /* 认可 or 驳回 on */
	const char *proposed; /* the unit it proposes instead */
};

/* ../shared/domain/return_reasons.tsv R01…R16 */
enum return_reason {
	RETURN_NOT_OUR_DUTY = 1, /* 职责不符 */
	RETURN_WRONG_AREA,       /* 属地不符 */
	RETURN_OWNERSHIP,        /* 权属不清或未移交 */
	RETURN_OVERLAP,          /* 职能交叉 */
	RETURN_STATUTORY_ROUTE,  /* 应走法定途径 */
	RETURN_PETITION,         /* 已进入信访 */
	RETURN_SECRET,           /* 涉密或违背公序良俗 */
	RETURN_CONCLUDED,        /* 已依法办结的重复诉求 */
	RETURN_UNCLEAR,          /* 诉求不清且无法联系 */
	RETURN_EMERGENCY,        /* 紧急事项 */
	RETURN_WRONG_TIER,       /* 层级不当 */
	RETURN_DUPLICATE,        /* 重复派单 */
	RETURN_HIGHER_TIER,      /* 上级或垂管事权 */
	RETURN_OUTSIDE,          /* 超出行政职责 */
	RETURN_FINAL_REPLY,      /* 无理诉求最终答复 */
	RETURN_WITHDRAWN,        /* 诉求人撤回 */
};

enum return_way {
	RETURN_BY_UNIT = 1, /* 申请退单: unit → hotline */
	RETURN_TO_REDO,     /* 退回重办: hotline → unit, for a better reply */
	RETURN_SENT_ON,     /* 改派: from the unit to the one proposed */
};

enum return_result {
	RETURN_ASKED = 1, /* 申请中 */
	RETURN_UPHELD,    /* 认可 */
	RETURN_REJECTED,  /* 驳回 */
};

/* A cell whose text was cleaned or damaged on the way in. */
struct kept_cell {
	int64_t field;    /* tag of the field it became; 0: a column carried along */
	const char *text; /* as decoded, before cleaning */
	struct bytes raw; /* as in the file; only where decoding lost something */
	int64_t lost;     /* places that could not be read */
	int64_t at;       /* characters before the first of them in `text` */
};

/* A column that no field takes: under its own heading, personal until mapped. */
struct extra_cell {
	const char *heading;
	const char *value;
};

struct order {
	struct head head;
	const char *number;
	const char *title;
	const char *matter; /* 事由: what it is about, short; the request itself is never changed */
	const char *text;   /* 诉求内容, cleaned; as decoded in `kept` where that differs */
	const char *type;   /* 求助 投诉 咨询 举报 建议 */
	const char *channel;
	struct time received;
	const char *caller;
	const char *phone;
	const char *id_number;
	const char *against; /* unit complained of */
	bool confidential;
	const char *area;
	const char *address;
	const char *category; /* all levels, '/' between them */
	const char *urgency;
	const char *unit; /* in hand now, as written */
	const char *platform_state;
	struct time due; /* the platform's deadline: imported, never computed by us */
	const char *first_unit;
	struct time dispatched;
	const char *earlier; /* earlier numbers */
	const char *level;
	bool no_return;
	bool not_assessed;
	const char *not_assessed_reason;
	const char *call_back;
	const char *reply;
	bool disputed;       /* the hotline flagged it 疑难/待研判 */
	struct rows returns; /* struct order_return */
	int64_t bounces;     /* how many of them are a unit's 申请退单 */
	int64_t days_lost;   /* calendar days from the first to the last of them */
	int64_t damaged;     /* places that could not be read */
	uint32_t state;      /* enum order_state */
	struct uid case_;    /* the 研判件 it belongs to */
	struct uid batch;    /* the import it came with */
	const char *note;
	struct uid precedent; /* the ruling it was settled by */
	struct day followed;  /* 依先例 since */
	int64_t late_returns; /* 定后再退: a unit's returns after the ruling that settles it */
	bool late_open;       /* … of which nobody has taken charge yet */
	struct day urged;     /* 督办 on */
	struct uid merged;    /* 并单: the order it was merged into */
	struct rows kept;     /* struct kept_cell */
	struct rows extra;    /* struct extra_cell */
};

/* Whether it is a unit's asking, as far as its way or its words tell. */
bool return_bounces(const struct order_return *);

extern const struct schema order_return_schema;
extern const struct schema kept_cell_schema;
extern const struct schema extra_cell_schema;

#endif
