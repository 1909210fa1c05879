/* returns.h — returns packed into one cell, and the reasons units give.
 *
 *     2026-09-16 交警大队 职责不符: 信号灯未移交我队; 建议住建局; 驳回 2026-09-17
 *
 * One a line (or with | between): day, unit, reason, its words, then
 * in any order what it cites (依据…), whom it proposes (建议…) and how it was decided
 * (认可, 驳回 with a day).  What cannot be told apart stays in the words: nothing is lost.
 */
#ifndef YANPAN_STORE_IO_RETURNS_H
#define YANPAN_STORE_IO_RETURNS_H

#include "locale/base/arena.h"
#include "store/schema/order.h"

/* Never fails; the texts live as long as `a`. */
struct rows returns_read(const char *cell, struct day today, struct arena *a);

/* The reason that the words begin with or name; 0: only words. */
enum return_reason returns_reason(const char *words);

#endif
