#include "store/doc/markup.h"

#include "store/io/xml.h"

#include <string.h>

void markup_text(struct buf *out, const char *text, const char *line_break)
{
	for (;;) {
		size_t line = strcspn(text, "\n");

		xml_text(out, text, line);
		text += line;
		if (!*text++)
			return;
		buf_puts(out, line_break);
	}
}
