#include "store/panel/ready.h"

#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "store/panel/args.h"
#include "store/panel/flows.h"
#include "store/panel/matrix.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"
#include "store/schema/order.h"

/* What is being gone through. */
struct check {
	struct kv_txn *txn;
	const struct case_ *c;
	const struct rules *rules;
	struct day today;
	struct condition *at;
	size_t n;
	struct arena *a;
};

static struct condition *add(struct check *k, enum condition_of of, int firm, bool met)
{
	struct condition *one = &k->at[k->n++];

	*one = (struct condition){ .of = of, .firm = firm, .met = met, .mend = "" };
	return one;
}

static int64_t most_returns(struct check *k)
{
	int64_t most = 0;
	struct err e = { 0 };

	for (size_t i = 0; i < k->c->orders.n; i++) {
		struct order o;

		if (record_get(k->txn, &order_schema, k->c->orders.at[i], &o, k->a, &e) && o.bounces > most)
			most = o.bounces;
	}
	return most;
}

/* A class of matters has no orders that could have been returned. */
static void check_returns(struct check *k)
{
	int64_t needed = k->rules->returns_to_meet, had = most_returns(k);
	struct condition *one;

	if (!k->rules->need_returns || !k->c->orders.n || !needed)
		return;
	one = add(k, CONDITION_RETURNS, k->rules->need_returns, had >= needed);
	if (one->met) {
		one->words = arena_format(k->a, _("returned %lld times or more"), (long long)needed);
		return;
	}
	one->words = arena_format(k->a, _("returned %lld times; a case goes to a meeting after %lld"),
		(long long)had, (long long)needed);
	one->mend = _("import the returns, or talk it over first");
}

static void check_parts(struct check *k)
{
	struct condition *one;

	if (!k->rules->need_parts)
		return;
	one = add(k, CONDITION_PARTS, k->rules->need_parts, k->c->parts.n > 0);
	one->words = one->met ? _("parts") : _("the parts of the matter are not named");
	if (!one->met)
		one->mend = _("F5 part of the matter");
}

static void check_bases(struct check *k)
{
	struct condition *one;

	if (!k->rules->need_bases)
		return;
	one = add(k, CONDITION_BASES, k->rules->need_bases, k->c->bases.n > 0);
	one->words = one->met ? _("bases") : _("no basis is cited");
	if (!one->met)
		one->mend = _("F4 on a claim, or Ctrl+E bases");
}

static const char *waited_words(struct check *k, const struct consult *one)
{
	const char *name = unit_short(k->txn, one->unit, k->a);
	char day[DATE_TEXT];

	if (k->today.n > one->due.n)
		return arena_format(k->a, _("written opinion of %s: due %s, %d days late"), name,
			day_short_text(one->due, day), workday_between(one->due, k->today, NULL));
	return arena_format(
		k->a, _("written opinion of %s: due %s"), name, day_short_text(one->due, day));
}

static void check_replies(struct check *k, const struct consult *asked, size_t n)
{
	size_t waiting = 0;

	if (!k->rules->need_replies || !n)
		return;
	for (size_t i = 0; i < n; i++) {
		struct condition *one;

		if (consult_settled(&asked[i]))
			continue;
		waiting++;
		one = add(k, CONDITION_REPLIES, k->rules->need_replies, false);
		one->words = waited_words(k, &asked[i]);
		one->mend = _("page 6, Enter: remind / note as late / withdraw the request");
		one->consult = asked[i].head.uid;
	}
	if (!waiting)
		add(k, CONDITION_REPLIES, k->rules->need_replies, true)->words = _("written opinions");
}

size_t ready_conditions(struct kv_txn *txn, const struct case_ *c, struct day today,
	struct condition **out, struct arena *a)
{
	struct consult *asked;
	size_t n = consults_of(txn, c->head.uid, &asked, a);
	struct check k = {
		.txn = txn,
		.c = c,
		.rules = rules_of(txn),
		.today = today,
		.at = arena_array(a, n + 4, sizeof(*k.at)),
		.a = a,
	};

	check_returns(&k);
	check_parts(&k);
	check_bases(&k);
	check_replies(&k, asked, n);
	*out = k.at;
	return k.n;
}

/* Days late are for the screen; what warns or refuses needs no clock. */
void ready_warn(struct kv_txn *txn, const struct case_ *c, struct buf *lines)
{
	struct arena a = { 0 };
	struct condition *all;
	size_t n = ready_conditions(txn, c, (struct day){ 0 }, &all, &a);

	for (size_t i = 0; i < n; i++)
		if (!all[i].met && all[i].firm == STRICT_WARN)
			buf_printf(lines, "%s\n", all[i].words);
	arena_free(&a);
}

bool ready_enough(struct kv_txn *txn, const struct case_ *c, struct err *e)
{
	struct arena a = { 0 };
	struct condition *all;
	size_t n = ready_conditions(txn, c, (struct day){ 0 }, &all, &a);
	bool enough = true;

	for (size_t i = 0; i < n && enough; i++)
		if (!all[i].met && all[i].firm == STRICT_REFUSE) {
			err_set(e, ERR_RULE, "%s", all[i].words);
			enough = err_fix(e, "%s", all[i].mend);
		}
	arena_free(&a);
	return enough;
}
