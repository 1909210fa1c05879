/* import.h — a file becomes records: checked row by row, written as one batch.
 *
 *     if (import_open(kv, &options, &im, e)) {
 *         while (import_step(im, e) == IMPORT_MORE)
 *             …show import_counts(im); import_stop(im) on Ctrl+C
 *         import_close(im);
 *     }
 *
 * A slice takes some ten milliseconds, so that a screen can run it between keys.  Bad
 * rows never stop good ones: they go to the rejects file (0600, in the file's encoding,
 * with a last column saying why), which can be mended and imported again.  Whether
 * anything counts is decided by the last slice: it makes the whole batch live in one
 * transaction with one journal entry.  Stopped or killed before it, nothing of it counts
 * and bulk_sweep() takes it away.
 *
 * A dry run is the same without the writing.  Findings come by the callback in the order
 * of the rows; a finding that stops the import (no column for the number, values that do
 * not fit their heading) does not stop the checking.
 */
#ifndef YANPAN_STORE_IO_IMPORT_H
#define YANPAN_STORE_IO_IMPORT_H

#include "store/io/mapping.h"
#include "store/io/source.h"
#include "store/rec/act.h"

enum finding_kind {
	FIND_MAPPING,   /* stops the import: a field without a column, a heading over wrong values */
	FIND_ROW,       /* rejected: cells too many or too few, a quote never closed, too long */
	FIND_NUMBER,    /* rejected: no number, digits lost in a sheet, another pattern */
	FIND_VALUE,     /* rejected: a date, a number, a choice that is none */
	FIND_SECRET,    /* rejected, and not copied to the rejects: marked 绝密, 机密, 秘密 */
	FIND_ORDER,     /* rejected: a return of an order that is not there */
	FIND_RECORD,    /* rejected: the record's own checks */
	FIND_DUPLICATE, /* skipped: the number is there already */
	FIND_QUOTE,     /* read: a quote that was not doubled */
	FIND_ENCODING,  /* read in another encoding than the file */
	FIND_LOST,      /* read: bytes that are no character */
	FIND_DAMAGED,   /* read: U+FFFD, ?, entities, a text misread before us */
	FIND_SHEET,     /* read: sheets left out, hidden rows, cells a spreadsheet has spoilt */
	FIND_GONE,      /* told: an order of an earlier file like this one that is not in it */
	FIND_UNIT,      /* read: a name of no unit, or of several; kept as words */
	FIND_BLANK,     /* left: a part of a reply sheet that was not filled in, or taken out */
	FIND_MASKED,    /* left: what our lists hide must not take the place of what is stored */
	FIND_KINDS,
};

struct finding {
	enum finding_kind kind;
	bool rejects, stops;
	uint64_t row, line;  /* of the file, 1 …; 0: the whole file */
	size_t column;       /* 1 …; 0: the whole row */
	const char *heading; /* of the column, or "" */
	const char *field;   /* its field's name, or "" */
	const char *number;  /* what the record is cited by, where known */
	const char *words;   /* for people, in their language */
	const char *offered; /* what to put instead, or "" */
	bool certain;        /* so it must have been, before a system misread it */
};

/* "duplicate": stable, for programs. */
const char *finding_name(enum finding_kind);

struct import_map {
	const char *field, *heading;
};

/* Texts that were misread before they came here: told only, put right where that is
 * certain, or also where it is likely. */
enum import_repair { IMPORT_REPAIR_NOT, IMPORT_REPAIR_CERTAIN, IMPORT_REPAIR_OFFERED };

struct import_options {
	const struct schema
		*schema; /* order, unit, basis, member, or return_row, ledger_row, claim_row */
	const char *path;
	const char *encoding; /* NULL: found */
	char delimiter;       /* 0: found */
	const char *sheet;    /* of a workbook, its name or place 1 …; NULL: the first that fits */
	const struct import_map *maps;
	size_t map_count;
	bool dry_run;
	bool update;        /* known numbers: what the hotline owns follows the file */
	bool keep_personal; /* 密存 instead of 不取 */
	enum import_repair repair;
	uint32_t means;      /* enum return_way: what 退回 is in a file of returns; 0: not said */
	const char *rejects; /* NULL: in the store's folder, by the batch's number */
	const struct who *who;
	struct time now;
	void (*found)(const struct finding *, void *arg); /* NULL: nobody listens */
	void *arg;
};

struct import_counts {
	uint64_t done, total; /* bytes */
	uint64_t rows;        /* with something in them, below the headings */
	uint64_t added, changed, same, skipped, rejected;
	uint64_t returned; /* of added and changed: with a new 申请退单 (再退单) */
	uint64_t gone;     /* orders of earlier files like this one that it has no more */
	uint64_t orders;   /* of a file of returns, whose rows are what is added: that they are of */
	uint64_t screened; /* of these: come to be screened, once written */
	uint64_t empty;    /* rows */
	uint64_t damaged;  /* cells with something lost or mangled */
	uint64_t repaired; /* cells that were put right */
	uint64_t findings[FIND_KINDS];
};

enum import_answer { IMPORT_MORE, IMPORT_DONE, IMPORT_FAILED };

struct import;

bool import_open(struct kv *, const struct import_options *, struct import **out, struct err *);
enum import_answer import_step(struct import *, struct err *);
void import_stop(struct import *);  /* before the next step: it sweeps and ends, nothing counts */
void import_close(struct import *); /* safe on NULL; one that is not done is swept */

const struct mapping *import_mapping(const struct import *);
const char *import_encoding(const struct import *, bool *sure); /* of a workbook "xlsx" */

/* Of a workbook: its sheets, and which is read; 0: a file without any. */
size_t import_sheets(const struct import *, const struct source_sheet **out, size_t *read);

const struct import_counts *import_counts(const struct import *);
/* A file of returns. */
bool import_returns(const struct import *);
/* Stopped because nothing says what 退回 means in a file of returns. */
bool import_asks_means(const struct import *);
bool import_stopped(const struct import *);        /* by a finding: nothing was written */
int64_t import_batch(const struct import *);       /* its number once live; 0: none was made */
const char *import_rejects(const struct import *); /* the file, "" while nothing was rejected */

/* Takes a live batch back, or brings it back.  Records that somebody changed since are
 * left as they are and named, one a line, in `kept`. */
bool import_undo(struct act *, int64_t batch, struct buf *kept, struct err *);
bool import_redo(struct act *, int64_t batch, struct buf *kept, struct err *);

#endif
