/* job.h — what import.c, table.c, take.c and finish.c share of a running import; nobody
 * else's business.
 *
 * import.c opens and runs, table.c finds the table in the file, take.c decides about one
 * record, finish.c makes the batch; return_take.c does both for a file of returns.
 */
#ifndef YANPAN_STORE_IO_JOB_H
#define YANPAN_STORE_IO_JOB_H

#include "store/io/gone.h"
#include "store/io/import.h"
#include "store/io/intake.h"
#include "store/io/merge.h"
#include "store/io/rejects.h"
#include "store/io/return_row.h"
#include "store/io/seen.h"
#include "store/io/spool.h"
#include "store/rec/bulk.h"
#include "store/rec/record.h"
#include "store/schema/claim_row.h"
#include "store/schema/ledger.h"
#include "store/schema/order.h"

/* A record of a kind that is put one by one. */
struct waiting {
	uint32_t ordinal; /* 0: new */
	void *record;     /* as the file has it */
	struct source_row row;
};

enum job_stage {
	JOB_CHECK,
	JOB_READ,
	JOB_STAGE,
	JOB_GONE,
	JOB_FINISH,
	JOB_DONE,
	JOB_FAILED,
};

struct import {
	struct kv *kv;
	struct import_options o; /* texts in `arena` */
	enum job_stage stage;
	bool stopped; /* by a finding: nothing is written */
	bool stop;    /* by a person */
	struct arena arena, row;
	struct source *source;
	struct source_row headings;
	uint64_t broken; /* a line above them with a quote that is never closed; 0: none */
	struct mapping map;
	bool spoilt;          /* the headings are known only once they are put right */
	const char **samples; /* of the first rows, for mapping_check() */
	size_t sample_rows;
	regex_t pattern;
	bool has_pattern;
	struct intake intake;
	struct kv_txn txn; /* reading, within a slice */
	bool reading;
	struct return_job *returns; /* of a file of returns, by order */
	struct claim_job *claims;   /* of filled-in reply sheets */
	bool asks_means;            /* nothing says what 退回 means in it */
	struct seen seen;
	struct gone gone;
	struct seen bases; /* by title, article and day: many files give them no number */
	struct seen lines; /* of an old ledger: matter, day and lead of those without a number */
	bool known_read;   /* what of these two was in the store before */
	struct bulk bulk;
	bool flush;           /* enough was added */
	struct spool changes; /* what the file has of orders that are there */
	struct waiting *waiting;
	size_t waiting_count, waiting_room;
	struct rejects rejects;
	const char *rejects_path;
	struct buf reasons; /* of the row at hand */
	bool secret;        /* so is the row: nothing of it is copied */
	struct import_counts counts;
	int64_t batch;
};

/* Passes a finding on and counts it. */
void job_found(const struct finding *, void *im);
bool job_reject(struct import *, const struct source_row *, struct err *);

/* What the file is read as: an encoding, or the kind of a file that says so itself. */
const char *job_encoding(const struct import *);

enum {
	TITLE_ROWS = 20, /* above the headings, at most */
	LOOK_ROWS = 520, /* from the start, whose values are held against the headings */
};

/* The start of a sheet or file: rows that have something, and their cells cleaned. */
struct table {
	size_t n, headings; /* rows; which of them has the headings */
	size_t known;       /* of the headings we know */
	struct source_row *rows;
	const char ***texts;
};

/* Takes the sheet told, or the first shown one whose headings we know, and finds them. */
bool table_find(struct import *, struct table *, struct err *);
/* Which sheets are not read, and which rows are though they are hidden. */
void table_tell(struct import *);

/* The record of a row that is sound: new, a duplicate, or a change. */
bool take_record(struct import *, const struct source_row *, const void *record, struct err *);
/* Merges the file's record into the one that is there; false: nothing changes. */
bool take_merge(const struct merge *, const void *from, void *there);
/* A state is the panel's; but an order that was only on file and is now returned comes
 * to be screened, as it would have had it come in so. */
void take_to_screen(struct kv_txn *, const struct order *was, struct order *is);
/* A batch for the orders that are new. */
bool take_begin(struct import *, struct err *);
/* What new records of the kind are put one by one: few, and with links among them. */
bool take_singly(const struct import *);

/* --- a file of returns --- */

struct return_job;

bool return_is(const struct import *);
/* What its 退回 means: told, remembered, or what the headings say. */
void return_settle(struct import *);
bool return_take(
	struct import *, const struct source_row *, const struct return_row *, struct err *);
bool return_finish(struct import *, struct err *);
void return_free(struct return_job *); /* safe on NULL */

/* --- filled-in reply sheets --- */

struct claim_job;

bool claim_is(const struct import *);
bool claim_take(struct import *, const struct source_row *, const struct claim_row *, struct err *);
bool claim_finish(struct import *, struct err *);
void claim_free(struct claim_job *); /* safe on NULL */

/* --- an old ledger of rulings --- */

bool ledger_is(const struct import *);
bool ledger_take(
	struct import *, const struct source_row *, const struct ledger_row *, struct err *);

/* Told and left out: it is there already, or stands further up in the file. */
void take_skip(struct import *, const struct source_row *, const char *number, bool in_file);
bool take_twice(struct import *, const char *number); /* in the file */
/* Until the last slice, where it is put; ordinal 0: new.  *record is one of job_schema(). */
void take_later(struct import *, const struct source_row *, const void *record, uint32_t ordinal);

void take_copy(const struct source_row *, struct source_row *to, struct arena *);

/* What is stored: a line of a ledger becomes a ruling. */
const struct schema *job_schema(const struct import *);

/* What the file was and how it was read. */
void finish_batch(struct import *, struct act *, struct batch *);
/* The last slice. */
bool finish_import(struct import *, struct err *);

#endif
