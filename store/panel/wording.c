#include "store/panel/wording.h"

#include "store/panel/sentence.h"
#include "store/panel/units.h"

bool wording_typed(
	const struct ruling *stored, const struct ruling *typed, struct ruling *out, struct err *e)
{
	if (!uid_none(typed->head.uid) && typed->head.version != stored->head.version) {
		err_set(e, ERR_RULE, "the ruling was changed meanwhile");
		return err_fix(e, "look at it again, then repeat your change");
	}
	*out = *typed;
	out->head = stored->head;
	out->number = stored->number;
	out->draft = stored->draft;
	out->item = stored->item;
	out->case_ = stored->case_;
	out->meeting = stored->meeting;
	out->standing = stored->standing;
	out->agreed = stored->agreed;
	out->issued = stored->issued;
	out->document = stored->document;
	out->state = stored->state;
	out->countersigns = stored->countersigns;
	out->signer = stored->signer;
	out->signed_ = stored->signed_;
	out->replaces = stored->replaces;
	out->reason = stored->reason;
	out->government = stored->government;
	out->used = stored->used;
	out->earlier = stored->earlier;
	return true;
}

void wording_fix(struct act *act, struct ruling *r)
{
	struct buf sentence = { 0 };

	if (r->by_hand && *r->sentence)
		return;
	r->by_hand = false;
	ruling_sentence(&act->txn, r, &sentence);
	r->sentence = arena_text(&act->scratch, buf_text(&sentence));
	buf_free(&sentence);
}

static bool says_nothing(const struct duty *d)
{
	return !*d->task && d->limit.unit == LIMIT_NONE && !d->bases.n;
}

static void place(struct ruling *r, const struct duty *given, struct arena *a)
{
	const struct duty *from = r->duties.at;
	struct duty *to = arena_array(a, r->duties.n + 1, sizeof(*to));
	size_t n = 0;
	bool placed = says_nothing(given);

	for (size_t i = 0; i < r->duties.n; i++) {
		bool same = uid_same(from[i].unit, given->unit);

		if (same && placed)
			continue;
		placed |= same;
		to[n++] = same ? *given : from[i];
	}
	if (!placed)
		to[n++] = *given;
	r->duties = (struct rows){ n, to };
}

static bool unit_named(const struct duty *given, struct err *e)
{
	if (!uid_none(given->unit))
		return true;
	err_set(e, ERR_RULE, "which unit has the duty is missing");
	return err_fix(e, "name the unit");
}

bool wording_set_duty(struct ruling *r, const struct duty *given, struct arena *a, struct err *e)
{
	struct duty d = *given;

	if (!unit_named(given, e))
		return false;
	if (!d.role)
		d.role = DUTY_ASSISTS;
	place(r, &d, a);
	return true;
}

static int lead_first(const struct duty *d)
{
	return d->role == DUTY_LEADS ? 0 : 1;
}

void wording_lead_first(struct ruling *r, struct arena *a)
{
	const struct duty *from = r->duties.at;
	struct duty *to = arena_array(a, r->duties.n, sizeof(*to));
	size_t n = 0;

	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < r->duties.n; i++)
			if (lead_first(&from[i]) == turn)
				to[n++] = from[i];
	r->duties.at = to;
}
