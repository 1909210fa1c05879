/* wrap.h — text in lines of at most so many columns, with 避头尾.
 *
 * A line never begins with a closing or dividing mark (，。、；：？！）》」”…—·％)
 * nor ends with an opening one (（《「“‘〔), as GB/T 15834 asks; Latin words and
 * numbers stay whole where they fit; spaces at a break are swallowed.  Where a
 * line would hold nothing but what may not be broken, it is broken all the same:
 * a line is never wider than `cols`, except that it has at least one character.
 * LF ends a line: a text of n LFs has at least n + 1 lines, the empty one too.
 * Other control characters take no columns (clean.h has made spaces of tabs).
 *
 *     struct wrap w = wrap_text(s, strlen(s), 56);
 *     struct wrap_line line;
 *
 *     while (wrap_next(&w, &line))
 *         draw(line.at, line.bytes);
 *
 * Nothing is allocated or fails; the lines point into the text.
 */
#ifndef YANPAN_LOCALE_TEXT_WRAP_H
#define YANPAN_LOCALE_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wrap {
	const char *at, *end; /* what is still to be broken */
	int cols;
	bool done;
};

struct wrap_line {
	const char *at;
	size_t bytes;     /* without the LF and the spaces swallowed at its end */
	int cols;         /* columns taken */
	const char *next; /* where the next line begins; the end of the text after the last */
	bool ends;        /* an LF or the end of the text stands behind it: a paragraph's last */
};

struct wrap wrap_text(const char *s, size_t bytes, int cols);
bool wrap_next(struct wrap *w, struct wrap_line *line);
int wrap_lines(const char *s, size_t bytes, int cols); /* how many wrap_next() gives */

/* May not begin, may not end a line. */
bool wrap_no_start(uint32_t cp);
bool wrap_no_end(uint32_t cp);

#endif
