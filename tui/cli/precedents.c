/* precedents, guide: what was ruled before, and where orders go by it. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/find/result.h"
#include "store/panel/guide.h"
#include "store/rec/record.h"
#include "tui/cli/asked.h"
#include "tui/cli/command.h"
#include "tui/cli/output.h"
#include "tui/cli/subject.h"

enum { PRECEDENTS_MOST = 100, WINDOW = 256 };

/* ---- precedents [KIND] NUMBER ---- */

struct past_row {
	const char *number;
	uint32_t state;
	const char *lead, *title;
	int64_t used, returned;
	bool matches;
	const char *why, *sentence;
};

static const struct choice no_states[] = { { 1, "unknown", N_("unknown") } };

static struct field past_fields[] = {
	{
		FIELD_AT(struct past_row, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_LISTED,
		.cols = 8,
		.label = N_("ruling number"),
	},
	{
		FIELD_AT(struct past_row, state, FIELD_CHOICE),
		.tag = 2,
		.flags = FIELD_LISTED,
		.cols = 6,
		.choices = no_states,
		.choice_count = COUNT(no_states),
		.label = N_("state"),
	},
	{
		FIELD_AT(struct past_row, lead, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_LISTED,
		.cols = 10,
		.label = N_("unit that leads"),
	},
	{
		FIELD_AT(struct past_row, used, FIELD_NUMBER),
		.tag = 4,
		.flags = FIELD_LISTED,
		.cols = 4,
		.label = N_("followed"),
	},
	{
		FIELD_AT(struct past_row, returned, FIELD_NUMBER),
		.tag = 5,
		.flags = FIELD_LISTED,
		.cols = 4,
		.label = N_("returned after the ruling"),
	},
	{
		FIELD_AT(struct past_row, matches, FIELD_FLAG),
		.tag = 6,
		.label = N_("its conditions hold"),
	},
	{
		FIELD_AT(struct past_row, why, FIELD_TEXT),
		.tag = 7,
		.flags = FIELD_LISTED,
		.cols = 30,
		.label = N_("why it is near"),
	},
	{
		FIELD_AT(struct past_row, title, FIELD_TEXT),
		.tag = 8,
		.flags = FIELD_LISTED | FIELD_MASKED,
		.cols = 28,
		.label = N_("matter"),
	},
	{
		FIELD_AT(struct past_row, sentence, FIELD_LONG),
		.tag = 9,
		.flags = FIELD_MASKED,
		.label = N_("wording"),
	},
};

static const struct schema past_schema = {
	.name = "precedent",
	.label = N_("precedent"),
	.plural = N_("precedents"),
	.size = sizeof(struct past_row),
	.fields = past_fields,
	.field_count = COUNT(past_fields),
	.number = "number",
	.title = "title",
};

/* States are a ruling's, with its words. */
static void borrow_states(void)
{
	const struct field *state = schema_field(&ruling_schema, "state");

	past_fields[1].choices = state->choices;
	past_fields[1].choice_count = state->choice_count;
}

static bool rows_open(
	struct cli *cli, const struct schema *s, struct output *o, struct printer *p, struct err *e)
{
	struct view view = cli_view(cli, VIEW_LIST);

	if (!output_open(cli, o, e))
		return false;
	if (printer_open(p, s, o->form, NULL, &view, &o->out, e))
		return true;
	outlet_drop(&o->out);
	return false;
}

static bool rows_close(
	struct cli *cli, struct output *o, struct printer *p, size_t n, bool good, struct err *e)
{
	struct err late = { 0 };

	if (!printer_close(p, &late) && good) {
		*e = late;
		good = false;
	}
	if (!good && o->path) {
		outlet_drop(&o->out);
		return false;
	}
	return output_end(cli, o, n, e) && good;
}

static void print_past(
	struct kv_txn *txn, struct printer *p, const struct precedent *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct ruling *r = &list[i].ruling;
		struct past_row row = {
			.number = *r->number ? r->number : r->draft,
			.state = r->state,
			.lead = list[i].lead,
			.title = r->title,
			.used = r->used,
			.returned = (int64_t)precedent_returned(txn, r),
			.matches = list[i].matches,
			.why = list[i].why,
			.sentence = r->sentence,
		};

		printer_add(p, txn, &row);
	}
}

static size_t past_of(
	struct cli *cli, struct kv_txn *txn, const struct subject *s, struct precedent **list)
{
	return s->schema == &order_schema
		? precedent_like_order(txn, s->record, PRECEDENTS_MOST, list, &cli->arena)
		: precedent_like_case(txn, s->record, PRECEDENTS_MOST, list, &cli->arena);
}

bool run_precedents(struct cli *cli, struct err *e)
{
	struct subject s;
	struct output output;
	struct printer printer;
	struct precedent *list;
	struct kv_txn txn;
	size_t n;

	borrow_states();
	if (!subject_words(cli, &s, e) || !output_read(cli, PRINT_LIST, &output, e) ||
		!cli_store(cli, false, e) || !subject_find(cli, &s, e))
		return false;
	if (s.schema != &order_schema && s.schema != &case_schema) {
		err_set(e, ERR_USAGE, "precedents are of a case or an order");
		return err_fix(e, "yanpan precedents case 2026-0001");
	}
	if (!rows_open(cli, &past_schema, &output, &printer, e))
		return false;
	bool good = kv_begin_read(cli->kv, &txn, e);
	n = good ? past_of(cli, &txn, &s, &list) : 0;
	if (good) {
		print_past(&txn, &printer, list, n);
		kv_end_read(&txn);
	}
	return rows_close(cli, &output, &printer, n, good, e);
}

/* ---- guide [QUERY] ---- */

struct guiding {
	struct precedent_classes classes;
	struct printer printer;
	struct result *result;
	size_t n;
};

static void guide_classes(struct guiding *g, struct kv_txn *txn, struct arena *a)
{
	for (size_t i = 0; i < g->classes.n; i++, g->n++) {
		struct guide_row row;

		guide_class(txn, &g->classes.at[i], &row, a);
		printer_add(&g->printer, txn, &row);
	}
}

static void guide_one(struct guiding *g, struct kv_txn *txn, uint32_t ordinal)
{
	struct arena a = { 0 };
	struct guide_row row;
	struct order o;
	struct err e = { 0 };

	if (record_peek(txn, &order_schema, ordinal, &o, &a, &e) &&
		guide_order(txn, &g->classes, &o, &row, &a)) {
		printer_add(&g->printer, txn, &row);
		g->n++;
	}
	arena_free(&a);
}

static bool guide_orders(struct cli *cli, struct guiding *g, struct err *e)
{
	uint32_t ordinals[WINDOW];
	size_t got = 1, at = 0;
	bool good = true;

	while (got && good) {
		struct kv_txn txn;

		good = result_window(g->result, at, WINDOW, ordinals, &got, e) &&
			kv_begin_read(cli->kv, &txn, e);
		if (!good)
			break;
		for (size_t i = 0; i < got; i++)
			guide_one(g, &txn, ordinals[i]);
		kv_end_read(&txn);
		at += got;
	}
	return good;
}

static bool read_classes(struct cli *cli, struct guiding *g, bool print, struct err *e)
{
	struct kv_txn txn;

	if (!kv_begin_read(cli->kv, &txn, e))
		return false;
	precedent_classes(&txn, &g->classes, &cli->arena);
	if (print)
		guide_classes(g, &txn, &cli->arena);
	kv_end_read(&txn);
	return true;
}

/* Without a query the classes themselves come first, then the orders that wait. */
bool run_guide(struct cli *cli, struct err *e)
{
	struct guiding g = { .n = 0 };
	struct asked asked;
	struct output output;
	bool good;

	if (!asked_words(cli, 0, &asked, e) || !output_read(cli, PRINT_LIST, &output, e) ||
		!cli_store(cli, false, e))
		return false;
	if (asked.schema != &order_schema) {
		err_set(e, ERR_USAGE, "the guide is of orders");
		return err_fix(e, "yanpan guide state:待初审");
	}
	if (!result_open(cli->kv, &order_schema,
			*asked.query ? asked.query : "state:=to_screen|by_precedent", NULL, cli_today(cli),
			&g.result, e))
		return false;
	good = rows_open(cli, &guide_schema, &output, &g.printer, e);
	if (good) {
		good = read_classes(cli, &g, !*asked.query, e) && guide_orders(cli, &g, e);
		good = rows_close(cli, &output, &g.printer, g.n, good, e);
	}
	result_close(g.result);
	return good;
}
