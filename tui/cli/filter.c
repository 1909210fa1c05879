/* filter list, filter save NAME [KIND] QUERY..., filter rename NAME NEW, filter delete NAME */
#include "store/panel/filter.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/find/result.h"
#include "store/rec/record.h"
#include "tui/cli/asked.h"
#include "tui/cli/command.h"

#include <stdio.h>
#include <string.h>

enum { NAME_COLS = 20, COUNT_COLS = 8, WINDOW = 64 };

/* --- list ------------------------------------------------------------------------------ */

static void print_count(struct cli *cli, const struct filter *f, struct buf *out)
{
	struct result *r = NULL;
	struct err e = { 0 };

	if (result_open(cli->kv, schema_of((enum kind)f->of), f->query, NULL, cli_today(cli), &r, &e) &&
		result_step(r, -1, &e))
		buf_printf(out, "%*zu", COUNT_COLS, result_count(r));
	else
		buf_printf(out, "%*s", COUNT_COLS, "?");
	result_close(r);
}

static bool print_filter(struct cli *cli, struct kv_txn *txn, uint32_t ordinal, struct err *e)
{
	struct arena a = { 0 };
	struct buf line = { 0 };
	struct filter f;
	bool good = record_peek(txn, &filter_schema, ordinal, &f, &a, e);

	if (good) {
		int cols = width_text(f.name);

		width_pad(&line, f.name, cols > NAME_COLS ? cols : NAME_COLS);
		print_count(cli, &f, &line);
		fprintf(cli->out, "%s  %s %s\n", buf_text(&line), _(schema_of((enum kind)f.of)->label),
			f.query);
	}
	buf_free(&line);
	arena_free(&a);
	return good;
}

static bool list_filters(struct cli *cli, struct err *e)
{
	uint32_t ordinals[WINDOW];
	struct result *r = NULL;
	struct kv_txn txn;
	size_t got = 1, at = 0;
	bool good = cli_store(cli, false, e) &&
		result_open(cli->kv, &filter_schema, "", "name", cli_today(cli), &r, e);

	while (good && got) {
		good = result_window(r, at, WINDOW, ordinals, &got, e) && kv_begin_read(cli->kv, &txn, e);
		for (size_t i = 0; good && i < got; i++)
			good = print_filter(cli, &txn, ordinals[i], e);
		if (good)
			kv_end_read(&txn);
		at += got;
	}
	result_close(r);
	return good;
}

/* --- changing ------------------------------------------------------------------------------ */

static bool save(struct cli *cli, struct act *act, struct err *e)
{
	struct asked asked;
	struct filter f;

	schema_init(&filter_schema, &f);
	if (!asked_words(cli, 2, &asked, e))
		return false;
	f.name = cli->args.words[1];
	f.of = asked.schema->kind;
	f.query = asked.query;
	f.sort = args_value(&cli->args, "sort") ? args_value(&cli->args, "sort") : "";
	return filter_keep(act, &f, e);
}

static bool rename_it(struct cli *cli, struct act *act, struct err *e)
{
	return filter_rename(act, cli->args.words[1], cli->args.words[2], e);
}

static bool delete (struct cli *cli, struct act *act, struct err *e)
{
	return filter_drop(act, cli->args.words[1], e);
}

static const struct deed {
	const char *word, *other; /* also the word people may try */
	size_t words;             /* at least, itself among them */
	bool create;
	bool (*run)(struct cli *, struct act *, struct err *);
} deeds[] = {
	{ "save", "keep", 3, true, save },
	{ "rename", "mv", 3, false, rename_it },
	{ "delete", "drop", 2, false, delete },
};

static const struct deed *deed_of(const struct args *args)
{
	for (size_t i = 0; i < COUNT(deeds); i++)
		if ((!strcmp(args->words[0], deeds[i].word) || !strcmp(args->words[0], deeds[i].other)) &&
			args->word_count >= deeds[i].words)
			return &deeds[i];
	return NULL;
}

bool run_filter(struct cli *cli, struct err *e)
{
	const struct deed *deed = cli->args.word_count ? deed_of(&cli->args) : NULL;
	struct act act;
	bool good;

	if (!cli->args.word_count || !strcmp(cli->args.words[0], "list"))
		return list_filters(cli, e);
	if (!deed) {
		err_set(e, ERR_USAGE, "not list, save NAME QUERY, rename NAME NEW or delete NAME: %s",
			cli->args.words[0]);
		return err_fix(e, "yanpan help filter says how");
	}
	if (!cli_store(cli, deed->create, e) || !cli_act(cli, &act, e))
		return false;
	good = deed->run(cli, &act, e) && act_commit(&act, e);
	act_abort(&act);
	if (good)
		cli_say(
			cli, "%s %s", _(filter_schema.label), cli->args.words[deed->run == rename_it ? 2 : 1]);
	return good;
}
