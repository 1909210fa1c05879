/* rules.h — what a county decides for itself: one table of numbers and words.
 *
 * rules_default() is what holds where a county said nothing.
 */
#ifndef YANPAN_STORE_SCHEMA_RULES_H
#define YANPAN_STORE_SCHEMA_RULES_H

struct rules {
	int returns_to_screen;    /* 申请退单 after which an order comes into 待初审 */
	int returns_to_meet;      /* 上会条件: fewer are warned of, not refused */
	int least_bodies;         /* how many bodies an item needs, whoever has recused */
	int near_days;            /* calendar days before a platform deadline in which it is near */
	const char *order_number; /* extended regular expression of an order's number; "": any text */
	const char *hotline;      /* words with '|' between: a unit called so dispatches orders, and is
								 no party by having one in hand */
};

const struct rules *rules_default(void);

#endif
