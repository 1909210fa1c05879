/* setting.h — one setting of a file that people write: its name, type, limits, default.
 *
 * A table of settings says where in a struct each value goes; the reader of the file, the
 * list of settings, the template files and the manual walk it.
 */
#ifndef YANPAN_STORE_SCHEMA_SETTING_H
#define YANPAN_STORE_SCHEMA_SETTING_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum setting_type {
	SETTING_NUMBER,  /* int, from `least` to `most` */
	SETTING_CHOICE,  /* int, one of `choices` */
	SETTING_TEXT,    /* const char *: one line */
	SETTING_PATTERN, /* const char *: an extended regular expression; "": none */
	SETTING_WORDS,   /* struct phrases: words with | between */
	SETTING_PHRASE,  /* const char *: one line in which {name} stands for something */
};

/* Words with | between, taken apart. */
struct phrases {
	size_t n;
	const char *const *at;
};

struct setting_choice {
	int value;
	const char *name; /* in files */
	const char *word; /* the same in Chinese, taken too */
};

struct setting {
	const char *name;  /* in files: near_days */
	const char *word;  /* 临近天数: as the office calls it, taken in files, too */
	const char *value; /* the default, as a file would say it */
	const char *help;  /* msgid */
	enum setting_type type;
	size_t offset;
	int least, most;
	const struct setting_choice *choices;
	size_t choice_count;
	const char *places; /* what a phrase may have in { }: names with | between */
	/* Says why the text cannot be the value; NULL: anything of the type may. */
	bool (*check)(const char *text, struct err *);
};

/* The name, place and type, read off the struct. */
#define SETTING_AT(strct, member, kind_of_type)                                                    \
	.name = #member, .offset = offsetof(strct, member), .type = (kind_of_type)

/* Puts the value of the text into *out, the struct of the table; what it keeps lives as long
 * as `a`.  False: why it cannot be, and what could; *out is as it was. */
bool setting_read(
	const struct setting *, const char *text, void *out, struct arena *a, struct err *);

/* What a {name} of a phrase stands for. */
struct setting_place {
	const char *name, *value;
};

/* The phrase with what its {names} stand for; one that has no value leaves nothing. */
void setting_fill(const char *phrase, const struct setting_place *, size_t n, struct buf *out);

/* What it takes, in the person's language: "1 to 99", "印发 or 送达". */
const char *setting_takes(const struct setting *, struct arena *a);

#endif
