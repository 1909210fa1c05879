#include "store/rec/migrate.h"

#include "locale/base/array.h"
#include "store/rec/batch.h"
#include "store/rec/meta.h"
#include "store/rec/pending.h"
#include "store/rec/record.h"
#include "store/rec/reindex.h"

enum { FORM_FIRST = 1 };

unsigned migrate_form(struct kv_txn *txn)
{
	unsigned form = (unsigned)meta_number(txn, "form");

	return form || !meta_origin(txn) ? form : FORM_FIRST;
}

bool migrate_due(struct kv *kv, bool *due, struct err *e)
{
	struct kv_txn txn;
	unsigned form;

	if (!kv_begin_read(kv, &txn, e))
		return false;
	form = migrate_form(&txn);
	if (txn.err.kind)
		*e = txn.err;
	kv_end_read(&txn);
	*due = form > 0 && form < FORM_NOW;
	if (form <= FORM_NOW)
		return !e->kind;
	err_set(e, ERR_STORE, "a newer yanpan made this store (form %u; this one knows %u)", form,
		(unsigned)FORM_NOW);
	err_at(e, "%s", kv_folder(kv));
	return err_fix(e, "use the newer program");
}

/* --- the steps ------------------------------------------------------------------------- */

/* Sealed as they are today: what happened to them before nobody can tell any more. */
static bool seal_batches(struct act *act, struct err *e)
{
	struct arena_mark clean = arena_mark(&act->scratch);
	uint32_t last = record_last(&act->txn, KIND_BATCH);

	for (uint32_t i = 1; i <= last; i++) {
		struct batch b;

		if (!record_any(&act->txn, &batch_schema, i, &b, &act->scratch, e)) {
			if (e->kind != ERR_ABSENT)
				return false;
			*e = (struct err){ 0 };
		} else if (!batch_seal(act, &b, "migrate", e)) {
			return false;
		}
		arena_reset(&act->scratch, clean);
	}
	return true;
}

/* All look-ups anew: whoever opens the store next does it, and until then it is marked. */
static bool await_indexes(struct act *act, struct err *e)
{
	(void)e;
	gram_set_unready(&act->txn);
	reindex_demand(&act->txn);
	return true;
}

/* [n] leads to form n. */
static bool (*const steps[FORM_NOW + 1])(struct act *, struct err *) = {
	[2] = seal_batches,
	[3] = await_indexes,
};

static bool take_step(
	struct kv *kv, const struct who *who, struct time now, unsigned to, struct err *e)
{
	struct act act;
	bool good;

	if (!act_begin(&act, kv, who, now, e))
		return false;
	good = true;
	if (migrate_form(&act.txn) + 1 == to) { /* else another program was faster */
		good = steps[to](&act, e);
		meta_set_number(&act.txn, "form", to);
	}
	good = good && act_commit(&act, e);
	act_abort(&act);
	return good;
}

bool migrate_store(struct kv *kv, const struct who *who, struct time now, struct err *e)
{
	bool due;

	if (!migrate_due(kv, &due, e))
		return false;
	if (due && !kv_keep_out_older(kv, e))
		return false;
	for (unsigned to = FORM_FIRST + 1; due && to <= FORM_NOW; to++)
		if (!take_step(kv, who, now, to, e))
			return false;
	return true;
}
