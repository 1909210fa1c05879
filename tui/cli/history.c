/* history [[KIND] NUMBER] — what was done with a record, or with none, oldest first. */
#include "tui/screen/history.h"
#include "store/io/changes.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"
#include "tui/cli/command.h"
#include "tui/cli/subject.h"

#include <string.h>

enum { AT_ONCE = 256 };

struct history {
	struct cli *cli;
	struct kv_txn txn;
	struct outlet out;
	enum print_form form;
	struct view view;
	struct buf text;
};

static void add_text(struct history *h, const struct event *ev)
{
	char time[DATE_TEXT];
	struct buf lines = { 0 };
	char *at;

	buf_printf(&h->text, "%s  %s  %s\n", time_text(ev->time, time), ev->who_name, history_verb(ev));
	if (*ev->words)
		buf_printf(&lines, "%s\n", ev->words);
	history_clock(ev, &lines);
	changes_lines(&h->txn, ev, &h->view, &lines);
	at = lines.at;
	for (char *line; lines.n && (line = strsep(&at, "\n"));)
		if (*line)
			buf_printf(&h->text, "    %s\n", line);
	buf_free(&lines);
}

static void add_member(struct buf *b, const char *name, const char *text)
{
	buf_printf(b, "%s\"%s\":", b->at[b->n - 1] == '{' ? "" : ",", name);
	json_text(b, text, strlen(text));
}

static void add_json(
	struct history *h, const struct event *ev, const struct change_shown *changes, size_t n)
{
	char time[DATE_TEXT];
	struct buf *b = &h->text;

	time_text(ev->time, time);
	time[strlen("2026-09-21")] = 'T';
	buf_printf(b, "{\"time\":\"%s+08:00\",\"step\":%lld", time, (long long)ev->step);
	add_member(b, "who", ev->who_name);
	add_member(b, "verb", ev->verb);
	if (*ev->words)
		add_member(b, "words", ev->words);
	if (ev->later.s)
		add_member(b, "clock_set_back_from", time_text(ev->later, time));
	buf_puts(b, ",\"changes\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i ? ",{" : "{");
		add_member(b, "field", changes[i].field ? changes[i].field->name : "live");
		add_member(b, "before", changes[i].before);
		add_member(b, "after", changes[i].after);
		buf_putc(b, '}');
	}
	buf_puts(b, "]}\n");
}

static void add_csv(
	struct history *h, const struct event *ev, const struct change_shown *changes, size_t n)
{
	char time[DATE_TEXT];

	time_text(ev->time, time);
	for (size_t i = 0; i < n || (!i && !n); i++) {
		csv_cell(&h->text, time, false);
		csv_cell(&h->text, ev->who_name, false);
		csv_cell(&h->text, ev->verb, false);
		csv_cell(&h->text, ev->words, false);
		csv_cell(&h->text, !n ? "" : changes[i].field ? changes[i].field->name : "live", false);
		csv_cell(&h->text, n ? changes[i].before : "", false);
		csv_cell(&h->text, n ? changes[i].after : "", true);
	}
}

static void add_entry(struct history *h, const struct event *ev, struct arena *a)
{
	struct change_shown *changes;
	size_t n;

	if (h->form == PRINT_SHEET) {
		add_text(h, ev);
	} else {
		n = changes_of(&h->txn, ev, &h->view, &changes, a);
		if (h->form == PRINT_JSON)
			add_json(h, ev, changes, n);
		else
			add_csv(h, ev, changes, n);
	}
	outlet_add(&h->out, buf_text(&h->text), h->text.n);
	buf_cut(&h->text, 0);
}

static bool print_entry(struct history *h, uint64_t sequence, struct err *e)
{
	struct arena a = { 0 };
	struct event ev;
	bool good = journal_read(&h->txn, meta_origin(&h->txn), sequence, &ev, &a, e);

	if (good)
		add_entry(h, &ev, &a);
	arena_free(&a);
	return good;
}

static void print_heading(struct history *h)
{
	if (h->form == PRINT_CSV)
		outlet_puts(&h->out, "time,who,verb,words,field,before,after\n");
}

static bool print_entries(struct history *h, enum kind kind, uint32_t ordinal, struct err *e)
{
	uint64_t sequences[AT_ONCE];
	size_t all = 1;

	print_heading(h);
	for (size_t at = 0; at < all; at += AT_ONCE) {
		all = journal_of(&h->txn, kind, ordinal, at, sequences, AT_ONCE);
		for (size_t i = 0; i < AT_ONCE && at + i < all; i++)
			if (!print_entry(h, sequences[i], e))
				return false;
	}
	return true;
}

/* What was done with no record: the rules changed, the store restored. */
static bool print_general(struct history *h, struct err *e)
{
	struct arena a = { 0 };
	struct arena_mark clean = arena_mark(&a);
	uint64_t last = journal_last(&h->txn);
	bool good = true;

	print_heading(h);
	for (uint64_t i = 1; i <= last && good; i++) {
		struct event ev;

		good = journal_read(&h->txn, meta_origin(&h->txn), i, &ev, &a, e);
		if (good && !ev.kind)
			add_entry(h, &ev, &a);
		arena_reset(&a, clean);
	}
	arena_free(&a);
	return good;
}

/* NULL: of no record. */
static bool print(struct history *h, const struct subject *s, struct err *e)
{
	bool good;

	if (!cli_outlet(h->cli, &h->out, e))
		return false;
	if (!kv_begin_read(h->cli->kv, &h->txn, e)) {
		outlet_drop(&h->out);
		return false;
	}
	good = s ? print_entries(h, s->schema->kind, schema_head(s->record)->ordinal, e)
			 : print_general(h, e);
	kv_end_read(&h->txn);
	buf_free(&h->text);
	return cli_outlet_end(h->cli, &h->out, e) && good;
}

bool run_history(struct cli *cli, struct err *e)
{
	struct history h = { .cli = cli };
	struct subject s;

	h.form = cli_form(cli, PRINT_SHEET);
	h.view = cli_view(cli, VIEW_SCREEN);
	h.view.choice_names = h.form == PRINT_JSON;
	if (!cli->args.word_count)
		return cli_store(cli, false, e) && print(&h, NULL, e);
	return subject_words(cli, &s, e) && cli_store(cli, false, e) && subject_find(cli, &s, e) &&
		cli_unmask(cli, s.schema->kind, schema_head(s.record)->uid, s.number, "", e) &&
		print(&h, &s, e);
}
