#include "store/panel/derive.h"

void order_count_returns(struct order *o, int64_t told)
{
	const struct order_return *rows = o->returns.at;
	int32_t first = 0, last = 0;

	o->bounces = 0;
	for (size_t i = 0; i < o->returns.n; i++) {
		int32_t day = rows[i].day.n;

		o->bounces += return_bounces(&rows[i]);
		if (day && (!first || day < first))
			first = day;
		if (day > last)
			last = day;
	}
	if (told > o->bounces)
		o->bounces = told;
	o->days_lost = last - first;
}

void order_derive(struct order *o, const struct rules *rules)
{
	if (o->returns.n)
		order_count_returns(o, o->bounces);
	if (o->state == ORDER_ON_FILE && (o->disputed || o->bounces >= rules->returns_to_screen))
		o->state = ORDER_TO_SCREEN;
}
