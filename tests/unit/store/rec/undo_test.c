#include "store/rec/undo.h"

#include "locale/base/clock.h"
#include "store/rec/journal.h"
#include "store/rec/record.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <string.h>

static struct arena arena;
static struct kv *kv;

static void begin(struct act *act)
{
	struct err e = { 0 };

	CHECK(act_begin(act, kv, &fresh_who, fresh_now, &e));
}

static void commit(struct act *act)
{
	struct err e = { 0 };

	CHECK(act_commit(act, &e));
}

static void new_order(const char *number)
{
	struct order o;
	struct err e = { 0 };
	struct act act;

	schema_init(&order_schema, &o);
	o.number = number;
	o.caller = "张三";
	o.state = ORDER_ON_FILE;
	begin(&act);
	CHECK(record_put(&act, &order_schema, &o, "new", &e));
	commit(&act);
}

static bool get(const char *number, struct order *o)
{
	struct kv_txn txn;
	struct err e = { 0 };
	bool found;

	CHECK(kv_begin_read(kv, &txn, &e));
	found = record_find(&txn, &order_schema, number, o, &arena, &e);
	kv_end_read(&txn);
	return found;
}

static void set_caller(const char *number, const char *caller, const char *note)
{
	struct order o;
	struct err e = { 0 };
	struct act act;

	begin(&act);
	CHECK(record_find(&act.txn, &order_schema, number, &o, &arena, &e));
	o.caller = caller;
	o.note = note;
	CHECK(record_put(&act, &order_schema, &o, "set", &e));
	commit(&act);
}

static bool turn(bool redo, struct err *e)
{
	struct event what;
	struct act act;

	*e = (struct err){ 0 };
	begin(&act);
	if (redo ? redo_last(&act, &what, e) : undo_last(&act, &what, e)) {
		commit(&act);
		return true;
	}
	act_abort(&act);
	return false;
}

static void an_undo_puts_the_old_values_back_personal_ones_too(void)
{
	struct order o;
	struct err e;

	kv = fresh_store();
	new_order("1");
	set_caller("1", "李四", "电话已核");
	CHECK(turn(false, &e));
	CHECK(get("1", &o));
	CHECK_TEXT(o.caller, "张三");
	CHECK_TEXT(o.note, "");
	CHECK(turn(true, &e));
	CHECK(get("1", &o));
	CHECK_TEXT(o.caller, "李四");
	CHECK_TEXT(o.note, "电话已核");
	fresh_close(kv);
}

static void what_was_made_goes_and_comes_back(void)
{
	struct order o;
	struct err e;

	kv = fresh_store();
	new_order("1");
	CHECK(turn(false, &e));
	CHECK(!get("1", &o));
	CHECK(!turn(false, &e));
	CHECK_INT(e.kind, ERR_RULE);
	CHECK(turn(true, &e));
	CHECK(get("1", &o));
	CHECK_TEXT(o.caller, "张三");
	fresh_close(kv);
}

static void several_steps_go_back_and_forth_in_their_order(void)
{
	struct order o;
	struct err e;

	kv = fresh_store();
	new_order("1");
	set_caller("1", "二", "");
	set_caller("1", "三", "");
	CHECK(turn(false, &e) && turn(false, &e));
	CHECK(get("1", &o));
	CHECK_TEXT(o.caller, "张三");
	CHECK(turn(true, &e));
	CHECK(get("1", &o));
	CHECK_TEXT(o.caller, "二");
	CHECK(turn(true, &e));
	CHECK(get("1", &o));
	CHECK_TEXT(o.caller, "三");
	CHECK(!turn(true, &e));
	CHECK(turn(false, &e) && turn(false, &e) && turn(false, &e));
	CHECK(!get("1", &o));
	fresh_close(kv);
}

static void nothing_comes_back_once_something_else_was_done(void)
{
	struct err e;

	kv = fresh_store();
	new_order("1");
	set_caller("1", "二", "");
	CHECK(turn(false, &e));
	new_order("2");
	CHECK(!turn(true, &e));
	CHECK_INT(e.kind, ERR_RULE);
	fresh_close(kv);
}

static void what_somebody_changed_since_is_left_alone(void)
{
	const struct who other = { .name = "周主任", .os_user = "zhou", .host = "pc" };
	struct order o;
	struct act act;
	struct err e = { 0 };

	kv = fresh_store();
	new_order("1");
	set_caller("1", "二", "");
	CHECK(act_begin(&act, kv, &other, fresh_now, &e));
	CHECK(record_find(&act.txn, &order_schema, "1", &o, &arena, &e));
	o.caller = "三";
	CHECK(record_put(&act, &order_schema, &o, "set", &e));
	commit(&act);
	CHECK(!turn(false, &e));
	CHECK_TEXT(e.where, "1");
	CHECK(get("1", &o));
	CHECK_TEXT(o.caller, "三");
	fresh_close(kv);
}

static void a_refused_verb_ends_the_row(void)
{
	static const struct undo_final final[] = { { KIND_ORDER, "set" } };
	struct err e;

	kv = fresh_store();
	new_order("1");
	set_caller("1", "二", "");
	undo_refuse(final, 1);
	CHECK(!turn(false, &e));
	CHECK_INT(e.kind, ERR_RULE);
	undo_refuse(NULL, 0);
	CHECK(turn(false, &e));
	fresh_close(kv);
}

static void who_did_nothing_lately_is_told_soon(void)
{
	const struct who other = { .name = "李四", .os_user = "office", .host = "pc" };
	int64_t from;
	struct event what;
	struct err e = { 0 };
	struct act act;

	kv = fresh_store();
	new_order("1");
	CHECK(act_begin(&act, kv, &other, fresh_now, &e));
	for (int i = 0; i < 20001; i++)
		CHECK(journal_note(&act, "unmask", KIND_NONE, (struct uid){ 0 }, "", "", &e));
	CHECK(act_commit(&act, &e));
	begin(&act);
	from = clock_monotonic_ms();
	CHECK(!undo_last(&act, &what, &e));
	CHECK(clock_monotonic_ms() - from < 2000);
	CHECK_INT(e.kind, ERR_RULE);
	CHECK(strstr(e.what, "20000") != NULL);
	act_abort(&act);
	fresh_close(kv);
}

static const struct test tests[] = {
	TEST(an_undo_puts_the_old_values_back_personal_ones_too),
	TEST(what_was_made_goes_and_comes_back),
	TEST(several_steps_go_back_and_forth_in_their_order),
	TEST(nothing_comes_back_once_something_else_was_done),
	TEST(what_somebody_changed_since_is_left_alone),
	TEST(a_refused_verb_ends_the_row),
	TEST(who_did_nothing_lately_is_told_soon),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
