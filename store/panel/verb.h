/* verb.h — what may be done with records: the table behind F5, `yanpan do` and the manual.
 *
 * A verb is one step inside an act: read, check, write.  It never commits, so
 * verbs compose.  What it asks for is a schema of its own, so that forms, command
 * lines and help come from the same tables as records.
 */
#ifndef YANPAN_STORE_PANEL_VERB_H
#define YANPAN_STORE_PANEL_VERB_H

#include "store/rec/act.h"
#include "store/rec/record.h"
#include "store/schema/schema.h"

struct verb {
	const char *name;  /* "adjourn": command line, journal */
	const char *label; /* msgid: 缓议 */
	const char *help;  /* msgid: one sentence */
	const struct schema *subject;
	const struct schema *args; /* what it asks for, or NULL */
	bool final;                /* cannot be undone: the screen shows first what it will do */
	bool quick; /* done at once where suggest() knows all it asks for: two keys from the list */
	bool aside; /* not on a record's usual way: what it lacks is said only where it is asked for */
	/* Whether it may be done now; err says why not and how to mend it. */
	bool (*may)(struct kv_txn *, const void *subject, struct err *);
	/* Fills in what is likely before the person is asked (NULL: nothing). */
	void (*suggest)(struct kv_txn *, const void *subject, void *args, struct arena *);
	/* Says what does not forbid it and should be known all the same (NULL: nothing):
	 * translated, each on a line of its own. */
	void (*warn)(struct kv_txn *, const void *subject, const void *args, struct buf *lines);
	/* Does it.  *subject was read in this act, its state is already the new one; run puts
	 * it.  It is as it now stands afterwards. */
	bool (*run)(struct act *, void *subject, const void *args, struct err *);
};

/* A state change: one row of the flow of a kind.  `to` 0: the state stays. */
struct flow {
	const struct verb *verb;
	uint32_t from; /* 0: any state */
	uint32_t to;
};

/* The rows of a kind, in the order in which they are offered; *n of them. */
const struct flow *flow_of(enum kind, size_t *n);

/* All verbs, each once. */
const struct verb *const *verb_all(size_t *n);
const struct verb *verb_named(enum kind, const char *name); /* name or label; NULL: none */

/* What suggest() and warn() say; nothing where the verb has none. */
void verb_suggest(
	struct kv_txn *, const struct verb *, const void *subject, void *args, struct arena *);
void verb_warn(
	struct kv_txn *, const struct verb *, const void *subject, const void *args, struct buf *lines);

/* State and may() together: whether the verb may be done with the record now. */
bool verb_may(struct kv_txn *, const struct verb *, const void *subject, struct err *);

/* Reads the subject again inside the act, checks, moves its state, runs.  `args` NULL:
 * what verb_suggest() fills in.  After it *subject_out is the record as it now stands; its
 * texts live in act->scratch. */
bool verb_do(struct act *, const struct verb *, struct uid subject, const void *args,
	void *subject_out, struct err *);

/* Once, before the first act of a program: tells undo which verbs are final. */
void verb_start(void);

#endif
