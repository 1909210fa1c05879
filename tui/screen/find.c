#include "tui/screen/find.h"

#include "locale/msg/msg.h"
#include "store/find/result.h"
#include "tui/screen/pick.h"
#include "tui/screen/screens.h"

#include <string.h>

/* Those few of each that match best are enough: the list has its own finder. */
enum { HITS_OF_A_KIND = 8 };

static const enum kind kinds[] = {
	KIND_CASE,
	KIND_ORDER,
	KIND_MEETING,
	KIND_RULING,
	KIND_TASK,
	KIND_OBJECTION,
	KIND_BASIS,
};

/* Few enough to be found by what stands beside them, too. */
static const enum kind named_kinds[] = { KIND_UNIT, KIND_MEMBER };

static bool hit_of(struct kv_txn *txn, const struct schema *s, uint32_t ordinal,
	struct palette_hit *hit, struct arena *a)
{
	struct err e = { 0 };
	void *record = schema_new(s, a);

	if (!record_peek(txn, s, ordinal, record, a, &e))
		return false;
	struct uid uid = schema_head(record)->uid;
	*hit = (struct palette_hit){
		.words = arena_format(
			a, "%s  %s", record_number(txn, s->kind, uid, a), record_title(txn, s->kind, uid, a)),
		.note = _(s->label),
		.screen = screen_of(s->kind),
		.arg = arg_uid(s->kind, uid),
	};
	return true;
}

static size_t find_kind(struct ctx *ctx, struct kv_txn *txn, enum kind kind, const char *text,
	struct palette_hit *hits, size_t max)
{
	uint32_t ordinals[HITS_OF_A_KIND];
	const struct schema *s = schema_of(kind);
	struct result *result = NULL;
	struct err e = { 0 };
	size_t got = 0, n = 0;

	if (result_open(ctx->store->kv, s, text, NULL, store_today(ctx), &result, &e))
		result_window(result, 0, max < HITS_OF_A_KIND ? max : HITS_OF_A_KIND, ordinals, &got, &e);
	for (size_t i = 0; i < got; i++)
		n += hit_of(txn, s, ordinals[i], &hits[n], &ctx->store->hits);
	result_close(result);
	return n;
}

static size_t find_named(struct ctx *ctx, struct kv_txn *txn, enum kind kind, const char *text,
	struct palette_hit *hits, size_t max)
{
	struct pick pick = { .kv = NULL };
	struct err e = { 0 };
	size_t n = 0;

	if (pick_open(&pick, ctx, kind, "", &e)) {
		struct picker_source source = pick_source(&pick);
		size_t found = source.find(source.data, text);

		for (size_t i = 0; i < found && i < max && i < HITS_OF_A_KIND; i++)
			n += hit_of(txn, schema_of(kind), (uint32_t)source.number(source.data, i), &hits[n],
				&ctx->store->hits);
	}
	pick_close(&pick);
	return n;
}

size_t find_anywhere(struct ctx *ctx, const char *text, struct palette_hit *hits, size_t max)
{
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n = 0;

	arena_free(&ctx->store->hits);
	if (!store_read(ctx, &txn, &e))
		return 0;
	for (size_t i = 0; i < COUNT(named_kinds) && n < max; i++)
		n += find_named(ctx, &txn, named_kinds[i], text, hits + n, max - n);
	for (size_t i = 0; i < COUNT(kinds) && n < max; i++)
		n += find_kind(ctx, &txn, kinds[i], text, hits + n, max - n);
	kv_end_read(&txn);
	return n;
}
