/* workbook.h — a small xlsx for a test, out of the XML that matters to it.
 */
#ifndef YANPAN_TESTS_WORKBOOK_H
#define YANPAN_TESTS_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

struct workbook_sheet {
	const char *name;
	const char *rows;   /* what stands in <sheetData> */
	const char *behind; /* what follows it: <mergeCells> …; NULL: nothing */
	bool hidden;
};

struct workbook {
	const struct workbook_sheet *sheets;
	size_t sheet_count;
	const char *texts;  /* what stands in <sst>; NULL: none are shared */
	const char *styles; /* what stands in <styleSheet>; NULL: none */
	bool from_1904;
};

/* In this test's own folder; the path lives until the next one is made. */
const char *workbook_make(const struct workbook *);

#endif
