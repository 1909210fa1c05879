/* filter.h — saved filters: kept, renamed, taken away.
 */
#ifndef YANPAN_STORE_PANEL_FILTER_H
#define YANPAN_STORE_PANEL_FILTER_H

#include "store/rec/act.h"
#include "store/schema/filter.h"

/* Whether the query and the order can be read; err names the word that cannot. */
bool filter_check(const struct filter *, struct day today, struct err *);

/* Keeps it: changes the filter of the name where there is one. */
bool filter_keep(struct act *, const struct filter *, struct err *);
bool filter_rename(struct act *, const char *name, const char *to, struct err *);
/* It no longer counts; undo brings it back. */
bool filter_drop(struct act *, const char *name, struct err *);

#endif
