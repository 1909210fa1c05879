/* limit.h — when a unit's time is over: from issue or from delivery, as the county says (F35).
 */
#ifndef YANPAN_STORE_PANEL_LIMIT_H
#define YANPAN_STORE_PANEL_LIMIT_H

#include "locale/calendar/date.h"
#include "store/schema/field.h"
#include "store/schema/rules.h"

struct limit_end {
	struct day from, last; /* the day after `from` is the first that counts */
	bool reckoned;         /* 推算: `from` is only the day on which it counts as delivered */
	bool unknown;          /* the notices of some year are not known */
};

/* False: the limit has no day that could be counted (standing, hours, a day of its own). */
bool limit_end(const struct rules *, const struct limit *, struct day issued, struct limit_end *);

/* 视签收: the day on which what was issued then counts as delivered.  `unknown` may be NULL. */
struct day limit_deemed(const struct rules *, struct day issued, bool *unknown);

#endif
