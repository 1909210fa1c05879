#include "tui/cli/plain.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/schema/order.h"
#include "tui/cli/command.h"
#include "tui/screen/who.h"

#include <signal.h>
#include <string.h>

enum { ARGS_MOST = 12, NAMES_MOST = 64 };

/* ---- a subcommand from the menu ---- */

static bool within(struct plain *p, const char *const *argv, size_t n)
{
	struct err e = { 0 };
	bool good;

	p->cli->now = clock_now();
	fprintf(p->line.out, "\n");
	good = cli_within(p->cli, (int)n, argv, p->line.out, &e);
	if (!good)
		line_complain(&p->line, &e);
	return good;
}

static void show_due(struct plain *p)
{
	within(p, (const char *const[]){ "due" }, 1);
}

static void take_back(struct plain *p)
{
	within(p, (const char *const[]){ "undo" }, 1);
}

static void bring_back(struct plain *p)
{
	within(p, (const char *const[]){ "redo" }, 1);
}

/* ---- import ---- */

struct import_way {
	const char *words, *option; /* option NULL: as it is */
};

static const struct import_way ways[] = {
	{ N_("take it in"), NULL },
	{ N_("take it in; known numbers follow the file in what the hotline owns"), "--update" },
	{ N_("take it in; keep its personal columns apart, masked"), "--keep-personal" },
};

static const struct schema *const imported[] = {
	&order_schema,
	&unit_schema,
	&member_schema,
	&basis_schema,
};

static const struct schema *ask_kind(struct plain *p)
{
	struct line_item items[COUNT(imported)];
	struct line_menu menu = {
		.title = _("What is in the file?"),
		.items = items,
		.n = COUNT(imported),
		.zero = _("back"),
	};
	int answer;

	for (size_t i = 0; i < COUNT(imported); i++)
		items[i] = (struct line_item){ _(imported[i]->plural), NULL };
	answer = line_choose(&p->line, &menu);
	return answer > LINE_ZERO ? imported[answer - 1] : NULL;
}

static int ask_way(struct plain *p)
{
	struct line_item items[COUNT(ways)];
	struct line_menu menu = {
		.title = _("This is what it would be. Take the file in?"),
		.items = items,
		.n = COUNT(ways),
		.zero = _("no"),
	};

	for (size_t i = 0; i < COUNT(ways); i++)
		items[i] = (struct line_item){ _(ways[i].words), NULL };
	return line_choose(&p->line, &menu);
}

/* First a look at it, then the question. */
static void import_path(struct plain *p, const char *path, const struct schema *s)
{
	const char *argv[ARGS_MOST] = { "import", "--kind", s->name, "--", path };
	const char *look[ARGS_MOST] = { "import", "--kind", s->name, "--dry-run", "--", path };
	int way;

	within(p, look, 6);
	way = ask_way(p);
	if (way == LINE_ZERO)
		return;
	if (!ways[way - 1].option) {
		within(p, argv, 5);
		return;
	}
	look[3] = ways[way - 1].option;
	within(p, look, 6);
}

static void import_file(struct plain *p)
{
	struct arena a = { 0 };
	const struct schema *s = ask_kind(p);
	const char *path = s ? line_ask(&p->line, _("The file:")) : NULL;

	if (path && *path)
		import_path(p, arena_text(&a, path), s);
	arena_free(&a);
}

/* ---- papers ---- */

static const struct paper_ask {
	const char *label; /* as people call it, in every language */
	const char *of;    /* the kind it is made of */
	const char *ask;
	bool to; /* for one unit */
} paper_asks[] = {
	{ "纪要", "meeting", N_("Which meeting? (number)"), false },
	{ "研判意见书", "case", N_("Which case? (number)"), false },
	{ "交办单", "ruling", N_("Which ruling? (number)"), true },
};

static const struct paper_ask *ask_paper(struct plain *p)
{
	struct line_item items[COUNT(paper_asks)];
	struct line_menu menu = { .items = items, .n = COUNT(paper_asks), .zero = _("back") };
	int answer;

	for (size_t i = 0; i < COUNT(paper_asks); i++)
		items[i] = (struct line_item){ paper_asks[i].label, NULL };
	answer = line_choose(&p->line, &menu);
	return answer > LINE_ZERO ? &paper_asks[answer - 1] : NULL;
}

/* What was answered goes behind `option`; Enter alone leaves both out.  False: the end. */
static bool ask_option(struct plain *p, const char *words, const char *option, const char **argv,
	size_t *n, struct arena *a)
{
	const char *answer = line_ask(&p->line, words);

	if (answer && *answer) {
		argv[(*n)++] = option;
		argv[(*n)++] = arena_text(a, answer);
	}
	return answer != NULL;
}

/* Shown here, or written into a file. */
static void make_paper(struct plain *p)
{
	const struct paper_ask *paper = ask_paper(p);
	const char *argv[ARGS_MOST] = { "paper", "--as", NULL }, *number;
	size_t n = 3;
	struct arena a = { 0 };

	if (!paper)
		return;
	argv[2] = paper->label;
	number = line_ask(&p->line, _(paper->ask));
	if (number && *number) {
		number = arena_text(&a, number);
		if ((!paper->to ||
				ask_option(
					p, _("For which unit? Enter, where it is only one:"), "--to", argv, &n, &a)) &&
			ask_option(p, _("Into which file (.docx, .html, .txt)? Enter shows it here:"), "-o",
				argv, &n, &a)) {
			argv[n++] = "--";
			argv[n++] = paper->of;
			argv[n++] = number;
			within(p, argv, n);
		}
	}
	arena_free(&a);
}

/* ---- who ---- */

static size_t read_names(struct plain *p, struct line_item *items, struct arena *a)
{
	struct picker_row *rows;
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n;

	if (!kv_begin_read(p->cli->kv, &txn, &e))
		return 0;
	n = who_members(&txn, &rows, a);
	kv_end_read(&txn);
	n = n < NAMES_MOST ? n : NAMES_MOST;
	for (size_t i = 0; i < n; i++)
		items[i] = (struct line_item){ arena_text(a, rows[i].words), NULL };
	return n;
}

static void ask_who(struct plain *p)
{
	struct line_item items[NAMES_MOST];
	struct arena a = { 0 };
	struct line_menu menu = {
		.title = _("Who sits here? A number, or a name:"),
		.items = items,
		.zero = _("as it is"),
		.words = true,
	};
	struct err e = { 0 };
	const char *name = NULL;
	int answer;

	menu.n = read_names(p, items, &a);
	answer = line_choose(&p->line, &menu);
	if (answer == LINE_WORDS)
		name = arena_text(&p->cli->arena, buf_text(&p->line.typed));
	else if (answer > LINE_ZERO)
		name = arena_text(&p->cli->arena, items[answer - 1].words);
	if (name && !cli_operator(p->cli, name, &e))
		line_complain(&p->line, &e);
	arena_free(&a);
}

/* ---- the menu ---- */

static const struct entry {
	const char *words;           /* NULL: the kind's plural */
	void (*run)(struct plain *); /* NULL: lists the kind */
	const struct schema *schema;
} entries[] = {
	{ N_("what is due"), show_due, NULL },
	{ NULL, NULL, &order_schema },
	{ NULL, NULL, &case_schema },
	{ NULL, NULL, &meeting_schema },
	{ NULL, NULL, &item_schema },
	{ NULL, NULL, &ruling_schema },
	{ NULL, NULL, &unit_schema },
	{ NULL, NULL, &member_schema },
	{ NULL, NULL, &basis_schema },
	{ N_("take in a file"), import_file, NULL },
	{ N_("papers"), make_paper, NULL },
	{ N_("take back my last step"), take_back, NULL },
	{ N_("bring it back"), bring_back, NULL },
	{ N_("who sits here"), ask_who, NULL },
};

static int ask_entry(struct plain *p)
{
	struct line_item items[COUNT(entries)];
	struct line_menu menu = {
		.items = items,
		.n = COUNT(entries),
		.zero = _("leave"),
		.words = true,
	};

	for (size_t i = 0; i < COUNT(entries); i++)
		items[i] =
			(struct line_item){ _(entries[i].words ? entries[i].words : entries[i].schema->plural),
				NULL };
	menu.title = arena_format(&p->cli->arena, _("yanpan, %s"), p->cli->who.name);
	return line_choose(&p->line, &menu);
}

static void find_orders(struct plain *p)
{
	struct arena a = { 0 };

	plain_list(p, &order_schema, arena_text(&a, buf_text(&p->line.typed)));
	arena_free(&a);
}

static void run_menu(struct plain *p)
{
	int answer;

	while ((answer = ask_entry(p)) != LINE_ZERO) {
		if (answer == LINE_WORDS)
			find_orders(p);
		else if (entries[answer - 1].run)
			entries[answer - 1].run(p);
		else
			plain_list(p, entries[answer - 1].schema, "");
	}
	fprintf(p->line.out, "\n");
}

/* Ctrl+C ends the question, and with it the program. */
static void interrupt(int signal_number)
{
	(void)signal_number;
}

bool run_plain(struct cli *cli, struct err *e)
{
	struct plain p = { .cli = cli, .line = { .in = stdin, .out = cli->out } };
	struct sigaction on = { .sa_handler = interrupt }, before;

	if (!cli_store(cli, !cli->read_only, e))
		return false;
	sigaction(SIGINT, &on, &before);
	if (cli->who.name == cli->who.os_user)
		ask_who(&p);
	run_menu(&p);
	sigaction(SIGINT, &before, NULL);
	line_free(&p.line);
	return true;
}
