#include "store/rec/upkeep.h"

#include "locale/base/clock.h"
#include "store/rec/pending.h"
#include "store/rec/reindex.h"

enum {
	SOME = 64,       /* pending texts that are worth a transaction */
	AFTER_MS = 1000, /* what a command may take longer for */
};

/* What there is to do. */
struct need {
	bool grams;
	uint64_t pending; /* 0 too where grams are not to be relied on */
};

static struct need need_of(struct kv *kv)
{
	struct need need = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(kv, &txn, &e))
		return need;
	need.grams = reindex_wanted(&txn);
	need.pending = gram_ready(&txn) ? pending_count(&txn) : 0;
	kv_end_read(&txn);
	return need;
}

static bool build(struct upkeep *u, int ms)
{
	struct err e = { 0 };

	if (!u->reindex && !reindex_open(u->kv, true, &u->reindex, &e)) {
		u->refused = true;
		return false;
	}
	if (reindex_step(u->reindex, ms, &e) && !reindex_done(u->reindex))
		return true;
	u->refused = !reindex_done(u->reindex);
	reindex_close(u->reindex);
	u->reindex = NULL;
	return false;
}

/* Down to nothing, for so long. */
static bool merge(struct kv *kv, int ms)
{
	int64_t until = clock_monotonic_ms() + ms;
	struct err e = { 0 };
	uint64_t left;

	do {
		if (!pending_merge(kv, &left, &e))
			return false;
	} while (left && clock_monotonic_ms() < until);
	return left > 0;
}

bool upkeep_step(struct upkeep *u, int ms)
{
	struct need need;

	if (u->refused || kv_is_read_only(u->kv))
		return false;
	need = u->reindex ? (struct need){ .grams = true } : need_of(u->kv);
	if (need.grams)
		return build(u, ms);
	return need.pending >= SOME && merge(u->kv, ms);
}

void upkeep_end(struct upkeep *u)
{
	reindex_close(u->reindex);
	u->reindex = NULL;
}

void upkeep_after(struct kv *kv)
{
	if (!kv_is_read_only(kv) && need_of(kv).pending >= PENDING_MANY)
		merge(kv, AFTER_MS);
}
