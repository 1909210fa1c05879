#include "store/schema/rules.h"

const struct rules *rules_default(void)
{
	static const struct rules rules = {
		.returns_to_screen = 1,
		.returns_to_meet = 2,
		.least_bodies = 2,
		.near_days = 3,
		.order_number = "",
		.hotline = "12345|热线|群众服务中心|市民服务中心|诉求服务中心",
	};

	return &rules;
}
