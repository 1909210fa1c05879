/* width.h — how many terminal columns text takes.
 *
 * Text is UTF-8.  A column is one terminal cell; 汉 takes two, a combining mark
 * none, control and format characters none (they are not shown).  A malformed
 * sequence counts as U+FFFD; nothing here fails.  The texts take a length, or
 * end at their NUL where the name has no _n.
 *
 * “ ” — … ① ─ and their like take one column in most terminals and two in
 * those set to a Chinese habit; so does U+FFFD.  width_set_ambiguous() says
 * which; it is one for the whole program, as the terminal is, and the same
 * table rules ncurses: this file defines wcwidth().
 */
#ifndef YANPAN_LOCALE_TEXT_WIDTH_H
#define YANPAN_LOCALE_TEXT_WIDTH_H

#include "locale/base/buf.h"

#include <stddef.h>
#include <stdint.h>

int width_char(uint32_t cp);   /* 0, 1 or 2 columns */
int width_text(const char *s); /* columns of the whole text */
int width_text_n(const char *s, size_t bytes);
size_t width_fit(const char *s, int cols); /* bytes of the longest start that fits */
size_t width_fit_n(const char *s, size_t bytes, int cols);

/* Appends what fits into `cols` and then spaces: always exactly `cols` columns,
 * never half a wide character.  Characters that would not be shown or would
 * spoil the line are left out, malformed ones become U+FFFD. */
void width_pad(struct buf *b, const char *s, int cols);
void width_pad_n(struct buf *b, const char *s, size_t bytes, int cols);

/* Appends the text if it fits, else its longest start that leaves room for
 * `mark` ("…", "~") and the mark: at most `cols` columns. */
void width_clip(struct buf *b, const char *s, int cols, const char *mark);

void width_set_ambiguous(int cols); /* 1, as it is at the start, or 2 */
int width_ambiguous(void);

#endif
