#include "tui/screen/store.h"

#include <stdlib.h>
#include <string.h>

struct day store_today(const struct ctx *ctx)
{
	return time_day(ctx->now);
}

struct view store_view(const struct ctx *ctx, enum view_kind kind, struct uid uid)
{
	return (struct view){
		.kind = kind,
		.personal = !uid_none(uid) && uid_same(ctx->store->unmasked, uid),
		.today = store_today(ctx),
	};
}

bool store_read(const struct ctx *ctx, struct kv_txn *txn, struct err *e)
{
	return kv_begin_read(ctx->store->kv, txn, e);
}

bool store_begin(const struct ctx *ctx, struct act *act, struct err *e)
{
	return act_begin(act, ctx->store->kv, &ctx->store->who, ctx->now, e);
}

bool store_do(const struct ctx *ctx, const struct verb *verb, struct uid subject, const void *args,
	struct err *e)
{
	return store_do_all(ctx, verb, &subject, 1, args, e);
}

static bool do_each(struct act *act, const struct verb *verb, const struct uid *subjects, size_t n,
	const void *args, struct err *e)
{
	void *after = arena_alloc(&act->scratch, verb->subject->size);

	for (size_t i = 0; i < n; i++) {
		if (verb_do(act, verb, subjects[i], args, after, e))
			continue;
		if (n > 1 && e->where[0] == '\0')
			err_at(
				e, "%s", record_number(&act->txn, verb->subject->kind, subjects[i], &act->scratch));
		return false;
	}
	return true;
}

bool store_do_all(const struct ctx *ctx, const struct verb *verb, const struct uid *subjects,
	size_t n, const void *args, struct err *e)
{
	struct act act;

	if (!store_begin(ctx, &act, e))
		return false;
	bool done = do_each(&act, verb, subjects, n, args, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

void hand_give(struct hand *h, enum kind kind, const struct uid *uids, size_t n)
{
	h->uids = must_realloc(h->uids, (n ? n : 1) * sizeof(*uids));
	if (n)
		memcpy(h->uids, uids, n * sizeof(*uids));
	h->kind = kind;
	h->n = n;
}

void hand_clear(struct hand *h)
{
	free(h->uids);
	*h = (struct hand){ .kind = KIND_NONE };
}
