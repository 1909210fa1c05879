/* move.c — 调整顺序: an item is heard earlier or later. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"

static const struct field move_fields[] = {
	{
		FIELD_AT(struct move_args, place, FIELD_NUMBER),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("place on the agenda"),
		.help = N_("1 is heard first; the items behind it move on."),
	},
};

static const struct schema move_schema = {
	.name = "move",
	.label = N_("move on the agenda"),
	.size = sizeof(struct move_args),
	.fields = move_fields,
	.field_count = COUNT(move_fields),
};

static bool may_move(struct kv_txn *txn, const void *subject, struct err *e)
{
	return item_changeable(txn, subject, false, e);
}

static bool is_place(int64_t place, size_t n, struct err *e)
{
	if (place >= 1 && place <= (int64_t)n)
		return true;
	err_set(e, ERR_INPUT, "the agenda has no place %lld", (long long)place);
	return err_fix(e, "use 1 to %zu", n);
}

/* The item out of its place and into the other; those between move by one. */
static void shift(struct item *items, size_t from, size_t to)
{
	struct item moved = items[from];

	for (; from < to; from++)
		items[from] = items[from + 1];
	for (; from > to; from--)
		items[from] = items[from - 1];
	items[to] = moved;
}

static bool run_move(struct act *act, void *subject, const void *args, struct err *e)
{
	const struct move_args *given = args;
	struct item *item = subject, *items;
	size_t n = meeting_items(&act->txn, item->meeting, &items, &act->scratch), from = 0;

	if (!is_place(given->place, n, e))
		return false;
	while (items[from].head.ordinal != item->head.ordinal)
		from++;
	shift(items, from, (size_t)given->place - 1);
	for (size_t i = 0; i < n; i++) {
		items[i].place = (int64_t)i + 1;
		if (!record_put(act, &item_schema, &items[i], "move", e))
			return false;
		if (items[i].head.ordinal == item->head.ordinal)
			*item = items[i];
	}
	return true;
}

const struct verb item_move = {
	.name = "move",
	.label = N_("move on the agenda"),
	.help = N_("The item is heard earlier or later."),
	.subject = &item_schema,
	.args = &move_schema,
	.may = may_move,
	.run = run_move,
};
