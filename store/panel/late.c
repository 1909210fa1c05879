#include "store/panel/late.h"

#include "locale/calendar/date.h"
#include "locale/msg/msg.h"

static bool in_force(const struct ruling *r)
{
	return r->state == RULING_ISSUED || r->state == RULING_STAYED;
}

static bool ruling_of_case(
	struct kv_txn *txn, const struct order *o, struct ruling *out, struct arena *a)
{
	struct err e = { 0 };
	struct case_ c;

	return record_get(txn, &case_schema, o->case_, &c, a, &e) &&
		record_get(txn, &ruling_schema, c.ruling, out, a, &e);
}

bool late_ruling(struct kv_txn *txn, const struct order *o, struct ruling *out, struct arena *a)
{
	struct err e = { 0 };

	if (!uid_none(o->precedent))
		return record_get(txn, &ruling_schema, o->precedent, out, a, &e) && in_force(out);
	return !uid_none(o->case_) && ruling_of_case(txn, o, out, a) && in_force(out);
}

/* The last day on which a return was still none of these. */
static bool settled_on(struct kv_txn *txn, const struct order *o, struct day *day)
{
	struct arena a = { 0 };
	struct ruling r;
	bool settled = late_ruling(txn, o, &r, &a);

	if (settled) {
		*day = time_day(r.issued);
		if (o->followed.n > day->n)
			*day = o->followed;
	}
	arena_free(&a);
	return settled;
}

static bool is_late(const struct order_return *r, struct day settled)
{
	return r->day.n > settled.n && return_bounces(r);
}

void late_derive(struct kv_txn *txn, struct order *o)
{
	const struct order_return *rows = o->returns.at;
	struct day settled;

	o->late_returns = 0;
	o->late_open = false;
	if ((uid_none(o->case_) && uid_none(o->precedent)) || !o->returns.n ||
		!settled_on(txn, o, &settled))
		return;
	for (size_t i = 0; i < o->returns.n; i++)
		if (is_late(&rows[i], settled)) {
			o->late_returns++;
			o->late_open |= rows[i].day.n > o->urged.n;
		}
}

static const struct order_return *last_late(const struct order *o, struct day settled)
{
	const struct order_return *rows = o->returns.at, *last = NULL;

	for (size_t i = 0; i < o->returns.n; i++)
		if (is_late(&rows[i], settled) && (!last || rows[i].day.n >= last->day.n))
			last = &rows[i];
	return last;
}

void late_words(struct kv_txn *txn, const struct order *o, struct buf *out)
{
	const struct order_return *last;
	struct day settled;
	char day[DATE_TEXT];

	if (!o->late_returns || !settled_on(txn, o, &settled) || !(last = last_late(o, settled)))
		return;
	buf_printf(out,
		_("%s asked to return it after the ruling was issued (%s): recorded as 定后再退."),
		last->unit, day_text(last->day, day));
	if (o->late_open)
		buf_puts(out, _(" F5: urge it, or open an objection on the ruling"));
	else
		buf_printf(out, _(" Urged on %s"), day_text(o->urged, day));
}
