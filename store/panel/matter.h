/* matter.h — 事由: what an order is about, in one short line.
 *
 * The title; else the 《关于…的问题》 in the request; else the request without its
 * formulas (市民来电反映：, 请职能局…30分钟内…, 谢谢; the county's to name).  Real requests begin
 * alike by the thousand: without this a list shows the same words in every row.  The request itself
 * is never changed.
 */
#ifndef YANPAN_STORE_PANEL_MATTER_H
#define YANPAN_STORE_PANEL_MATTER_H

#include "locale/base/buf.h"
#include "store/schema/rules.h"

enum { MATTER_COLS = 28 };

/* Appends the matter, cleaned, on one line, at most MATTER_COLS columns; nothing where
 * there is neither title nor request. */
void matter_add(struct buf *out, const char *title, const char *request, const struct formulas *);

#endif
