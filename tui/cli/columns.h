/* columns.h — a cell of a printed table: padded, never cut, two spaces behind it.
 */
#ifndef YANPAN_TUI_CLI_COLUMNS_H
#define YANPAN_TUI_CLI_COLUMNS_H

#include "locale/base/buf.h"

void column(struct buf *line, const char *text, int cols);

#endif
