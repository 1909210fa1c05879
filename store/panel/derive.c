#include "store/panel/derive.h"

#include "store/schema/rules.h"

static int64_t days_between_returns(const struct order *o)
{
	const struct order_return *rows = o->returns.at;
	int32_t first = 0, last = 0;

	for (size_t i = 0; i < o->returns.n; i++) {
		int32_t day = rows[i].day.n;

		if (!day)
			continue;
		if (!first || day < first)
			first = day;
		if (day > last)
			last = day;
	}
	return last - first;
}

void order_derive(struct order *o)
{
	if (o->bounces < (int64_t)o->returns.n)
		o->bounces = (int64_t)o->returns.n;
	if (o->returns.n)
		o->days_lost = days_between_returns(o);
	if (o->state == ORDER_ON_FILE &&
		(o->disputed || o->bounces >= rules_default()->returns_to_screen))
		o->state = ORDER_TO_SCREEN;
}
