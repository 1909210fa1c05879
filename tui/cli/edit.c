/* new KIND field=value… and set KIND NUMBER field=value… */
#include "store/panel/edit.h"

#include "locale/msg/msg.h"
#include "store/rec/record.h"
#include "tui/cli/assign.h"
#include "tui/cli/command.h"
#include "tui/cli/subject.h"

/* A number may be typed at the start; what verbs do may not. */
static bool may_be_typed(struct kv_txn *txn, const struct schema *s, const void *record,
	const struct field *f, struct err *e)
{
	return (f->flags & FIELD_NAME) || edit_may(txn, s, record, f, e);
}

static void say_number(struct cli *cli, struct kv_txn *txn, const struct schema *s, struct uid uid)
{
	cli_say(cli, "%s %s", _(s->label), record_number(txn, s->kind, uid, &cli->arena));
}

static bool make(struct cli *cli, struct act *act, const struct schema *s, struct err *e)
{
	void *record = edit_fresh(s, cli->now, &act->scratch);
	struct assign as = { s, cli->args.words + 1, cli->args.word_count - 1, may_be_typed,
		cli_today(cli) };

	if (!assign_read(&act->txn, &as, record, &act->scratch, e) || !edit_new(act, s, record, e))
		return false;
	say_number(cli, &act->txn, s, schema_head(record)->uid);
	return true;
}

bool run_new(struct cli *cli, struct err *e)
{
	const struct schema *s;
	struct act act;
	bool good;

	if (!cli_kind(cli->args.words[0], &s, e) || !edit_may_new(s, e) || !cli_store(cli, true, e) ||
		!cli_act(cli, &act, e))
		return false;
	good = make(cli, &act, s, e) && act_commit(&act, e);
	act_abort(&act);
	return good;
}

static bool change(struct cli *cli, struct act *act, const struct subject *s, struct err *e)
{
	void *record = schema_new(s->schema, &act->scratch);
	struct assign as = { s->schema, cli->args.words + s->next, cli->args.word_count - s->next,
		edit_may, cli_today(cli) };

	return record_find(&act->txn, s->schema, s->number, record, &act->scratch, e) &&
		assign_read(&act->txn, &as, record, &act->scratch, e) &&
		edit_save(act, s->schema, record, e);
}

bool run_set(struct cli *cli, struct err *e)
{
	struct subject s;
	struct act act;
	bool good;

	if (!subject_words_at(cli, 0, &s, e) || !cli_store(cli, false, e) || !cli_act(cli, &act, e))
		return false;
	good = change(cli, &act, &s, e) && act_commit(&act, e);
	act_abort(&act);
	return good;
}
