#include "store/io/sheet_row.h"

#include <stdlib.h>
#include <string.h>

enum { MERGES_MOST = 1 << 20 };

void sheet_row_begin(struct sheet_row *r, uint64_t row)
{
	memset(r->cells, 0, r->n * sizeof(*r->cells));
	buf_cut(&r->texts, 0);
	r->row = row;
	r->n = 0;
	r->too_long = false;
	r->blank = true;
}

bool sheet_row_cell(struct sheet_row *r, size_t column, size_t from, enum cell_trouble trouble)
{
	struct sheet_cell c = { from, r->texts.n - from, trouble };

	if (!c.n && trouble == CELL_SOUND)
		return true;
	if (column >= TABLE_COLUMNS)
		return false;
	if (r->texts.n > CSV_ROW_MAX) {
		r->too_long = true;
		buf_cut(&r->texts, from);
		c.n = 0;
	}
	r->blank = r->blank && strspn(buf_text(&r->texts) + from, " \t\n") >= c.n;
	r->cells[column] = c;
	if (r->n <= column)
		r->n = column + 1;
	return true;
}

void sheet_row_give(
	const struct sheet_row *r, size_t columns, struct source_row *out, struct arena *a)
{
	char *to = arena_alloc(a, r->texts.n + columns + 1);

	*out = (struct source_row){
		.row = r->row,
		.line = r->row,
		.raw = { buf_text(&r->texts), r->texts.n },
		.n = columns,
		.cells = arena_array(a, columns, sizeof(*out->cells)),
		.empty = r->blank,
		.trouble = r->too_long ? CSV_TOO_LONG : CSV_SOUND,
		.encoding = ENCODING_UTF8,
	};
	for (size_t i = 0; i < columns; i++) {
		const struct sheet_cell *c = &r->cells[i];

		memcpy(to, buf_text(&r->texts) + c->at, c->n);
		out->cells[i].text = to;
		out->cells[i].n = c->n;
		out->cells[i].raw = (struct bytes){ to, c->n };
		out->cells[i].trouble = c->trouble;
		to += c->n + 1;
	}
}

void sheet_row_free(struct sheet_row *r)
{
	buf_free(&r->texts);
}

/* --- merged cells ---------------------------------------------------------------------- */

bool merges_add(struct merges *m, uint64_t row, uint64_t last, size_t column)
{
	if (column >= TABLE_COLUMNS || row >= last || row == 0 || last > SHEET_ROWS)
		return true;
	if (m->n == MERGES_MOST)
		return false;
	if (m->n == m->room) {
		m->room = m->room ? m->room * 2 : 64;
		m->at = must_realloc(m->at, m->room * sizeof(*m->at));
	}
	m->at[m->n++] = (struct merge){ (uint32_t)row, (uint32_t)last, (uint32_t)column };
	return true;
}

static int by_row(const void *a, const void *b)
{
	const struct merge *m = a, *n = b;

	return (m->row > n->row) - (m->row < n->row);
}

void merges_start(struct merges *m)
{
	if (m->n)
		qsort(m->at, m->n, sizeof(*m->at), by_row);
	m->next = 0;
	merged_drop(&m->open);
}

static bool open_merge(struct merges *m, const struct merge *merge, const struct sheet_row *r)
{
	const struct sheet_cell *c = &r->cells[merge->column];

	return merged_keep(
		&m->open, merge->column, merge->last, (struct bytes){ buf_text(&r->texts) + c->at, c->n });
}

bool merges_fill(struct merges *m, struct sheet_row *r, size_t columns)
{
	struct bytes text;

	for (; m->next < m->n && m->at[m->next].row <= r->row; m->next++)
		if (m->at[m->next].row == r->row && !open_merge(m, &m->at[m->next], r))
			return false;
	for (size_t i = 0; m->n && i < columns; i++) {
		if (r->cells[i].n || !merged_goes_on(&m->open, i, r->row, &text) || !text.n ||
			r->texts.n > CSV_ROW_MAX)
			continue;
		r->cells[i] = (struct sheet_cell){ .at = r->texts.n, .n = text.n };
		buf_add(&r->texts, text.at, text.n);
		if (r->n <= i)
			r->n = i + 1;
	}
	return true;
}

void merges_free(struct merges *m)
{
	merged_drop(&m->open);
	free(m->at);
	m->at = NULL;
	m->n = m->room = m->next = 0;
}
