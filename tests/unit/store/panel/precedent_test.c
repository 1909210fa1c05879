/* Earlier rulings: which ones match or resemble, and orders settled by them. */
#include "store/panel/precedent.h"

#include "store/panel/edit.h"
#include "store/panel/late.h"
#include "store/rec/undo.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#include <string.h>

static struct desk desk;
static struct ruling ruling;

static void start(void)
{
	desk_start(&desk);
	ruling = desk_precedent(&desk);
}

static void new_order(const char *number, const char *matter, const char *category)
{
	struct order o;

	schema_init(&order_schema, &o);
	o.number = number;
	o.title = o.matter = matter;
	o.category = category;
	o.type = "求助";
	o.area = "城关街道";
	o.state = ORDER_TO_SCREEN;
	desk_put(&desk, &order_schema, &o);
}

static bool matches(const char *on_category, const char *on_area, const char *on_words,
	const char *on_type, const char *number)
{
	struct ruling r = ruling;
	struct order o;

	r.on_category = on_category;
	r.on_area = on_area;
	r.on_words = on_words;
	r.on_type = on_type;
	desk_get(&desk, &order_schema, number, &o);
	return precedent_holds(&r, &o);
}

static void conditions_hold_when_each_that_is_named_has_a_word_that_holds(void)
{
	start();
	new_order("H1", "路口红绿灯不亮", "交通管理/信号灯和标线");
	CHECK(matches("", "", "信号灯|红绿灯", "", "H1"));
	CHECK(matches("信号灯和标线", "", "", "", "H1"));
	CHECK(matches("交通管理", "城关", "红绿灯", "投诉|求助", "H1"));
	CHECK(!matches("信号灯", "", "", "", "H1")); /* part of a level is none */
	CHECK(!matches("交通管理", "城北", "", "", "H1"));
	CHECK(!matches("交通管理", "", "", "投诉", "H1"));
	CHECK(!matches("", "", "路灯|井盖", "", "H1"));
	CHECK(!matches("", "城关", "", "求助", "H1")); /* neither category nor word: never */
	CHECK(matches("", "", "紅綠燈", "", "H1"));    /* folded */
	desk_end(&desk);
}

static size_t matching(const char *number)
{
	const struct ruling **found;
	struct kv_txn txn;
	struct order o;
	struct err e = { 0 };
	size_t n;

	desk_get(&desk, &order_schema, number, &o);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	n = precedent_match(&txn, &o, &found, &desk.arena);
	kv_end_read(&txn);
	return n;
}

static void only_class_rulings_in_force_match(void)
{
	static const uint32_t not_in_force[] = { RULING_DRAFT, RULING_AGREED, RULING_STAYED,
		RULING_SUPERSEDED, RULING_REVOKED };

	start();
	CHECK_INT((long long)matching("G1"), 1);
	CHECK_INT((long long)matching("G2"), 0);
	for (size_t i = 0; i < COUNT_OF(not_in_force); i++) {
		ruling.state = not_in_force[i];
		desk_put(&desk, &ruling_schema, &ruling);
		CHECK_INT((long long)matching("G1"), 0);
	}
	ruling.state = RULING_ISSUED;
	ruling.scope = SCOPE_CASE;
	desk_put(&desk, &ruling_schema, &ruling);
	CHECK_INT((long long)matching("G1"), 0);
	desk_end(&desk);
}

static size_t like_case(struct precedent **list)
{
	struct kv_txn txn;
	struct case_ c;
	struct err e = { 0 };
	size_t n;

	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	n = precedent_like_case(&txn, &c, 9, list, &desk.arena);
	kv_end_read(&txn);
	return n;
}

static void rulings_that_resemble_a_case_come_with_why_the_nearest_first(void)
{
	struct ruling other;
	struct precedent *list;

	start();
	desk_case(&desk);
	other = desk_ruling(&desk);
	other.number = "2025-11";
	other.title = "中学门口摊点";
	other.state = RULING_SUPERSEDED;
	desk_put(&desk, &ruling_schema, &other);
	if (!CHECK_INT((long long)like_case(&list), 2))
		return;
	CHECK_TEXT(list[0].ruling.number, "2025-09");
	CHECK(list[0].matches);
	CHECK(list[0].same_matter);
	CHECK_TEXT(list[0].lead, "交警大队");
	CHECK_TEXT(
		list[0].why, "its conditions hold；same units: 交警大队、住建局；same words: 信号灯、养护");
	CHECK_TEXT(list[1].ruling.number, "2025-11");
	CHECK(!list[1].same_matter); /* not in force */
	CHECK_TEXT(list[1].why, "same units: 交警大队、住建局；same words: 中学门口");
	desk_end(&desk);
}

static int64_t used(void)
{
	struct ruling r;

	desk_get(&desk, &ruling_schema, "2025-09", &r);
	return r.used;
}

static void following_counts_and_is_on_the_order(void)
{
	struct order o;

	start();
	desk_do(&desk, "follow", &order_schema, "G1", NULL);
	desk_get(&desk, &order_schema, "G1", &o);
	CHECK_INT(o.state, ORDER_BY_PRECEDENT);
	CHECK(uid_same(o.precedent, ruling.head.uid));
	CHECK_INT(o.followed.n, time_day(desk.now).n);
	CHECK_INT(used(), 1);
	desk_do(&desk, "unfollow", &order_schema, "G1", NULL);
	desk_get(&desk, &order_schema, "G1", &o);
	CHECK_INT(o.state, ORDER_TO_SCREEN);
	CHECK(uid_none(o.precedent));
	CHECK_INT(used(), 0);
	desk_end(&desk);
}

static bool turn_as(const char *who, bool (*way)(struct act *, struct event *, struct err *))
{
	struct who person = fresh_who;
	struct act act;
	struct event what;
	struct err e = { 0 };
	bool done;

	person.name = who;
	CHECK(act_begin(&act, desk.kv, &person, desk.now, &e));
	done = way(&act, &what, &e) && act_commit(&act, &e);
	act_abort(&act);
	return done;
}

static bool follow_as(const char *who, const char *number)
{
	struct who person = fresh_who;
	struct act act;
	struct order o;
	struct err e = { 0 };
	bool done;

	person.name = who;
	CHECK(act_begin(&act, desk.kv, &person, desk.now, &e));
	done = record_find(&act.txn, &order_schema, number, &o, &act.scratch, &e) &&
		verb_do(&act, verb_named(KIND_ORDER, "follow"), o.head.uid, NULL, &o, &e) &&
		act_commit(&act, &e);
	act_abort(&act);
	return done;
}

static void an_undo_takes_back_its_own_part_of_the_count(void)
{
	start();
	new_order("H1", "信号灯不亮", "");
	CHECK(follow_as("甲", "G1"));
	CHECK(follow_as("乙", "H1"));
	CHECK_INT(used(), 2);
	CHECK(turn_as("甲", undo_last));
	CHECK_INT(used(), 1);
	CHECK_INT(desk_state(&desk, &order_schema, "G1"), ORDER_TO_SCREEN);
	CHECK_INT(desk_state(&desk, &order_schema, "H1"), ORDER_BY_PRECEDENT);
	CHECK(turn_as("乙", undo_last));
	CHECK_INT(used(), 0);
	CHECK(turn_as("甲", redo_last));
	CHECK_INT(used(), 1);
	desk_end(&desk);
}

static const char *const numbers[] = { "H0", "H1", "H2", "H3", "H4" };

static int64_t following(void)
{
	int64_t n = 0;

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		n += desk_state(&desk, &order_schema, numbers[i]) == ORDER_BY_PRECEDENT;
	return n;
}

/* 400 random steps of two people: whatever they do, the count is that of the orders. */
static void the_count_is_always_that_of_the_orders(void)
{
	static const char *const people[] = { "甲", "乙" };
	uint32_t seed = 7;

	start();
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		new_order(numbers[i], "信号灯不亮", "");
	for (int step = 0; step < 400; step++) {
		const char *who, *number;
		struct err e = { 0 };

		seed = seed * 1664525 + 1013904223;
		who = people[seed >> 30 & 1];
		number = numbers[(seed >> 20) % COUNT_OF(numbers)];
		switch (seed >> 16 & 3) {
		case 0:
			turn_as(who, undo_last);
			break;
		case 1:
			turn_as(who, redo_last);
			break;
		case 2:
			desk_try(&desk, "unfollow", &order_schema, number, NULL, &e);
			break;
		default:
			follow_as(who, number);
		}
		if (!CHECK_INT(used(), following()))
			break;
	}
	desk_end(&desk);
}

static void of_two_leads_a_person_chooses(void)
{
	struct ruling other;
	struct follow_args args;
	struct err e = { 0 };

	start();
	other = ruling;
	other.head = (struct head){ 0 };
	other.number = "2025-12";
	((struct duty *)other.duties.at)[0].unit = desk_uid(&desk, &unit_schema, "城关街道");
	desk_put(&desk, &ruling_schema, &other);
	CHECK(!desk_try(&desk, "follow", &order_schema, "G1", NULL, &e));
	CHECK_TEXT(e.what, "ruling is missing");
	args.ruling = ruling.head.uid;
	desk_do(&desk, "follow", &order_schema, "G1", &args);
	CHECK_INT(used(), 1);
	desk_end(&desk);
}

static const char *warned(const char *number)
{
	const struct verb *v = verb_named(KIND_ORDER, "follow");
	struct buf lines = { 0 };
	struct kv_txn txn;
	struct order o;
	struct err e = { 0 };
	const char *out;

	desk_get(&desk, &order_schema, number, &o);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	verb_warn(&txn, v, &o, NULL, &lines);
	kv_end_read(&txn);
	out = arena_text(&desk.arena, buf_text(&lines));
	buf_free(&lines);
	return out;
}

static void a_coordinating_opinion_warns_until_the_government_has_decided(void)
{
	start();
	CHECK_TEXT(warned("G1"), "");
	ruling.standing = STANDING_OPINION;
	desk_put(&desk, &ruling_schema, &ruling);
	CHECK_TEXT(
		warned("G1"), "2025-09 is a coordinating opinion: the government has not decided yet\n");
	desk_do(&desk, "follow", &order_schema, "G1", NULL);
	desk_get(&desk, &ruling_schema, "2025-09", &ruling);
	ruling.government = time_day(desk.now);
	desk_put(&desk, &ruling_schema, &ruling);
	new_order("H1", "信号灯不亮", "");
	CHECK_TEXT(warned("H1"), "");
	desk_end(&desk);
}

/* ---- 定后再退 ---- */

static void type_return(const char *number, int days, uint32_t way)
{
	struct order_return row;
	struct act act;
	struct order o;
	struct err e = { 0 };

	schema_init(&order_return_schema, &row);
	row.unit = "住建局";
	row.day = (struct day){ time_day(desk.now).n + days };
	row.way = way;
	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, &e));
	CHECK(record_find(&act.txn, &order_schema, number, &o, &act.scratch, &e));
	o.returns = (struct rows){ 1, &row };
	CHECK(edit_save(&act, &order_schema, &o, &e) && act_commit(&act, &e));
	act_abort(&act);
}

static struct order order_now(const char *number)
{
	struct order o;

	desk_get(&desk, &order_schema, number, &o);
	return o;
}

static size_t returned(void)
{
	struct kv_txn txn;
	struct err e = { 0 };
	size_t n;

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	n = precedent_returned(&txn, &ruling);
	kv_end_read(&txn);
	return n;
}

static void a_return_after_the_ruling_is_recorded_and_rings_until_somebody_urges(void)
{
	struct urge_args urge = { "已发督办函" };

	start();
	desk_do(&desk, "follow", &order_schema, "G1", NULL);
	type_return("G1", 0, RETURN_BY_UNIT); /* the same day: not after it */
	CHECK_INT(order_now("G1").late_returns, 0);
	type_return("G1", 2, RETURN_TO_REDO);
	CHECK_INT(order_now("G1").late_returns, 0);
	type_return("G1", 2, RETURN_BY_UNIT);
	CHECK_INT(order_now("G1").late_returns, 1);
	CHECK(order_now("G1").late_open);
	CHECK_INT((long long)returned(), 1);
	CHECK_INT(order_now("G1").state, ORDER_BY_PRECEDENT);
	desk_do(&desk, "urge", &order_schema, "G1", &urge);
	CHECK_INT(order_now("G1").late_returns, 1);
	CHECK(!order_now("G1").late_open);
	type_return("G1", 5, RETURN_BY_UNIT);
	CHECK(order_now("G1").late_open);
	desk_end(&desk);
}

static void an_order_of_a_ruled_case_returned_again_is_counted_on_the_ruling(void)
{
	struct case_ c;

	start();
	desk_case(&desk);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	ruling.case_ = c.head.uid;
	desk_put(&desk, &ruling_schema, &ruling);
	c.ruling = ruling.head.uid;
	c.state = CASE_ISSUED;
	desk_put(&desk, &case_schema, &c);
	type_return("G1", 4, RETURN_BY_UNIT);
	CHECK(order_now("G1").late_open);
	CHECK_INT((long long)returned(), 1);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(conditions_hold_when_each_that_is_named_has_a_word_that_holds),
	TEST(only_class_rulings_in_force_match),
	TEST(rulings_that_resemble_a_case_come_with_why_the_nearest_first),
	TEST(following_counts_and_is_on_the_order),
	TEST(an_undo_takes_back_its_own_part_of_the_count),
	TEST(the_count_is_always_that_of_the_orders),
	TEST(of_two_leads_a_person_chooses),
	TEST(a_coordinating_opinion_warns_until_the_government_has_decided),
	TEST(a_return_after_the_ruling_is_recorded_and_rings_until_somebody_urges),
	TEST(an_order_of_a_ruled_case_returned_again_is_counted_on_the_ruling),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
