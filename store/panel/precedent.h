/* precedent.h — 先例: which earlier rulings speak for a case or an order (F28–F30).
 *
 * A ruling on a class has conditions: categories, areas, words, kinds of request.  All that
 * are named must hold, of each one word; one that names neither a category nor a word is
 * never matched by the program.  Besides that rulings resemble a case by category, units and
 * words of the title.  Texts are compared folded (locale/text/fold.h); nothing here fails,
 * a damaged ruling is left out.
 */
#ifndef YANPAN_STORE_PANEL_PRECEDENT_H
#define YANPAN_STORE_PANEL_PRECEDENT_H

#include "store/rec/record.h"
#include "store/schema/order.h"
#include "store/schema/review.h"

struct precedent {
	struct ruling ruling; /* public part */
	const char *lead;     /* short name; "" where none leads */
	const char *why; /* translated: 条件相符(类别、词语)；同类别；同单位 住建局；同词 信号灯 */
	int score;
	bool matches;     /* a class ruling in force whose conditions hold */
	bool same_matter; /* in force, and it matches or has the category and words in common */
};

/* Issued rulings that resemble it, those that match first, then those in force, then the
 * nearer ones; repealed and superseded ones are among them, their state says so.  At most
 * `most`; the case's own ruling is left out. */
size_t precedent_like_case(
	struct kv_txn *, const struct case_ *, size_t most, struct precedent **out, struct arena *);
size_t precedent_like_order(
	struct kv_txn *, const struct order *, size_t most, struct precedent **out, struct arena *);

/* The class rulings in force, read once for many orders. */
struct precedent_classes {
	struct ruling *at;
	size_t n;
};

void precedent_classes(struct kv_txn *, struct precedent_classes *out, struct arena *);
/* Whether the conditions of the ruling hold for the order, whatever its scope and state. */
bool precedent_holds(const struct ruling *, const struct order *);
/* Those that match, the newest first; of `found` room for all classes. */
size_t precedent_among(const struct precedent_classes *, const struct order *,
	const struct ruling **found, struct arena *);
/* The same for one order. */
size_t precedent_match(
	struct kv_txn *, const struct order *, const struct ruling ***out, struct arena *);

/* It settles later orders: in force, and for a class. */
bool precedent_settles(const struct ruling *);
/* 协调意见 that no 政府决定 has confirmed yet. */
bool precedent_unconfirmed(const struct ruling *);

/* The conditions as a query (find/query.h) that finds all orders on which they can hold, and few
 * others; nothing where none is ever matched. */
void precedent_query(const struct ruling *, struct buf *out);

/* Orders by the ruling and their 定后再退, counted from the indexes. */
size_t precedent_returned(struct kv_txn *, const struct ruling *);

/* The conditions of a class as the case and its orders suggest them, where the ruling has none. */
void precedent_suggest(struct kv_txn *, const struct case_ *, struct ruling *, struct arena *);
/* 类别: …；区域: …；涉及: …: the conditions in words, Chinese as the sentence is. */
void precedent_conditions(const struct ruling *, struct buf *out);

#endif
