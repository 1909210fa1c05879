/* county.h — whose panel this is. */
#ifndef YANPAN_STORE_PANEL_COUNTY_H
#define YANPAN_STORE_PANEL_COUNTY_H

#include "locale/base/arena.h"
#include "store/kv/kv.h"

/* As the county's rules say or it was set, else as the panel's bodies are named: 临溪县 of
 * 临溪县司法局; "" where neither says it. */
const char *county_name(struct kv_txn *, struct arena *);

#endif
