/* return_row.h — one row of a hotline's file of returns and transfers.
 *
 * Such a file has a row for each time an order was sent back, cited by the order's number.
 * 退回 has two meanings in them: a unit asks to be rid of the order (申请退单, which counts),
 * or the hotline sends it back for a better reply (退回重办, which does not).  Where a
 * column tells (类型, 环节) it is asked; else all rows mean what the person says, or the
 * headings.
 */
#ifndef YANPAN_STORE_IO_RETURN_ROW_H
#define YANPAN_STORE_IO_RETURN_ROW_H

#include "store/schema/order.h"

struct return_row {
	struct head head; /* never stored: it becomes a row of its order */
	const char *number;
	const char *way; /* as written: 申请退单, 退回重办, 改派 */
	struct day day;
	const char *unit;
	const char *reason; /* as written or R01 … R16 */
	const char *words;
	const char *basis;
	const char *result; /* as written: 同意, 驳回, 待审核 */
	struct day decided, upheld, rejected;
	const char *proposed;
};

extern const struct schema return_row_schema;

/* What a word of the column or of --means says; 0: neither. */
enum return_way return_way_of(const char *words);
/* What the headings of a file say of all its rows; 0: nothing, or both. */
enum return_way return_way_of_heading(const char *heading);

/* The row as the order keeps it: texts are the row's.  `means`: of rows that do not say.
 * Its way is 0 where nothing does. */
void return_row_read(const struct return_row *, enum return_way means, struct order_return *out);

/* Puts it among the order's: false: it was there already, as it is.  The same unit, day
 * and way with the same words is the same return, whose outcome may have come since. */
bool return_row_add(struct order *, const struct order_return *, struct arena *, bool *known);

#endif
