/* ruling.h — 研判结论: what is missing, how it reads, what changed behind its back.
 *
 * All of these take a ruling that need not be stored, so that the review screen can ask
 * after every key.  The sentence is Chinese whatever the language of the screens: it is
 * read out and stands in the minutes.
 */
#ifndef YANPAN_STORE_PANEL_RULING_H
#define YANPAN_STORE_PANEL_RULING_H

#include "store/rec/record.h"
#include "store/schema/review.h"

/* Something a ruling still lacks, or has too much of. */
struct lack {
	const char *field; /* of the ruling: "duties", "bases" … */
	const char *part;  /* of the row: "task", "limit", "unit"; NULL: the field as a whole */
	size_t row;        /* of the field, from 0 */
	const char *words; /* translated: 配合1(住建局)的职责 */
};

/* In the order of the form; 0: it can be agreed as far as its own fields go. */
size_t ruling_missing(struct kv_txn *, const struct ruling *, struct lack **out, struct arena *);

/* The same as one error: 还缺: … */
bool ruling_complete(struct kv_txn *, const struct ruling *, struct err *);

/* What should be known though it stops nothing: a 垂管 unit leads … one a line. */
void ruling_warnings(struct kv_txn *, const struct ruling *, struct buf *lines);

/* 形成, from the parties' own answers: all of them accept = 协商一致. */
enum ruling_standing ruling_standing_of(const struct item *, const struct case_ *);

/* It was issued once, whatever became of it since: 已生效, 暂停中, 已取代, 已撤销. */
bool ruling_issued(const struct ruling *);
/* The bases of the ruling and of its duties, each once. */
struct uids ruling_bases(const struct ruling *, struct arena *);

/* The duty that leads; NULL: none does. */
const struct duty *ruling_lead(const struct ruling *);

#endif
