#include "store/panel/limit.h"

#include "locale/calendar/workday.h"

struct day limit_deemed(const struct rules *rules, struct day issued, bool *unknown)
{
	return workday_add(issued, rules->deemed_days, unknown);
}

bool limit_end(
	const struct rules *rules, const struct limit *l, struct day issued, struct limit_end *out)
{
	*out = (struct limit_end){ .from = issued };
	if (l->unit != LIMIT_WORKDAYS && l->unit != LIMIT_DAYS)
		return false;
	out->reckoned = rules->limits_from == LIMITS_FROM_DELIVERY;
	if (out->reckoned)
		out->from = limit_deemed(rules, issued, &out->unknown);
	if (l->unit == LIMIT_WORKDAYS)
		out->last = workday_add(out->from, l->n, &out->unknown);
	else
		out->last = (struct day){ out->from.n + l->n };
	return true;
}
