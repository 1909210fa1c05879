#include "tui/widget/palette.h"

static size_t find(void *data, const char *text)
{
	struct palette *p = data;
	size_t all = 0;

	for (size_t i = 0; i < p->count; i++)
		all += p->found[i] = p->source[i].list.find(p->source[i].list.data, text);
	return all;
}

/* Row of the picker → row of its source. */
static size_t row_in(const struct palette *p, size_t row, size_t *source)
{
	for (*source = 0; *source + 1 < p->count && row >= p->found[*source]; (*source)++)
		row -= p->found[*source];
	return row;
}

size_t palette_row(const struct palette *p, size_t row, size_t *source)
{
	size_t in_source = row_in(p, row, source);
	const struct picker_source *list = &p->source[*source].list;

	return list->number ? list->number(list->data, in_source) : in_source;
}

static void row(void *data, size_t i, struct picker_row *out)
{
	struct palette *p = data;
	size_t source, in_source = row_in(p, i, &source);

	p->source[source].list.row(p->source[source].list.data, in_source, out);
	if (!out->note)
		out->note = p->source[source].title;
}

void palette_open(
	struct palette *p, const char *title, const struct palette_source *sources, size_t count)
{
	*p = (struct palette){ .count = count };
	for (size_t i = 0; i < count; i++)
		p->source[i] = sources[i];
	picker_open(&p->picker, title, (struct picker_source){ p, find, row, NULL });
}

void palette_free(struct palette *p)
{
	picker_free(&p->picker);
	*p = (struct palette){ 0 };
}
