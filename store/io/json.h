/* json.h — JSON read into a tree (RFC 8259): one value, small enough for memory.
 *
 * Strict: UTF-8 without NUL, every escape known, a member's name once only, nothing behind
 * the value.  Numbers stay as they are written until somebody asks what they are.  Writing
 * needs no tree: json_text() in printer.h.
 */
#ifndef YANPAN_STORE_IO_JSON_H
#define YANPAN_STORE_IO_JSON_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT };

enum { JSON_DEPTH = 16, JSON_MEMBERS = 4096 /* of one object */ };

struct json {
	enum json_type type;
	const char *name; /* as a member of an object, else NULL */
	const char *text; /* of a text, or of a number as written; ended by a NUL */
	size_t n;         /* bytes of `text`, or how many items */
	struct json *items;
};

/* The tree lives in the arena. */
bool json_read(struct bytes text, struct json *out, struct arena *a, struct err *e);

const struct json *json_member(const struct json *object, const char *name); /* or NULL */

/* False: it is no whole number in range. */
bool json_i64(const struct json *, int64_t *out);
bool json_u64(const struct json *, uint64_t *out);

#endif
