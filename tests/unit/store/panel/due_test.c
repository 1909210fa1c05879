#include "store/panel/due.h"

#include "locale/calendar/date.h"
#include "store/schema/task.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#include <string.h>

static struct desk desk;

static size_t due(struct due **out)
{
	struct kv_txn txn;
	struct err e = { 0 };
	size_t n;

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	n = due_today(&txn, time_day(fresh_now), out, &desk.arena);
	kv_end_read(&txn);
	return n;
}

static void order(const char *number, int days, uint32_t state)
{
	struct order o;

	schema_init(&order_schema, &o);
	o.number = number;
	o.title = o.matter = number;
	o.state = state;
	o.due = time_of((struct day){ time_day(fresh_now).n + days }, 0);
	CHECK(desk_new(&desk, &order_schema, &o, &(struct err){ 0 }));
}

static void orders_whose_deadline_is_near_or_past_are_due_the_oldest_first(void)
{
	struct due *list;

	desk_start(&desk);
	order("K1", 3, ORDER_TO_SCREEN);
	order("K2", -1, ORDER_TO_SCREEN);
	order("K3", 4, ORDER_TO_SCREEN);
	order("K4", 0, ORDER_ON_FILE);
	CHECK_INT((long long)due(&list), 2);
	CHECK_TEXT(list[0].number, "K2");
	CHECK_TEXT(list[1].number, "K1");
	CHECK_INT(list[0].why, DUE_ORDER);
	desk_end(&desk);
}

static void a_case_moves_from_ready_to_the_agenda_to_what_is_to_be_issued(void)
{
	struct due *list;
	struct ruling r;

	desk_start(&desk);
	CHECK_INT((long long)due(&list), 0);
	desk_case(&desk);
	CHECK_INT((long long)due(&list), 1);
	CHECK_INT(list[0].why, DUE_CASE);
	CHECK_TEXT(list[0].number, "2026-0001");
	desk_meeting(&desk);
	CHECK_INT((long long)due(&list), 1);
	CHECK_INT(list[0].why, DUE_ITEM);
	CHECK_TEXT(list[0].title, "中学门口信号灯损坏无人养护");
	CHECK_TEXT(list[0].meeting, "2026-01");
	desk_do(&desk, "open", &meeting_schema, "2026-01", NULL);
	desk_attend(&desk, "2026-01/1", "县委编办", ATTENDS);
	desk_attend(&desk, "2026-01/1", "司法局", ATTENDS);
	desk_attend(&desk, "2026-01/1", "群众服务中心", ATTENDS);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	CHECK_INT((long long)due(&list), 1);
	CHECK_INT(list[0].why, DUE_RULING);
	CHECK_TEXT(list[0].number, "2026-01/1");
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	CHECK_INT((long long)due(&list), 2); /* to be handed over to two units */
	CHECK_INT(list[0].why, DUE_HAND_OVER);
	desk_end(&desk);
}

static void issued(void)
{
	struct ruling r;

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
}

static void does(const char *verb, const char *task)
{
	struct task_args given = { .words = "已修复", .evidence = "照片", .by = "石修远" };

	given.way = WAY_HAND;
	given.result = CHECK_PASSED;
	if (!strcmp(verb, "check"))
		given.by = "";
	desk_do(&desk, verb, &task_schema, task, &given);
}

static size_t due_on(int days, struct due **out)
{
	struct kv_txn txn;
	struct err e = { 0 };
	size_t n;

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	n = due_today(&txn, (struct day){ time_day(fresh_now).n + days }, out, &desk.arena);
	kv_end_read(&txn);
	return n;
}

static void a_task_is_due_for_its_signature_its_day_its_check_and_its_caller(void)
{
	struct due *list;

	issued();
	does("receive", "2026-01/1");
	does("receive", "2026-01/2");
	CHECK_INT((long long)due(&list), 1); /* the assist's three days are near */
	CHECK_TEXT(list[0].number, "2026-01/2");
	CHECK_INT(list[0].why, DUE_TASK);
	CHECK_INT((long long)due_on(9, &list), 2); /* both are past, the longest first */
	CHECK_TEXT(list[0].number, "2026-01/2");
	does("report", "2026-01/1");
	does("report", "2026-01/2");
	CHECK_INT((long long)due_on(9, &list), 2);
	CHECK_INT(list[0].why, DUE_ANSWER);
	CHECK_INT(list[0].time.s, 0); /* the unit's clock does not run while the panel checks */
	does("check", "2026-01/1");
	does("check", "2026-01/2");
	CHECK_INT((long long)due(&list), 1);
	CHECK_INT(list[0].why, DUE_CALL_BACK);
	CHECK_TEXT(list[0].number, "2026-0001");
	desk_end(&desk);
}

static void what_is_late_is_the_units_own_and_no_paused_clock(void)
{
	struct task_args why = { .words = "等移交", .by = "" };
	struct due *list;
	struct kv_txn txn;
	struct err e = { 0 };

	issued();
	does("receive", "2026-01/1");
	does("receive", "2026-01/2");
	desk_do(&desk, "pause", &task_schema, "2026-01/2", &why);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK_INT(
		(long long)due_late(&txn, (struct day){ time_day(fresh_now).n + 9 }, &list, &desk.arena),
		1);
	CHECK_TEXT(list[0].number, "2026-01/1");
	kv_end_read(&txn);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(orders_whose_deadline_is_near_or_past_are_due_the_oldest_first),
	TEST(a_case_moves_from_ready_to_the_agenda_to_what_is_to_be_issued),
	TEST(a_task_is_due_for_its_signature_its_day_its_check_and_its_caller),
	TEST(what_is_late_is_the_units_own_and_no_paused_clock),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
