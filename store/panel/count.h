/* count.h — numbers that count within another record: 2026-0087/1, 2026-0087/2.
 */
#ifndef YANPAN_STORE_PANEL_COUNT_H
#define YANPAN_STORE_PANEL_COUNT_H

#include "store/rec/act.h"
#include "store/schema/schema.h"

/* The first one that no record of the kind bears; lives in act->scratch. */
const char *count_number(struct act *, const struct schema *, const char *of);

#endif
