#include "store/panel/leads.h"

#include "locale/msg/msg.h"
#include "store/panel/matrix.h"
#include "store/panel/pick.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"
#include "store/schema/order.h"

#include <stdlib.h>
#include <string.h>

static void name_it(
	struct kv_txn *txn, struct by_rule *out, struct uid unit, const char *rule, struct arena *a)
{
	*out = (struct by_rule){ unit, unit_short(txn, unit, a), rule };
}

static bool order_at(
	struct kv_txn *txn, const struct case_ *c, size_t i, struct order *o, struct arena *a)
{
	struct err e = { 0 };

	return record_get(txn, &order_schema, c->orders.at[i], o, a, &e);
}

/* --- 协商主办部门 ---------------------------------------------------------------------- */

/* The unit whose request to return it is the oldest that is known. */
static struct uid first_proposer(struct kv_txn *txn, const struct case_ *c, struct arena *a)
{
	struct uid found = { 0 };
	struct day first = { 0 };

	for (size_t i = 0; i < c->orders.n; i++) {
		struct order o;

		if (!order_at(txn, c, i, &o, a))
			continue;
		for (size_t r = 0; r < o.returns.n; r++) {
			const struct order_return *row = (const struct order_return *)o.returns.at + r;
			struct unit u;

			if (return_bounces(row) && (uid_none(found) || row->day.n < first.n) &&
				unit_called(txn, row->unit, &u, a)) {
				found = u.head.uid;
				first = row->day;
			}
		}
	}
	return found;
}

void convener_of(struct kv_txn *txn, const struct case_ *c, struct by_rule *out, struct arena *a)
{
	struct uid first;

	if (!uid_none(c->convener)) {
		name_it(txn, out, c->convener, _("named"), a);
		return;
	}
	if (c->parties.n) {
		name_it(txn, out, c->parties.at[0], _("named first"), a);
		return;
	}
	first = first_proposer(txn, c, a);
	name_it(txn, out, first, uid_none(first) ? "" : _("asked first to return it"), a);
}

/* --- 先行办理单位 ---------------------------------------------------------------------- */

static bool holds(const struct ruling *r)
{
	return r->state == RULING_ISSUED;
}

/* The newest ruling in force on a case of the same category. */
static bool earlier_ruling(
	struct kv_txn *txn, const struct case_ *c, struct ruling *out, struct arena *a)
{
	uint32_t *ordinals;
	size_t n = *c->category ? pick_all(txn, KIND_RULING, &ordinals, a) : 0;
	struct err e = { 0 };

	for (size_t i = n; i-- > 0;) {
		struct case_ other;

		if (record_at(txn, &ruling_schema, ordinals[i], out, a, &e) && holds(out) &&
			!uid_same(out->case_, c->head.uid) &&
			record_get(txn, &case_schema, out->case_, &other, a, &e) &&
			!strcmp(other.category, c->category))
			return true;
	}
	return false;
}

static struct uid first_dispatched(struct kv_txn *txn, const struct case_ *c, struct arena *a)
{
	struct uid found = { 0 };
	struct time first = { 0 };

	for (size_t i = 0; i < c->orders.n; i++) {
		struct order o;
		struct unit u;

		if (order_at(txn, c, i, &o, a) && unit_called(txn, o.first_unit, &u, a) &&
			!unit_dispatches(&u, rules_of(txn)) && (uid_none(found) || o.dispatched.s < first.s)) {
			found = u.head.uid;
			first = o.dispatched;
		}
	}
	return found;
}

void meanwhile_of(struct kv_txn *txn, const struct case_ *c, struct by_rule *out, struct arena *a)
{
	struct ruling earlier;
	const struct duty *lead;
	struct uid first;

	if (!uid_none(c->meanwhile)) {
		name_it(txn, out, c->meanwhile, _("designated"), a);
		return;
	}
	lead = earlier_ruling(txn, c, &earlier, a) ? ruling_lead(&earlier) : NULL;
	if (lead) {
		name_it(txn, out, lead->unit, arena_format(a, _("as under ruling %s"), earlier.number), a);
		return;
	}
	first = first_dispatched(txn, c, a);
	name_it(txn, out, first, uid_none(first) ? "" : _("dispatched to first"), a);
}

/* --- 建议牵头单位 ---------------------------------------------------------------------- */

/* Candidates so far, once each. */
struct candidates {
	struct kv_txn *txn;
	struct suggestion *at;
	size_t n, most;
	struct arena *a;
};

static void add_reason(struct candidates *k, struct uid unit, int weight, const char *words)
{
	struct suggestion *s = k->at;

	while (s < k->at + k->n && !uid_same(s->unit, unit))
		s++;
	if (s == k->at + k->n) {
		if (k->n == k->most || uid_none(unit))
			return;
		*s = (struct suggestion){ .unit = unit, .name = unit_short(k->txn, unit, k->a) };
		s->reasons = "";
		k->n++;
	}
	s->weight += weight;
	s->reasons = arena_format(k->a, "%s%s%s", s->reasons, *s->reasons ? "; " : "", words);
}

static void by_claims(struct candidates *k, const struct matrix *m)
{
	for (size_t u = 0; u < m->unit_count; u++) {
		int leads = 0, alone = 0;

		for (size_t p = 0; p < m->part_count; p++) {
			const struct claim *claim = matrix_cell(m, p, u);

			if (claim && claim->says == CLAIM_LEADS) {
				leads++;
				alone += m->parts[p].leaders == 1;
			}
		}
		if (leads)
			add_reason(k, m->units[u].uid, leads + alone,
				arena_format(k->a, _("claims %d of %zu parts"), leads, m->part_count));
	}
}

/* How many of the claims propose the unit. */
static void by_proposals(struct candidates *k, const struct case_ *c, const struct matrix *m)
{
	struct claim *claims;
	size_t n = claims_of(k->txn, c->head.uid, &claims, k->a);

	for (size_t u = 0; u < m->unit_count; u++) {
		int times = 0;

		for (size_t i = 0; i < n; i++)
			times += uid_same(claims[i].proposes, m->units[u].uid);
		if (times)
			add_reason(k, m->units[u].uid, 1, arena_format(k->a, _("proposed %d times"), times));
	}
}

static void by_rulings(struct candidates *k, const struct case_ *c)
{
	uint32_t *ordinals;
	size_t n = *c->category ? pick_all(k->txn, KIND_RULING, &ordinals, k->a) : 0;
	struct err e = { 0 };

	for (size_t i = n; i-- > 0;) {
		const struct duty *lead;
		struct case_ other;
		struct ruling r;

		if (!record_at(k->txn, &ruling_schema, ordinals[i], &r, k->a, &e) || !holds(&r) ||
			uid_same(r.case_, c->head.uid) || !(lead = ruling_lead(&r)) ||
			!record_get(k->txn, &case_schema, r.case_, &other, k->a, &e) ||
			strcmp(other.category, c->category) != 0)
			continue;
		add_reason(k, lead->unit, 3,
			arena_format(k->a, _("led under ruling %s on the same category"), r.number));
	}
}

/* 清单 and 三定 among the bases of the case: a unit that they name. */
static void by_bases(struct candidates *k, const struct case_ *c, const struct matrix *m)
{
	struct err e = { 0 };

	for (size_t i = 0; i < c->bases.n; i++) {
		struct basis b;

		if (!record_get(k->txn, &basis_schema, c->bases.at[i], &b, k->a, &e) ||
			(b.kind != BASIS_LIST && b.kind != BASIS_CHARTER))
			continue;
		for (size_t u = 0; u < m->unit_count; u++)
			if (strstr(b.title, m->units[u].name) || strstr(b.issuer, m->units[u].name) ||
				strstr(b.text, m->units[u].name))
				add_reason(k, m->units[u].uid, b.kind == BASIS_LIST ? 3 : 2,
					arena_format(k->a, _("named by %s %s"), b.title, b.article));
	}
}

static int heavier(const void *a, const void *b)
{
	const struct suggestion *left = a, *right = b;

	return right->weight - left->weight;
}

size_t suggested_leads(
	struct kv_txn *txn, const struct case_ *c, struct suggestion **out, struct arena *a)
{
	enum { MOST = 64 };
	struct candidates k = {
		.txn = txn,
		.at = arena_array(a, MOST, sizeof(*k.at)),
		.most = MOST,
		.a = a,
	};
	struct matrix m;

	matrix_read(txn, c, &m, a);
	by_claims(&k, &m);
	by_proposals(&k, c, &m);
	by_rulings(&k, c);
	by_bases(&k, c, &m);
	if (k.n)
		qsort(k.at, k.n, sizeof(*k.at), heavier);
	*out = k.at;
	return k.n;
}
