#include "store/doc/difference.h"

#include <stdlib.h>
#include <string.h>

/* Paragraphs from..to of both papers that are not the same at either end. */
struct stretch {
	const struct paragraphs *old, *new;
	size_t from, old_to, new_to;
	uint16_t *common; /* longest common sequence of what is left from here and there */
};

enum { CELLS_MOST = 16 << 20 }; /* beyond that all of the stretch counts as different */

static bool same(const struct stretch *s, size_t i, size_t k)
{
	return !strcmp(s->old->at[i], s->new->at[k]);
}

static struct stretch find_stretch(const struct paragraphs *old, const struct paragraphs *new)
{
	struct stretch s = { .old = old, .new = new, .old_to = old->n, .new_to = new->n };

	while (s.from < s.old_to && s.from < s.new_to && same(&s, s.from, s.from))
		s.from++;
	while (s.old_to > s.from && s.new_to > s.from && same(&s, s.old_to - 1, s.new_to - 1))
		s.old_to--, s.new_to--;
	return s;
}

static uint16_t *cell(const struct stretch *s, size_t i, size_t k)
{
	return &s->common[(i - s->from) * (s->new_to - s->from + 1) + (k - s->from)];
}

static void measure(struct stretch *s)
{
	size_t rows = s->old_to - s->from + 1, cols = s->new_to - s->from + 1;

	if (rows > UINT16_MAX || cols > UINT16_MAX || rows * cols > CELLS_MOST)
		return;
	s->common = must_alloc(rows * cols * sizeof(*s->common));
	memset(s->common, 0, rows * cols * sizeof(*s->common));
	for (size_t i = s->old_to; i-- > s->from;)
		for (size_t k = s->new_to; k-- > s->from;) {
			uint16_t without = *cell(s, i + 1, k), other = *cell(s, i, k + 1);

			*cell(s, i, k) = same(s, i, k) ? (uint16_t)(*cell(s, i + 1, k + 1) + 1)
				: without > other          ? without
										   : other;
		}
}

static bool drops_old(const struct stretch *s, size_t i, size_t k)
{
	return i < s->old_to &&
		(k == s->new_to || !s->common || *cell(s, i + 1, k) >= *cell(s, i, k + 1));
}

void difference_words(const struct paragraphs *old, const struct paragraphs *new, struct buf *out)
{
	struct stretch s = find_stretch(old, new);
	size_t i = s.from, k = s.from;

	measure(&s);
	while (i < s.old_to || k < s.new_to)
		if (s.common && i < s.old_to && k < s.new_to && same(&s, i, k))
			i++, k++;
		else if (drops_old(&s, i, k))
			buf_printf(out, "- %s\n", old->at[i++]);
		else
			buf_printf(out, "+ %s\n", new->at[k++]);
	free(s.common);
}
