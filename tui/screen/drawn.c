#include "tui/screen/drawn.h"

enum { MINUTE = 60 };

void drawn_forget(struct drawn *d)
{
	arena_free(&d->arena);
	d->n = 0;
}

void drawn_row(struct drawn *d, const struct rows_view *v, uint32_t ordinal, struct table_row *out)
{
	size_t i = 0;

	if (d->n == DRAWN_ROWS || d->minute != v->now.s / MINUTE)
		drawn_forget(d);
	d->minute = v->now.s / MINUTE;
	while (i < d->n && d->ordinals[i] != ordinal)
		i++;
	if (i == d->n) {
		d->rows[i] = (struct table_row){ 0 };
		rows_record(v, ordinal, &d->arena, &d->rows[i]);
		d->ordinals[d->n++] = ordinal;
	}
	*out = d->rows[i];
}
