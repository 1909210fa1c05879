/* review_facts.c — everything the review screen shows, read in one short transaction. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "store/panel/agenda.h"
#include "store/panel/attendance.h"
#include "store/panel/circulate.h"
#include "store/panel/pick.h"
#include "store/panel/recusal.h"
#include "store/panel/units.h"
#include "store/schema/order.h"
#include "tui/screen/matrix.h"
#include "tui/screen/past.h"
#include "tui/screen/words.h"

#include <string.h>

enum { EARLIER_MOST = 9 };

/* What is being read, and from what. */
struct reading {
	struct kv_txn *txn;
	const struct ctx *ctx;
	struct review_facts *f;
	struct arena *a;
	struct view view;
};

static const char *kept(struct reading *r, struct buf *text)
{
	const char *out = arena_text(r->a, buf_text(text));

	buf_free(text);
	return out;
}

static const char *shown(
	struct reading *r, const struct schema *s, const char *field, const void *record)
{
	struct buf text = { 0 };
	struct words w = { r->txn, r->view, &text };

	words_field(&w, s, field, record, "");
	return kept(r, &text);
}

/* ---- the agenda ---- */

static const char *recused_of(struct reading *r, const struct item *item)
{
	const struct attender *rows = item->attenders.at;
	struct buf names = { 0 };

	for (size_t i = 0; i < item->attenders.n; i++)
		if (rows[i].as == ATTENDS_RECUSED)
			buf_printf(&names, "%s%s", names.n ? "、" : "", unit_short(r->txn, rows[i].unit, r->a));
	return kept(r, &names);
}

static bool read_agenda(struct reading *r, struct uid uid, struct err *e)
{
	struct review_facts *f = r->f;
	struct item *items;

	f->item_count = meeting_items(r->txn, f->meeting.head.uid, &items, r->a);
	f->items = arena_array(r->a, f->item_count + 1, sizeof(*f->items));
	f->at = f->item_count;
	for (size_t i = 0; i < f->item_count; i++) {
		f->items[i] = (struct review_entry){
			.item = items[i],
			.title = record_title(r->txn, KIND_CASE, items[i].case_, r->a),
			.state = shown(r, &item_schema, "state", &items[i]),
			.recused = recused_of(r, &items[i]),
		};
		if (uid_same(items[i].head.uid, uid))
			f->at = i;
	}
	if (f->at == f->item_count)
		return err_set(e, ERR_ABSENT, "the item is not on the agenda of its meeting");
	f->item = &f->items[f->at].item;
	return true;
}

/* ---- who ---- */

const struct review_unit *review_unit(const struct review_facts *f, struct uid uid)
{
	for (size_t i = 0; i < f->unit_count; i++)
		if (uid_same(f->units[i].uid, uid))
			return &f->units[i];
	return NULL;
}

static struct review_unit *add_unit(struct reading *r, struct uid uid)
{
	struct review_unit *u = (struct review_unit *)(uintptr_t)review_unit(r->f, uid);

	if (u || uid_none(uid))
		return u;
	u = &r->f->units[r->f->unit_count++];
	*u = (struct review_unit){ .uid = uid, .name = unit_short(r->txn, uid, r->a), .usual = "" };
	return u;
}

/* Who came for the unit to the items heard before this one, else to any. */
static const char *came_before(const struct review_facts *f, struct uid unit)
{
	for (size_t back = 1; back <= f->item_count; back++) {
		const struct item *item = &f->items[(f->at + f->item_count - back) % f->item_count].item;
		const struct attender *rows = item->attenders.at;

		for (size_t i = 0; i < item->attenders.n; i++)
			if (uid_same(rows[i].unit, unit) && *rows[i].person)
				return rows[i].person;
	}
	return NULL;
}

static const char *member_of(struct reading *r, struct uid unit)
{
	struct arena a = { 0 };
	uint32_t *ordinals;
	size_t n = pick_all(r->txn, KIND_MEMBER, &ordinals, &a);
	const char *name = "";
	struct err e = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct member m;

		if (!record_peek(r->txn, &member_schema, ordinals[i], &m, &a, &e) ||
			!uid_same(m.unit, unit))
			continue;
		if (m.right == RIGHT_MEMBER && (!*name || !strcmp(m.name, r->f->meeting.chair)))
			name = arena_text(r->a, m.name);
	}
	arena_free(&a);
	return name;
}

static void find_usual(struct reading *r)
{
	for (size_t i = 0; i < r->f->unit_count; i++) {
		struct review_unit *u = &r->f->units[i];

		u->usual = came_before(r->f, u->uid);
		if (!u->usual)
			u->usual = member_of(r, u->uid);
	}
}

static void find_conflicts(struct reading *r)
{
	struct conflict *conflicts;
	size_t n = item_conflicts(r->txn, r->f->item, &conflicts, r->a);

	for (size_t i = 0; i < n; i++) {
		struct review_unit *u = add_unit(r, conflicts[i].body);

		if (u)
			u->conflict = conflicts[i].words;
	}
}

static void read_units(struct reading *r)
{
	const struct attender *rows = r->f->item->attenders.at;
	struct unit *bodies;
	size_t n = attendance_bodies(r->txn, &bodies, r->a);
	struct uids *parties = &r->f->case_.parties;

	r->f->units =
		arena_array(r->a, n + parties->n + r->f->item->attenders.n + 1, sizeof(*r->f->units));
	for (size_t i = 0; i < n; i++)
		add_unit(r, bodies[i].head.uid)->body = true;
	for (size_t i = 0; i < parties->n; i++) {
		struct review_unit *u = add_unit(r, parties->at[i]);

		if (u)
			u->party = true;
	}
	for (size_t i = 0; i < r->f->item->attenders.n; i++)
		add_unit(r, rows[i].unit);
	find_usual(r);
	find_conflicts(r);
}

static void read_people(struct reading *r)
{
	struct review_facts *f = r->f;
	const struct attender *rows = f->item->attenders.at;
	size_t n = f->item->attenders.n;

	f->people = arena_array(r->a, f->unit_count + n + 1, sizeof(*f->people));
	for (size_t u = 0; u < f->unit_count; u++) {
		size_t before = f->person_count;

		for (size_t i = 0; i < n; i++)
			if (uid_same(rows[i].unit, f->units[u].uid))
				f->people[f->person_count++] = (struct review_person){ &f->units[u], &rows[i] };
		if (f->person_count == before)
			f->people[f->person_count++] = (struct review_person){ &f->units[u], NULL };
	}
}

static bool in_room(const struct item *item, struct uid unit)
{
	const struct attender *rows = item->attenders.at;

	for (size_t i = 0; i < item->attenders.n; i++)
		if (uid_same(rows[i].unit, unit) && rows[i].as != ATTENDS_LEAVE &&
			rows[i].as != ATTENDS_ABSENT && rows[i].as != ATTENDS_LEFT &&
			rows[i].as != ATTENDS_RECUSED)
			return true;
	return false;
}

static void count_heads(struct reading *r)
{
	struct review_facts *f = r->f;
	struct err e = { 0 };

	for (size_t i = 0; i < f->unit_count; i++) {
		const struct review_unit *u = &f->units[i];

		if (u->body && attendance_of(f->item, u->uid) != PRESENCE_RECUSED) {
			f->bodies_needed++;
			f->bodies_here += attendance_of(f->item, u->uid) == PRESENCE_HERE;
		}
		if (u->party) {
			f->parties++;
			f->parties_here += in_room(f->item, u->uid);
		}
	}
	if (meeting_circulated(&f->meeting) ? !circulate_answered(r->txn, f->item, &e)
										: !attendance_quorum(r->txn, f->item, &e))
		f->quorum = arena_text(r->a, e.what);
}

/* ---- what is looked at ---- */

static void read_orders(struct reading *r)
{
	const struct case_ *c = &r->f->case_;
	struct buf request = { 0 }, returns = { 0 };
	struct words to_request = { r->txn, r->view, &request };
	struct words to_returns = { r->txn, r->view, &returns };

	words_label(&to_request, &case_schema, "reason", c);
	for (size_t i = 0; i < c->orders.n; i++) {
		struct err e = { 0 };
		struct order o;
		char day[DATE_TEXT];

		if (!record_get(r->txn, &order_schema, c->orders.at[i], &o, r->a, &e))
			continue;
		buf_printf(&request, "%s%s %s  %s\n", request.n ? "\n" : "", _("order"), o.number,
			time_short_text(o.received, day));
		words_field(&to_request, &order_schema, "text", &o, "\n");
		words_label(&to_request, &order_schema, "address", &o);
		words_label(&to_request, &order_schema, "against", &o);
		if (o.returns.n && c->orders.n > 1)
			buf_printf(&returns, "%s %s\n", _("order"), o.number);
		if (o.returns.n)
			words_returns(&to_returns, &o, WORDS_LINES);
	}
	words_label(&to_request, &case_schema, "note", c);
	r->f->request = kept(r, &request);
	r->f->returns = kept(r, &returns);
}

/* ---- 部门意见 ---- */

static void add_claims(
	struct reading *r, const struct matrix_facts *f, size_t part, struct buf *out)
{
	const struct matrix_part *p = &f->m.parts[part];

	buf_printf(out, "%s  %s%s\n", p->label, p->leaders == 1 ? "" : "! ", matrix_summary(p, r->a));
	for (size_t u = 0; u < f->m.unit_count; u++) {
		const struct claim *claim = matrix_cell(&f->m, part, u);

		if (claim)
			buf_printf(out, "  %s %s%s%s%s\n", f->m.units[u].name, claim_label(claim),
				f->marks[part * f->m.unit_count + u], *claim->words ? "  " : "", claim->words);
	}
}

/* The matrix as it fits beside the conclusion: part by part, read only. */
static void read_claims(struct reading *r)
{
	struct buf out = { 0 };
	struct matrix_facts f;

	matrix_facts_read(r->txn, &r->f->case_, &f, r->a);
	for (size_t i = 0; f.m.claim_count && i < f.m.part_count; i++)
		add_claims(r, &f, i, &out);
	for (size_t i = 0; out.n && i < COUNT(f.three); i++)
		if (*f.three[i])
			buf_printf(&out, "%s%s\n", i ? "" : "\n", f.three[i]);
	r->f->claims = kept(r, &out);
}

/* ---- 先例 ---- */

static void add_bases(struct reading *r, const struct ruling *ruling, struct uids *bases)
{
	const struct duty *duties = ruling->duties.at;

	for (size_t i = 0; i < ruling->bases.n; i++)
		uids_add(bases, ruling->bases.at[i], r->a);
	for (size_t d = 0; d < ruling->duties.n; d++)
		for (size_t i = 0; i < duties[d].bases.n; i++)
			uids_add(bases, duties[d].bases.at[i], r->a);
}

/* Issued rulings near this case, and what those in force rest on. */
static void read_earlier(struct reading *r, struct uids *bases)
{
	struct review_facts *f = r->f;
	struct buf out = { 0 };
	struct words w = { r->txn, r->view, &out };

	f->past_count = precedent_like_case(r->txn, &f->case_, EARLIER_MOST, &f->past, r->a);
	past_page(&w, f->past, f->past_count);
	for (size_t i = 0; i < f->past_count; i++)
		if (f->past[i].ruling.state == RULING_ISSUED)
			add_bases(r, &f->past[i].ruling, bases);
	f->earlier = kept(r, &out);
}

/* ---- the ruling, and whether it can still be worked on ---- */

/* What was begun when the case was heard before and put off: a start for this time. */
static void begin_from_last(struct reading *r)
{
	struct ruling like, last;
	struct err e = { 0 };
	uint32_t *ordinals;

	schema_init(&ruling_schema, &like);
	like.case_ = r->f->case_.head.uid;
	size_t n = pick_where(r->txn, &ruling_schema, "case", &like, &ordinals, r->a);
	if (n == 0 || !record_at(r->txn, &ruling_schema, ordinals[n - 1], &last, r->a, &e) ||
		last.state != RULING_DRAFT)
		return;
	last.head = r->f->ruling.head;
	r->f->ruling = last;
}

static bool read_ruling(struct reading *r, struct err *e)
{
	struct review_facts *f = r->f;

	schema_init(&ruling_schema, &f->ruling);
	if (!uid_none(f->item->ruling))
		return record_get(r->txn, &ruling_schema, f->item->ruling, &f->ruling, r->a, e);
	f->ruling.title = f->case_.title;
	f->ruling.bases = f->case_.bases;
	f->ruling.scope = SCOPE_CASE;
	begin_from_last(r);
	return true;
}

static void settle(struct reading *r)
{
	struct review_facts *f = r->f;
	struct err e = { 0 };

	if (f->item->state != ITEM_WAITING && f->item->state != ITEM_IN_REVIEW)
		f->settled = arena_format(r->a, _("The item is settled: %s"), f->items[f->at].state);
	else if (!item_changeable(r->txn, f->item, false, &e))
		f->settled = arena_text(r->a, e.what);
	else
		f->open = true;
}

bool review_read(struct kv_txn *txn, const struct ctx *ctx, struct uid uid, const struct uids *also,
	struct review_facts *f, struct err *e)
{
	struct reading r = {
		.txn = txn,
		.ctx = ctx,
		.f = f,
		.a = &f->arena,
		.view = store_view(ctx, VIEW_SCREEN, uid),
	};
	struct uids earlier = { 0 };
	struct item item;

	if (!record_get(txn, &item_schema, uid, &item, r.a, e) ||
		!record_get(txn, &meeting_schema, item.meeting, &f->meeting, r.a, e) ||
		!read_agenda(&r, uid, e) || !record_get(txn, &case_schema, item.case_, &f->case_, r.a, e) ||
		!read_ruling(&r, e))
		return false;
	read_units(&r);
	read_people(&r);
	count_heads(&r);
	read_orders(&r);
	read_claims(&r);
	read_earlier(&r, &earlier);
	review_read_bases(txn, f, &earlier, also);
	settle(&r);
	return true;
}
