/* dump.h — a whole store as lines of text (dump_line.h), and a store from them.
 *
 * What another machine, another program or another century can read.  Look-ups are not in
 * it: they are made anew.  The journal's bytes are, so that its chain and every number go
 * on where they were.  Personal fields and the personal part of the journal may be left
 * out; requests are texts and stay as they are.
 */
#ifndef YANPAN_STORE_IO_DUMP_H
#define YANPAN_STORE_IO_DUMP_H

#include "locale/base/clock.h"
#include "store/io/outlet.h"
#include "store/kv/kv.h"

struct dump_counts {
	uint64_t records, entries, lines;
};

/* One moment of the store, while others write.  The caller ends the outlet, or drops it. */
bool dump_store(struct kv *, struct outlet *, struct time now, bool personal,
	struct dump_counts *out, struct err *e);

/* Makes a store of the file in a folder that has none.  All of it is read and verified
 * before any of it counts; ERR_INPUT names the line. */
bool dump_load(const char *path, const char *store, struct time now, struct err *e);

#endif
