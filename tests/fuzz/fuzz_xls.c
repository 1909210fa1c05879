/* Any bytes as an old workbook: rows come out of it inside their bounds, twice the same, or
 * it is refused in words.  Behind a first byte '#' they are its records without the file
 * around them, for which one is made. */
#include "store/io/xls.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static uint64_t read_sheet(struct xls *x, size_t sheet, struct err *e)
{
	struct arena a = { 0 };
	struct source_row row;
	uint64_t sum = 0, last = 0;
	size_t columns;

	if (!xls_begin(x, sheet, &columns, e))
		return 0;
	must(columns <= 1024);
	while (xls_next(x, &row, &a, e)) {
		must(row.n == columns && row.row > last);
		last = row.row;
		for (size_t i = 0; i < row.n; i++) {
			must(strlen(row.cells[i].text) == row.cells[i].n);
			for (size_t j = 0; j < row.cells[i].n; j++)
				sum = sum * 31 + (unsigned char)row.cells[i].text[j];
		}
		sum += row.row + row.empty;
	}
	arena_free(&a);
	return sum;
}

static void read_book(struct bytes file)
{
	const struct source_sheet *sheets;
	struct err e = { 0 };
	struct xls *x;

	if (!xls_open(file, &x, &e)) {
		must(e.kind && e.what[0]);
		return;
	}
	for (size_t i = 0, n = xls_sheets(x, &sheets); i < n && i < 4; i++) {
		uint64_t once;

		e = (struct err){ 0 };
		once = read_sheet(x, i, &e);
		if (!e.kind)
			must(read_sheet(x, i, &e) == once && !e.kind);
	}
	xls_close(x);
}

/* --- a file around the records ------------------------------------------------------------ */

enum { SECTOR = 512, LEAST = 4096 };

static void put_u32(struct buf *b, size_t at, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		b->at[at + (size_t)i] = (char)(v >> 8 * i);
}

static void put_name(struct buf *b, size_t at, const char *name, char type)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < n; i++)
		b->at[at + i * 2] = name[i];
	b->at[at + 64] = (char)((n + 1) * 2);
	b->at[at + 66] = type;
}

/* Header, one sector of FAT, one of names, then the stream: it fits one sector of FAT. */
static struct buf wrapped(const uint8_t *data, size_t n)
{
	struct buf b = { 0 };
	size_t bytes = n < LEAST ? LEAST : n, sectors = (bytes + SECTOR - 1) / SECTOR;

	buf_fill(&b, '\0', 3 * SECTOR + sectors * SECTOR);
	memcpy(b.at, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
	b.at[30] = 9;
	b.at[32] = 6;
	put_u32(&b, 44, 1);
	put_u32(&b, 48, 1);
	put_u32(&b, 56, LEAST);
	put_u32(&b, 60, 0xFFFFFFFE);
	put_u32(&b, 68, 0xFFFFFFFE);
	for (uint32_t i = 0; i < SECTOR / 4; i++)
		put_u32(&b, SECTOR + i * 4, i > 1 && i < 1 + sectors ? i + 1 : 0xFFFFFFFE);
	put_name(&b, 2 * SECTOR, "R", 5);
	put_u32(&b, 2 * SECTOR + 116, 0xFFFFFFFE);
	put_name(&b, 2 * SECTOR + 128, "Workbook", 2);
	put_u32(&b, 2 * SECTOR + 128 + 116, 2);
	put_u32(&b, 2 * SECTOR + 128 + 120, (uint32_t)bytes);
	memcpy(b.at + 3 * SECTOR, data, n);
	return b;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n > 1 && data[0] == '#' && n < (SECTOR / 4 - 4) * SECTOR) {
		struct buf b = wrapped(data + 1, n - 1);

		read_book((struct bytes){ b.at, b.n });
		buf_free(&b);
	} else {
		read_book((struct bytes){ data, n });
	}
	return 0;
}
