#include "store/io/ledger.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/io/heading.h"
#include "store/panel/ruling.h"
#include "store/panel/sentence.h"
#include "store/panel/units.h"
#include "store/rec/record.h"

#include <string.h>

/* --- a ruling as a line ---------------------------------------------------------------- */

struct writing {
	struct kv_txn *txn;
	const struct ruling *ruling;
	struct view view;
	struct arena *arena;
};

static const char *taken(struct writing *w, struct buf *b)
{
	const char *text = arena_copy(w->arena, buf_text(b), b->n);

	buf_free(b);
	return text;
}

static const char *shown(struct writing *w, const char *field)
{
	struct buf b = { 0 };

	field_show(
		w->txn, &ruling_schema, schema_field(&ruling_schema, field), w->ruling, &w->view, &b);
	return taken(w, &b);
}

static const char *assists(struct writing *w)
{
	const struct duty *duties = w->ruling->duties.at;
	struct buf b = { 0 };

	for (size_t i = 0; i < w->ruling->duties.n; i++)
		if (duties[i].role != DUTY_LEADS)
			buf_printf(&b, "%s%s", b.n ? "、" : "", unit_short(w->txn, duties[i].unit, w->arena));
	return taken(w, &b);
}

/* What a duty says in a column of the line. */
static void duty_part(struct writing *w, const struct duty *d, const char *field, struct buf *b)
{
	field_show(w->txn, &duty_schema, schema_field(&duty_schema, field), d, &w->view, b);
}

/* The lead's alone, or a unit a line. */
static const char *of_duties(struct writing *w, const char *field)
{
	const struct duty *duties = w->ruling->duties.at;
	bool alone = w->ruling->duties.n == 1;
	struct buf b = { 0 };

	for (size_t i = 0; i < w->ruling->duties.n; i++) {
		struct buf part = { 0 };

		duty_part(w, &duties[i], field, &part);
		if (part.n && b.n)
			buf_putc(&b, '\n');
		if (part.n && !alone)
			buf_printf(&b, "%s：", unit_short(w->txn, duties[i].unit, w->arena));
		buf_puts(&b, buf_text(&part));
		buf_free(&part);
	}
	return taken(w, &b);
}

static void add_basis(struct writing *w, struct uid uid, struct uids *said, struct buf *b)
{
	struct basis basis;
	struct err e = { 0 };

	if (uids_have(said, uid) || !record_get(w->txn, &basis_schema, uid, &basis, w->arena, &e))
		return;
	uids_add(said, uid, w->arena);
	buf_printf(b, "%s《%s》%s", b->n ? "；" : "", basis.title, basis.article);
}

static const char *all_bases(struct writing *w)
{
	const struct ruling *r = w->ruling;
	const struct duty *duties = r->duties.at;
	struct uids said = { 0 };
	struct buf b = { 0 };

	for (size_t i = 0; i < r->bases.n; i++)
		add_basis(w, r->bases.at[i], &said, &b);
	for (size_t i = 0; i < r->duties.n; i++)
		for (size_t k = 0; k < duties[i].bases.n; k++)
			add_basis(w, duties[i].bases.at[k], &said, &b);
	return taken(w, &b);
}

static const char *orders_of(struct writing *w)
{
	struct case_ c;
	struct err e = { 0 };
	struct buf b = { 0 };

	if (record_get(w->txn, &case_schema, w->ruling->case_, &c, w->arena, &e))
		for (size_t i = 0; i < c.orders.n; i++)
			buf_printf(&b, "%s%s", b.n ? "、" : "",
				record_number(w->txn, KIND_ORDER, c.orders.at[i], w->arena));
	return taken(w, &b);
}

/* The cell as it was typed, where a field could not hold it whole; NULL: none. */
static const char *typed(struct writing *w, const struct field *f)
{
	const struct ledger_cell *cells = w->ruling->ledger.at;

	for (size_t i = 0; i < w->ruling->ledger.n; i++) {
		struct heading_sense sense;
		struct buf b = { 0 };

		if (!heading_sense(&ledger_row_schema, cells[i].heading, &sense) || sense.field != f)
			continue;
		field_show(w->txn, &ledger_cell_schema, schema_field(&ledger_cell_schema, "words"),
			&cells[i], &w->view, &b);
		return taken(w, &b);
	}
	return NULL;
}

static void put_typed(struct writing *w, struct ledger_row *row)
{
	for (size_t i = 0; i < ledger_row_schema.field_count && w->ruling->ledger.n; i++) {
		const struct field *f = &ledger_row_schema.fields[i];
		const char *words = f->type == FIELD_TEXT || f->type == FIELD_LONG ? typed(w, f) : NULL;

		if (words)
			*FIELD_PTR(f, row, const char *) = words;
	}
}

void ledger_line(struct kv_txn *txn, const struct ruling *r, const struct view *view,
	struct ledger_row *out, struct arena *a)
{
	struct writing w = { txn, r, *view, a };
	const struct duty *lead = ruling_lead(r);

	w.view.kind = VIEW_EXPORT;
	w.view.choice_names = false;
	schema_init(&ledger_row_schema, out);
	out->number = r->number;
	out->document = r->document;
	out->title = shown(&w, "title");
	out->orders = orders_of(&w);
	out->case_ = record_number(txn, KIND_CASE, r->case_, a);
	out->meeting = record_number(txn, KIND_MEETING, r->meeting, a);
	out->agreed = time_day(r->agreed);
	out->issued = time_day(r->issued);
	out->lead = lead ? unit_short(txn, lead->unit, a) : "";
	out->assists = assists(&w);
	out->duties = of_duties(&w, "task");
	out->limits = of_duties(&w, "limit");
	out->bases = all_bases(&w);
	out->standing = shown(&w, "standing");
	out->scope = shown(&w, "scope");
	out->conditions = shown(&w, "conditions");
	out->sentence = shown(&w, "sentence");
	out->state = shown(&w, "state");
	out->used = r->used;
	out->signer = shown(&w, "signer");
	out->government = r->government;
	put_typed(&w, out);
}
