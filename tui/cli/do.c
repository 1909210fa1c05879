/* do VERB KIND NUMBER [field=value…]: every verb of the flow tables. */
#include "locale/msg/msg.h"
#include "store/panel/verb.h"
#include "tui/cli/assign.h"
#include "tui/cli/command.h"
#include "tui/cli/subject.h"

#include <string.h>

static bool refuse_verb(const struct schema *s, const char *word, struct err *e)
{
	struct buf names = { 0 };
	size_t n;
	const struct verb *const *all = verb_all(&n);

	for (size_t i = 0; i < n; i++)
		if (all[i]->subject == s)
			buf_printf(&names, "%s%s", names.n ? ", " : "", all[i]->name);
	err_set(e, ERR_USAGE, "%s cannot be done with a record of kind %s", word, s->name);
	if (names.n)
		err_fix(e, "one of: %s", buf_text(&names));
	buf_free(&names);
	return false;
}

/* What is likely, with what was typed over it. */
static bool read_args(struct cli *cli, struct act *act, const struct verb *v,
	const struct subject *s, void **args, struct err *e)
{
	size_t n = cli->args.word_count - s->next;
	struct assign as = { v->args, cli->args.words + s->next, n, NULL, cli_today(cli) };

	*args = NULL;
	if (!v->args && n) {
		err_set(e, ERR_USAGE, "%s asks for nothing more", v->name);
		return err_at(e, "%s", cli->args.words[s->next]);
	}
	if (!v->args)
		return true;
	*args = schema_new(v->args, &act->scratch);
	verb_suggest(&act->txn, v, s->record, *args, &act->scratch);
	return assign_read(&act->txn, &as, *args, &act->scratch, e);
}

static void tell_warnings(
	struct cli *cli, struct act *act, const struct verb *v, const void *subject, const void *args)
{
	struct buf lines = { 0 };
	char *at;

	verb_warn(&act->txn, v, subject, args, &lines);
	at = lines.at;
	for (char *line; lines.n && (line = strsep(&at, "\n"));)
		if (*line)
			fprintf(cli->notes, "yanpan: %s\n", line);
	buf_free(&lines);
}

/* "研判件 2026-0085 待上会" */
static void say_state(struct cli *cli, struct act *act, const struct schema *s, const void *after)
{
	const struct field *state = s->state ? schema_field(s, s->state) : NULL;
	struct view view = cli_view(cli, VIEW_LIST);
	const struct head *h = after;
	struct buf b = { 0 };

	if (state)
		field_show(&act->txn, s, state, after, &view, &b);
	cli_say(cli, "%s %s %s", _(s->label), record_number(&act->txn, s->kind, h->uid, &cli->arena),
		buf_text(&b));
	buf_free(&b);
}

static bool act_out(
	struct cli *cli, struct act *act, const struct verb *v, const struct subject *s, struct err *e)
{
	void *after = schema_new(s->schema, &act->scratch), *args;

	if (!verb_may(&act->txn, v, s->record, e) || !read_args(cli, act, v, s, &args, e))
		return false;
	tell_warnings(cli, act, v, s->record, args);
	if (!verb_do(act, v, schema_head(s->record)->uid, args, after, e))
		return false;
	say_state(cli, act, s->schema, after);
	return true;
}

bool run_do(struct cli *cli, struct err *e)
{
	const struct verb *v;
	struct subject s;
	struct act act;
	bool good;

	if (!subject_words_at(cli, 1, &s, e))
		return false;
	v = verb_named(s.schema->kind, cli->args.words[0]);
	if (!v)
		return refuse_verb(s.schema, cli->args.words[0], e);
	if (!cli_store(cli, false, e) || !subject_find(cli, &s, e) || !cli_act(cli, &act, e))
		return false;
	good = act_out(cli, &act, v, &s, e) && act_commit(&act, e);
	act_abort(&act);
	if (!good && !*e->where)
		err_at(e, "%s %s", _(s.schema->label), s.number);
	return good;
}
