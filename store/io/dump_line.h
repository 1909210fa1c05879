/* dump_line.h — one line of a store as text (dump.h): written, and read back the same.
 *
 *     {"dump":"yanpan","format":1,"program":"0.1","made":1789951200,"county":"…","origin":7,
 *      "personal":true,"records":130,"entries":263,"head":"1e32…"}
 *     {"meta":"last order","number":30}                    or "text", or "base64"
 *     {"record":"unit","uid":"7:12","ordinal":3,"version":5,"live":true,
 *      "fields":{"name":"…","short":"…"},"personal":{"contact":"…"}}
 *     {"entry":"7:263","base64":"…"}                        the journal's bytes
 *     {"personal_change":"7:263:9","base64":"…"}            salt, before and after
 *     {"end":1234,"sm3":"…"}                                lines before it, and their SM3
 *
 * Each is an object whose last member is "crc", the CRC-32 of the line before its comma, so
 * that a damaged line is known by itself.  Fields are by name, empty ones left out; texts
 * as they are, flags true, choices by name, days 2026-09-21, times 2026-09-21 08:40:00 in
 * Beijing, limits [unit, n, day], links origin:counter, rows arrays of objects.  What does
 * not read back from those words the same (a choice without a name, a year that is a slip)
 * stands as its number.
 */
#ifndef YANPAN_STORE_IO_DUMP_LINE_H
#define YANPAN_STORE_IO_DUMP_LINE_H

#include "store/schema/schema.h"

enum { DUMP_FORMAT = 1 };

enum dump_kind { DUMP_HEADER, DUMP_META, DUMP_RECORD, DUMP_ENTRY, DUMP_PERSONAL, DUMP_END };

struct dump_line {
	enum dump_kind kind;
	/* header */
	struct time made;
	const char *county, *head; /* head: hex */
	bool personal;             /* the dump holds personal fields */
	uint64_t records, entries;
	/* meta: name and value; entry and personal change: value */
	const char *name;
	struct bytes value;
	/* record: with uid, ordinal and version in its head */
	const struct schema *schema;
	void *record;
	bool live, without_personal; /* the second: leave its personal fields out */
	/* header and all that has a place in the journal */
	uint32_t origin;
	uint64_t sequence;
	uint16_t tag;
	/* end */
	uint64_t lines;
	const char *sm3;
};

void dump_line_write(const struct dump_line *, struct buf *out); /* appends, with an LF */

/* The line without its LF.  Texts and record live in the arena.  Errors say what is wrong;
 * which line it is, the caller knows. */
bool dump_line_read(struct bytes line, struct dump_line *out, struct arena *a, struct err *e);

#endif
