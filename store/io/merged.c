#include "store/io/merged.h"

bool merged_keep(struct merged *m, size_t column, uint64_t last, struct bytes text)
{
	struct merged_cell *c = &m->cells[column];

	m->bytes += text.n - c->text.n;
	buf_free(&c->text);
	buf_add(&c->text, text.at, text.n);
	c->last = last;
	return m->bytes <= MERGED_BYTES;
}

bool merged_goes_on(const struct merged *m, size_t column, uint64_t row, struct bytes *text)
{
	const struct merged_cell *c = &m->cells[column];

	*text = (struct bytes){ buf_text(&c->text), c->text.n };
	return c->last >= row;
}

void merged_drop(struct merged *m)
{
	for (size_t i = 0; i < TABLE_COLUMNS; i++) {
		m->cells[i].last = 0;
		buf_free(&m->cells[i].text);
	}
	m->bytes = 0;
}
