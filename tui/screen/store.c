#include "tui/screen/store.h"

#include "store/rec/codec.h"
#include "tui/screen/who.h"

#include <stdlib.h>
#include <string.h>

bool store_open(struct store *s, const char *folder, unsigned flags, struct err *e)
{
	*s = (struct store){ .kv = NULL };
	if (!kv_open(folder, flags, &s->kv, e))
		return false;
	s->upkeep.kv = s->kv;
	if (who_read(s->kv, &s->who, &s->arena, e))
		return true;
	store_close(s);
	return false;
}

void store_close(struct store *s)
{
	upkeep_end(&s->upkeep);
	hand_clear(&s->hand);
	arena_free(&s->arena);
	arena_free(&s->hits);
	kv_close(s->kv);
	s->kv = NULL;
}

bool store_sit(struct store *s, const char *name, struct err *e)
{
	return who_keep(s->kv, &s->who, name, &s->arena, e);
}

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

/* What the person said stands over what is suggested for this record. */
static void overlay(const struct schema *s, const void *said, void *args, struct arena *a)
{
	struct buf value = { 0 };

	for (size_t i = 0; i < s->field_count; i++) {
		if (field_empty(&s->fields[i], said))
			continue;
		buf_cut(&value, 0);
		codec_write_field(&s->fields[i], said, &value);
		codec_read_field(&s->fields[i], (struct bytes){ value.at, value.n }, args, a);
	}
	buf_free(&value);
}

static const void *args_for(
	struct act *act, const struct verb *verb, struct uid uid, const void *said, struct err *e)
{
	void *record = schema_new(verb->subject, &act->scratch);
	void *args = schema_new(verb->args, &act->scratch);

	if (!record_get(&act->txn, verb->subject, uid, record, &act->scratch, e))
		return NULL;
	verb_suggest(&act->txn, verb, record, args, &act->scratch);
	overlay(verb->args, said, args, &act->scratch);
	return args;
}

static bool do_each(struct act *act, const struct verb *verb, const struct uid *subjects, size_t n,
	const void *said, struct err *e)
{
	void *after = arena_alloc(&act->scratch, verb->subject->size);

	for (size_t i = 0; i < n; i++) {
		const void *args = said;

		if (said && n > 1 && !(args = args_for(act, verb, subjects[i], said, e)))
			return false;
		if (!verb_do(act, verb, subjects[i], args, after, e))
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
