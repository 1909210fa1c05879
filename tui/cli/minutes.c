/* minutes MEETING [-o FILE.txt] — 纪要 as text. */
#include "store/doc/minutes.h"

#include "store/doc/text.h"
#include "tui/cli/command.h"

#include <string.h>

static bool is_text_file(const char *path)
{
	const char *dot = strrchr(path, '.');

	return !dot || strchr(dot, '/') || !strcmp(dot, ".txt");
}

static bool build(struct cli *cli, struct buf *text, struct err *e)
{
	struct meeting m;
	struct doc doc = { .arena = &cli->arena };
	struct kv_txn txn;
	bool good;

	if (!kv_begin_read(cli->kv, &txn, e))
		return false;
	good = record_find(&txn, &meeting_schema, cli->args.words[0], &m, &cli->arena, e) &&
		minutes_build(&txn, &m, &doc, e);
	kv_end_read(&txn);
	if (good)
		doc_text(&doc, DOC_COLUMNS, text);
	return good;
}

static bool write_out(struct cli *cli, const char *path, const struct buf *text, struct err *e)
{
	const char *encoding = args_value(&cli->args, "encoding");
	struct outlet out;

	if (path ? !outlet_file(&out, path, encoding, e) : !cli_outlet(cli, &out, e))
		return false;
	outlet_add(&out, buf_text(text), text->n);
	return cli_outlet_end(cli, &out, e);
}

bool run_minutes(struct cli *cli, struct err *e)
{
	const char *path = args_value(&cli->args, "output");
	struct buf text = { 0 };
	bool good;

	if (path && !is_text_file(path)) {
		err_set(e, ERR_USAGE, "minutes are written as text only: %s", path);
		return err_fix(e, "let the name end in .txt");
	}
	good = cli_store(cli, false, e) && build(cli, &text, e) && write_out(cli, path, &text, e);
	buf_free(&text);
	return good;
}
