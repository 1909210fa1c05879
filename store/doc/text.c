#include "store/doc/text.h"

#include "locale/text/width.h"
#include "locale/text/wrap.h"

#include <string.h>

enum { INDENT = 4, COLOPHON_INDENT = 2 }; /* two Han, one Han at either end */

static void put_line(struct buf *out, int indent, const char *at, size_t bytes)
{
	if (bytes)
		buf_fill(out, ' ', (size_t)indent);
	buf_add(out, at, bytes);
	buf_putc(out, '\n');
}

/* The first line stands `first` columns in, the others `rest`. */
static void flow(struct buf *out, const char *text, int cols, int first, int rest)
{
	struct wrap w = wrap_text(text, strlen(text), cols - first);
	struct wrap_line line;

	for (int indent = first; wrap_next(&w, &line); indent = rest) {
		put_line(out, indent, line.at, line.bytes);
		w.cols = cols - rest;
	}
}

static void centred(struct buf *out, const char *text, int cols)
{
	struct wrap w = wrap_text(text, strlen(text), cols);
	struct wrap_line line;

	while (wrap_next(&w, &line))
		put_line(out, (cols - line.cols) / 2, line.at, line.bytes);
}

static void labelled(struct buf *out, const struct doc_node *node, int indent, int cols)
{
	int hang = indent + width_text(node->label) + width_text("：");
	struct buf body = { 0 };

	flow(&body, node->text, cols, hang, hang);
	buf_fill(out, ' ', (size_t)indent);
	buf_puts(out, node->label);
	buf_puts(out, "：");
	/* the label stands where the first line is indented */
	if (body.n > (size_t)hang)
		buf_add(out, body.at + hang, body.n - (size_t)hang);
	else
		buf_putc(out, '\n');
	buf_free(&body);
}

/* `indent` columns in at both ends. */
static void spread(struct buf *out, const struct doc_node *node, int indent, int cols)
{
	int label = width_text(node->label), text = width_text(node->text);
	int room = cols - 2 * indent;

	if (label + text + 2 > room) {
		flow(out, node->label, cols - indent, indent, indent);
		put_line(out, room > text ? indent + room - text : indent, node->text, strlen(node->text));
		return;
	}
	buf_fill(out, ' ', (size_t)indent);
	buf_puts(out, node->label);
	buf_fill(out, ' ', (size_t)(room - label - text));
	buf_puts(out, node->text);
	buf_putc(out, '\n');
}

static void signed_by(struct buf *out, const struct doc_node *node, int cols)
{
	int indent = cols - node->level - width_text(node->text);

	flow(out, node->text, cols, indent > 0 ? indent : 0, 0);
}

/* Between two columns of a table stand two spaces. */
enum { TABLE_GAP = 2 };

static int column(const struct doc_table *t, size_t i, int cols)
{
	int all = t->han[i] * cols / DOC_HAN;

	return i + 1 < t->cols && all > TABLE_GAP ? all - TABLE_GAP : all;
}

static bool put_cells(struct buf *out, const struct doc_table *t, struct wrap *cells, int cols)
{
	bool any = false;
	int due = 0; /* spaces not written unless something follows */

	for (size_t i = 0; i < t->cols; i++) {
		int width = column(t, i, cols);
		struct wrap_line line = { .cols = 0 };

		if (wrap_next(&cells[i], &line) && line.bytes) {
			buf_fill(out, ' ', (size_t)due);
			buf_add(out, line.at, line.bytes);
			due = 0;
			any = true;
		}
		due += width - line.cols + TABLE_GAP;
	}
	if (any)
		buf_putc(out, '\n');
	return any;
}

static void put_row(struct buf *out, const struct doc_table *t, const struct doc_row *row, int cols)
{
	struct wrap cells[DOC_TABLE_COLS];

	for (size_t i = 0; i < t->cols; i++)
		cells[i] = wrap_text(row->cells[i], strlen(row->cells[i]), column(t, i, cols));
	while (put_cells(out, t, cells, cols))
		;
}

static void rule(struct buf *out, int cols)
{
	buf_fill(out, '-', (size_t)cols);
	buf_putc(out, '\n');
}

static void table(struct buf *out, const struct doc_table *t, int cols)
{
	rule(out, cols);
	for (const struct doc_row *row = t->head; row; row = row->next) {
		put_row(out, t, row, cols);
		if (row == t->head)
			rule(out, cols);
	}
	rule(out, cols);
}

static void put_node(struct buf *out, const struct doc_node *node, int cols)
{
	switch (node->kind) {
	case DOC_TITLE:
	case DOC_CENTRED:
	case DOC_RED_HEAD:
		centred(out, node->text, cols);
		break;
	case DOC_HEADING:
	case DOC_PARA:
		flow(out, node->text, cols, INDENT, 0);
		break;
	case DOC_LABEL:
		labelled(out, node, INDENT, cols);
		break;
	case DOC_SPREAD:
		spread(out, node, 0, cols);
		break;
	case DOC_RULE:
		rule(out, cols);
		break;
	case DOC_RED_RULE:
		buf_fill(out, '=', (size_t)cols);
		buf_putc(out, '\n');
		break;
	case DOC_TABLE:
		table(out, node->table, cols);
		break;
	case DOC_SIGN:
		signed_by(out, node, cols);
		break;
	case DOC_GAP:
		buf_putc(out, '\n');
		break;
	case DOC_TO:
	case DOC_FOOT:
		flow(out, node->text, cols, 0, 0);
		break;
	}
}

static void put_colophon_node(struct buf *out, const struct doc_node *node, int cols)
{
	switch (node->kind) {
	case DOC_LABEL:
		labelled(out, node, COLOPHON_INDENT, cols - COLOPHON_INDENT);
		break;
	case DOC_SPREAD:
		spread(out, node, COLOPHON_INDENT, cols);
		break;
	default:
		put_node(out, node, cols);
	}
}

void doc_text(const struct doc *d, int cols, struct buf *out)
{
	const struct doc_node *closing = NULL;

	for (const struct doc_node *node = d->first; node; node = node->next) {
		if (closing)
			put_colophon_node(out, node, cols);
		else
			put_node(out, node, cols);
		closing = node == closing ? NULL : closing ? closing : doc_colophon_end(node);
	}
}
