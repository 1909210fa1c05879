/* rows.h — a record as one line of a list: its columns and its cells.
 *
 * Orders and cases have a layout of their own (screens.md 3); every other kind shows the
 * fields that its table lists.  Personal data never get here.
 */
#ifndef YANPAN_TUI_SCREEN_ROWS_H
#define YANPAN_TUI_SCREEN_ROWS_H

#include "store/find/result.h"
#include "store/panel/due.h"
#include "store/schema/order.h"
#include "tui/widget/table.h"

struct rows_view {
	struct kv *kv;
	enum kind kind; /* KIND_NONE: what is due, of several kinds */
	struct time now;
	const struct query *query; /* whose words are marked; NULL: none */
	struct table_column columns[TABLE_COLUMNS];
	const struct field *fields[TABLE_COLUMNS]; /* of a kind without a layout of its own */
	size_t count;
};

void rows_open(struct rows_view *v, struct kv *kv, enum kind kind, struct time now);

/* The cells of a record; a damaged one says so in its row. */
void rows_record(
	const struct rows_view *v, uint32_t ordinal, struct arena *a, struct table_row *out);
void rows_due(
	const struct rows_view *v, const struct due *due, struct arena *a, struct table_row *out);

/* "教体局等3家": who disputes about an order, as far as its rows say. */
void rows_disputed(const struct order *o, struct buf *out);

#endif
