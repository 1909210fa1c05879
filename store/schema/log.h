/* log.h — what was done: 导入批次 and 日志.
 */
#ifndef YANPAN_STORE_SCHEMA_LOG_H
#define YANPAN_STORE_SCHEMA_LOG_H

#include "store/schema/schema.h"

enum batch_state {
	BATCH_STAGED = 1, /* being written: none of it counts yet */
	BATCH_LIVE,
	BATCH_UNDONE, /* taken back */
};

struct batch {
	struct head head;
	int64_t number; /* by count, 1 … */
	struct time time;
	const char *file;
	const char *sm3; /* of the file, hex */
	const char *encoding;
	const char *mapping; /* heading=field, one a line */
	uint32_t kind;       /* enum kind of what came in */
	int64_t read, added, changed, skipped, rejected;
	int64_t first, last;      /* ordinals; 0: none were added */
	const char *rows_sm3;     /* of the added records in order, hex */
	struct rows before;       /* struct batch_before: what --update replaced */
	uint32_t state;           /* enum batch_state */
	const char *personal_sm3; /* of the added records' personal parts, hex (store/rec/batch.h) */
};

/* One changed record of an --update: enough to take it back. */
struct batch_before {
	struct uid record;
	int64_t sequence; /* of the event that changed it */
};

/* One changed field in the journal: encoded values, empty where there was none. */
struct change {
	int64_t tag;
	struct bytes before, after;
};

/* The same for a personal field: only SM3(salt ‖ value); the rest is in event_private. */
struct sealed_change {
	int64_t tag;
	struct bytes before, after; /* 32 bytes each, or empty */
};

struct event {
	struct head head; /* uid: origin and sequence of the journal */
	struct time time;
	int64_t step;   /* events of one act share it; undo works on steps */
	struct uid who; /* member; none: only the names below are known */
	const char *who_name, *os_user, *host;
	const char *verb;
	uint32_t kind; /* enum kind of the subject */
	struct uid subject;
	int64_t subject_ordinal;
	const char *subject_number; /* as cited then */
	const char *words;          /* what else there is to say */
	struct rows changes;        /* struct change */
	struct rows sealed;         /* struct sealed_change */
	int64_t undoes;             /* the step this one takes back or brings back; 0: none */
	struct bytes record;        /* SM3 of the record after, 32 bytes */
	struct bytes previous;      /* SM3 of the entry before, 32 bytes */
	struct time later;          /* of the entry before, where the clock was set back since */
};

extern const struct schema batch_before_schema;
extern const struct schema change_schema;
extern const struct schema sealed_change_schema;

#endif
