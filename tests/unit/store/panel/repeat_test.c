/* 并单: suggested, merged, taken apart again without loss. */
#include "store/panel/repeat.h"
#include "tests/check.h"
#include "tests/desk.h"

static struct desk desk;
static struct arena a;

static const char *const request =
	"市民来电反映：人民路第三中学门口信号灯损坏，学生过街危险，请尽快修复。";

static void add_order(const char *number, const char *text, const char *phone, int day)
{
	struct order o;
	struct err e = { 0 };

	schema_init(&order_schema, &o);
	o.number = number;
	o.text = text;
	o.matter = "信号灯";
	o.phone = phone;
	o.category = "交通/信号灯";
	o.received = time_of(day_of(2026, 9, day), 0);
	CHECK(desk_new(&desk, &order_schema, &o, &e));
}

static bool repeats(const char *number, struct order *like)
{
	struct kv_txn txn;
	struct err e = { 0 };
	struct order o;
	bool found;

	desk_get(&desk, &order_schema, number, &o);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	found = repeat_of(&txn, &o, like, &a);
	kv_end_read(&txn);
	return found;
}

static void end(void)
{
	arena_free(&a);
	desk_end(&desk);
}

static void texts_are_alike_by_what_they_share(void)
{
	CHECK_INT(likeness(request, request), 100);
	CHECK(likeness(request, "人民路第三中学门口的信号灯损坏，过街危险") > 50);
	CHECK(likeness(request, "咨询社保缴费年限如何计算") < 10);
	CHECK_INT(likeness("", ""), 0);
}

static void the_same_words_weeks_apart_are_a_repeat_of_the_older_one(void)
{
	struct order like;

	desk_start(&desk);
	add_order("H1", request, "", 3);
	add_order("H2", request, "", 5);
	add_order("H3", "小区物业撤管，垃圾清运停摆多日", "", 6);
	CHECK(repeats("H2", &like));
	CHECK_TEXT(like.number, "H1");
	CHECK(!repeats("H1", &like));
	end();
}

static void the_same_caller_needs_fewer_words_in_common(void)
{
	struct order like;

	desk_start(&desk);
	add_order("H1", request, "13800001234", 3);
	add_order("H2", "信号灯损坏的事还没有人来修，学生过街危险", "13800001234", 5);
	CHECK(repeats("H2", &like));
	end();
}

static void a_merged_order_follows_into_the_case_and_comes_out_as_it_was(void)
{
	struct merge_args into;
	struct order before, o;
	struct case_ c;

	desk_start(&desk);
	desk_get(&desk, &order_schema, "G2", &before);
	into.into = desk_uid(&desk, &order_schema, "G1");
	desk_do(&desk, "merge", &order_schema, "G2", &into);
	CHECK_INT(desk_state(&desk, &order_schema, "G2"), ORDER_ON_FILE);
	desk_case(&desk); /* of G1 */
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT((long long)c.orders.n, 2);
	CHECK_INT(desk_state(&desk, &order_schema, "G2"), ORDER_TAKEN_UP);
	desk_do(&desk, "unmerge", &order_schema, "G2", NULL);
	desk_get(&desk, &order_schema, "G2", &o);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT((long long)c.orders.n, 1);
	CHECK(uid_none(o.case_) && uid_none(o.merged));
	CHECK_INT(o.state, before.state);
	end();
}

static void chains_and_circles_are_refused(void)
{
	struct merge_args into;
	struct err e = { 0 };

	desk_start(&desk);
	into.into = desk_uid(&desk, &order_schema, "G2");
	CHECK(!desk_try(&desk, "merge", &order_schema, "G2", &into, &e));
	CHECK_TEXT(e.what, "an order does not repeat itself");
	into.into = desk_uid(&desk, &order_schema, "G1");
	desk_do(&desk, "merge", &order_schema, "G2", &into);
	into.into = desk_uid(&desk, &order_schema, "G2");
	e = (struct err){ 0 };
	CHECK(!desk_try(&desk, "merge", &order_schema, "G3", &into, &e));
	CHECK_TEXT(e.what, "order G2 is itself merged into another");
	e = (struct err){ 0 };
	CHECK(!desk_try(&desk, "merge", &order_schema, "G1", &into, &e));
	CHECK_TEXT(e.what, "1 orders are merged into this one");
	end();
}

static const struct test tests[] = {
	TEST(texts_are_alike_by_what_they_share),
	TEST(the_same_words_weeks_apart_are_a_repeat_of_the_older_one),
	TEST(the_same_caller_needs_fewer_words_in_common),
	TEST(a_merged_order_follows_into_the_case_and_comes_out_as_it_was),
	TEST(chains_and_circles_are_refused),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
