/* course.h — 流转: what the platform did with an order and what we did, oldest first.
 *
 *     09-16 08:12 热线派 交警大队
 *     09-16 交警大队 申请退单 职责不符
 *     09-21 08:05 宋知夏 导入 orders.csv (批次4)
 *     09-21 08:20 宋知夏 受理 工单 20260916118206
 */
#ifndef YANPAN_TUI_SCREEN_COURSE_H
#define YANPAN_TUI_SCREEN_COURSE_H

#include "store/rec/show.h"
#include "store/schema/order.h"

/* The course of a record; with the orders that it is about, theirs too.  Masked by the view. */
void course_of(struct kv_txn *txn, enum kind kind, uint32_t ordinal, const struct order *orders,
	size_t n, const struct view *view, struct buf *out);

#endif
