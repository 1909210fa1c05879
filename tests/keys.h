/* keys.h — inputs written as words: `F5 Down "中文 a" Alt+4`.
 *
 * Tokens with blanks between: names of keys (input.h), text in double quotes typed
 * character by character (\" and \\ inside), {text} as one paste (\n inside), Alt+DIGIT as Esc
 * and a digit at once, `tick`, `resize:ROWSxCOLS`.  A single character is typed.
 */
#ifndef YANPAN_TESTS_KEYS_H
#define YANPAN_TESTS_KEYS_H

#include "tui/term/input.h"

#include <stdbool.h>

/* Calls `feed` for every input of the line; false, with the token in `wrong`, for one that
 * is no key. */
bool keys_play(
	const char *line, void (*feed)(void *to, const struct input *in), void *to, char wrong[64]);

#endif
