#include "store/io/ole.h"

#include <string.h>

enum {
	HEADER = 512,
	ENTRY = 128,     /* bytes of a name's entry */
	IN_HEADER = 109, /* sectors of the FAT that the header names */
	ROOT = 5,
	STREAM = 2,
};

#define LAST 0xFFFFFFFAu /* this and above are no sectors */

struct ole {
	const unsigned char *at;
	size_t n;
	unsigned shift, small_shift; /* bytes of a sector, as a power of two */
	uint32_t cutoff;             /* shorter streams lie in small sectors */
	struct buf fat, small_fat, names, small;
};

uint16_t ole_u16(const unsigned char *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

uint32_t ole_u32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t entry_of(const struct buf *table, uint32_t i)
{
	return ole_u32((const unsigned char *)table->at + (size_t)i * 4);
}

static const unsigned char *sector(const struct ole *o, uint32_t i, size_t *bytes)
{
	uint64_t at = ((uint64_t)i + 1) << o->shift;
	size_t size = (size_t)1 << o->shift;

	if (i >= LAST || at >= o->n)
		return NULL;
	*bytes = o->n - at < size ? (size_t)(o->n - at) : size; /* the last may be cut */
	return o->at + at;
}

/* All sectors from `first` on.  A chain longer than the file has sectors is a loop. */
static bool add_chain(const struct ole *o, uint32_t first, struct buf *out)
{
	size_t left = o->n >> o->shift;

	for (uint32_t i = first; i < LAST; i = entry_of(&o->fat, i)) {
		size_t bytes;
		const unsigned char *at = sector(o, i, &bytes);

		if (!at || (size_t)i >= o->fat.n / 4 || left-- == 0)
			return false;
		buf_add(out, at, bytes);
	}
	return true;
}

static bool add_small_chain(const struct ole *o, uint32_t first, struct buf *out)
{
	size_t size = (size_t)1 << o->small_shift, left = o->small.n >> o->small_shift;

	for (uint32_t i = first; i < LAST; i = entry_of(&o->small_fat, i)) {
		uint64_t at = (uint64_t)i << o->small_shift;

		if (at + size > o->small.n || (size_t)i >= o->small_fat.n / 4 || left-- == 0)
			return false;
		buf_add(out, o->small.at + at, size);
	}
	return true;
}

/* --- the tables ---------------------------------------------------------------------------- */

static bool add_fat_sector(struct ole *o, uint32_t i)
{
	size_t bytes;
	const unsigned char *at = sector(o, i, &bytes);

	if (!at || o->fat.n > o->n)
		return false;
	buf_add(&o->fat, at, bytes & ~(size_t)3);
	return true;
}

/* The header names the first sectors of the FAT; a chain of sectors the others. */
static bool read_fat(struct ole *o)
{
	uint32_t left = ole_u32(o->at + 44), next = ole_u32(o->at + 68);
	size_t bytes, hops = o->n >> o->shift;

	for (uint32_t i = 0; i < IN_HEADER && left > 0; i++, left--)
		if (!add_fat_sector(o, ole_u32(o->at + 76 + (size_t)i * 4)))
			return false;
	while (left > 0 && next < LAST) {
		const unsigned char *at = sector(o, next, &bytes);

		if (!at || bytes < (size_t)1 << o->shift || hops-- == 0)
			return false;
		for (size_t i = 0; i + 4 < bytes && left > 0; i += 4, left--)
			if (!add_fat_sector(o, ole_u32(at + i)))
				return false;
		next = ole_u32(at + bytes - 4);
	}
	return o->fat.n > 0;
}

static bool read_header(struct ole *o)
{
	static const char mark[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

	if (o->n < HEADER || memcmp(o->at, mark, 8) != 0)
		return false;
	o->shift = ole_u16(o->at + 30);
	o->small_shift = ole_u16(o->at + 32);
	o->cutoff = ole_u32(o->at + 56);
	return (o->shift == 9 || o->shift == 12) && o->small_shift >= 4 && o->small_shift < o->shift;
}

/* --- names ------------------------------------------------------------------------------------ */

/* The entry is UTF-16, its length in bytes counts a NUL. */
static bool is_named(const unsigned char *entry, const char *name)
{
	size_t n = strlen(name);

	if (ole_u16(entry + 64) != (n + 1) * 2)
		return false;
	for (size_t i = 0; i < n; i++)
		if (ole_u16(entry + i * 2) != (unsigned char)name[i])
			return false;
	return true;
}

static const unsigned char *entry_named(const struct ole *o, unsigned type, const char *name)
{
	for (size_t i = 0; i + ENTRY <= o->names.n; i += ENTRY) {
		const unsigned char *entry = (const unsigned char *)o->names.at + i;

		if (entry[66] == type && (!name || is_named(entry, name)))
			return entry;
	}
	return NULL;
}

static bool read_names(struct ole *o)
{
	const unsigned char *root;

	if (!add_chain(o, ole_u32(o->at + 48), &o->names))
		return false;
	root = entry_named(o, ROOT, NULL);
	return root && add_chain(o, ole_u32(o->at + 60), &o->small_fat) &&
		add_chain(o, ole_u32(root + 116), &o->small);
}

static bool read_stream(const struct ole *o, const unsigned char *entry, struct buf *out)
{
	uint32_t first = ole_u32(entry + 116), bytes = ole_u32(entry + 120);
	size_t from = out->n;
	bool read = bytes < o->cutoff ? add_small_chain(o, first, out) : add_chain(o, first, out);

	if (!read || out->n - from < bytes)
		return false;
	buf_cut(out, from + bytes);
	return true;
}

static bool damaged(struct err *e)
{
	err_set(e, ERR_INPUT, "the old workbook (xls) is damaged");
	return err_fix(e, "fetch it once more, or open it in WPS or Excel and save it as xlsx");
}

bool ole_stream(struct bytes file, const char *name, struct buf *out, struct err *e)
{
	struct ole o = { .at = file.at, .n = file.n };
	const unsigned char *entry;
	bool good = read_header(&o) && read_fat(&o) && read_names(&o);

	if (!good) {
		damaged(e);
	} else if (!(entry = entry_named(&o, STREAM, name))) {
		err_set(e, ERR_ABSENT, "a part of the file is missing");
		good = err_at(e, "%s", name);
	} else {
		good = read_stream(&o, entry, out) || damaged(e);
	}
	buf_free(&o.fat);
	buf_free(&o.small_fat);
	buf_free(&o.names);
	buf_free(&o.small);
	return good;
}
