#include "tui/term/theme.h"

#define INK(c) .ink = (c), .paper = COLOUR_DEFAULT
#define PLAIN INK(COLOUR_DEFAULT)

/* Whether the paper is white or black is the terminal's affair: cyan and yellow are lost on
 * the one and blue on the other, so that only red, magenta and the terminal's own ink are
 * used. */
static const struct look coloured[STYLE_COUNT] = {
	[STYLE_NORMAL] = { PLAIN },
	[STYLE_QUIET] = { PLAIN, .dim = true },
	[STYLE_HEAD] = { PLAIN, .bold = true },
	[STYLE_TITLE] = { PLAIN, .bold = true },
	[STYLE_OPEN] = { PLAIN, .bold = true, .reverse = true },
	[STYLE_KEY] = { PLAIN, .bold = true },
	[STYLE_FOCUS] = { PLAIN, .bold = true, .reverse = true },
	[STYLE_MARK] = { INK(COLOUR_MAGENTA), .bold = true },
	[STYLE_WARN] = { INK(COLOUR_RED), .bold = true },
	[STYLE_ERROR] = { INK(COLOUR_RED), .bold = true },
	[STYLE_FIELD] = { PLAIN, .underline = true },
	[STYLE_FOUND] = { INK(COLOUR_MAGENTA), .bold = true, .underline = true },
	[STYLE_FOUND_HERE] = { PLAIN, .bold = true, .reverse = true, .underline = true },
	[STYLE_FRAME] = { PLAIN },
	[STYLE_SHEET] = { PLAIN, .bold = true },
};

static const struct look mono[STYLE_COUNT] = {
	[STYLE_NORMAL] = { PLAIN },
	[STYLE_QUIET] = { PLAIN, .dim = true },
	[STYLE_HEAD] = { PLAIN, .bold = true },
	[STYLE_TITLE] = { PLAIN },
	[STYLE_OPEN] = { PLAIN, .bold = true },
	[STYLE_KEY] = { PLAIN, .bold = true },
	[STYLE_FOCUS] = { PLAIN, .bold = true, .reverse = true },
	[STYLE_MARK] = { PLAIN, .bold = true },
	[STYLE_WARN] = { PLAIN, .bold = true },
	[STYLE_ERROR] = { PLAIN, .bold = true },
	[STYLE_FIELD] = { PLAIN, .underline = true },
	[STYLE_FOUND] = { PLAIN, .underline = true, .bold = true },
	[STYLE_FOUND_HERE] = { PLAIN, .bold = true, .reverse = true, .underline = true },
	[STYLE_FRAME] = { PLAIN },
	[STYLE_SHEET] = { PLAIN, .bold = true },
};

struct look theme_look(enum style style, bool colour)
{
	return colour ? coloured[style] : mono[style];
}
