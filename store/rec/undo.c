#include "store/rec/undo.h"

#include "locale/msg/msg.h"
#include "store/rec/codec.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"

#include <stdlib.h>
#include <string.h>

static const struct undo_final *refused;
static size_t refused_count;

void undo_refuse(const struct undo_final *finals, size_t n)
{
	refused = finals;
	refused_count = n;
}

static bool is_refused(const struct event *ev)
{
	if (!strncmp(ev->verb, "import", strlen("import")))
		return true;
	for (size_t i = 0; i < refused_count; i++)
		if (refused[i].kind == ev->kind && !strcmp(refused[i].verb, ev->verb))
			return true;
	return false;
}

/* A walk back over the journal, step by step: which steps were taken back is decided
 * by the newest entry that speaks of them. */
struct walk {
	struct act *act;
	struct arena_mark clean; /* of the act's scratch: one entry at a time is in it */
	uint64_t at;             /* the entry to read next, going down */
	size_t others;           /* entries met that are not this person's */
	int64_t *decided;        /* steps that an undo or a redo was met for, newest first */
	bool *taken_back;        /* beside it: whether the newest word was an undo */
	size_t n, room;
};

static void decide(struct walk *w, int64_t step, bool taken_back)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->decided[i] == step)
			return;
	if (w->n == w->room) {
		w->room = w->room ? w->room * 2 : 16;
		w->decided = must_realloc(w->decided, w->room * sizeof(*w->decided));
		w->taken_back = must_realloc(w->taken_back, w->room * sizeof(*w->taken_back));
	}
	w->decided[w->n] = step;
	w->taken_back[w->n++] = taken_back;
}

static bool is_decided(const struct walk *w, int64_t step, bool taken_back)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->decided[i] == step)
			return w->taken_back[i] == taken_back;
	return false;
}

/* The pen is held meanwhile: whoever did nothing lately is not looked for through years. */
enum { OTHERS_MOST = 20000 };

/* What the act's person did, newest first; false at the beginning of the journal. */
static bool next_entry(struct walk *w, struct event *ev, struct err *e)
{
	struct kv_txn *txn = &w->act->txn;

	while (w->at > 0 && w->others < OTHERS_MOST) {
		arena_reset(&w->act->scratch, w->clean);
		if (!journal_read(txn, meta_origin(txn), w->at--, ev, &w->act->scratch, e))
			return false;
		if (!strcmp(ev->who_name, w->act->who->name) && (ev->changes.n || ev->sealed.n))
			return true;
		w->others++;
	}
	return false;
}

/* The step an undo would take back, or a redo bring back. */
static bool find_step(struct act *act, bool redo, struct event *found, struct err *e)
{
	struct walk w = {
		.act = act,
		.clean = arena_mark(&act->scratch),
		.at = journal_last(&act->txn),
	};
	bool ok = false;

	while (!ok && next_entry(&w, found, e)) {
		if (!strcmp(found->verb, "undo") || !strcmp(found->verb, "redo")) {
			bool undone = found->verb[0] == 'u';

			if (redo && undone && !is_decided(&w, found->undoes, false))
				ok = true;
			decide(&w, found->undoes, undone);
		} else if (redo && !is_decided(&w, found->step, true)) {
			break;
		} else if (!redo && !is_decided(&w, found->step, true)) {
			ok = true;
		}
	}
	free(w.decided);
	free(w.taken_back);
	if (ok || e->kind)
		return ok;
	if (redo)
		return err_set(e, ERR_RULE, "nothing was taken back since the last step");
	if (w.others < OTHERS_MOST)
		return err_set(e, ERR_RULE, "there is nothing to take back");
	err_set(e, ERR_RULE, "%s did nothing among the last %d steps of others", act->who->name,
		(int)OTHERS_MOST);
	return err_fix(e, "look at its history, then change it by hand");
}

static bool changed_since(const struct event *ev, struct err *e)
{
	err_set(e, ERR_RULE, "it was changed since");
	err_at(e, "%s", ev->subject_number);
	return err_fix(e, "look at its history, then change it by hand");
}

static bool holds(const struct field *f, const void *record, struct bytes want)
{
	struct buf now = { 0 };
	bool same;

	codec_write_field(f, record, &now);
	same = now.n == want.n && (now.n == 0 || !memcmp(now.at, want.at, now.n));
	buf_free(&now);
	return same;
}

static int64_t number_in(
	const struct schema *s, const struct field *f, struct bytes value, struct arena *a)
{
	void *record = schema_new(s, a);

	return codec_read_field(f, value, record, a) ? *FIELD_CONST(f, record, int64_t) : 0;
}

/* A counter: only this step's own part of it, whoever added to it since. */
static void put_counted(struct act *act, const struct schema *s, const struct field *f,
	void *record, struct bytes from, struct bytes to)
{
	*FIELD_PTR(f, record, int64_t) +=
		number_in(s, f, to, &act->scratch) - number_in(s, f, from, &act->scratch);
}

static bool put_value(struct act *act, const struct schema *s, const struct event *ev, void *record,
	int64_t tag, struct bytes from, struct bytes to, struct err *e)
{
	const struct field *f = schema_field_tagged(s, (uint16_t)tag);

	if (!f) {
		err_set(e, ERR_RULE, "a newer yanpan did this");
		err_at(e, "%s", ev->subject_number);
		return err_fix(e, "take it back with that version");
	}
	if (f->flags & FIELD_COUNTED) {
		put_counted(act, s, f, record, from, to);
		return true;
	}
	if (!holds(f, record, from))
		return changed_since(ev, e);
	return codec_read_field(f, to, record, &act->scratch) || changed_since(ev, e);
}

static bool put_sealed(struct act *act, const struct schema *s, const struct event *ev,
	void *record, int64_t tag, bool redo, struct err *e)
{
	struct bytes before, after;

	if (!journal_private(&act->txn, ev->head.uid.origin, ev->head.uid.counter, tag, &before, &after,
			&act->scratch)) {
		err_set(e, ERR_RULE, "the personal values were erased");
		err_at(e, "%s", ev->subject_number);
		return err_fix(e, "type them in again");
	}
	return redo ? put_value(act, s, ev, record, tag, before, after, e)
				: put_value(act, s, ev, record, tag, after, before, e);
}

/* One entry's changes the other way round (or, for redo, once more). */
static bool apply(
	struct act *act, const struct event *ev, bool redo, const char *verb, struct err *e)
{
	const struct schema *s = schema_of(ev->kind);
	const struct change *changes = ev->changes.at;
	const struct sealed_change *sealed = ev->sealed.at;
	uint32_t ordinal = (uint32_t)ev->subject_ordinal;
	void *record;

	if (!s)
		return changed_since(ev, e);
	if (ev->changes.n && changes[0].tag == JOURNAL_LIVE)
		return record_set_live(act, s, ordinal, (changes[0].after.n > 0) == redo, verb, e);
	record = schema_new(s, &act->scratch);
	if (!record_any(&act->txn, s, ordinal, record, &act->scratch, e))
		return false;
	for (size_t i = 0; i < ev->changes.n; i++) {
		const struct change *c = &changes[i];

		if (!put_value(act, s, ev, record, c->tag, redo ? c->before : c->after,
				redo ? c->after : c->before, e))
			return false;
	}
	for (size_t i = 0; i < ev->sealed.n; i++)
		if (!put_sealed(act, s, ev, record, sealed[i].tag, redo, e))
			return false;
	return record_put(act, s, record, verb, e);
}

bool undo_entry(struct act *act, uint64_t sequence, bool redo, const char *verb, struct err *e)
{
	struct event ev;

	return journal_read(&act->txn, meta_origin(&act->txn), sequence, &ev, &act->scratch, e) &&
		apply(act, &ev, redo, verb, e);
}

/* The sequences of all entries of a step; they stand together. */
static bool step_range(
	struct act *act, uint64_t newest, int64_t step, uint64_t *first, uint64_t *last, struct err *e)
{
	uint32_t origin = meta_origin(&act->txn);
	struct arena_mark clean = arena_mark(&act->scratch);
	struct event ev;

	*first = *last = 0;
	for (uint64_t at = newest; at > 0; at--) {
		arena_reset(&act->scratch, clean);
		if (!journal_read(&act->txn, origin, at, &ev, &act->scratch, e))
			return false;
		if (ev.step < step)
			break;
		if (ev.step == step) {
			*first = at;
			*last = *last ? *last : at;
		}
	}
	return *first || err_set(e, ERR_STORE, "a journal entry is missing");
}

static bool turn(struct act *act, bool redo, struct event *what, struct err *e)
{
	uint32_t origin = meta_origin(&act->txn);
	uint64_t first, last;
	struct event ev;

	if (!find_step(act, redo, &ev, e))
		return false;
	act->undoes = redo ? ev.undoes : ev.step;
	if (!step_range(act, journal_last(&act->txn), act->undoes, &first, &last, e))
		return false;
	for (uint64_t i = 0; i <= last - first; i++) {
		uint64_t at = redo ? first + i : last - i;

		if (!journal_read(&act->txn, origin, at, &ev, &act->scratch, e))
			return false;
		if (is_refused(&ev)) {
			err_set(e, ERR_RULE, "this step cannot be taken back");
			err_at(e, "%s %s", schema_of(ev.kind) ? _(schema_of(ev.kind)->label) : ev.verb,
				ev.subject_number);
			return !strncmp(ev.verb, "import", strlen("import"))
				? err_fix(e, "take the whole import back: yanpan import --undo BATCH")
				: err_fix(e, "what was issued is corrected by a new ruling");
		}
		if ((ev.changes.n || ev.sealed.n) && !apply(act, &ev, redo, redo ? "redo" : "undo", e))
			return false;
	}
	return journal_read(&act->txn, origin, first, what, &act->scratch, e);
}

bool undo_last(struct act *act, struct event *what, struct err *e)
{
	return turn(act, false, what, e);
}

bool redo_last(struct act *act, struct event *what, struct err *e)
{
	return turn(act, true, what, e);
}
