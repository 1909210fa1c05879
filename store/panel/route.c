#include "store/panel/route.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/schema/order.h"

static const struct route {
	uint32_t reason; /* enum return_reason */
	const char *does;
} routes[] = {
	{ RETURN_WRONG_AREA, N_("wrong area: check the place and send it elsewhere") },
	{ RETURN_STATUTORY_ROUTE, N_("a statutory route applies: end it and tell the caller the way") },
	{ RETURN_PETITION, N_("already a petition: end it and tell the caller") },
	{ RETURN_SECRET, N_("secret or against public order: explain and do not take it") },
	{ RETURN_CONCLUDED, N_("already concluded by law: do not handle it again, say so in writing") },
	{ RETURN_UNCLEAR,
		N_("unclear and the caller cannot be reached: complete it and send it again") },
	{ RETURN_EMERGENCY, N_("an emergency: hand it on to 110, 119, 120 or 122 at once") },
	{ RETURN_DUPLICATE, N_("dispatched twice: join the two orders") },
	{ RETURN_OUTSIDE, N_("outside the duties of government: name the caller other ways") },
	{ RETURN_WITHDRAWN, N_("the caller withdrew it: close it") },
};

const char *return_route(uint32_t reason)
{
	for (size_t i = 0; i < COUNT(routes); i++)
		if (routes[i].reason == reason)
			return _(routes[i].does);
	return NULL;
}
