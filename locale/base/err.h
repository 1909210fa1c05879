/* err.h — what went wrong, where, and how to fix it, in the user's words.
 *
 * What can fail returns bool and takes a `struct err *`, last and never NULL.
 * The deepest function says what; whoever knows the place adds where; whoever
 * knows the way out adds the fix.  Every err_ function returns false, so that
 * it can end the function that failed.  The formats are English msgids; they
 * pass through the translator that `locale/msg` installs at start.
 */
#ifndef YANPAN_LOCALE_BASE_ERR_H
#define YANPAN_LOCALE_BASE_ERR_H

#include <stdbool.h>

enum err_kind {
	ERR_NONE,
	ERR_INPUT,  /* what was given cannot be used: a file, a cell, a word */
	ERR_RULE,   /* a rule of the panel or a state forbids it now */
	ERR_ABSENT, /* what was named is not there */
	ERR_BUSY,   /* another program has the pen */
	ERR_STORE,  /* disk, permission, damage */
	ERR_USAGE,  /* a command line that cannot be read */
};

struct err {
	enum err_kind kind; /* ERR_NONE when all is well */
	char what[192];     /* "quorum not met: 2 of 3 bodies" */
	char where[512];    /* "order 2026-0142, field attendance", or ""; cut in the middle, at a
						   character */
	char fix[192];      /* "record who came, or adjourn with F5", or "" */
	bool damage;        /* the disk does not hold what was written: a backup helps */
};

bool err_set(struct err *e, enum err_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool err_at(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool err_fix(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ERR_STORE with the words for an errno: "disk full", "no permission" … and the
 * way out; `path` becomes the place. */
bool err_errno(struct err *e, int error_number, const char *path);

/* Writes "what (where). fix" on one line into `out`, which is always ended. */
void err_line(const struct err *e, char *out, unsigned long bytes);

/* From now on every format passes through `translate` first. */
void err_translate_with(const char *(*translate)(const char *msgid));

#endif
