/* json_line.h — one JSON object a line, for what is not a record.
 *
 * json_begin(&b); json_word(&b, "kind", "order"); … json_end(&b): a line with its LF.
 */
#ifndef YANPAN_TUI_CLI_JSON_LINE_H
#define YANPAN_TUI_CLI_JSON_LINE_H

#include "locale/base/buf.h"

#include <stdbool.h>

void json_begin(struct buf *);
void json_word(struct buf *, const char *name, const char *text); /* nothing for an empty text */
void json_truth(struct buf *, const char *name, bool value);
/* A list of texts: open, each of them, close. */
void json_list(struct buf *, const char *name);
void json_item(struct buf *, const char *text);
void json_list_end(struct buf *);
void json_end(struct buf *);

#endif
