/* xlsx_number.h — what a number in a sheet's cell says, as it was typed.
 *
 * A sheet stores numbers, dates and times alike and tells them apart by the cell's number
 * format.  Days count from 1899-12-31 (with a 29 February 1900 that never was) or, in
 * workbooks that began on an old Macintosh, from 1904-01-01; the fraction is the time.
 *
 *     20180101117697, 2.0180101117697E13      → 20180101117697
 *     45556.361111111109, yyyy/m/d h:mm       → 2024-09-21 08:40:00
 *     117, 00000                              → 00117
 */
#ifndef YANPAN_STORE_IO_XLSX_NUMBER_H
#define YANPAN_STORE_IO_XLSX_NUMBER_H

#include "locale/base/buf.h"
#include "store/io/source.h"

enum number_kind {
	NUMBER_PLAIN,
	NUMBER_DAY,
	NUMBER_CLOCK,  /* a time of the day */
	NUMBER_MOMENT, /* both */
	NUMBER_SPAN,   /* [h]:mm: hours may be more than a day has */
};

struct number_format {
	enum number_kind kind;
	int digits; /* of a plain one, filled up with zeros in front; 0: as many as there are */
};

/* `code`: as in the workbook; NULL: the format `id` that every spreadsheet has built in. */
struct number_format number_format(int id, const char *code);

/* Appends the text.  What a spreadsheet cannot hold, more than 15 digits, is told. */
enum cell_trouble number_text(
	struct buf *out, const char *value, struct number_format, bool from_1904);

#endif
