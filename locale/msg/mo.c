#include "locale/msg/mo.h"

#include <string.h>

static const uint32_t MAGIC = 0x950412de;

static uint32_t u32_at(const struct mo *m, size_t at)
{
	const unsigned char *p = m->at + at;

	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool table_fits(const struct mo *m, uint32_t table)
{
	return table <= m->n && (m->n - table) / 8 >= m->count;
}

bool mo_open(struct mo *m, const void *at, size_t bytes)
{
	*m = (struct mo){ .at = at, .n = bytes };
	if (bytes >= 20 && u32_at(m, 0) == MAGIC) {
		m->count = u32_at(m, 8);
		m->ids = u32_at(m, 12);
		m->texts = u32_at(m, 16);
		if (table_fits(m, m->ids) && table_fits(m, m->texts))
			return true;
	}
	*m = (struct mo){ 0 };
	return false;
}

/* The i-th text of a table, or NULL when it does not lie whole inside the bytes. */
static const char *text_at(const struct mo *m, uint32_t table, uint32_t i)
{
	uint32_t length = u32_at(m, table + 8 * (size_t)i);
	uint32_t place = u32_at(m, table + 8 * (size_t)i + 4);

	if (place >= m->n || length >= m->n - place || m->at[place + length] != '\0')
		return NULL;
	return (const char *)m->at + place;
}

/* The number of the message; its count where there is none. */
static uint32_t search(const struct mo *m, const char *msgid)
{
	uint32_t low = 0, high = m->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *id = text_at(m, m->ids, middle);
		int order = id ? strcmp(msgid, id) : -1;

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return m->count;
}

/* Msgids are literals: where one stands tells it from most others. */
static uint32_t *met_at(struct mo *m, const char *msgid)
{
	return &m->met[((uintptr_t)msgid * UINT64_C(0x9E3779B97F4A7C15)) >> 55];
}

const char *mo_find(struct mo *m, const char *msgid)
{
	uint32_t *met = met_at(m, msgid), last = *met, i = last - 1;
	const char *id = last ? text_at(m, m->ids, i) : NULL;

	if (!id || strcmp(id, msgid) != 0)
		i = search(m, msgid);
	if (i == m->count)
		return NULL;
	*met = i + 1;
	return text_at(m, m->texts, i);
}
