/* xlsx_book.h — what the sheets of a workbook share; for xlsx.c and its parts only.
 */
#ifndef YANPAN_STORE_IO_XLSX_BOOK_H
#define YANPAN_STORE_IO_XLSX_BOOK_H

#include "locale/base/arena.h"
#include "store/io/xlsx_number.h"
#include "store/io/xml.h"
#include "store/io/zip.h"

struct book_sheet {
	const char *part; /* "xl/worksheets/sheet1.xml" */
};

struct book {
	struct zip *zip;
	struct arena arena;
	struct source_sheet *sheets;
	struct book_sheet *parts; /* of the sheets */
	size_t sheet_count;
	bool from_1904;
	struct number_format *formats; /* by a cell's style */
	size_t format_count;
	struct buf texts; /* the shared ones, one behind the other */
	size_t *ends;     /* where each ends */
	size_t text_count, text_room;
};

bool book_open(struct book *, FILE *, struct err *e);
void book_close(struct book *); /* safe to call twice */

/* A shared text; false: there is none of the number. */
bool book_text(const struct book *, size_t i, struct bytes *out);

/* _x000D_ is how a sheet writes what XML cannot: resolves these from `from` on. */
void book_unescape(struct buf *b, size_t from);

/* An attribute that says yes. */
bool book_yes(const char *value);

/* The reading of a part; NULL with e set. */
struct xml *book_xml(
	struct book *, const char *part, const struct xml_events *, void *arg, struct err *e);

#endif
