#include "tui/cli/terminal.h"

#include "locale/text/decode.h"
#include "locale/text/utf8.h"
#include "tui/conf/options.h"
#include "tui/term/relay.h"

#include <string.h>

static const char option[] = "terminal-encoding";

bool terminal_enter(struct cli *cli, int argc, const char *const *argv, struct err *e)
{
	struct options options = { 0 };
	struct err later = { 0 }; /* wrong settings are for the screens to say */
	const char *encoding = relay_encoding(args_early(argc, argv, option));

	options_load(&options, &cli->arena, &later);
	return relay_enter(encoding, options.ambiguous, e) ||
		err_at(e, "--terminal-encoding, YANPAN_TERM_ENC");
}

/* What is not UTF-8 on the line is what the terminal speaks, or GB18030. */
static enum encoding typed_in(const struct cli *cli)
{
	const char *name = relay_encoding(args_value(&cli->args, option));
	enum encoding encoding = ENCODING_GB18030;
	struct err unknown = { 0 };
	bool bom;

	if (name && encoding_find(name, &encoding, &bom, &unknown) && encoding == ENCODING_BIG5)
		return ENCODING_BIG5;
	return ENCODING_GB18030;
}

static bool read_text(struct cli *cli, const char **word, struct err *e)
{
	enum encoding encoding = typed_in(cli);
	struct decoder d;
	struct buf b = { 0 };
	bool sound;

	if (utf8_valid(*word, strlen(*word)))
		return true;
	if (!decoder_open(&d, encoding, e))
		return false;
	decoder_feed(&d, *word, strlen(*word), &b);
	decoder_end(&d, &b);
	sound = d.lost == 0;
	decoder_close(&d);
	if (sound)
		*word = arena_copy(&cli->arena, buf_text(&b), b.n);
	buf_free(&b);
	return sound ||
		err_set(e, ERR_USAGE, "a word of the command line is neither UTF-8 nor %s",
			encoding_name(encoding));
}

static bool names_file(const struct cli_option *o)
{
	return !strncmp(o->takes, "FILE", 4) || !strcmp(o->takes, "DIR");
}

bool terminal_words(struct cli *cli, struct err *e)
{
	for (size_t i = 0; i < cli->args.word_count; i++)
		if (!read_text(cli, &cli->args.words[i], e))
			return false;
	for (size_t i = 0; i < cli->args.given_count; i++) {
		struct args_given *given = &cli->args.given[i];

		if (given->value && !names_file(given->option) && !read_text(cli, &given->value, e))
			return false;
	}
	return true;
}
