#include "tui/screen/marks.h"

#include "locale/base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Where it stands or would stand. */
static size_t place(const struct marks *m, uint32_t ordinal)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (m->at[middle] < ordinal)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool marks_have(const struct marks *m, uint32_t ordinal)
{
	size_t i = place(m, ordinal);

	return i < m->n && m->at[i] == ordinal;
}

void marks_set(struct marks *m, uint32_t ordinal, bool on)
{
	size_t i = place(m, ordinal);

	if (marks_have(m, ordinal) == on)
		return;
	if (on && m->n == m->room) {
		m->room = m->room ? 2 * m->room : 64;
		m->at = must_realloc(m->at, m->room * sizeof(*m->at));
	}
	size_t behind = m->n - i - !on;
	memmove(m->at + i + on, m->at + i + !on, behind * sizeof(*m->at));
	if (on)
		m->at[i] = ordinal;
	m->n = on ? m->n + 1 : m->n - 1;
}

void marks_clear(struct marks *m)
{
	m->n = 0;
}

void marks_free(struct marks *m)
{
	free(m->at);
	*m = (struct marks){ 0 };
}
