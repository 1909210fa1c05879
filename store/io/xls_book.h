/* xls_book.h — what the sheets of an old workbook share; for xls.c only.
 */
#ifndef YANPAN_STORE_IO_XLS_BOOK_H
#define YANPAN_STORE_IO_XLS_BOOK_H

#include "locale/base/arena.h"
#include "store/io/biff.h"
#include "store/io/xlsx_number.h"

enum {
	BIFF_FORMULA = 0x0006,
	BIFF_EOF = 0x000A,
	BIFF_MULRK = 0x00BD,
	BIFF_RSTRING = 0x00D6,
	BIFF_MERGED = 0x00E5,
	BIFF_SHARED = 0x00FD,
	BIFF_NUMBER = 0x0203,
	BIFF_LABEL = 0x0204,
	BIFF_BOOLEAN = 0x0205,
	BIFF_STRING = 0x0207,
	BIFF_ROW = 0x0208,
	BIFF_RK = 0x027E,
	BIFF_BEGIN = 0x0809,
};

struct old_book {
	struct arena arena;
	struct buf stream;
	struct source_sheet *sheets;
	uint32_t *places; /* of the sheets in the stream */
	size_t sheet_count;
	bool from_1904;
	struct number_format *formats; /* by a cell's style */
	size_t format_count;
	struct buf texts; /* the shared ones, one behind the other */
	size_t *ends;     /* where each ends */
	size_t text_count, text_room;
};

bool old_book_open(struct old_book *, struct bytes file, struct err *e);
void old_book_close(struct old_book *); /* safe to call twice */

/* A reading of the stream's records. */
struct biff old_book_records(const struct old_book *);

/* A shared text; false: there is none of the number. */
bool old_book_text(const struct old_book *, uint32_t i, struct bytes *out);

bool old_book_damaged(struct err *e); /* says so; false */

#endif
