/* theme.h — how a style looks: colour only repeats what a sign already says. */
#ifndef YANPAN_TUI_TERM_THEME_H
#define YANPAN_TUI_TERM_THEME_H

#include "tui/term/canvas.h"

#include <stdbool.h>

enum colour {
	COLOUR_DEFAULT = -1,
	COLOUR_BLACK,
	COLOUR_RED,
	COLOUR_GREEN,
	COLOUR_YELLOW,
	COLOUR_BLUE,
	COLOUR_MAGENTA,
	COLOUR_CYAN,
	COLOUR_WHITE,
};

struct look {
	int ink, paper; /* enum colour; used only where there is colour */
	bool bold, reverse, underline, dim;
};

/* With colour, or the one for NO_COLOR and terminals that have none. */
struct look theme_look(enum style style, bool colour);

#endif
