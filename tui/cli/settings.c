/* settings — every setting of the county and of this person: value, default, where it comes
 * from; --check names wrong lines, --write makes files to begin with. */
#include "locale/msg/msg.h"
#include "store/rec/rulebook.h"
#include "tui/cli/command.h"
#include "tui/conf/options.h"

#include <string.h>

struct row {
	const char *file, *name, *word;
	const char *value, *preset;
	const char *path; /* NULL: not said anywhere */
	int line;
	const char *takes, *help;
};

struct settings {
	struct cli *cli;
	struct rulebook book;
	struct outlet out;
	enum print_form form;
	struct buf text;
};

/* --- printing -------------------------------------------------------------------------------- */

/* "FILE, line 3" */
static const char *origin(const struct settings *s, const struct row *r)
{
	if (!r->path)
		return _("default");
	return r->line ? arena_format(&s->cli->arena, _("%s, line %d"), r->path, r->line) : r->path;
}

static void add_text(struct settings *s, const struct row *r)
{
	struct buf *b = &s->text;

	buf_puts(b, r->name);
	if (*r->word)
		buf_printf(b, " (%s)", r->word);
	buf_printf(b, " = %s\n    ", r->value);
	if (r->path)
		buf_printf(b, _("[%s; default: %s]"), origin(s, r), r->preset);
	else
		buf_printf(b, "[%s]", origin(s, r));
	buf_printf(b, " %s\n    %s\n", r->takes, r->help);
}

static void add_member(struct buf *b, const char *name, const char *text)
{
	buf_printf(b, "%s\"%s\":", b->at[b->n - 1] == '{' ? "" : ",", name);
	json_text(b, text, strlen(text));
}

static void add_json(struct settings *s, const struct row *r)
{
	struct buf *b = &s->text;

	buf_putc(b, '{');
	add_member(b, "file", r->file);
	add_member(b, "name", r->name);
	add_member(b, "word", r->word);
	add_member(b, "value", r->value);
	add_member(b, "default", r->preset);
	if (r->path)
		add_member(b, "path", r->path);
	if (r->line)
		buf_printf(b, ",\"line\":%d", r->line);
	add_member(b, "takes", r->takes);
	add_member(b, "help", r->help);
	buf_puts(b, "}\n");
}

static void add_csv(struct settings *s, const struct row *r)
{
	const char *const cells[] = { r->file, r->name, r->word, r->value, r->preset,
		r->path ? r->path : "", r->line ? arena_format(&s->cli->arena, "%d", r->line) : "",
		r->takes };

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		csv_cell(&s->text, cells[i], false);
	csv_cell(&s->text, r->help, true);
}

static void add_row(struct settings *s, const struct row *r)
{
	if (s->form == PRINT_JSON)
		add_json(s, r);
	else if (s->form == PRINT_CSV)
		add_csv(s, r);
	else
		add_text(s, r);
}

static void add_heading(struct settings *s, const char *file, const char *help)
{
	if (s->form == PRINT_LIST)
		buf_printf(&s->text, "%s%s  %s\n\n", s->text.n ? "\n" : "", file, help);
}

/* --- what there is --------------------------------------------------------------------------- */

static void add_county(struct settings *s)
{
	const struct rulebook_value *value = s->book.values;

	for (size_t i = 0; i < rules_file_count; i++) {
		const struct rules_file *f = &rules_files[i];

		add_heading(s, f->name, _(f->help));
		for (size_t k = 0; k < f->n; k++, value++) {
			const struct setting *is = &f->settings[k];

			add_row(s,
				&(struct row){ f->name, is->name, is->word, value->text, is->value, value->path,
					value->line, setting_takes(is, &s->cli->arena), _(is->help) });
		}
	}
}

static void add_days(struct settings *s)
{
	const char *file = "holidays.conf";

	add_heading(s, file, _("Days off and make-up days beyond the notices that yanpan knows."));
	if (s->form == PRINT_LIST)
		buf_printf(&s->text, _("%zu days are set.\n"), s->book.day_count);
}

static const char *personal_help(const struct settings *s, const struct options_entry *o)
{
	return o->variable ? arena_format(&s->cli->arena, "%s (%s)", _(o->help), o->variable)
					   : _(o->help);
}

static void add_personal(struct settings *s)
{
	add_heading(s, "yanpan.conf", _("What a person sets for the screens."));
	for (size_t i = 0; i < options_entry_count; i++) {
		const struct options_entry *o = &options_entries[i];
		struct options_said said = options_said(o, &s->cli->arena);

		add_row(s,
			&(struct row){ "yanpan.conf", o->name, "", said.value ? said.value : o->preset,
				o->preset, said.where, said.line, _(o->takes), personal_help(s, o) });
	}
}

static bool print_all(struct settings *s, struct err *e)
{
	s->form = cli_form(s->cli, PRINT_LIST);
	if (!cli_outlet(s->cli, &s->out, e))
		return false;
	if (s->form == PRINT_CSV)
		buf_puts(&s->text, "file,name,word,value,default,path,line,takes,help\n");
	add_county(s);
	add_days(s);
	add_personal(s);
	outlet_add(&s->out, buf_text(&s->text), s->text.n);
	return cli_outlet_end(s->cli, &s->out, e);
}

/* --- right or wrong ------------------------------------------------------------------------------
 */

static void tell_wrong(struct settings *s, const struct err *wrong, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cli_warn(s->cli, &wrong[i]);
	if (n)
		s->cli->status = CLI_REFUSED;
}

static void check(struct settings *s)
{
	const struct err *wrong;
	size_t n = options_wrong(&wrong, &s->cli->arena);

	tell_wrong(s, s->book.wrong, s->book.wrong_count);
	tell_wrong(s, wrong, n);
	if (s->cli->status == CLI_DONE)
		cli_say(s->cli, _("no line is wrong"));
}

static bool write_files(struct settings *s, const char *folder, struct err *e)
{
	struct rulebook_written written;

	if (s->cli->read_only) {
		err_set(e, ERR_RULE, "nothing is changed with --read-only");
		return err_fix(e, "leave it out");
	}
	if (!cli_store(s->cli, false, e) || !rulebook_write(folder, &written, &s->cli->arena, e))
		return false;
	for (size_t i = 0; i < written.n; i++)
		fprintf(s->cli->out, _("written: %s\n"), written.paths[i]);
	if (written.kept)
		fprintf(s->cli->out, _("%zu files were there and stay as they are\n"), written.kept);
	return true;
}

bool run_settings(struct cli *cli, struct err *e)
{
	struct settings s = { .cli = cli };
	const char *folder = arena_format(&cli->arena, "%s/county", cli->folder);
	bool good = true;

	if (args_has(&cli->args, "write"))
		good = write_files(&s, folder, e);
	rulebook_read(folder, &s.book);
	if (good && args_has(&cli->args, "check"))
		check(&s);
	else if (good && !args_has(&cli->args, "write"))
		good = print_all(&s, e);
	buf_free(&s.text);
	rulebook_drop(&s.book);
	return good;
}
