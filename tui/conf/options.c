#include "tui/conf/options.h"

#include "locale/base/array.h"
#include "locale/base/conf.h"
#include "locale/msg/msg.h"

#include <stdlib.h>
#include <string.h>

enum { ESCAPE_MS = 25, ESCAPE_MOST_MS = 2000 };

static const char key_prefix[] = "key.";

struct word {
	const char *word;
	int value;
};

static const struct word ambiguous_words[] = { { "auto", 0 }, { "1", 1 }, { "2", 2 } };
static const struct word yes_words[] = { { "yes", true }, { "是", true }, { "no", false },
	{ "否", false } };
static const struct word room_words[] = { { "sent", false }, { "live", true } };
static const struct word frame_words[] = { { "lines", false }, { "ascii", true } };

static bool read_word(const char *value, const struct word *words, size_t n, int *out)
{
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(words[i].word, value)) {
			*out = words[i].value;
			return true;
		}
	}
	return false;
}

static bool set_escape(struct options *o, const char *value, struct arena *a)
{
	char *end;
	long ms = strtol(value, &end, 10);

	(void)a;
	if (end == value || *end || ms < 1 || ms > ESCAPE_MOST_MS)
		return false;
	o->escape_ms = (int)ms;
	return true;
}

static bool set_ambiguous(struct options *o, const char *value, struct arena *a)
{
	(void)a;
	return read_word(value, ambiguous_words, COUNT(ambiguous_words), &o->ambiguous);
}

static bool set_colour(struct options *o, const char *value, struct arena *a)
{
	int yes;

	(void)a;
	if (!read_word(value, yes_words, COUNT(yes_words), &yes))
		return false;
	o->colour = yes;
	return true;
}

static bool set_frames(struct options *o, const char *value, struct arena *a)
{
	int ascii;

	(void)a;
	if (!read_word(value, frame_words, COUNT(frame_words), &ascii))
		return false;
	o->ascii = ascii;
	return true;
}

static bool set_console(struct options *o, const char *value, struct arena *a)
{
	int yes;

	(void)a;
	if (!read_word(value, yes_words, COUNT(yes_words), &yes))
		return false;
	o->console = yes;
	return true;
}

static bool set_projector(struct options *o, const char *value, struct arena *a)
{
	int live;

	(void)a;
	if (!read_word(value, room_words, COUNT(room_words), &live))
		return false;
	o->live = live;
	return true;
}

/* Which languages there are is for msg_choose() to say. */
static bool set_lang(struct options *o, const char *value, struct arena *a)
{
	o->lang = arena_text(a, value);
	return value[0] != '\0';
}

/* Relative to what, one would have to know: refused. */
static bool set_backups(struct options *o, const char *value, struct arena *a)
{
	o->backups = arena_text(a, value);
	return value[0] == '/' || !strcmp(value, "no");
}

const struct options_entry options_entries[] = {
	{
		.name = "escape",
		.takes = N_("milliseconds, 1 to 2000"),
		.help = N_("How long after Esc the rest of a key may come; more on slow lines."),
		.variable = "YANPAN_ESCAPE",
		.preset = "25",
		.set = set_escape,
	},
	{
		.name = "ambiguous",
		.takes = N_("auto, 1 or 2"),
		.help = N_("Columns the terminal gives to characters like “ and —; auto asks it."),
		.variable = "YANPAN_AMBIGUOUS",
		.preset = "auto",
		.set = set_ambiguous,
	},
	{
		.name = "colour",
		.takes = N_("yes or no"),
		.help = N_("Colours where the terminal has them; the variable NO_COLOR means no."),
		.variable = "YANPAN_COLOUR",
		.preset = "yes",
		.set = set_colour,
	},
	{
		.name = "frames",
		.takes = N_("lines or ascii"),
		.help = N_("What frames are drawn with; always ascii where lines take two columns."),
		.variable = "YANPAN_FRAMES",
		.preset = "lines",
		.set = set_frames,
	},
	{
		.name = "console",
		.takes = N_("yes or no"),
		.help = N_("Screens on a bare Linux console, too; its kernel can seldom show Han."),
		.variable = "YANPAN_CONSOLE",
		.preset = "no",
		.set = set_console,
	},
	{
		.name = "projector",
		.takes = N_("sent or live"),
		.help =
			N_("Whether the room sees the wording when it is sent (Ctrl+T), or while it is typed."),
		.variable = "YANPAN_PROJECTOR",
		.preset = "sent",
		.set = set_projector,
	},
	{
		.name = "lang",
		.takes = N_("zh_CN, zh_TW or en"),
		.help = N_("The language of the screens."),
		.variable = NULL, /* YANPAN_LANG is msg_choose()'s: it goes before this setting */
		.preset = "",
		.set = set_lang,
	},
	{
		.name = "backups",
		.takes = N_("/a/folder, or no"),
		.help =
			N_("Where automatic backups go instead of the store's own folder; no: none are made."),
		.variable = "YANPAN_BACKUPS",
		.preset = "",
		.set = set_backups,
	},
};
const size_t options_entry_count = COUNT(options_entries);

static bool set_key(struct options *o, const char *action, const char *keys, struct arena *a)
{
	struct options_key *all = arena_array(a, o->key_count + 1, sizeof(*all));

	if (o->key_count)
		memcpy(all, o->keys, o->key_count * sizeof(*all));
	all[o->key_count++] = (struct options_key){ arena_text(a, action), arena_text(a, keys) };
	o->keys = all;
	return true;
}

static bool unknown(const char *name, struct err *e)
{
	const char *names[COUNT(options_entries)], *near;

	for (size_t i = 0; i < COUNT(options_entries); i++)
		names[i] = options_entries[i].name;
	near = conf_nearest(name, names, COUNT(options_entries));
	err_set(e, ERR_USAGE, "there is no setting \"%s\"", name);
	if (near)
		return err_fix(e, "did you mean %s?", near);
	return err_fix(e,
		"there are escape, ambiguous, colour, frames, console, projector, lang, backups and key.ACTION");
}

bool options_set(
	struct options *o, const char *name, const char *value, struct arena *a, struct err *e)
{
	size_t prefix = sizeof(key_prefix) - 1;

	if (!strncmp(name, key_prefix, prefix) && name[prefix])
		return set_key(o, name + prefix, value, a);
	for (size_t i = 0; i < COUNT(options_entries); i++) {
		if (strcmp(options_entries[i].name, name))
			continue;
		if (options_entries[i].set(o, value, a))
			return true;
		err_set(e, ERR_USAGE, "the setting %s cannot be \"%s\"", name, value);
		return err_fix(e, "it takes %s", _(options_entries[i].takes));
	}
	return unknown(name, e);
}

/* ---- where they come from ---- */

static const char *conf_path(struct arena *a)
{
	const char *base = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (base && base[0] == '/')
		return arena_format(a, "%s/yanpan/yanpan.conf", base);
	return home ? arena_format(a, "%s/.config/yanpan/yanpan.conf", home) : NULL;
}

static bool from_file(struct options *o, struct arena *a, struct err *e)
{
	const char *path = conf_path(a);
	struct conf conf = { 0 };

	if (path && !conf_read(path, &conf, a, e))
		return false;
	for (size_t i = 0; i < conf.n; i++)
		if (!options_set(o, conf.lines[i].key, conf.lines[i].value, a, e))
			return conf_at(&conf, &conf.lines[i], e);
	return true;
}

static bool read_variable(
	struct options *o, const struct options_entry *entry, struct arena *a, struct err *e)
{
	const char *value = entry->variable ? getenv(entry->variable) : NULL;

	if (!value || !value[0] || options_set(o, entry->name, value, a, e))
		return true;
	return err_at(e, "environment variable %s", entry->variable);
}

static bool from_environment(struct options *o, struct arena *a, struct err *e)
{
	const char *no_colour = getenv("NO_COLOR");

	for (size_t i = 0; i < COUNT(options_entries); i++)
		if (!read_variable(o, &options_entries[i], a, e))
			return false;
	if (no_colour && no_colour[0])
		o->colour = false;
	return true;
}

bool options_load(struct options *o, struct arena *a, struct err *e)
{
	*o = (struct options){ .escape_ms = ESCAPE_MS, .colour = true };
	return from_file(o, a, e) && from_environment(o, a, e);
}

/* ---- for who lists and checks them ---- */

/* The good lines of the file, whatever the others are. */
static void scan(struct conf *out, struct arena *a, struct err *e)
{
	const char *path = conf_path(a);

	*out = (struct conf){ .path = "" };
	if (path && !conf_read(path, out, a, e) && out->wrong_count)
		*e = (struct err){ 0 };
}

struct options_said options_said(const struct options_entry *entry, struct arena *a)
{
	const char *value = entry->variable ? getenv(entry->variable) : NULL;
	const struct conf_line *line;
	struct conf conf;
	struct err e = { 0 };

	if (value && value[0])
		return (struct options_said){ value, entry->variable, 0 };
	scan(&conf, a, &e);
	line = conf_find(&conf, entry->name);
	return line ? (struct options_said){ line->value, conf.path, line->number }
				: (struct options_said){ NULL, NULL, 0 };
}

size_t options_wrong(const struct err **out, struct arena *a)
{
	struct options o = { 0 };
	struct conf conf;
	struct err file = { 0 }, *wrong;
	size_t n = 0;

	scan(&conf, a, &file);
	*out = wrong =
		arena_array(a, conf.wrong_count + conf.n + options_entry_count + 1, sizeof(*wrong));
	if (file.kind)
		wrong[n++] = file;
	for (size_t i = 0; i < conf.wrong_count; i++)
		wrong[n++] = conf.wrong[i];
	for (size_t i = 0; i < conf.n; i++) {
		if (options_set(&o, conf.lines[i].key, conf.lines[i].value, a, &wrong[n]))
			continue;
		conf_at(&conf, &conf.lines[i], &wrong[n++]);
	}
	for (size_t i = 0; i < options_entry_count; i++)
		n += !read_variable(&o, &options_entries[i], a, &wrong[n]);
	return n;
}
