#include "tui/cli/args.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	int argc, at;
	const char *const *argv;
	const struct cli_options *sets;
	size_t set_count;
	struct args *out;
	struct err *e;
};

/* -物业 and -unit:x leave out what has it: words of a query. */
static bool is_option(const char *arg)
{
	char c = arg[0] == '-' ? arg[1] : '\0';

	return c == '-' || (((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && !strchr(arg, ':'));
}

/* "--limit=5" and "--limit" are both named limit. */
static const struct cli_option *in_set(const struct cli_options *set, const char *arg)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct cli_option *o = &set->at[i];
		size_t n = strlen(o->name);

		if (arg[1] != '-') {
			if (o->letter && arg[1] == o->letter && !arg[2])
				return o;
		} else if (!strncmp(arg + 2, o->name, n) && (!arg[2 + n] || arg[2 + n] == '=')) {
			return o;
		}
	}
	return NULL;
}

static const struct cli_option *find(const struct reader *r, const char *arg)
{
	for (size_t i = 0; i < r->set_count; i++) {
		const struct cli_option *o = in_set(&r->sets[i], arg);

		if (o)
			return o;
	}
	return NULL;
}

static void give(struct reader *r, const struct cli_option *o, const char *value)
{
	r->out->given[r->out->given_count++] = (struct args_given){ o, value };
}

static bool show_option(struct reader *r, const struct cli_option *o)
{
	return o->takes ? err_fix(r->e, "write --%s %s", o->name, o->takes)
					: err_fix(r->e, "write --%s alone", o->name);
}

static bool read_value(struct reader *r, const struct cli_option *o, const char *joined)
{
	if (joined) {
		give(r, o, joined + 1);
		return true;
	}
	if (r->at >= r->argc || !strcmp(r->argv[r->at], "--")) {
		err_set(r->e, ERR_USAGE, "--%s needs a value", o->name);
		return show_option(r, o);
	}
	give(r, o, r->argv[r->at++]);
	while (o->words && r->at < r->argc && !is_option(r->argv[r->at]) && strchr(r->argv[r->at], '='))
		give(r, o, r->argv[r->at++]);
	return true;
}

static bool read_option(struct reader *r, const char *arg)
{
	const struct cli_option *o = find(r, arg);
	const char *joined = arg[1] == '-' ? strchr(arg, '=') : NULL;

	if (!o) {
		err_set(r->e, ERR_USAGE, "no option %s here", arg);
		return err_fix(r->e, "yanpan help names the options; words that begin with - go behind --");
	}
	if (o->takes)
		return read_value(r, o, joined);
	if (joined) {
		err_set(r->e, ERR_USAGE, "--%s takes no value", o->name);
		return show_option(r, o);
	}
	give(r, o, NULL);
	return true;
}

bool args_read(int argc, const char *const *argv, const struct cli_options *sets, size_t set_count,
	struct args *out, struct arena *a, struct err *e)
{
	struct reader r = { argc, 0, argv, sets, set_count, out, e };
	bool options = true;

	out->word_count = out->given_count = 0;
	out->words = arena_array(a, (size_t)argc + 1, sizeof(*out->words));
	out->given = arena_array(a, (size_t)argc + 1, sizeof(*out->given));
	while (r.at < argc) {
		const char *arg = argv[r.at++];

		if (options && !strcmp(arg, "--"))
			options = false;
		else if (!options || !is_option(arg))
			out->words[out->word_count++] = arg;
		else if (!read_option(&r, arg))
			return false;
	}
	return true;
}

const char *args_command(
	int argc, const char *const *argv, const struct cli_options *globals, int *at)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const struct cli_option *o;

		*at = i;
		if (!is_option(argv[i]))
			return argv[i];
		o = in_set(globals, argv[i]);
		if (o && o->takes && !(argv[i][1] == '-' && strchr(argv[i], '=')))
			i++;
	}
	return NULL;
}

const char *args_early(int argc, const char *const *argv, const char *option)
{
	const char *value = NULL;
	size_t n = strlen(option);

	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--", 2) || strncmp(argv[i] + 2, option, n))
			continue;
		if (argv[i][2 + n] == '=')
			value = argv[i] + 2 + n + 1;
		else if (!argv[i][2 + n] && i + 1 < argc)
			value = argv[++i];
	}
	return value;
}

bool args_has(const struct args *args, const char *option)
{
	for (size_t i = 0; i < args->given_count; i++)
		if (!strcmp(args->given[i].option->name, option))
			return true;
	return false;
}

const char *args_value(const struct args *args, const char *option)
{
	for (size_t i = args->given_count; i-- > 0;)
		if (!strcmp(args->given[i].option->name, option))
			return args->given[i].value;
	return NULL;
}

const char *args_value_in(
	const struct args *args, const struct cli_options *set, const char *option)
{
	for (size_t i = args->given_count; i-- > 0;) {
		const struct cli_option *o = args->given[i].option;

		if (o >= set->at && o < set->at + set->n && !strcmp(o->name, option))
			return args->given[i].value;
	}
	return NULL;
}

size_t args_values(const struct args *args, const char *option, const char **values, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < args->given_count; i++)
		if (!strcmp(args->given[i].option->name, option)) {
			if (n < most)
				values[n] = args->given[i].value;
			n++;
		}
	return n;
}

bool args_number(const struct args *args, const char *option, size_t *out, struct err *e)
{
	const char *value = args_value(args, option);
	unsigned long long n;
	char *end;

	if (!value)
		return true;
	errno = 0;
	n = strtoull(value, &end, 10);
	if (*value < '0' || *value > '9' || *end || errno || !n || n > SIZE_MAX) {
		err_set(e, ERR_USAGE, "--%s takes a number, not %s", option, value);
		return err_fix(e, "write --%s 20", option);
	}
	*out = (size_t)n;
	return true;
}

bool args_words(
	const struct args *args, size_t least, size_t most, const char *usage, struct err *e)
{
	if (args->word_count >= least && args->word_count <= most)
		return true;
	if (args->word_count < least)
		err_set(e, ERR_USAGE, "too few words");
	else
		err_set(e, ERR_USAGE, "too many words: %s", args->words[most]);
	return err_fix(e, "usage: yanpan %s", usage);
}
