#include "tui/cli/json_line.h"

#include "store/io/printer.h"

#include <string.h>

static void comma(struct buf *b)
{
	char last = b->n ? b->at[b->n - 1] : '{';

	if (last != '{' && last != '[')
		buf_putc(b, ',');
}

static void name_it(struct buf *b, const char *name)
{
	comma(b);
	buf_printf(b, "\"%s\":", name);
}

void json_begin(struct buf *b)
{
	buf_putc(b, '{');
}

void json_word(struct buf *b, const char *name, const char *text)
{
	if (!*text)
		return;
	name_it(b, name);
	json_text(b, text, strlen(text));
}

void json_truth(struct buf *b, const char *name, bool value)
{
	name_it(b, name);
	buf_puts(b, value ? "true" : "false");
}

void json_list(struct buf *b, const char *name)
{
	name_it(b, name);
	buf_putc(b, '[');
}

void json_item(struct buf *b, const char *text)
{
	comma(b);
	json_text(b, text, strlen(text));
}

void json_list_end(struct buf *b)
{
	buf_putc(b, ']');
}

void json_end(struct buf *b)
{
	buf_puts(b, "}\n");
}
