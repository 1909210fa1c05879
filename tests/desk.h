/* desk.h — a small county at work, for tests of verbs, papers and screens.
 *
 * 编办 (convener), 司法局 and 群众服务中心 are the panel; 公证处 belongs to 司法局. Three
 * orders: G1 returned by 交警大队 and 住建局, G2 by 公证处, G3 by nobody.
 */
#ifndef YANPAN_TESTS_DESK_H
#define YANPAN_TESTS_DESK_H

#include "store/panel/args.h"
#include "store/panel/verb.h"
#include "store/schema/claim.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"

struct desk {
	struct kv *kv;
	struct arena arena; /* for what desk_get() and desk_uid() give */
	struct time now;    /* a minute more with every act */
};

void desk_start(struct desk *);
void desk_end(struct desk *);

/* Begins an act, does the verb with the record that bears the number, commits. */
bool desk_try(struct desk *, const char *verb, const struct schema *, const char *number,
	const void *args, struct err *);
/* The same where it has to succeed: a failure fails the test and says why. */
void desk_do(
	struct desk *, const char *verb, const struct schema *, const char *number, const void *args);

bool desk_new(struct desk *, const struct schema *, void *record, struct err *);
/* A record that was read, changed by hand. */
bool desk_edit(struct desk *, const struct schema *, void *record, struct err *);

bool desk_has(struct desk *, const struct schema *, const char *number);
void desk_get(struct desk *, const struct schema *, const char *number, void *record);
struct uid desk_uid(struct desk *, const struct schema *, const char *number);
uint32_t desk_state(struct desk *, const struct schema *, const char *number); /* 0: no such */

/* Further along: a case of G1 (2026-0001), a meeting (2026-01) with it as 2026-01/1,
 * opened, all three bodies there. */
void desk_case(struct desk *);
void desk_meeting(struct desk *);
void desk_open(struct desk *);

/* 出席 of a unit for an item. */
void desk_attend(struct desk *, const char *item, const char *unit, uint32_t as);

/* Stores the record as it is, past all verbs: how an earlier year left it. */
void desk_put(struct desk *, const struct schema *, void *record);

/* A class ruling in force, 2025-09: 交警大队 leads, for orders with 信号灯 in them. */
struct ruling desk_precedent(struct desk *);

/* Every body agrees to the meeting's rulings, 李望舒 signs them: ready to be issued. */
void desk_sign(struct desk *, const char *meeting);

/* The ruling of desk_ruling() agreed, signed and issued: 2026-01, on the item 2026-01/1. */
void desk_issued(struct desk *);

/* A ruling that can be agreed: 交警大队 leads, 住建局 assists, on Y001; what it holds is in
 * the desk's arena. */
struct ruling desk_ruling(struct desk *);

/* The county's rules from now on: lines of rules.conf. */
void desk_rules(struct desk *, const char *lines);

/* What units say of a part of case 2026-0001. */
void desk_part(struct desk *, const char *name);
void desk_claim(struct desk *, const char *part, const char *unit, uint32_t says);

#endif
