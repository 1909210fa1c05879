/* Taking an import back, and bringing it back. */
#include "locale/msg/msg.h"
#include "store/io/import.h"
#include "store/rec/bulk.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"
#include "store/rec/undo.h"

#include <stdio.h>
#include <string.h>

struct turn {
	struct act *act;
	const struct schema *schema;
	struct batch *batch;
	bool redo;
	struct buf *kept;
};

static void name_kept(const void *record, void *arg)
{
	const struct turn *t = arg;

	buf_printf(t->kept, "%s\n", schema_text(t->schema, record, t->schema->number));
}

/* The last entry of its history is an import's. */
static bool as_imported(struct turn *t, uint32_t ordinal)
{
	struct kv_txn *txn = &t->act->txn;
	struct err e = { 0 };
	struct event ev;
	uint64_t newest = 0;
	size_t n = journal_of(txn, t->schema->kind, ordinal, 0, &newest, 1);

	if (n > 1)
		journal_of(txn, t->schema->kind, ordinal, n - 1, &newest, 1);
	return n > 0 && journal_read(txn, meta_origin(txn), newest, &ev, &t->act->scratch, &e) &&
		!strncmp(ev.verb, "import", strlen("import"));
}

/* Kinds that were put one by one: their ordinals follow each other. */
static bool turn_singles(struct turn *t, struct err *e)
{
	const char *verb = t->redo ? "import redo" : "import undo";

	for (int64_t i = t->batch->first; i && i <= t->batch->last; i++) {
		uint32_t ordinal = (uint32_t)i;
		void *record = schema_new(t->schema, &t->act->scratch);
		struct err kept = { 0 };

		if (record_live(&t->act->txn, t->schema->kind, ordinal) == t->redo)
			continue;
		if (!record_any(&t->act->txn, t->schema, ordinal, record, &t->act->scratch, e))
			return false;
		if (!as_imported(t, ordinal) ||
			!record_set_live(t->act, t->schema, ordinal, t->redo, verb, &kept)) {
			if (kept.kind == ERR_STORE)
				return *e = kept, false;
			name_kept(record, t);
		}
	}
	return true;
}

/* The change an --update made, the other way round. */
static bool turn_change(struct turn *t, struct batch_before *b, struct err *e)
{
	const char *verb = t->redo ? "import redo" : "import undo";
	void *record = schema_new(t->schema, &t->act->scratch);
	struct err kept = { 0 };

	if (!record_get(&t->act->txn, t->schema, b->record, record, &t->act->scratch, &kept)) {
		if (kept.kind == ERR_STORE)
			return *e = kept, false;
		return true; /* what made it was taken back, too */
	}
	if (!as_imported(t, schema_head(record)->ordinal) ||
		!undo_entry(t->act, (uint64_t)b->sequence, t->redo, verb, &kept)) {
		if (kept.kind == ERR_STORE)
			return *e = kept, false;
		name_kept(record, t);
	}
	return true;
}

static bool turn_changes(struct turn *t, struct err *e)
{
	struct batch_before *list = t->batch->before.at;

	for (size_t i = 0; i < t->batch->before.n; i++)
		if (!turn_change(t, &list[t->redo ? i : t->batch->before.n - 1 - i], e))
			return false;
	return true;
}

static bool find_batch(struct turn *t, int64_t number, struct err *e)
{
	uint32_t want = t->redo ? BATCH_UNDONE : BATCH_LIVE;
	char text[32];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	if (!record_find(&t->act->txn, &batch_schema, text, t->batch, &t->act->scratch, e))
		return false;
	t->schema = schema_of((enum kind)t->batch->kind);
	if (t->schema && t->batch->state == want)
		return true;
	if (t->redo)
		err_set(e, ERR_RULE, "this import was not taken back");
	else
		err_set(e, ERR_RULE, "this import was taken back already");
	return err_at(e, "%s %s", _(batch_schema.label), text);
}

static bool turn(struct act *act, int64_t number, bool redo, struct buf *kept, struct err *e)
{
	struct batch b;
	struct turn t = { act, NULL, &b, redo, kept };

	if (!find_batch(&t, number, e))
		return false;
	if (!redo && !turn_changes(&t, e))
		return false;
	if (t.schema->kind == KIND_ORDER ? !bulk_set_live(act, t.schema, &b, redo, name_kept, &t, e)
									 : !turn_singles(&t, e))
		return false;
	if (redo && !turn_changes(&t, e))
		return false;
	b.state = redo ? BATCH_LIVE : BATCH_UNDONE;
	return record_put(act, &batch_schema, &b, redo ? "import redo" : "import undo", e);
}

bool import_undo(struct act *act, int64_t batch, struct buf *kept, struct err *e)
{
	return turn(act, batch, false, kept, e);
}

bool import_redo(struct act *act, int64_t batch, struct buf *kept, struct err *e)
{
	return turn(act, batch, true, kept, e);
}
