/* field.h — one property of a record: the one table that everything walks.
 *
 * A kind of record is a struct and a table of these (see store/schema/order.c).
 * The form, the list, the codec, the indexes, import, CSV, JSON, the command
 * line and the manual walk the table; none of them knows a field by itself.
 *
 * Texts in a record are UTF-8 and never NULL once the record was read or
 * initialised by schema_init(); "" is an empty one.
 */
#ifndef YANPAN_STORE_SCHEMA_FIELD_H
#define YANPAN_STORE_SCHEMA_FIELD_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/clock.h"
#include "locale/base/err.h"
#include "locale/calendar/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Kinds are on disk: stable, never reused. */
enum kind {
	KIND_NONE,
	KIND_ORDER,          /* 工单 */
	KIND_CASE,           /* 研判件 */
	KIND_UNIT,           /* 单位 */
	KIND_MEMBER,         /* 人员 */
	KIND_BASIS,          /* 依据 */
	KIND_MEETING,        /* 会议 */
	KIND_ITEM,           /* 议题 */
	KIND_RULING,         /* 研判结论 */
	KIND_BATCH,          /* 导入批次 */
	KIND_EVENT,          /* 日志 */
	KIND_CLAIM = 11,     /* 部门意见 */
	KIND_CONSULT = 12,   /* 征求意见 */
	KIND_TASK = 13,      /* 交办 */
	KIND_OBJECTION = 14, /* 异议复核 */
	KIND_FILTER = 20,    /* 筛选 */
	KIND_COUNT,
};

/* A record's name among three offices: who made it, and its count there. Never changes. */
struct uid {
	uint32_t origin;
	uint64_t counter; /* 0: no record */
};

struct uids {
	size_t n;
	struct uid *at;
};

/* Nested repeats (the returns of an order, the duties of a ruling): `at` is an
 * array of the struct that the field's `rows` describes. */
struct rows {
	size_t n;
	void *at;
};

enum limit_unit {
	LIMIT_NONE,
	LIMIT_WORKDAYS, /* n working days 工作日 */
	LIMIT_HOURS,    /* n hours 时 */
	LIMIT_DAYS,     /* n calendar days 日 */
	LIMIT_DAY,      /* a day */
	LIMIT_STANDING, /* 长期 */
};

/* How long a unit has, 时限. */
struct limit {
	enum limit_unit unit;
	int32_t n;
	struct day day;
};

/* What a field's member in the struct is. */
enum field_type {
	FIELD_TEXT,   /* const char *, one line */
	FIELD_LONG,   /* const char *, lines with LF between them */
	FIELD_WORDS,  /* const char *, several words with '|' between them (aliases) */
	FIELD_NUMBER, /* int64_t */
	FIELD_FLAG,   /* bool */
	FIELD_CHOICE, /* uint32_t, a code of `choices`; 0 is "not said" */
	FIELD_DAY,    /* struct day */
	FIELD_TIME,   /* struct time */
	FIELD_LIMIT,  /* struct limit */
	FIELD_LINK,   /* struct uid of a record of `kind` */
	FIELD_LINKS,  /* struct uids of records of `kind` */
	FIELD_ROWS,   /* struct rows, each described by `rows` */
	FIELD_BYTES,  /* struct bytes: not text, never shown */
};

enum field_flag {
	FIELD_REQUIRED = 1 << 0, /* a record without it is refused */
	FIELD_INDEXED = 1 << 1,  /* few different values: filtered and counted by (top level only) */
	FIELD_SEARCHED = 1 << 2, /* its text is found by substring */
	FIELD_PERSONAL = 1 << 3, /* lives in `private`; masked where shown (F64) */
	FIELD_MASKED = 1 << 4,   /* running text: phones and the like in it are masked where shown */
	FIELD_LISTED = 1 << 5,   /* a column of the list */
	FIELD_READONLY = 1 << 6, /* only verbs and import set it; no form, no `set` */
	FIELD_NAME = 1 << 7,     /* people cite the record by it: looked up without regard to case and
								width, unique among live records unless FIELD_SHARED */
	FIELD_SHARED = 1 << 8,   /* a name that two records may bear (alias 城管) */
	FIELD_OWNED = 1 << 9,    /* the panel's, not the hotline's: import --update leaves it alone */
	FIELD_SORTED = 1 << 10,  /* many different values: ordered lists and ranges (top level only) */
	FIELD_PINYIN = 1 << 11,  /* its text is found by what it sounds like: zjj for 住建局 */
	FIELD_COUNTED = 1 << 12, /* a number to which steps add: undo takes its own part back,
								whoever added meanwhile */
};

/* One value of a FIELD_CHOICE.  `name` is for machines (JSON, command line), stable. */
struct choice {
	uint32_t code; /* on disk: stable, never reused, never 0 */
	const char *name;
	const char *label; /* msgid */
};

enum mask_kind {
	MASK_NAME, /* 张某某 */
	MASK_PHONE,
	MASK_ID,
	MASK_TEXT, /* everything that looks personal in running text */
	MASK_ALL,  /* nothing is shown: an unknown column */
};

struct field {
	const char *name;  /* as on the command line and in JSON: lower case, '_' between words */
	const char *label; /* msgid */
	const char *help;  /* msgid: one sentence */
	uint16_t tag;      /* on disk: stable, never reused; 1…65535 */
	enum field_type type;
	unsigned flags; /* enum field_flag */
	size_t offset;  /* in the struct */
	int cols;       /* width in a list, columns */
	enum kind kind; /* of what a FIELD_LINK(S) names */
	enum mask_kind mask;
	const struct choice *choices;
	size_t choice_count;
	const struct schema *rows; /* what a row of FIELD_ROWS is */
	/* Says why the value cannot stand; NULL: anything of the type may. */
	bool (*check)(const struct field *, const void *record, struct err *);
};

/* The name, place and type of a field, read off the struct. */
#define FIELD_AT(strct, member, kind_of_type)                                                      \
	.name = #member, .offset = offsetof(strct, member), .type = (kind_of_type)

/* The same where the member cannot bear the field's name (short, case: words of C). */
#define FIELD_AS(strct, member, as, kind_of_type)                                                  \
	.name = (as), .offset = offsetof(strct, member), .type = (kind_of_type)

/* The member itself. */
#define FIELD_PTR(field, record, type) ((type *)(void *)((char *)(record) + (field)->offset))
#define FIELD_CONST(field, record, type)                                                           \
	((const type *)(const void *)((const char *)(record) + (field)->offset))

bool uid_same(struct uid a, struct uid b);
bool uid_none(struct uid u);

/* Nothing was said: "", 0, no day, no rows. */
bool field_empty(const struct field *, const void *record);
bool field_same(const struct field *, const void *a, const void *b);

/* The choice with the code, or NULL. */
const struct choice *field_choice(const struct field *, uint32_t code);
/* The choice whose name or label, in any language, this is. */
const struct choice *field_choice_named(const struct field *, const char *word);

#endif
