/* route.h — the fixed list of reasons for a return, and where those go that are not the
 * panel's (../shared/domain/return_reasons.tsv).
 */
#ifndef YANPAN_STORE_PANEL_ROUTE_H
#define YANPAN_STORE_PANEL_ROUTE_H

#include <stdint.h>

/* What the hotline does with it instead, translated; NULL: the panel may take it up, or
 * the reason is not known. */
const char *return_route(uint32_t reason);

#endif
