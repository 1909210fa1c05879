/* import.c — a file of the hotline: how it is read, what it would change, then writing it. */
#include "tui/screen/import.h"

#include "locale/base/file.h"
#include "locale/msg/msg.h"

#include <stdlib.h>
#include <string.h>

/* ---- the file ---- */

struct effect import_take_path(struct import_screen *s, struct ctx *ctx, const char *path)
{
	if (import_is_folder(path))
		return import_choose_in(s, ctx, path);
	s->path = path;
	s->encoding = s->sheet = NULL;
	s->map_count = 0;
	s->means = 0;
	import_guess_kind(s, ctx);
	return import_try(s, ctx);
}

static struct effect path_typed(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	(void)choice;
	return import_take_path(state, ctx, file_typed(*text ? text : "~/", ctx->arena));
}

static struct effect ask_path(void *state, struct ctx *ctx)
{
	const struct import_screen *s = state;

	(void)ctx;
	return ask((struct question){
		.words = _("Which file?"),
		.detail =
			_("CSV, TSV or xlsx as the hotline exports it, in any encoding; ~ is your folder.\n"
			  "Enter without a name lists your folder, the name of a folder what is in it."),
		.text = s->path ? s->path : "",
		.then = path_typed,
	});
}

static bool open(void *state, struct ctx *ctx, const struct arg *arg, struct err *e)
{
	struct import_screen *s = state;

	(void)ctx, (void)e;
	s->schema = schema_of(arg->kind ? (enum kind)arg->kind : KIND_ORDER);
	if (arg->text[0])
		s->path = arena_text(ctx->arena, arg->text);
	return true;
}

static void close(void *state, struct ctx *ctx)
{
	struct import_screen *s = state;

	(void)ctx;
	backup_stop(&s->backup);
	import_end(s);
}

/* ---- what is on the screen ---- */

static struct effect read_finding(const struct import_screen *s, struct ctx *ctx)
{
	if (s->shown_count == 0)
		return stay();
	const struct import_finding *f = &s->findings[s->shown[s->table.scroll.focus]];
	const char *offered =
		*f->offered ? arena_format(ctx->frame, "\n%s: %s", _("offered"), f->offered) : "";
	return read_text(arena_format(ctx->frame, "%s  %s", f->place, f->column),
		arena_format(ctx->frame, "%s%s", f->words, offered));
}

static struct effect enter(void *state, struct ctx *ctx)
{
	const struct import_screen *s = state;

	if (!s->im)
		return ask_path(state, ctx);
	return s->page == IMPORT_COLUMNS ? import_choose_field(state, ctx) : read_finding(s, ctx);
}

static struct effect turn_personal(void *state, struct ctx *ctx)
{
	struct import_screen *s = state;

	s->keep_personal = !s->keep_personal;
	return import_try(s, ctx);
}

/* ---- writing ---- */

enum { WRITE_NOT, WRITE_ALL, WRITE_NEW };

static struct effect write_chosen(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct import_screen *s = state;

	(void)text;
	if (choice == WRITE_NOT)
		return tell(_("Nothing is written."));
	s->update = choice == WRITE_ALL;
	return import_write(s, ctx);
}

static struct effect finish(void *state, struct ctx *ctx)
{
	const struct import_screen *s = state;
	const struct import_counts *n = &s->counts;
	struct prompt_choice *choices = arena_array(ctx->frame, 3, sizeof(*choices));

	choices[WRITE_NOT].words = _("look at it again");
	choices[WRITE_ALL].words = arena_format(ctx->frame, _("write: %llu new, %llu changed"),
		(unsigned long long)n->added, (unsigned long long)n->changed);
	choices[WRITE_NEW].words =
		arena_format(ctx->frame, _("only the %llu new ones"), (unsigned long long)n->added);
	return ask((struct question){
		.words = _("Write it? It becomes one batch that can be taken back as a whole."),
		.choices = choices,
		.count = n->changed ? 3 : 2,
		.then = write_chosen,
	});
}

/* ---- input ---- */

static struct effect input(void *state, struct ctx *ctx, const struct input *in)
{
	struct import_screen *s = state;
	uint32_t key = input_key(in);

	if (in->kind == INPUT_RESIZE) {
		import_place(s, ctx);
		if (s->im)
			return stay();
		return s->path ? import_try(s, ctx) : ask_path(s, ctx);
	}
	if (in->kind == INPUT_TICK)
		return stay();
	if (in->kind == INPUT_PASTE) /* a file that was dropped on the window */
		return path_typed(s, ctx, 0, in->text);
	if (s->im && key >= '1' && key < '1' + IMPORT_PAGES) {
		import_show_page(s, (enum import_page)(key - '1'));
		return stay();
	}
	return s->im && table_input(&s->table, in) ? stay() : pass();
}

static void draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	import_draw(state, ctx, c);
}

enum { NEED_FILE = 1, NEED_SOUND = 2, NEED_SHEETS = 4, NEED_RETURNS = 8 };

static const struct need needs[] = {
	{ NEED_FILE, N_("No file is open: Enter asks for its name.") },
	{ NEED_SOUND, N_("It cannot be written as it is: the page of rejected rows says why.") },
	{ NEED_SHEETS, N_("The file has no other sheet.") },
	{ NEED_RETURNS, N_("Only a file of returns can be meant so or so.") },
};

static unsigned has(const void *state, const struct ctx *ctx)
{
	const struct import_screen *s = state;

	(void)ctx;
	return (s->im ? NEED_FILE : 0) | (s->stopped ? 0 : NEED_SOUND) |
		(s->im && import_sheet_read(s) ? NEED_SHEETS : 0) |
		(s->schema == &return_row_schema ? NEED_RETURNS : 0);
}

static const struct action actions[] = {
	{
		.name = "column",
		.keys = "Enter",
		.run = enter,
		.help = N_("Which field a column becomes; without a file, asks for it"),
		.hint = N_("Column"),
	},
	{
		.name = "encoding",
		.keys = "F4",
		.needs = NEED_FILE,
		.run = import_choose_encoding,
		.help = N_("Reads the file in another encoding"),
		.hint = N_("Encoding"),
	},
	{
		.name = "write",
		.keys = "F5 Ctrl+S",
		.needs = NEED_FILE | NEED_SOUND,
		.run = finish,
		.help = N_("Writes the rows as one batch"),
		.hint = N_("Write"),
	},
	{
		.name = "file",
		.keys = "Ctrl+N",
		.run = ask_path,
		.help = N_("Another file"),
		.hint = N_("File"),
	},
	{
		.name = "personal",
		.keys = "",
		.needs = NEED_FILE,
		.run = turn_personal,
		.help = N_("Personal columns: not taken, or kept sealed"),
	},
	{
		.name = "kind",
		.keys = "",
		.run = import_choose_kind,
		.help = N_("What is in the file: orders, returns, units, members, bases"),
	},
	{
		.name = "sheet",
		.keys = "",
		.needs = NEED_FILE | NEED_SHEETS,
		.run = import_choose_sheet,
		.help = N_("Reads another sheet of the workbook"),
	},
	{
		.name = "repair",
		.keys = "",
		.needs = NEED_FILE,
		.run = import_choose_repair,
		.help = N_("Whether texts misread before they came here are put right"),
	},
	{
		.name = "means",
		.keys = "",
		.needs = NEED_FILE | NEED_RETURNS,
		.run = import_ask_means,
		.help = N_("What 退回 means in a file of returns"),
	},
};

const struct screen_ops import_screen = {
	.name = "import",
	.title = N_("import"),
	.state_size = sizeof(struct import_screen),
	.actions = actions,
	.action_count = COUNT(actions),
	.needs = needs,
	.need_count = COUNT(needs),
	.open = open,
	.close = close,
	.input = input,
	.has = has,
	.draw = draw,
};
