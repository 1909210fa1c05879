/* panel.h — who sits at the table and what may be cited: 单位, 人员, 依据.
 */
#ifndef YANPAN_STORE_SCHEMA_PANEL_H
#define YANPAN_STORE_SCHEMA_PANEL_H

#include "store/schema/schema.h"

enum unit_kind {
	UNIT_PARTY = 1,   /* 党委机构 */
	UNIT_DEPARTMENT,  /* 政府部门 */
	UNIT_INSTITUTION, /* 事业单位 */
	UNIT_TOWNSHIP,    /* 镇街 */
	UNIT_VERTICAL,    /* 垂管单位: as a lead only 商请 */
	UNIT_CITY,        /* 市级单位 */
	UNIT_COMPANY,     /* 企业 */
};

enum unit_role {
	ROLE_CONVENER = 1, /* 召集单位: panel body */
	ROLE_BODY,         /* 成员单位: panel body */
	ROLE_HANDLER,      /* 承办单位 */
	ROLE_COPIED,       /* 抄送单位 */
};

struct unit {
	struct head head;
	const char *name;    /* full */
	const char *short_;  /* as on screens and in minutes; what people cite it by */
	const char *aliases; /* words */
	uint32_t kind;       /* enum unit_kind */
	uint32_t role;       /* enum unit_role */
	struct uid parent;
	const char *level;
	const char *contact;
	const char *phone;
	const char *note;
};

enum member_right {
	RIGHT_RECORDER = 1,
	RIGHT_MEMBER,
	RIGHT_VIEWER,
};

struct member {
	struct head head;
	const char *name;
	struct uid unit;
	const char *post; /* 职务 */
	uint32_t right;   /* enum member_right */
	const char *note;
};

enum basis_kind {
	BASIS_LAW = 1,    /* 法律 */
	BASIS_REGULATION, /* 行政法规 */
	BASIS_LOCAL,      /* 地方性法规 */
	BASIS_RULE,       /* 规章 */
	BASIS_CHARTER,    /* 三定规定 */
	BASIS_LIST,       /* 清单 */
	BASIS_DOCUMENT,   /* 文件 */
	BASIS_RULING,     /* 既往结论 */
	BASIS_FACT,       /* 权属材料 */
};

enum basis_use {
	USE_DUTY = 1,  /* 职责: what a ruling needs */
	USE_PROCEDURE, /* 程序 */
	USE_FACT,      /* 事实 */
};

struct basis {
	struct head head;
	const char *number; /* ours, Y001 … unless typed */
	uint32_t kind;      /* enum basis_kind */
	const char *issuer;
	const char *document; /* 文号 */
	const char *title;
	const char *article;
	const char *text;
	struct day from, to; /* in force */
	int64_t rank;        /* 1 (highest) … 4 */
	uint32_t use;        /* enum basis_use */
	struct uid replaced_by;
};

/* At least one body of the panel? */
static inline bool unit_is_body(const struct unit *u)
{
	return u->role == ROLE_CONVENER || u->role == ROLE_BODY;
}

#endif
