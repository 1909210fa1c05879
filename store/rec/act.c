#include "store/rec/act.h"

#include "store/rec/rulebook.h"

bool act_begin(
	struct act *act, struct kv *kv, const struct who *who, struct time now, struct err *e)
{
	*act = (struct act){ .who = who, .now = now };
	return rulebook_note(kv, who, now, e) && kv_begin_write(kv, &act->txn, e);
}

bool act_commit(struct act *act, struct err *e)
{
	bool done = kv_commit(&act->txn, e);

	arena_free(&act->scratch);
	return done;
}

void act_abort(struct act *act)
{
	kv_abort(&act->txn);
	arena_free(&act->scratch);
}
