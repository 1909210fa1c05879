/* import.h — the state of the import screen, for its files only.
 *
 * import.c is the screen; import_folder.c finds the files, import_choose.c asks how they are
 * meant, import_run.c tries one, import_write.c writes it; import_draw.c draws.
 *
 * A file is tried first (all checks, nothing written) and may be tried again with another
 * encoding or other columns; only then F5 writes it as one batch.  Several files follow each
 * other.
 */
#ifndef YANPAN_TUI_SCREEN_IMPORT_H
#define YANPAN_TUI_SCREEN_IMPORT_H

#include "store/io/backup.h"
#include "store/io/import.h"
#include "store/io/return_row.h"
#include "tui/screen/frame.h"
#include "tui/screen/store.h"
#include "tui/widget/table.h"

enum { IMPORT_FINDINGS = 2000, IMPORT_MAPS = 64 };

enum import_page {
	IMPORT_COLUMNS,
	IMPORT_REJECTED,
	IMPORT_SKIPPED,
	IMPORT_NOTED,
	IMPORT_GONE,
	IMPORT_PAGES
};

struct import_finding {
	enum import_page page;
	const char *place, *column, *words, *offered;
};

struct import_screen {
	const struct schema *schema; /* of what is in the file: a kind, or return_row.h */
	const char *path;
	const char **queue; /* files still to come */
	size_t queued;
	const char *said;     /* of the file before this one; NULL: it is the first */
	const char *encoding; /* told; NULL: found */
	const char *sheet;    /* told; NULL: found */
	enum import_repair repair;
	uint32_t means; /* enum return_way, told; 0: remembered or as the headings say */
	struct import_map maps[IMPORT_MAPS];
	size_t map_count;
	bool keep_personal; /* 密存 instead of 不取 */
	bool update;        /* what the person chose to write */
	bool writing;
	bool unsaved; /* no backup could be made, and that was said */
	struct backup_run backup;
	struct import *im; /* of the trial, or of the writing; NULL: no file yet */
	struct import_counts counts;
	const char *found_encoding;
	bool sure;
	bool stopped;
	struct arena read; /* the findings */
	struct import_finding *findings;
	size_t finding_count;
	uint64_t finding_all; /* more than are kept */
	size_t *shown;        /* of the open page */
	size_t shown_count;
	enum import_page page;
	struct table table;
	struct table_column columns[4]; /* of the table, translated */
	struct picker_row *offers;
	const char **paths;          /* of the offers, where they are files */
	const struct field **fields; /* a column may become */
	struct import_options options;
};

/* Takes the kind that most headings of the file are of: a table of units is not one of
 * orders. */
void import_guess_kind(struct import_screen *s, struct ctx *ctx);

/* What may be in a file. */
enum { IMPORT_KINDS = 7 };
extern const struct schema *const import_kinds[IMPORT_KINDS];

/* Questions over the screen; each answer tries the file anew. */
struct effect import_choose_field(void *state, struct ctx *ctx);
struct effect import_choose_encoding(void *state, struct ctx *ctx);
struct effect import_choose_sheet(void *state, struct ctx *ctx);
struct effect import_choose_repair(void *state, struct ctx *ctx);
struct effect import_choose_kind(void *state, struct ctx *ctx);
struct effect import_ask_means(void *state, struct ctx *ctx);
/* The sheet that is read, of several; NULL: there is no choice. */
const char *import_sheet_read(const struct import_screen *s);
const char *import_repair_words(enum import_repair);

/* A path that was typed, pasted or chosen: tries the file, or lists the folder. */
struct effect import_take_path(struct import_screen *s, struct ctx *ctx, const char *path);
bool import_is_folder(const char *path);
struct effect import_choose_in(struct import_screen *s, struct ctx *ctx, const char *folder);

/* Opens the file for a trial and says how to run it. */
struct effect import_try(struct import_screen *s, struct ctx *ctx);
/* The same for writing: false where it cannot be opened. */
bool import_begin(struct import_screen *s, struct ctx *ctx, bool dry, struct err *e);
bool import_slice(void *screen, struct progress *p, struct err *e);
struct effect import_write(struct import_screen *s, struct ctx *ctx);
void import_end(struct import_screen *s);

void import_show_page(struct import_screen *s, enum import_page page);
size_t import_page_count(const struct import_screen *s, enum import_page page);
void import_draw(const struct import_screen *s, const struct ctx *ctx, struct canvas *c);
void import_place(struct import_screen *s, const struct ctx *ctx);

#endif
