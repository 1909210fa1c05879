/* paper KIND NUMBER --as PAPER, minutes MEETING: papers as text, or into a file. */
#include "locale/msg/msg.h"
#include "store/doc/file.h"
#include "store/doc/papers.h"
#include "store/doc/text.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"
#include "tui/cli/command.h"
#include "tui/cli/subject.h"

#include <string.h>

struct asked {
	const struct paper_kind *paper;
	struct subject subject;
	void *record; /* the paper's */
	struct unit to;
};

static bool find_unit(struct cli *cli, struct kv_txn *txn, struct unit *out, struct err *e)
{
	const char *name = args_value(&cli->args, "to");

	schema_init(&unit_schema, out);
	return !name || record_find(txn, &unit_schema, name, out, &cli->arena, e);
}

static bool build(struct cli *cli, struct asked *q, struct doc *doc, struct err *e)
{
	struct view view = cli_view(cli, VIEW_PAPER);
	struct kv_txn txn;
	bool good;

	if (!kv_begin_read(cli->kv, &txn, e))
		return false;
	q->record = schema_new(q->paper->of, &cli->arena);
	good = paper_record(
			   &txn, q->paper, q->subject.schema, q->subject.record, q->record, &cli->arena, e) &&
		find_unit(cli, &txn, &q->to, e) &&
		q->paper->build(&txn, q->record, q->to.head.uid, &view, doc, e);
	kv_end_read(&txn);
	return good;
}

static bool print(struct cli *cli, const struct doc *doc, struct err *e)
{
	struct outlet out;
	struct buf text = { 0 };

	if (!cli_outlet(cli, &out, e))
		return false;
	doc_text(doc, DOC_COLUMNS, &text);
	outlet_add(&out, buf_text(&text), text.n);
	buf_free(&text);
	return cli_outlet_end(cli, &out, e);
}

/* What was changed by hand stays; the words tell where the new paper is and what differs. */
static bool tell_beside(struct cli *cli, const struct doc_file *file, struct err *e)
{
	if (*file->difference)
		fprintf(cli->out, "%s\n%s", _("- only in the file changed by hand, + only in the new one:"),
			file->difference);
	err_set(e, ERR_RULE, "the file was changed by hand and stays as it is");
	err_at(e, "%s", file->path);
	return *file->difference
		? err_fix(e, "the new paper is %s: take over what differs", file->written)
		: err_fix(e, "the new paper is %s: it says the same", file->written);
}

static bool write_file(struct cli *cli, const char *path, const struct doc *doc, struct err *e)
{
	struct doc_file file = {
		.path = path,
		.encoding = args_value(&cli->args, "encoding"),
		.ledger = arena_format(&cli->arena, "%s/papers", kv_folder(cli->kv)),
		.read_only = cli->read_only || kv_is_read_only(cli->kv),
	};

	if (!doc_file_write(doc, &file, &cli->arena, e))
		return false;
	cli_lost(cli, file.lost);
	if (file.beside)
		return tell_beside(cli, &file, e);
	cli_say(cli, _("written: %s"), file.written);
	return true;
}

static bool make(struct cli *cli, struct asked *q, struct err *e)
{
	const char *path = args_value(&cli->args, "output");
	struct doc doc = { .arena = &cli->arena };
	enum doc_form form;

	if ((path && !doc_form_of(path, &form, e)) || !cli_store(cli, false, e) ||
		!subject_find(cli, &q->subject, e) || !build(cli, q, &doc, e) ||
		!cli_unmask(cli, q->paper->of->kind, schema_head(q->record)->uid, q->subject.number,
			q->paper->label, e))
		return false;
	return path ? write_file(cli, path, &doc, e) : print(cli, &doc, e);
}

/* Here --as names the paper, not who asks: a person's name is refused, not passed over. */
static const struct paper_kind *named(struct cli *cli, const struct schema *of, struct err *e)
{
	enum { MOST = 8 };
	const char *words[MOST] = { NULL };
	size_t n = args_values(&cli->args, "as", words, MOST);
	const struct paper_kind *kind = paper_named(words[0], of, e);

	for (size_t i = 1; i < n && i < MOST && kind; i++)
		kind = paper_named(words[i], of, e);
	return kind;
}

bool run_paper(struct cli *cli, struct err *e)
{
	struct asked q;

	if (!subject_words_at(cli, 0, &q.subject, e))
		return false;
	q.paper = named(cli, q.subject.schema, e);
	return q.paper && make(cli, &q, e);
}

bool run_minutes(struct cli *cli, struct err *e)
{
	struct asked q = {
		.subject = { .schema = &meeting_schema, .number = cli->args.words[0], .next = 1 },
	};

	q.paper = paper_named(NULL, &meeting_schema, e);
	return make(cli, &q, e);
}
