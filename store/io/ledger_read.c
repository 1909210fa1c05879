/* ledger_read.c — a line of an old ledger becomes a ruling. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/io/cited.h"
#include "store/io/ledger.h"
#include "store/panel/ruling.h"
#include "store/panel/sentence.h"
#include "store/panel/units.h"
#include "store/rec/record.h"

#include <stdio.h>
#include <string.h>

enum { UNITS_MOST = 40 };

struct reading {
	struct kv_txn *txn;
	const struct ledger_row *row;
	struct ruling *out;
	struct ledger_doubt *doubts;
	size_t doubt_count;
	const char *(*heading)(const struct field *, void *arg);
	void *arg;
	struct arena *arena;
};

static const char *copied(struct reading *r, struct buf *b)
{
	const char *text = arena_copy(r->arena, buf_text(b), b->n);

	buf_free(b);
	return text;
}

/* --- cells kept as they were typed ---------------------------------------------------------- */

void ledger_keep(struct ruling *out, const char *heading, const char *words, struct arena *a)
{
	struct ledger_cell *grown = arena_array(a, out->ledger.n + 1, sizeof(*grown));

	for (size_t i = 0; i < out->ledger.n; i++) {
		grown[i] = ((const struct ledger_cell *)out->ledger.at)[i];
		if (!strcmp(grown[i].heading, heading))
			return;
	}
	grown[out->ledger.n] = (struct ledger_cell){ .heading = heading, .words = words };
	out->ledger = (struct rows){ out->ledger.n + 1, grown };
}

static void keep(struct reading *r, const char *field)
{
	const struct field *f = schema_field(&ledger_row_schema, field);

	ledger_keep(r->out, r->heading(f, r->arg), *FIELD_CONST(f, r->row, char *), r->arena);
}

/* What goes out again is not what was typed: the typed words stay. */
static void keep_where_other(struct reading *r, const char *field, const struct ledger_row *again)
{
	const struct field *f = schema_field(&ledger_row_schema, field);
	const char *was = *FIELD_CONST(f, r->row, char *), *is = *FIELD_CONST(f, again, char *);

	if (*was && strcmp(was, is) != 0)
		keep(r, field);
}

/* --- units ----------------------------------------------------------------------------------- */

static struct uids units_of(struct reading *r, const char *field, const char *cell)
{
	struct uids list = { 0 };
	struct buf unknown = { 0 };
	bool several = false;

	units_read(r->txn, cell, &list, &unknown, &several, r->arena);
	if (unknown.n && r->doubt_count < LEDGER_DOUBTS)
		r->doubts[r->doubt_count++] = (struct ledger_doubt){
			.field = field,
			.words = arena_copy(r->arena, buf_text(&unknown), unknown.n),
			.several = several,
		};
	if (unknown.n)
		keep(r, field);
	buf_free(&unknown);
	return list;
}

static void add_duty(struct reading *r, struct duty *duties, struct uid unit, enum duty_role role)
{
	for (size_t i = 0; i < r->out->duties.n; i++)
		if (uid_same(duties[i].unit, unit))
			return;
	if (r->out->duties.n == UNITS_MOST)
		return;
	schema_init(&duty_schema, &duties[r->out->duties.n]);
	duties[r->out->duties.n].role = role;
	duties[r->out->duties.n++].unit = unit;
}

/* One leads: where a cell names two, the first does, and the cell stays as it was typed. */
static void read_units(struct reading *r)
{
	struct duty *duties = arena_array(r->arena, UNITS_MOST, sizeof(*duties));
	struct uids leads = units_of(r, "lead", r->row->lead);
	struct uids others = units_of(r, "assists", r->row->assists);

	r->out->duties.at = duties;
	for (size_t i = 0; i < leads.n; i++)
		add_duty(r, duties, leads.at[i], i ? DUTY_ASSISTS : DUTY_LEADS);
	if (leads.n > 1 && r->doubt_count < LEDGER_DOUBTS) {
		r->doubts[r->doubt_count++] =
			(struct ledger_doubt){ .field = "lead", .words = r->row->lead, .several = true };
		keep(r, "lead");
	}
	for (size_t i = 0; i < others.n; i++)
		add_duty(r, duties, others.at[i], DUTY_ASSISTS);
}

/* --- what each has to do --------------------------------------------------------------------- */

/* The duty of the unit that a line begins with; *skip: bytes of its name and colon. */
static struct duty *duty_of_line(struct reading *r, const char *line, size_t n, size_t *skip)
{
	static const char *const colons[] = { "：", ":" };
	struct duty *duties = r->out->duties.at;
	struct unit unit;

	for (size_t i = 0; i < COUNT(colons); i++) {
		const char *at = strstr(line, colons[i]);

		if (!at || at >= line + n ||
			!unit_called(r->txn, arena_copy(r->arena, line, (size_t)(at - line)), &unit, r->arena))
			continue;
		*skip = (size_t)(at - line) + strlen(colons[i]);
		for (size_t d = 0; d < r->out->duties.n; d++)
			if (uid_same(duties[d].unit, unit.head.uid))
				return &duties[d];
	}
	return NULL;
}

static void read_tasks(struct reading *r)
{
	struct duty *now = r->out->duties.n ? r->out->duties.at : NULL;

	for (const char *line = r->row->duties; *line && now;) {
		size_t n = strcspn(line, "\n"), skip = 0;
		struct duty *other = duty_of_line(r, line, n, &skip);
		const char *words = arena_copy(r->arena, line + skip, n - skip);

		now = other ? other : now;
		now->task = *now->task ? arena_format(r->arena, "%s\n%s", now->task, words) : words;
		line += n + (line[n] == '\n');
	}
}

/* 5个工作日内 */
static bool read_limit(struct reading *r, const char *words, struct duty *d)
{
	const struct field *f = schema_field(&duty_schema, "limit");
	struct buf b = { 0 };
	struct err e = { 0 };
	size_t n;
	bool good;

	for (const char *at = words; *at; at++) {
		if (!strncmp(at, "个", strlen("个")))
			at += strlen("个") - 1;
		else
			buf_putc(&b, *at);
	}
	n = b.n;
	if (n > strlen("内") && !strcmp(b.at + n - strlen("内"), "内"))
		buf_cut(&b, n - strlen("内"));
	good = field_read(r->txn, f, buf_text(&b), time_day(r->out->agreed), d, r->arena, &e);
	buf_free(&b);
	return good;
}

static void read_limits(struct reading *r)
{
	struct duty *now = r->out->duties.n ? r->out->duties.at : NULL;

	for (const char *line = r->row->limits; *line && now;) {
		size_t n = strcspn(line, "\n"), skip = 0;
		struct duty *other = duty_of_line(r, line, n, &skip);

		now = other ? other : now;
		read_limit(r, arena_copy(r->arena, line + skip, n - skip), now);
		line += n + (line[n] == '\n');
	}
}

/* --- bases ------------------------------------------------------------------------------------ */

static void read_bases(struct reading *r)
{
	struct buf unknown = { 0 };

	cited_read(r->txn, r->row->bases, &r->out->bases, &unknown, r->arena);
	buf_free(&unknown);
	if (!r->out->bases.n)
		r->out->exception = "历史台账转入，依据照原台账";
}

/* --- words for choices ----------------------------------------------------------------------- */

static bool has_one(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

static bool read_state(struct reading *r, struct err *e)
{
	static const char *const revoked[] = { "撤销", "废止", "失效" };
	static const char *const superseded[] = { "取代", "替代" };
	static const char *const stayed[] = { "暂停", "中止" };
	const struct field *f = schema_field(&ruling_schema, "state");
	const struct choice *c = field_choice_named(f, r->row->state);
	const char *words = r->row->state;

	r->out->state = has_one(words, superseded, COUNT(superseded)) ? RULING_SUPERSEDED
		: has_one(words, revoked, COUNT(revoked))                 ? RULING_REVOKED
		: has_one(words, stayed, COUNT(stayed))                   ? RULING_STAYED
																  : RULING_ISSUED;
	if (c &&
		(c->code == RULING_DRAFT || c->code == RULING_AGREED || c->code == RULING_TO_SIGN ||
			c->code == RULING_COUNTERSIGNING)) {
		err_set(e, ERR_INPUT, "%s: only what was issued comes in from an old ledger", words);
		return err_fix(e, "leave the line out until it is issued");
	}
	if (c)
		r->out->state = c->code;
	else if (r->out->state == RULING_ISSUED && !strstr(words, "效") && *words)
		keep(r, "state");
	return true;
}

static void read_choice(struct reading *r, const char *field, const char *words, uint32_t *out)
{
	const struct choice *c =
		*words ? field_choice_named(schema_field(&ruling_schema, field), words) : NULL;

	if (c)
		*out = c->code;
	else if (*words)
		keep(r, field);
}

/* [2023]3号 and (2023)3号 are meant as 〔2023〕3号. */
static void read_document(struct reading *r)
{
	static const char *const pairs[][2] = { { "[", "]" }, { "［", "］" }, { "(", ")" },
		{ "（", "）" }, { "【", "】" } };
	const char *was = r->row->document;
	struct err e = { 0 };

	r->out->document = was;
	for (size_t i = 0; i < COUNT(pairs) && !strstr(was, "〔"); i++) {
		const char *open = strstr(was, pairs[i][0]), *close = strstr(was, pairs[i][1]);

		if (!open || !close || close < open)
			continue;
		open += strlen(pairs[i][0]);
		r->out->document =
			arena_format(r->arena, "%.*s〔%.*s〕%s", (int)(open - was - (long)strlen(pairs[i][0])),
				was, (int)(close - open), open, close + strlen(pairs[i][1]));
		break;
	}
	if (document_sound(schema_field(&ruling_schema, "document"), r->out, &e))
		return;
	r->out->document = "";
	keep(r, "document");
}

/* --- the line ----------------------------------------------------------------------------------
 */

static void read_texts(struct reading *r)
{
	const struct ledger_row *row = r->row;
	struct ruling *out = r->out;

	out->number = row->number;
	out->title = row->title;
	out->conditions = row->conditions;
	out->signer = row->signer;
	out->used = row->used;
	out->government = row->government;
	out->agreed = time_of(row->agreed.n ? row->agreed : row->issued, 0);
	out->issued = time_of(row->issued.n ? row->issued : row->agreed, 0);
	out->earlier = true;
	if (*row->orders)
		keep(r, "orders");
	if (*row->case_)
		keep(r, "case");
	if (*row->meeting)
		keep(r, "meeting");
	if (*row->note)
		keep(r, "note");
}

static bool all_have_tasks(const struct ruling *r)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (!*duties[i].task)
			return false;
	return ruling_lead(r) != NULL;
}

/* A sentence that would say 职责待定 is none. */
static void read_sentence(struct reading *r)
{
	struct buf b = { 0 };

	r->out->sentence = r->row->sentence;
	r->out->by_hand = *r->row->sentence != '\0';
	if (r->out->by_hand || !all_have_tasks(r->out))
		return;
	ruling_sentence(r->txn, r->out, &b);
	r->out->sentence = copied(r, &b);
}

bool ledger_ruling(struct kv_txn *txn, const struct ledger_row *row,
	const char *(*heading)(const struct field *, void *arg), void *arg, struct ruling *out,
	struct ledger_doubt doubts[LEDGER_DOUBTS], size_t *doubt_count, struct arena *a, struct err *e)
{
	struct reading r = { txn, row, out, doubts, 0, heading, arg, a };
	struct view view = { .kind = VIEW_EXPORT, .personal = true };
	struct ledger_row again;

	schema_init(&ruling_schema, out);
	*doubt_count = 0;
	if (!read_state(&r, e))
		return false;
	read_texts(&r);
	read_document(&r);
	read_units(&r);
	read_tasks(&r);
	read_limits(&r);
	read_bases(&r);
	read_choice(&r, "standing", row->standing, &out->standing);
	out->scope = SCOPE_CASE;
	read_choice(&r, "scope", row->scope, &out->scope);
	read_sentence(&r);
	ledger_line(txn, out, &view, &again, a);
	keep_where_other(&r, "duties", &again);
	keep_where_other(&r, "limits", &again);
	keep_where_other(&r, "bases", &again);
	*doubt_count = r.doubt_count;
	return true;
}
