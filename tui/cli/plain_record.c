/* plain_record.c — one record: what it says, its steps, what hangs together with it. */
#include "tui/cli/plain.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/edit.h"
#include "store/panel/verb.h"
#include "store/rec/record.h"

#include <string.h>

enum { OFFERS_MOST = 64 };

/* What can be chosen below a record. */
struct offer {
	const struct verb *verb;     /* a step, or */
	const struct schema *schema; /* a record of this kind, or with a query a list of them */
	struct uid uid;
	const char *query;
	void (*run)(struct plain *, const struct schema *, void *record, struct arena *);
};

struct visit {
	const struct schema *schema;
	void *record;
	struct offer offers[OFFERS_MOST];
	struct line_item items[OFFERS_MOST];
	size_t n;
	struct arena arena;
};

static void add(struct visit *v, struct offer offer, const char *words, const char *why_not)
{
	if (v->n < OFFERS_MOST) {
		v->offers[v->n] = offer;
		v->items[v->n++] = (struct line_item){ words, why_not };
	}
}

/* ---- steps ---- */

/* Of the steps only those that the record's state allows; one of them may lack something
 * else, and says what. */
static bool is_next(const struct visit *v, const struct flow *row)
{
	const struct field *state = v->schema->state ? schema_field(v->schema, v->schema->state) : NULL;

	for (size_t i = 0; i < v->n; i++)
		if (v->offers[i].verb == row->verb)
			return false;
	return !row->from || !state || *FIELD_CONST(state, v->record, uint32_t) == row->from;
}

static const char *why_not(struct visit *v, struct kv_txn *txn, const struct verb *verb)
{
	struct err e = { 0 };
	char line[512];

	if (verb_may(txn, verb, v->record, &e))
		return NULL;
	e.where[0] = '\0'; /* it is what was just shown */
	err_line(&e, line, sizeof(line));
	return arena_text(&v->arena, line);
}

static void add_steps(struct visit *v, struct kv_txn *txn)
{
	size_t n;
	const struct flow *flow = flow_of(v->schema->kind, &n);

	for (size_t i = 0; i < n; i++)
		if (is_next(v, &flow[i]))
			add(v, (struct offer){ .verb = flow[i].verb }, _(flow[i].verb->label),
				why_not(v, txn, flow[i].verb));
}

static bool take_step(
	struct plain *p, const struct verb *verb, struct uid uid, const void *args, struct err *e)
{
	struct act act;
	bool good;

	p->cli->now = clock_now();
	if (!cli_act(p->cli, &act, e))
		return false;
	good = verb_do(&act, verb, uid, args, schema_new(verb->subject, &act.scratch), e) &&
		act_commit(&act, e);
	act_abort(&act);
	return good;
}

/* What should be known first: warnings, and that there is no way back. */
static bool is_sure(struct plain *p, const struct verb *verb, const void *record, const void *args)
{
	struct line_item items[] = { { _("yes"), NULL } };
	struct line_menu menu = {
		.title = _("Do it all the same?"),
		.items = items,
		.n = COUNT(items),
		.zero = _("no"),
		.enter = true,
	};
	struct buf lines = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	bool asks;

	if (kv_begin_read(p->cli->kv, &txn, &e)) {
		verb_warn(&txn, verb, record, args, &lines);
		kv_end_read(&txn);
	}
	if (verb->final)
		buf_printf(&lines, "%s\n", _("This cannot be taken back."));
	fputs(buf_text(&lines), p->line.out);
	asks = lines.n > 0;
	buf_free(&lines);
	return !asks || line_choose(&p->line, &menu) == 1;
}

static void *suggested(struct plain *p, const struct verb *verb, struct visit *v)
{
	void *args = schema_new(verb->args, &v->arena);
	struct err e = { 0 };
	struct kv_txn txn;

	if (kv_begin_read(p->cli->kv, &txn, &e)) {
		verb_suggest(&txn, verb, v->record, args, &v->arena);
		kv_end_read(&txn);
	}
	return args;
}

/* What was typed is not lost when the step refuses it. */
static void do_verb(struct plain *p, struct visit *v, const struct verb *verb)
{
	void *args = verb->args ? suggested(p, verb, v) : NULL;
	struct uid uid = schema_head(v->record)->uid;
	bool done = false;

	fprintf(p->line.out, "\n%s: %s\n", _(verb->label), _(verb->help));
	while (!done) {
		struct err e = { 0 };

		if ((args && !plain_fill(p, verb->args, args, NULL, &v->arena)) ||
			!is_sure(p, verb, v->record, args))
			return;
		done = take_step(p, verb, uid, args, &e);
		if (!done)
			line_complain(&p->line, &e);
		if (!done && !args)
			return;
	}
	fprintf(p->line.out, "%s: %s\n", _(verb->label), _("That is done."));
}

/* ---- changing, looking back ---- */

static bool save(struct plain *p, const struct schema *s, void *record, struct err *e)
{
	struct act act;
	bool good;

	p->cli->now = clock_now();
	if (!cli_act(p->cli, &act, e))
		return false;
	good = edit_save(&act, s, record, e) && act_commit(&act, e);
	act_abort(&act);
	return good;
}

static void change(struct plain *p, const struct schema *s, void *record, struct arena *a)
{
	struct err e = { 0 };

	if (!plain_fill(p, s, record, edit_may, a))
		return;
	if (save(p, s, record, &e))
		fprintf(p->line.out, "%s\n", _("Saved."));
	else
		line_complain(&p->line, &e);
}

static void look_back(struct plain *p, const struct schema *s, void *record, struct arena *a)
{
	const char *argv[] = { "history", s->name, NULL };
	struct err e = { 0 };
	struct kv_txn txn;

	if (kv_begin_read(p->cli->kv, &txn, &e)) {
		argv[2] = record_number(&txn, s->kind, schema_head(record)->uid, a);
		kv_end_read(&txn);
	}
	if (e.kind || !cli_within(p->cli, COUNT(argv), argv, p->line.out, &e))
		line_complain(&p->line, &e);
}

/* ---- what hangs together ---- */

static void add_link(struct visit *v, struct kv_txn *txn, const struct field *f, struct uid uid)
{
	if (!uid_none(uid))
		add(v, (struct offer){ .schema = schema_of(f->kind), .uid = uid },
			arena_format(&v->arena, "%s: %s %s", _(f->label),
				record_number(txn, f->kind, uid, &v->arena),
				record_title(txn, f->kind, uid, &v->arena)),
			NULL);
}

static void add_links(struct visit *v, struct kv_txn *txn)
{
	for (size_t i = 0; i < v->schema->field_count; i++) {
		const struct field *f = &v->schema->fields[i];

		if (f->type == FIELD_LINK)
			add_link(v, txn, f, *FIELD_CONST(f, v->record, struct uid));
		for (size_t k = 0; f->type == FIELD_LINKS && k < FIELD_CONST(f, v->record, struct uids)->n;
			 k++)
			add_link(v, txn, f, FIELD_CONST(f, v->record, struct uids)->at[k]);
	}
}

/* The records of other kinds that name this one in a field lists are narrowed by. */
static void add_lists(struct visit *v, struct kv_txn *txn)
{
	const char *number =
		record_number(txn, v->schema->kind, schema_head(v->record)->uid, &v->arena);

	for (size_t i = 0; i < schema_count; i++)
		for (size_t k = 0; k < schemas[i]->field_count; k++) {
			const struct field *f = &schemas[i]->fields[k];

			if ((f->type != FIELD_LINK && f->type != FIELD_LINKS) || f->kind != v->schema->kind ||
				!(f->flags & FIELD_INDEXED))
				continue;
			add(v,
				(struct offer){ .schema = schemas[i],
					.query = arena_format(&v->arena, "%s:=\"%s\"", f->name, number) },
				arena_format(&v->arena, _("list: %s (%s)"), _(schemas[i]->plural), _(f->label)),
				NULL);
		}
}

/* ---- the visit ---- */

static bool print(struct plain *p, struct visit *v, struct kv_txn *txn, struct err *e)
{
	struct view view = cli_view(p->cli, VIEW_SCREEN);
	struct outlet out;
	struct printer printer;

	if (!outlet_stream(&out, p->line.out, NULL, e))
		return false;
	if (!printer_open(&printer, v->schema, PRINT_SHEET, NULL, &view, &out, e)) {
		outlet_drop(&out);
		return false;
	}
	fprintf(p->line.out, "\n");
	printer_add(&printer, txn, v->record);
	if (!printer_close(&printer, e)) {
		outlet_drop(&out);
		return false;
	}
	return outlet_end(&out, e);
}

static bool look(struct plain *p, struct visit *v, struct uid uid, struct err *e)
{
	struct kv_txn txn;
	bool good;

	v->record = schema_new(v->schema, &v->arena);
	if (!kv_begin_read(p->cli->kv, &txn, e))
		return false;
	good = record_get(&txn, v->schema, uid, v->record, &v->arena, e) && print(p, v, &txn, e);
	if (good) {
		add_steps(v, &txn);
		add(v, (struct offer){ .run = change }, _("change it"), NULL);
		add(v, (struct offer){ .run = look_back }, _("what was done with it"), NULL);
		add_links(v, &txn);
		add_lists(v, &txn);
	}
	kv_end_read(&txn);
	return good;
}

static void take(struct plain *p, struct visit *v, const struct offer *o)
{
	if (o->verb)
		do_verb(p, v, o->verb);
	else if (o->run)
		o->run(p, v->schema, v->record, &v->arena);
	else if (o->query)
		plain_list(p, o->schema, o->query);
	else
		plain_record(p, o->schema, o->uid);
}

/* Where personal data are shown (--personal) the journal says whose and why. */
static bool note_unmasking(struct plain *p, const struct schema *s, struct uid uid)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	bool good = kv_begin_read(p->cli->kv, &txn, &e);

	if (good) {
		const char *number = record_number(&txn, s->kind, uid, &a);

		kv_end_read(&txn);
		good = cli_unmask(p->cli, s->kind, uid, number, "", &e);
	}
	if (!good)
		line_complain(&p->line, &e);
	arena_free(&a);
	return good;
}

void plain_record(struct plain *p, const struct schema *s, struct uid uid)
{
	int answer;

	if (!note_unmasking(p, s, uid))
		return;
	do {
		struct visit v = { .schema = s };
		struct err e = { 0 };

		answer = LINE_ZERO;
		if (look(p, &v, uid, &e)) {
			struct line_menu menu = {
				.title = _("What now?"),
				.items = v.items,
				.n = v.n,
				.zero = _("back"),
			};

			answer = line_choose(&p->line, &menu);
			if (answer > LINE_ZERO)
				take(p, &v, &v.offers[answer - 1]);
		} else
			line_complain(&p->line, &e);
		arena_free(&v.arena);
	} while (answer != LINE_ZERO && !p->line.ended);
}

/* ---- a new one ---- */

static bool may_type(struct kv_txn *txn, const struct schema *s, const void *record,
	const struct field *f, struct err *e)
{
	return (f->flags & FIELD_NAME) || edit_may(txn, s, record, f, e);
}

/* On a copy: a refused record has to stay a new one. */
static bool make(
	struct plain *p, const struct schema *s, const void *record, struct uid *uid, struct err *e)
{
	struct act act;
	void *copy;
	bool good;

	p->cli->now = clock_now();
	if (!cli_act(p->cli, &act, e))
		return false;
	copy = schema_new(s, &act.scratch);
	schema_copy(s, record, copy, &act.scratch);
	good = edit_new(&act, s, copy, e);
	*uid = schema_head(copy)->uid;
	good = good && act_commit(&act, e);
	act_abort(&act);
	return good;
}

void plain_new(struct plain *p, const struct schema *s)
{
	struct arena a = { 0 };
	void *record = edit_fresh(s, p->cli->now, &a);
	struct uid uid = { 0 };
	bool made = false;

	while (!made && plain_fill(p, s, record, may_type, &a)) {
		struct err e = { 0 };

		made = make(p, s, record, &uid, &e);
		if (!made)
			line_complain(&p->line, &e);
	}
	if (made)
		plain_record(p, s, uid);
	arena_free(&a);
}
