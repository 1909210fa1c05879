/* Any bytes as the parts of a workbook: rows come out of it inside their bounds, twice the
 * same, or it is refused in words.
 *
 * The first input byte says which part the rest is: the sheet, the shared texts, the
 * styles, the list of sheets or its links; or the whole zip file. */
#include "store/io/xlsx.h"

#include "store/io/zip.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

struct part {
	char sign;
	const char *name, *xml;
};

static const struct part parts[] = {
	{ 's', "xl/worksheets/s.xml",
		"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c s='1'><v>45000</v></c>"
		"</row><row r='3' hidden='1'><c r='B3' t='inlineStr'><is><t>x</t></is></c></row>"
		"</sheetData><mergeCells><mergeCell ref='A1:A3'/></mergeCells></worksheet>" },
	{ 't', "xl/sharedStrings.xml", "<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>" },
	{ 'f', "xl/styles.xml",
		"<styleSheet><numFmts><numFmt numFmtId='170' formatCode='yyyy'/></numFmts>"
		"<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs></styleSheet>" },
	{ 'b', "xl/workbook.xml", "<workbook><sheets><sheet name='S' id='s'/></sheets></workbook>" },
	{ 'l', "xl/_rels/workbook.xml.rels",
		"<Relationships><Relationship Id='s' Type='/worksheet' Target='worksheets/s.xml'/>"
		"<Relationship Id='t' Type='/sharedStrings' Target='sharedStrings.xml'/>"
		"<Relationship Id='f' Type='/styles' Target='styles.xml'/></Relationships>" },
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static FILE *book_with(char sign, const uint8_t *data, size_t n)
{
	struct zip_maker *z;
	struct err e = { 0 };
	FILE *f = tmpfile();

	must(f && zip_make(f, &z, &e));
	for (size_t i = 0; i < PARTS; i++) {
		bool ours = parts[i].sign != sign;

		must(zip_part(z, parts[i].name, &e) &&
			zip_put(
				z, ours ? (const void *)parts[i].xml : data, ours ? strlen(parts[i].xml) : n, &e));
	}
	must(zip_end(z, &e));
	return f;
}

static uint64_t read_sheet(struct xlsx *x, size_t sheet, struct err *e)
{
	struct arena a = { 0 };
	struct source_row row;
	uint64_t sum = 0, last = 0;
	size_t columns;

	if (!xlsx_begin(x, sheet, &columns, e))
		return 0;
	must(columns <= TABLE_COLUMNS);
	while (xlsx_next(x, &row, &a, e)) {
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

static void read_book(FILE *f)
{
	const struct source_sheet *sheets;
	struct xlsx *x;
	struct err e = { 0 };

	if (!xlsx_open(f, &x, &e)) {
		must(e.kind && e.what[0]);
		return;
	}
	for (size_t i = 0, n = xlsx_sheets(x, &sheets); i < n && i < 4; i++) {
		uint64_t once;

		must(sheets[i].name != NULL);
		e = (struct err){ 0 };
		once = read_sheet(x, i, &e);
		if (!e.kind)
			must(read_sheet(x, i, &e) == once && !e.kind);
	}
	xlsx_close(x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	FILE *f;

	if (n < 2)
		return 0;
	f = data[0] == 'z' ? fmemopen((void *)(data + 1), n - 1, "r")
					   : book_with((char)data[0], data + 1, n - 1);
	must(f != NULL);
	read_book(f);
	fclose(f);
	return 0;
}
