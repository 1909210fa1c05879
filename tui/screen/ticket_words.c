#include "tui/screen/ticket.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/task.h"
#include "store/panel/units.h"
#include "store/schema/log.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"
#include "tui/screen/course.h"
#include "tui/screen/deadline.h"
#include "tui/screen/history.h"
#include "tui/screen/past.h"
#include "tui/screen/ticket_tasks.h"
#include "tui/screen/words.h"

#include <string.h>

/* What is being read. */
struct reading {
	struct kv_txn *txn;
	const struct ctx *ctx;
	const struct schema *schema;
	const void *record;
	struct view view;
	struct arena *a;
	struct ticket_words *out;
};

static const char *taken(struct reading *r, struct buf *text)
{
	const char *out = arena_text(r->a, buf_text(text));

	buf_free(text);
	return out;
}

static void add_page(struct reading *r, char digit, const char *label, struct buf *text)
{
	r->out->pages[r->out->page_count++] = (struct ticket_page){ digit, label, taken(r, text) };
}

static bool read_order(struct reading *r, struct uid uid, struct order *out)
{
	struct err e = { 0 };

	return record_get(r->txn, &order_schema, uid, out, r->a, &e);
}

static struct words words_to(struct reading *r, struct buf *out)
{
	return (struct words){ .txn = r->txn, .view = r->view, .out = out };
}

/* ---- orders and cases ---- */

static size_t orders_of_case(struct reading *r, const struct case_ *c, struct order **out)
{
	size_t n = 0;

	*out = arena_array(r->a, c->orders.n + 1, sizeof(**out));
	for (size_t i = 0; i < c->orders.n; i++)
		n += read_order(r, c->orders.at[i], &(*out)[n]);
	return n;
}

/* The orders of what is shown: itself, or those of the case. */
static size_t orders_of(struct reading *r, struct order **out)
{
	if (r->schema == &order_schema) {
		*out = (struct order *)(uintptr_t)r->record;
		return 1;
	}
	return orders_of_case(r, r->record, out);
}

static void part(struct buf *out, const char *text)
{
	if (!*text)
		return;
	buf_printf(out, "%s%s", out->n ? " | " : "", text);
}

static const char *shown(
	struct reading *r, const struct schema *s, const char *field, const void *record)
{
	struct buf text = { 0 };
	struct words w = words_to(r, &text);

	words_field(&w, s, field, record, "");
	return taken(r, &text);
}

static void word(struct buf *out, const char *text)
{
	if (*text)
		buf_printf(out, "%s%s", out->n ? " " : "", text);
}

static const char *caller(struct reading *r, const struct order *o)
{
	struct buf out = { 0 };

	word(&out, shown(r, &order_schema, "area", o));
	word(&out, shown(r, &order_schema, "caller", o));
	word(&out, shown(r, &order_schema, "phone", o));
	word(&out, o->confidential ? _("asked for confidence") : "");
	return taken(r, &out);
}

static const char *head_of_orders(struct reading *r, const struct order *orders, size_t n)
{
	struct buf out = { 0 };

	if (n == 0)
		return _("no order: a class of matters");
	if (r->schema != &order_schema)
		part(&out,
			n > 1 ? arena_format(r->a, _("order %s and others, %zu"), orders[0].number, n)
				  : arena_format(r->a, _("order %s"), orders[0].number));
	part(&out, orders[0].type);
	part(&out, caller(r, &orders[0]));
	part(&out, orders[0].category);
	return taken(r, &out);
}

static void clocks(struct reading *r, const struct order *orders, size_t n, struct buf *out)
{
	int64_t bounces = 0, days = 0;
	const struct order *first = n ? &orders[0] : NULL;

	for (size_t i = 0; i < n; i++) {
		if (orders[i].due.s && (!first->due.s || orders[i].due.s < first->due.s))
			first = &orders[i];
		bounces += orders[i].bounces;
		days = orders[i].days_lost > days ? orders[i].days_lost : days;
	}
	if (first && first->due.s) {
		buf_printf(out, _("platform deadline "));
		deadline_long(first->due, store_today(r->ctx), out);
	}
	if (r->schema == &case_schema)
		ticket_case_units(r->txn, r->record, out, r->a);
	else if (first)
		part(out, *first->unit ? arena_format(r->a, _("in hand: %s"), first->unit) : "");
	if (bounces)
		part(out,
			arena_format(
				r->a, _("returned %lld times, %lld days"), (long long)bounces, (long long)days));
}

static void request_page(struct reading *r, const struct order *orders, size_t n)
{
	struct buf text = { 0 };
	struct words w = words_to(r, &text);

	if (r->schema == &case_schema)
		words_label(&w, &case_schema, "reason", r->record);
	for (size_t i = 0; i < n; i++) {
		if (n > 1 || r->schema == &case_schema)
			buf_printf(&text, "%s%s %s  %s\n", text.n ? "\n" : "", _("order"), orders[i].number,
				shown(r, &order_schema, "received", &orders[i]));
		words_field(&w, &order_schema, "text", &orders[i], "\n");
		words_label(&w, &order_schema, "address", &orders[i]);
		words_label(&w, &order_schema, "against", &orders[i]);
		words_label(&w, &order_schema, "earlier", &orders[i]);
		words_label(&w, &order_schema, "reply", &orders[i]);
		words_label(&w, &order_schema, "call_back", &orders[i]);
		words_label(&w, &order_schema, "note", &orders[i]);
	}
	if (r->schema == &case_schema) {
		words_label(&w, &case_schema, "parties", r->record);
		words_label(&w, &case_schema, "note", r->record);
	}
	add_page(r, '1', C_("page", "request"), &text);
}

static void returns_page(struct reading *r, const struct order *orders, size_t n)
{
	struct buf text = { 0 };
	struct words w = words_to(r, &text);

	for (size_t i = 0; i < n; i++) {
		if (orders[i].returns.n == 0)
			continue;
		if (n > 1)
			buf_printf(&text, "%s %s\n", _("order"), orders[i].number);
		words_returns(&w, &orders[i], WORDS_LINES);
	}
	add_page(r, '2', _("returns"), &text);
}

static void one_basis(struct reading *r, size_t count, struct uid uid, struct buf *out)
{
	struct basis b;
	struct err e = { 0 };
	char day[DATE_TEXT];

	if (!record_get(r->txn, &basis_schema, uid, &b, r->a, &e))
		return;
	buf_printf(out, "[%zu] %s %s\n", count, b.title, b.article);
	buf_printf(out, "    %s", b.number);
	if (b.rank)
		buf_printf(out, _("  rank %lld"), (long long)b.rank);
	buf_printf(out, "  %s",
		b.to.n ? arena_format(r->a, _("in force until %s"), day_text(b.to, day))
			   : C_("basis", "in force"));
	if (*b.document)
		buf_printf(out, "  %s", b.document);
	buf_printf(out, "\n%s\n\n", b.text);
}

static void bases_page(struct reading *r)
{
	struct buf text = { 0 };
	const struct case_ *c = r->record;
	struct ruling ruling;
	struct err e = { 0 };

	if (r->schema == &case_schema) {
		const struct uids *bases = &c->bases;

		if (bases->n == 0 && record_get(r->txn, &ruling_schema, c->ruling, &ruling, r->a, &e))
			bases = &ruling.bases;
		for (size_t i = 0; i < bases->n; i++)
			one_basis(r, i + 1, bases->at[i], &text);
	}
	add_page(r, '4', _("bases"), &text);
}

/* For Enter: which can be opened. */
static void keep_past(struct reading *r, const struct precedent *list, size_t n)
{
	struct ticket_past *past = arena_array(r->a, n + 1, sizeof(*past));

	for (size_t i = 0; i < n; i++)
		past[i] = (struct ticket_past){
			.uid = list[i].ruling.head.uid,
			.words = arena_format(r->a, "%s %s", list[i].ruling.number, list[i].ruling.title),
			.note = list[i].lead,
		};
	r->out->past = past;
	r->out->past_count = n;
}

static void past_page_of(struct reading *r)
{
	struct precedent *list;
	struct buf text = { 0 };
	struct words w = words_to(r, &text);
	size_t n = r->schema == &order_schema
		? precedent_like_order(r->txn, r->record, PAST_MOST, &list, r->a)
		: precedent_like_case(r->txn, r->record, PAST_MOST, &list, r->a);

	past_page(&w, list, n);
	keep_past(r, list, n);
	add_page(r, '5', C_("page", "past"), &text);
}

/* ---- what units must do ---- */

static void tasks_page_of(struct reading *r, const char *field)
{
	struct task *tasks;
	struct buf text = { 0 };
	struct words w = words_to(r, &text);
	struct uid uid = schema_head((void *)(uintptr_t)r->record)->uid;
	size_t n = tasks_where(r->txn, field, uid, &tasks, r->a);

	tasks_page(&w, tasks, n, store_today(r->ctx));
	add_page(r, TICKET_TASKS, C_("page", "tasks"), &text);
}

/* The unit's clock first; the platform's stands apart and is only told. */
static const char *task_clocks(struct reading *r, const struct task *t)
{
	struct buf out = { 0 }, platform = { 0 };
	struct order *orders;
	struct case_ c;
	struct err e = { 0 };

	task_clock_words(t, store_today(r->ctx), &out);
	if (record_get(r->txn, &case_schema, t->case_, &c, r->a, &e)) {
		size_t n = orders_of_case(r, &c, &orders);

		clocks(r, orders, n, &platform);
		part(&out, buf_text(&platform));
	}
	buf_free(&platform);
	return taken(r, &out);
}

static void task_words(struct reading *r)
{
	const struct task *t = r->record;
	struct buf head = { 0 }, text = { 0 };
	struct words w = words_to(r, &text);

	buf_printf(
		&head, "%s %s", unit_short(r->txn, t->unit, r->a), shown(r, &task_schema, "role", t));
	part(&head, shown(r, &task_schema, "limit", t));
	part(&head, words_record(r->txn, KIND_RULING, t->ruling, r->a));
	r->out->head[0] = taken(r, &head);
	r->out->head[1] = task_clocks(r, t);
	task_page(&w, t);
	add_page(r, '1', _("content"), &text);
}

/* ---- any other kind ---- */

static void content_page(struct reading *r)
{
	struct buf text = { 0 };
	struct words w = words_to(r, &text);

	for (size_t i = 0; i < r->schema->field_count; i++)
		if (r->schema->fields[i].type != FIELD_BYTES)
			words_label(&w, r->schema, r->schema->fields[i].name, r->record);
	add_page(r, '1', _("content"), &text);
}

static void event_page(struct reading *r)
{
	struct buf text = { 0 };

	history_event(r->txn, r->record, &text);
	add_page(r, '1', _("content"), &text);
}

static const char *event_title(struct reading *r)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s  ", _(event_schema.label));
	history_step(r->record, &text);
	return taken(r, &text);
}

static void course_page(struct reading *r)
{
	struct buf text = { 0 };
	struct order *orders = NULL;
	bool matter = r->schema == &order_schema || r->schema == &case_schema;
	size_t n = matter ? orders_of(r, &orders) : 0;

	course_of(r->txn, r->schema->kind, schema_head((void *)(uintptr_t)r->record)->ordinal, orders,
		n, &r->view, &text);
	add_page(r, '9', _("history"), &text);
}

/* ---- what stands in the way ---- */

static void add_lack(struct reading *r, const char *words)
{
	for (size_t i = 0; i < TICKET_LACKS; i++)
		if (!r->out->lack[i]) {
			r->out->lack[i] = words;
			return;
		}
}

static void why_not(struct reading *r, const struct verb *verb)
{
	struct err e = { 0 };

	if (!verb->may || verb->may(r->txn, r->record, &e))
		return;
	add_lack(r, arena_format(r->a, _("%s: %s"), _(verb->label), e.what));
}

static void warning(struct reading *r, const struct verb *verb)
{
	struct buf lines = { 0 };
	void *args = verb->args ? schema_new(verb->args, r->a) : NULL;

	verb_suggest(r->txn, verb, r->record, args, r->a);
	verb_warn(r->txn, verb, r->record, args, &lines);
	char *end = lines.n ? strchr(lines.at, '\n') : NULL;
	if (end)
		buf_cut(&lines, (size_t)(end - lines.at));
	if (lines.n)
		add_lack(r, arena_format(r->a, _("note before %s: %s"), _(verb->label), buf_text(&lines)));
	buf_free(&lines);
}

static void lacks(struct reading *r)
{
	size_t n;
	const struct flow *flow = flow_of(r->schema->kind, &n);
	const struct field *state = r->schema->state ? schema_field(r->schema, r->schema->state) : NULL;

	for (size_t i = 0; state && i < n; i++) {
		if ((flow[i].from && flow[i].from != *FIELD_CONST(state, r->record, uint32_t)) ||
			flow[i].verb->aside)
			continue;
		why_not(r, flow[i].verb);
		warning(r, flow[i].verb);
	}
}

/* ---- all together ---- */

/* What only a case has, in the order of the pages. */
static const struct case_ *case_of(const struct reading *r)
{
	return r->schema == &case_schema ? r->record : NULL;
}

static void matter_words(struct reading *r)
{
	const struct case_ *c = case_of(r);
	struct order *orders;
	struct buf head = { 0 };
	size_t n = orders_of(r, &orders);

	r->out->head[0] = head_of_orders(r, orders, n);
	clocks(r, orders, n, &head);
	r->out->head[1] = taken(r, &head);
	request_page(r, orders, n);
	returns_page(r, orders, n);
	if (c)
		ticket_case_claims(r->txn, r->ctx, c, r->out, r->a);
	bases_page(r);
	past_page_of(r);
	if (c) {
		ticket_case_asked(r->txn, r->ctx, c, r->out, r->a);
		ticket_case_materials(c, r->out, r->a);
		tasks_page_of(r, "case");
		ticket_case_conditions(r->txn, r->ctx, c, r->out, r->a);
	}
}

static const char *state_of(struct reading *r)
{
	const struct order *o = r->record;
	struct case_ c;
	struct err e = { 0 };

	if (!r->schema->state)
		return "";
	if (r->schema == &order_schema && o->state == ORDER_TAKEN_UP &&
		record_get(r->txn, &case_schema, o->case_, &c, r->a, &e))
		return shown(r, &case_schema, "state", &c);
	return shown(r, r->schema, r->schema->state, r->record);
}

static void next_of(const struct reading *r, struct ticket_next *next)
{
	const struct event *event = r->record;
	const struct order *o = r->record;
	const struct case_ *c = r->record;
	const struct ruling *ruling = r->record;
	const struct batch *batch = r->record;

	*next = (struct ticket_next){ .kind = KIND_NONE };
	if (r->schema == &order_schema)
		*next = (struct ticket_next){ .kind = KIND_CASE, .uid = o->case_ };
	else if (r->schema == &case_schema)
		*next = (struct ticket_next){ .kind = KIND_ITEM, .uid = c->item };
	else if (r->schema == &ruling_schema)
		*next = (struct ticket_next){ .kind = KIND_ITEM, .uid = ruling->item };
	else if (r->schema == &task_schema)
		*next = (struct ticket_next){ .kind = KIND_CASE,
			.uid = ((const struct task *)r->record)->case_ };
	else if (r->schema == &event_schema)
		*next = (struct ticket_next){ .kind = (enum kind)event->kind, .uid = event->subject };
	if (uid_none(next->uid))
		next->kind = KIND_NONE;
	if (r->schema == &batch_schema) {
		next->kind = (enum kind)batch->kind;
		next->filter = arena_format(r->a, "batch:=%lld", (long long)batch->number);
	}
}

static void build(struct reading *r, struct uid uid, struct ticket_next *next)
{
	enum kind kind = r->schema->kind;

	r->out->title = kind == KIND_EVENT ? event_title(r) : words_record(r->txn, kind, uid, r->a);
	r->out->state = state_of(r);
	if (kind == KIND_ORDER || kind == KIND_CASE)
		matter_words(r);
	else if (kind == KIND_EVENT)
		event_page(r);
	else if (kind == KIND_TASK)
		task_words(r);
	else
		content_page(r);
	if (kind == KIND_RULING)
		tasks_page_of(r, "ruling");
	if (kind != KIND_EVENT)
		course_page(r);
	lacks(r);
	next_of(r, next);
}

bool ticket_read(struct kv_txn *txn, const struct ctx *ctx, enum kind kind, struct uid uid,
	struct ticket_words *out, struct ticket_next *next, struct arena *a, struct err *e)
{
	const struct schema *s = schema_of(kind);
	void *record = schema_new(s, a);
	struct reading r = {
		.txn = txn,
		.ctx = ctx,
		.schema = s,
		.record = record,
		.view = store_view(ctx, VIEW_SCREEN, uid),
		.a = a,
		.out = out,
	};

	*out = (struct ticket_words){ .page_count = 0 };
	bool good = kind == KIND_EVENT ? journal_read(txn, uid.origin, uid.counter, record, a, e)
								   : record_get(txn, s, uid, record, a, e);
	if (good)
		build(&r, uid, next);
	return good;
}
