/* review_phrases.c — 以往用语: what earlier rulings say in the place of the field in focus. */
#include "tui/screen/review.h"

#include "store/panel/pick.h"

#include <string.h>

enum { PHRASES_MOST = 200 };

struct phrases {
	struct kv_txn *txn;
	struct arena *a;
	struct picker_row *rows;
	size_t n;
	enum review_part part;
	struct uid unit; /* of a duty: those of this unit, … */
	bool others;     /* … then those of others */
};

static void add(struct phrases *p, const char *words, const char *note)
{
	if (!*words || p->n == PHRASES_MOST)
		return;
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->rows[i].words, words))
			return;
	p->rows[p->n++] = (struct picker_row){ .words = words, .note = note };
}

static void add_tasks(struct phrases *p, const struct ruling *r)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (uid_same(duties[i].unit, p->unit) != p->others)
			add(p, duties[i].task, record_number(p->txn, KIND_UNIT, duties[i].unit, p->a));
}

static void add_from(struct phrases *p, const struct ruling *r)
{
	switch (p->part) {
	case PART_TASK:
		add_tasks(p, r);
		break;
	case PART_MEANWHILE_TASK:
		add(p, r->meanwhile_task, record_number(p->txn, KIND_UNIT, r->meanwhile, p->a));
		break;
	case PART_CONDITIONS:
		add(p, r->conditions, r->number);
		break;
	default:
		break;
	}
}

/* What was said of like matters first. */
static void add_past(struct phrases *p, const struct review *r)
{
	for (size_t i = 0; i < r->facts.past_count; i++)
		if (r->facts.past[i].ruling.state == RULING_ISSUED)
			add_from(p, &r->facts.past[i].ruling);
}

/* The newest first; those of the old ledger came in late, but are the oldest. */
static void add_all(struct phrases *p, const struct ruling *mine)
{
	uint32_t *ordinals;
	size_t all = pick_all(p->txn, KIND_RULING, &ordinals, p->a);

	for (size_t n = 2 * all; n-- > 0;) {
		struct ruling r;
		struct err e = { 0 };

		if (record_peek(p->txn, &ruling_schema, ordinals[n % all], &r, p->a, &e) &&
			!uid_same(r.head.uid, mine->head.uid) && r.earlier == (n < all))
			add_from(p, &r);
	}
}

size_t review_phrases(
	struct review *r, const struct ctx *ctx, struct picker_row **rows, struct arena *a)
{
	const struct review_spot *spot = review_spot_now(r);
	const struct duty *duties = r->made.ruling.duties.at;
	struct phrases p = { .a = a, .part = spot->part };
	struct err e = { 0 };
	struct kv_txn txn;

	p.rows = *rows = arena_array(a, PHRASES_MOST, sizeof(*p.rows));
	if (!store_read(ctx, &txn, &e))
		return 0;
	p.txn = &txn;
	p.unit = duties[spot->duty].unit;
	add_past(&p, r);
	add_all(&p, &r->made.ruling);
	if (p.part == PART_TASK) {
		p.others = true;
		add_all(&p, &r->made.ruling);
	}
	kv_end_read(&txn);
	return p.n;
}
