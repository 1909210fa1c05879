#include "tui/screen/list.h"

#include "store/panel/county.h"
#include "store/panel/due.h"
#include "store/rec/journal.h"
#include "store/rec/rulebook.h"
#include "store/schema/log.h"

#include <stdio.h>

/* For counting: with a key, so that the count is mostly exact at once; and between keys,
 * where the next one waits that long. */
enum { COUNT_MS = 10, SLICE_MS = 4 };

/* ---- the query ---- */

static const struct view_of *view_now(const struct list *l)
{
	return l->work ? &work_views[l->view] : NULL;
}

void list_query(const struct list *l, struct buf *out)
{
	const struct view_of *view = view_now(l);
	const char *const parts[] = { view ? view->query : "", l->filter, finder_text(&l->finder) };

	if (l->kind == KIND_NONE && !view->late)
		due_orders_query(&rulebook_of(l->kv)->rules, out);
	for (size_t i = 0; i < COUNT(parts); i++)
		buf_printf(out, "%s%s", out->n && *parts[i] ? " " : "", parts[i]);
}

static const char *sort_of(const struct list *l)
{
	const struct view_of *view = view_now(l);

	if (l->kind == KIND_NONE)
		return "due";
	return l->sort ? l->sort : view ? view->sort : NULL;
}

static enum kind found_kind(const struct list *l)
{
	return l->kind == KIND_NONE ? KIND_ORDER : l->kind;
}

static bool open_result(struct list *l, struct result **out)
{
	struct buf query = { 0 };
	struct err e = { 0 };

	list_query(l, &query);
	bool good = result_open(
		l->kv, schema_of(found_kind(l)), buf_text(&query), sort_of(l), time_day(l->now), out, &e);
	l->refused = e;
	buf_free(&query);
	return good;
}

/* ---- what is due ---- */

static bool due_matches(const struct due *due, const char *text)
{
	return *text == '\0' || picker_matches(due->number, text) || picker_matches(due->title, text) ||
		picker_matches(due->state, text) || picker_matches(due->meeting, text);
}

static void narrow_due(struct list *l)
{
	const char *text = finder_text(&l->finder);

	l->found = arena_array(&l->due_arena, l->due_count + 1, sizeof(*l->found));
	l->found_count = 0;
	for (size_t i = 0; i < l->due_count; i++)
		if (due_matches(&l->due[i], text))
			l->found[l->found_count++] = i;
}

static size_t due_of_view(struct kv_txn *txn, const struct view_of *view, struct day today,
	struct due **out, struct arena *a)
{
	return view->late ? due_late(txn, today, out, a) : due_agenda(txn, today, out, a);
}

static void read_due(struct list *l)
{
	struct kv_txn txn;

	arena_free(&l->due_arena);
	l->due_count = l->found_count = 0;
	if (l->kind != KIND_NONE)
		return;
	if (kv_begin_read(l->kv, &txn, &l->refused)) {
		l->due_count = due_of_view(&txn, view_now(l), time_day(l->now), &l->due, &l->due_arena);
		kv_end_read(&txn);
	}
	narrow_due(l);
}

/* ---- counts of the views ---- */

static size_t count_agenda(const struct list *l, const struct view_of *view)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct due *due;

	if (!kv_begin_read(l->kv, &txn, &e))
		return 0;
	size_t n = due_of_view(&txn, view, time_day(l->now), &due, &a);
	kv_end_read(&txn);
	arena_free(&a);
	return n;
}

static size_t count_found(const struct list *l, enum kind kind, const char *query)
{
	struct result *result = NULL;
	struct err e = { 0 };
	size_t n = 0;

	if (result_open(l->kv, schema_of(kind), query, NULL, time_day(l->now), &result, &e) &&
		result_step(result, -1, &e))
		n = result_count(result);
	result_close(result);
	return n;
}

static size_t count_view(const struct list *l, const struct view_of *view)
{
	struct buf query = { 0 };

	if (view->kind != KIND_NONE)
		return count_found(l, view->kind, view->query);
	if (view->late)
		buf_puts(&query, view->query);
	else
		due_orders_query(&rulebook_of(l->kv)->rules, &query);
	size_t n = count_agenda(l, view) + count_found(l, KIND_ORDER, buf_text(&query));

	buf_free(&query);
	return n;
}

/* What the first row says of the store. */
static void read_head(struct list *l)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct batch b;

	if (!kv_begin_read(l->kv, &txn, &e))
		return;
	if (due_last_import(&txn, &b, &a))
		l->imported = b.time;
	l->bare = record_last(&txn, KIND_ORDER) == 0;
	snprintf(l->county, sizeof(l->county), "%s", arg_text(county_name(&txn, &a)).text);
	kv_end_read(&txn);
	arena_free(&a);
}

/* ---- reading ---- */

size_t list_count(const struct list *l)
{
	return l->found_count + (l->result ? result_count(l->result) : 0);
}

/* What is due stands before what was found. */
static const struct due *due_at(const struct list *l, size_t i)
{
	return i < l->found_count ? &l->due[l->found[i]] : NULL;
}

static bool ordinal_at(const struct list *l, size_t i, uint32_t *ordinal)
{
	struct err e = { 0 };
	size_t got = 0;

	return i >= l->found_count && i < list_count(l) &&
		result_window(l->result, i - l->found_count, 1, ordinal, &got, &e) && got;
}

bool list_row_at(const struct list *l, size_t i, struct list_row *out)
{
	const struct due *due = due_at(l, i);
	struct err e = { 0 };
	struct kv_txn txn;

	*out = (struct list_row){ .kind = due ? due->kind : found_kind(l) };
	if ((!due && !ordinal_at(l, i, &out->ordinal)) || !kv_begin_read(l->kv, &txn, &e))
		return false;
	if (due) {
		out->uid = due->uid;
		out->ordinal = record_ordinal(&txn, due->kind, due->uid);
	} else {
		struct arena a = { 0 };
		void *record = schema_new(schema_of(out->kind), &a);

		if (result_peek(&txn, schema_of(out->kind), out->ordinal, record, &a, &e))
			out->uid = schema_head(record)->uid;
		arena_free(&a);
	}
	kv_end_read(&txn);
	return !uid_none(out->uid);
}

/* Where the record stands now; its old place where it is gone. */
static size_t place_of(const struct list *l, const struct list_row *row, size_t old)
{
	struct err e = { 0 };
	int64_t place;

	for (size_t i = 0; i < l->found_count; i++)
		if (uid_same(l->due[l->found[i]].uid, row->uid))
			return i;
	if (l->result && row->kind == found_kind(l) && row->ordinal &&
		result_place(l->result, row->ordinal, &place, &e) && place != RESULT_NOWHERE)
		return l->found_count + (size_t)place;
	return old;
}

static void read_rows(struct list *l)
{
	struct result *result = NULL;

	read_due(l);
	if (open_result(l, &result)) {
		result_close(l->result);
		l->result = result;
		result_step(l->result, COUNT_MS, &l->refused);
	}
	l->rows.query = l->result ? result_query(l->result) : NULL;
}

static void draw_due(const struct list *l, uint32_t ordinal, struct arena *a, struct table_row *out)
{
	struct err e = { 0 };
	struct kv_txn txn;
	struct due due;

	if (!kv_begin_read(l->kv, &txn, &e))
		return;
	if (due_order(&txn, ordinal, &due, a))
		rows_due(&l->rows, &due, a, out);
	kv_end_read(&txn);
}

static void draw_row(void *data, size_t i, struct arena *a, struct table_row *out)
{
	struct list *l = data;
	uint32_t ordinal;

	if (due_at(l, i)) {
		rows_due(&l->rows, due_at(l, i), a, out);
	} else if (!ordinal_at(l, i, &ordinal)) {
		return;
	} else if (l->kind == KIND_NONE) {
		draw_due(l, ordinal, a, out);
	} else {
		drawn_row(&l->drawn, &l->rows, ordinal, out);
		out->marked = marks_have(&l->marks, ordinal);
	}
}

static void open_table(struct list *l)
{
	rows_open(&l->rows, l->kv, l->kind, l->now);
	struct rect area = l->table.area;
	table_open(&l->table, l->rows.columns, l->rows.count,
		(struct table_source){ .data = l, .row = draw_row });
	table_place(&l->table, area);
}

static void read_counts(struct list *l)
{
	read_head(l);
	for (size_t i = 0; l->work && i < work_view_count; i++)
		l->counts[i] = count_view(l, &work_views[i]);
	l->counted = l->events;
	l->heads = true;
}

/* Not every commit changes what is shown: a batch that is being imported makes dozens, and
 * counts from its last one on. */
static void read_events(struct list *l)
{
	uint64_t generation = kv_generation(l->kv);
	struct err e = { 0 };
	struct kv_txn txn;

	if ((generation == l->generation && l->heads) || !kv_begin_read(l->kv, &txn, &e))
		return;
	l->generation = generation;
	l->events = journal_last(&txn);
	kv_end_read(&txn);
}

static void read_anew(struct list *l, const struct ctx *ctx)
{
	l->now = ctx->now;
	l->rows.now = ctx->now;
	read_events(l);
	l->read = l->events;
	l->halted = false;
	read_rows(l);
	drawn_forget(&l->drawn);
	table_count(&l->table, list_count(l));
}

void list_read(struct list *l, const struct ctx *ctx)
{
	struct list_row row;
	size_t old = l->table.scroll.focus;
	bool known = list_row(l, &row);

	read_anew(l, ctx);
	scroll_to(&l->table.scroll, known ? place_of(l, &row, old) : old);
}

void list_narrow(struct list *l, const struct ctx *ctx)
{
	read_anew(l, ctx);
}

/* The record that was just made, where it is of this list. */
static void go_to_made(struct list *l, const struct ctx *ctx)
{
	struct list_row row = { .kind = l->kind, .uid = ctx->store->made };
	struct err e = { 0 };
	struct kv_txn txn;

	if (uid_none(row.uid) || !kv_begin_read(l->kv, &txn, &e))
		return;
	row.ordinal = record_ordinal(&txn, l->kind, row.uid);
	kv_end_read(&txn);
	scroll_to(&l->table.scroll, place_of(l, &row, l->table.scroll.focus));
	ctx->store->made = (struct uid){ 0 };
}

/* Whoever types a whole number means that record, also where others mention it. */
void list_focus_found(struct list *l)
{
	struct list_row row = { .kind = l->kind };
	struct err e = { 0 };
	struct kv_txn txn;
	size_t named = 0;

	if (l->kind != KIND_NONE && kv_begin_read(l->kv, &txn, &e)) {
		named = record_named(&txn, schema_of(l->kind), finder_text(&l->finder), &row.ordinal, 1);
		kv_end_read(&txn);
	}
	scroll_to(&l->table.scroll, named == 1 ? place_of(l, &row, 0) : 0);
}

bool list_counts(const struct list *l)
{
	return !l->heads || (l->result && !l->halted && !result_exact(l->result));
}

void list_tick(struct list *l, const struct ctx *ctx)
{
	struct err e = { 0 };

	read_events(l);
	if (l->read != l->events || time_day(ctx->now).n != time_day(l->now).n) {
		list_read(l, ctx);
		go_to_made(l, ctx);
	} else if (l->result && !result_exact(l->result)) {
		l->halted = !result_step(l->result, SLICE_MS, &e);
		table_count(&l->table, list_count(l));
	}
	if (l->counted != l->events || !l->heads)
		read_counts(l);
	l->now = ctx->now;
	l->rows.now = ctx->now;
}

/* ---- which rows ---- */

static void show(struct list *l, const struct ctx *ctx, enum kind kind)
{
	if (kind != l->kind)
		marks_clear(&l->marks);
	l->kind = kind;
	l->sort = NULL;
	l->filter[0] = '\0';
	result_close(l->result);
	l->result = NULL;
	l->found_count = 0;
	open_table(l);
	list_read(l, ctx);
	if (!l->heads)
		read_head(l);
}

void list_show_view(struct list *l, const struct ctx *ctx, size_t view)
{
	struct list_row row;
	bool known = list_row(l, &row) && row.kind == work_views[view].kind;

	l->work = true;
	l->view = view;
	show(l, ctx, work_views[view].kind);
	if (known)
		scroll_to(&l->table.scroll, place_of(l, &row, 0));
}

void list_show_kind(struct list *l, const struct ctx *ctx, enum kind kind)
{
	l->work = false;
	show(l, ctx, kind);
}

void list_close(struct list *l)
{
	result_close(l->result);
	drawn_forget(&l->drawn);
	arena_free(&l->due_arena);
	marks_free(&l->marks);
	steps_free(&l->steps);
	list_close_line(l);
	list_filters_close(l);
}

size_t list_chosen(const struct list *l, enum kind *kind, struct uid **out, struct arena *a)
{
	struct list_row row;
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n = 0;

	*out = arena_array(a, l->marks.n + 1, sizeof(**out));
	if (l->marks.n == 0) {
		if (!list_row(l, &row))
			return 0;
		*kind = row.kind;
		(*out)[0] = row.uid;
		return 1;
	}
	*kind = l->kind;
	if (!kv_begin_read(l->kv, &txn, &e))
		return 0;
	for (size_t i = 0; i < l->marks.n; i++) {
		void *record = schema_new(schema_of(l->kind), a);

		if (record_peek(&txn, schema_of(l->kind), l->marks.at[i], record, a, &e))
			(*out)[n++] = schema_head(record)->uid;
	}
	kv_end_read(&txn);
	return n;
}
