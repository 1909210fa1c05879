/* transcode.h — between a terminal that speaks GB18030, GBK or Big5 and a program in UTF-8.
 *
 * Both ways come in pieces that may end anywhere; what a piece cuts is kept for the next.
 * The escape sequences of terminals are ASCII and pass as they are.  Nothing here fails
 * once it is open, whatever the bytes.
 */
#ifndef YANPAN_TUI_TERM_TRANSCODE_H
#define YANPAN_TUI_TERM_TRANSCODE_H

#include "locale/text/decode.h"
#include "locale/text/encode.h"

struct transcode {
	bool two_bytes; /* GBK: a character of four bytes would be drawn as rubbish */
	struct decoder decoder;
	struct encoder encoder;
	struct buf typed, shown; /* for one call; what a piece of output cut off */
};

/* `name` as for encoding_find(), but none of the UTF-16. */
bool transcode_open(struct transcode *t, const char *name, struct err *e);
void transcode_close(struct transcode *t); /* safe to call twice */

/* What was typed, as UTF-8.  Bytes that are no character come out as 0xFF, which is none
 * in UTF-8 either: the program drops them and says so. */
void transcode_typed(struct transcode *t, const void *bytes, size_t n, struct buf *out);
/* The start of a character is waiting for its rest; and it will not come. */
bool transcode_waits(const struct transcode *t);
void transcode_give_up(struct transcode *t, struct buf *out);

/* What is to be shown, for the terminal.  A character that it does not have becomes ？ or ?,
 * whichever takes as many columns (width.h), so that nothing behind it moves. */
void transcode_shown(struct transcode *t, const void *bytes, size_t n, struct buf *out);

#endif
