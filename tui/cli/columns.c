#include "tui/cli/columns.h"

#include "locale/text/width.h"

void column(struct buf *line, const char *text, int cols)
{
	int used = width_text(text);

	buf_puts(line, text);
	buf_fill(line, ' ', (size_t)(used < cols ? cols - used : 0) + 2);
}
