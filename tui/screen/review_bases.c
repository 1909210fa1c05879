/* review_bases.c — which bases stand on page 4, and in which order.
 *
 * First what the case cites; then what is likely to be needed: what near rulings rest on,
 * the charters and lists of the parties, what speaks of the same class of matters; then what
 * only this ruling cites.  The order does not change while one cites: numbers on the screen
 * must stand.
 */
#include "tui/screen/review.h"

#include "locale/text/utf8.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/schema/order.h"

#include <string.h>

enum { LIKELY_MOST = 9, SUFFIX_LEAST = 12, PAIRS_LEAST = 2 };

struct gathering {
	struct kv_txn *txn;
	struct review_facts *f;
	struct uids seen;
	const char *class; /* of the matter: 餐饮油烟 */
};

/* Who cited it: the units of the duties it stands at. */
static const char *cited_by(struct gathering *g, struct uid basis)
{
	const struct ruling *ruling = &g->f->ruling;
	const struct duty *duties = ruling->duties.at;
	struct arena *a = &g->f->arena;
	struct buf names = { 0 };

	for (size_t i = 0; i < ruling->duties.n; i++)
		if (uids_have(&duties[i].bases, basis))
			buf_printf(&names, "%s%s", names.n ? "、" : "", unit_short(g->txn, duties[i].unit, a));
	const char *out = arena_text(a, buf_text(&names));
	buf_free(&names);
	return out;
}

static void add(struct gathering *g, struct uid uid, bool cited)
{
	struct review_basis *b = &g->f->bases[g->f->basis_count];
	struct err e = { 0 };

	if (uids_have(&g->seen, uid) ||
		!record_get(g->txn, &basis_schema, uid, &b->basis, &g->f->arena, &e))
		return;
	uids_add(&g->seen, uid, &g->f->arena);
	b->cited = cited;
	b->by = cited_by(g, uid);
	g->f->basis_count++;
}

static void add_all(struct gathering *g, const struct uids *list, bool cited)
{
	for (size_t i = 0; i < list->n; i++)
		add(g, list->at[i], cited);
}

/* ---- what is likely ---- */

/* The title begins with the unit's name, its county left out; or names it. */
static bool names_unit(const char *title, const struct unit *u)
{
	for (const char *at = u->name; strlen(at) >= SUFFIX_LEAST; at++)
		if (((unsigned char)*at & 0xC0) != 0x80 && !strncmp(title, at, strlen(at)))
			return true;
	return *u->short_ && strstr(title, u->short_);
}

static bool of_a_party(struct gathering *g, const struct basis *b)
{
	const struct uids *parties = &g->f->case_.parties;
	struct err e = { 0 };

	for (size_t i = 0; i < parties->n; i++) {
		struct unit u;

		if (record_get(g->txn, &unit_schema, parties->at[i], &u, &g->f->arena, &e) &&
			names_unit(b->title, &u))
			return true;
	}
	return false;
}

/* Two pairs of characters in common: 餐饮 and 油烟; one alone (管理) says nothing. */
static bool of_the_class(const struct gathering *g, const struct basis *b)
{
	const char *at = g->class, *end = at + strlen(at);
	int pairs = 0;

	while (at < end && pairs < PAIRS_LEAST) {
		const char *second = at, *behind;
		char pair[16] = "";

		utf8_next(&second, end);
		if (second >= end)
			break;
		behind = second;
		utf8_next(&behind, end);
		memcpy(pair, at, (size_t)(behind - at));
		pairs += strstr(b->text, pair) || strstr(b->title, pair) || strstr(b->article, pair);
		at = second;
	}
	return pairs >= PAIRS_LEAST;
}

static void add_likely(struct gathering *g)
{
	uint32_t *ordinals;
	size_t n = pick_all(g->txn, KIND_BASIS, &ordinals, &g->f->arena), found = 0;
	struct err e = { 0 };

	for (size_t i = 0; i < n && found < LIKELY_MOST; i++) {
		struct basis b;

		if (!record_peek(g->txn, &basis_schema, ordinals[i], &b, &g->f->arena, &e) ||
			!uid_none(b.replaced_by) || (!of_a_party(g, &b) && !of_the_class(g, &b)))
			continue;
		add(g, b.head.uid, false);
		found++;
	}
}

/* The last level of the case's category, else of its first order's. */
static const char *class_of(struct gathering *g)
{
	const struct case_ *c = &g->f->case_;
	const char *category = c->category;
	struct err e = { 0 };
	struct order o;

	if (!*category && c->orders.n &&
		record_get(g->txn, &order_schema, c->orders.at[0], &o, &g->f->arena, &e))
		category = o.category;
	const char *slash = strrchr(category, '/');
	return slash ? slash + 1 : category;
}

void review_read_bases(
	struct kv_txn *txn, struct review_facts *f, const struct uids *earlier, const struct uids *also)
{
	const struct ruling *ruling = &f->ruling;
	const struct duty *duties = ruling->duties.at;
	struct gathering g = { .txn = txn, .f = f };
	size_t most = f->case_.bases.n + earlier->n + ruling->bases.n + also->n + LIKELY_MOST + 1;

	for (size_t i = 0; i < ruling->duties.n; i++)
		most += duties[i].bases.n;
	f->bases = arena_array(&f->arena, most, sizeof(*f->bases));
	g.class = class_of(&g);
	add_all(&g, &f->case_.bases, true);
	add_all(&g, earlier, false);
	add_likely(&g);
	add_all(&g, &ruling->bases, true);
	add_all(&g, also, true);
	for (size_t i = 0; i < ruling->duties.n; i++)
		add_all(&g, &duties[i].bases, true);
}
