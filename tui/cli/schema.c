/* schema [KIND] — the fields, states and verbs of a kind, as in yanpan(5). */
#include "store/schema/schema.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/panel/verb.h"
#include "tui/cli/columns.h"
#include "tui/cli/command.h"
#include "tui/cli/json_line.h"

#include <string.h>

enum { NAME_COLS = 14, LABEL_COLS = 16, TYPE_COLS = 6 };

static const char *const types[] = {
	[FIELD_TEXT] = "text",
	[FIELD_LONG] = "long",
	[FIELD_WORDS] = "words",
	[FIELD_NUMBER] = "number",
	[FIELD_FLAG] = "flag",
	[FIELD_CHOICE] = "choice",
	[FIELD_DAY] = "day",
	[FIELD_TIME] = "time",
	[FIELD_LIMIT] = "limit",
	[FIELD_LINK] = "link",
	[FIELD_LINKS] = "links",
	[FIELD_ROWS] = "rows",
	[FIELD_BYTES] = "bytes",
};

static const struct {
	enum field_flag flag;
	const char *name, *word;
} flags[] = {
	{ FIELD_REQUIRED, "required", N_("required") },
	{ FIELD_NAME, "name", N_("cited by it") },
	{ FIELD_SORTED, "sorted", N_("sorted") },
	{ FIELD_INDEXED, "indexed", N_("filtered") },
	{ FIELD_SEARCHED, "searched", N_("searched") },
	{ FIELD_PINYIN, "pinyin", N_("by pinyin too") },
	{ FIELD_PERSONAL, "personal", N_("personal") },
	{ FIELD_MASKED, "masked", N_("masked in part") },
	{ FIELD_READONLY, "read_only", N_("not by hand") },
	{ FIELD_OWNED, "owned", N_("the panel's own") },
};

static void add_flags(struct buf *b, const struct field *f)
{
	size_t before = b->n;

	for (size_t i = 0; i < COUNT(flags); i++)
		if (f->flags & flags[i].flag)
			buf_printf(b, "%s%s", b->n > before ? ", " : "", _(flags[i].word));
}

static void print_field(struct cli *cli, const struct field *f, const char *indent)
{
	struct buf b = { 0 };
	const struct schema *to = schema_of(f->kind);

	buf_puts(&b, indent);
	column(&b, f->name, NAME_COLS);
	column(&b, _(f->label), LABEL_COLS);
	column(&b, types[f->type], TYPE_COLS);
	buf_puts(&b, _(f->help));
	if (to)
		buf_printf(&b, " (%s)", to->name);
	if (f->flags & ~(unsigned)FIELD_LISTED) {
		buf_puts(&b, " [");
		add_flags(&b, f);
		buf_putc(&b, ']');
	}
	fprintf(cli->out, "%s\n", buf_text(&b));
	for (size_t i = 0; i < f->choice_count; i++)
		fprintf(cli->out, "%s    %s  %s\n", indent, f->choices[i].name, _(f->choices[i].label));
	buf_free(&b);
}

static void print_fields(struct cli *cli, const struct schema *s, const char *indent)
{
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		print_field(cli, f, indent);
		if (f->type == FIELD_ROWS)
			print_fields(cli, f->rows, "    ");
	}
}

static const char *state_name(const struct schema *s, uint32_t code)
{
	const struct choice *c = s->state ? field_choice(schema_field(s, s->state), code) : NULL;

	return c ? _(c->label) : "*";
}

static void print_verb(struct cli *cli, const struct schema *s, const struct flow *flow)
{
	const struct verb *v = flow->verb;
	struct buf b = { 0 };

	column(&b, v->name, NAME_COLS);
	column(&b, _(v->label), LABEL_COLS);
	buf_puts(&b, state_name(s, flow->from));
	if (flow->to)
		buf_printf(&b, " → %s", state_name(s, flow->to));
	buf_printf(&b, "  %s", _(v->help));
	for (size_t i = 0; v->args && i < v->args->field_count; i++)
		buf_printf(&b, "%s%s", i ? " " : "  ", v->args->fields[i].name);
	fprintf(cli->out, "%s\n", buf_text(&b));
	buf_free(&b);
}

static void print_verbs(struct cli *cli, const struct schema *s)
{
	size_t n;
	const struct flow *flow = flow_of(s->kind, &n);

	if (n)
		fprintf(cli->out, "\n");
	for (size_t i = 0; i < n; i++)
		print_verb(cli, s, &flow[i]);
}

static void print_kind(struct cli *cli, const struct schema *s)
{
	fprintf(cli->out, "%s  %s\n\n", s->name, _(s->label));
	print_fields(cli, s, "");
	print_verbs(cli, s);
}

/* ---- for other programs ---- */

static void json_flags(struct buf *b, const struct field *f)
{
	json_list(b, "flags");
	for (size_t i = 0; i < COUNT(flags); i++)
		if (f->flags & flags[i].flag)
			json_item(b, flags[i].name);
	json_list_end(b);
}

static void json_choices(struct buf *b, const struct field *f)
{
	if (!f->choice_count)
		return;
	json_list(b, "choices");
	for (size_t i = 0; i < f->choice_count; i++)
		json_item(b, f->choices[i].name);
	json_list_end(b);
}

/* The fields of a row stand behind it, with its name as `in`. */
static void json_fields(
	struct cli *cli, const struct schema *s, const char *kind, const char *inside)
{
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];
		const struct schema *to = schema_of(f->kind);
		struct buf b = { 0 };

		json_begin(&b);
		json_word(&b, "kind", kind);
		json_word(&b, "in", inside);
		json_word(&b, "field", f->name);
		json_word(&b, "label", _(f->label));
		json_word(&b, "type", types[f->type]);
		json_word(&b, "to", to ? to->name : "");
		json_flags(&b, f);
		json_choices(&b, f);
		json_word(&b, "help", _(f->help));
		json_end(&b);
		fputs(buf_text(&b), cli->out);
		buf_free(&b);
		if (f->type == FIELD_ROWS)
			json_fields(cli, f->rows, kind, f->name);
	}
}

static void json_state(struct buf *b, const char *name, const struct schema *s, uint32_t code)
{
	const struct choice *c = s->state ? field_choice(schema_field(s, s->state), code) : NULL;

	json_word(b, name, c ? c->name : "");
}

static void json_verbs(struct cli *cli, const struct schema *s)
{
	size_t n;
	const struct flow *flow = flow_of(s->kind, &n);

	for (size_t i = 0; i < n; i++) {
		const struct verb *v = flow[i].verb;
		struct buf b = { 0 };

		json_begin(&b);
		json_word(&b, "kind", s->name);
		json_word(&b, "verb", v->name);
		json_word(&b, "label", _(v->label));
		json_state(&b, "from", s, flow[i].from);
		json_state(&b, "to", s, flow[i].to);
		json_truth(&b, "final", v->final);
		json_list(&b, "asks");
		for (size_t k = 0; v->args && k < v->args->field_count; k++)
			json_item(&b, v->args->fields[k].name);
		json_list_end(&b);
		json_word(&b, "help", _(v->help));
		json_end(&b);
		fputs(buf_text(&b), cli->out);
		buf_free(&b);
	}
}

static void print_one(struct cli *cli, const struct schema *s, bool first)
{
	if (cli_form(cli, PRINT_LIST) == PRINT_JSON) {
		json_fields(cli, s, s->name, "");
		json_verbs(cli, s);
		return;
	}
	if (!first)
		fprintf(cli->out, "\n");
	print_kind(cli, s);
}

bool run_schema(struct cli *cli, struct err *e)
{
	const struct schema *one = NULL;

	if (cli->args.word_count && !cli_kind(cli->args.words[0], &one, e))
		return false;
	for (size_t i = 0; i < schema_count; i++)
		if (!one || schemas[i] == one)
			print_one(cli, schemas[i], one || i == 0);
	return true;
}
