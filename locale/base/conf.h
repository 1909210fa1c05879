/* conf.h — settings in plain text that a person can read, mend and send by mail.
 *
 *     # the panel's limits
 *     escape_delay = 25
 *     会议名称 = 联合研判会
 *
 * One `key = value` a line; spaces around both are left out, and the value is the rest
 * of the line as it is (a # in it is part of it).  Empty lines and lines that begin with
 * # say nothing.  UTF-8, with or without a byte order mark, LF or CRLF.  A line that is
 * none of this, or a key that is set twice, is an error that names file and line; what
 * keys there are and what values they take is for the reader of the settings to check
 * (conf_nearest() finds what a misspelt key was meant to be).
 */
#ifndef YANPAN_LOCALE_BASE_CONF_H
#define YANPAN_LOCALE_BASE_CONF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct bytes;
struct err;

enum { CONF_LINES_MOST = 4096, CONF_WRONG_MOST = 64 };

struct conf_line {
	const char *key, *value; /* value may be "" */
	int number;              /* of the line in its file, from 1 */
};

struct conf {
	const char *path;
	const struct conf_line *lines; /* the good ones as they stand in the file */
	size_t n;
	const struct err *wrong; /* the others, with their place; the first CONF_WRONG_MOST */
	size_t wrong_count;
};

/* A file that is not there has no settings and is no error; one with a wrong line is.  The
 * texts live as long as `a`. */
bool conf_read(const char *path, struct conf *out, struct arena *a, struct err *e);

/* The same of bytes that were read already, for who goes on with the good lines. */
void conf_parse(const char *path, struct bytes file, struct conf *out, struct arena *a);

const struct conf_line *conf_find(const struct conf *c, const char *key); /* or NULL */

/* The one of `names` that `word` is most like, where it is much like one of them; or NULL. */
const char *conf_nearest(const char *word, const char *const *names, size_t n);

/* "FILE, line 12" as the place of an error in a value. */
bool conf_at(const struct conf *c, const struct conf_line *line, struct err *e);

/* Sets one key and leaves every other byte of the file as it was; the new file takes the
 * place of the old one whole or not at all.  Makes the file, and its folders, where there
 * are none. */
bool conf_write(const char *path, const char *key, const char *value, struct err *e);

#endif
