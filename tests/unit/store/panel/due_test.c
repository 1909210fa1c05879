#include "store/panel/due.h"

#include "locale/calendar/date.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

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
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	CHECK_INT((long long)due(&list), 0);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(orders_whose_deadline_is_near_or_past_are_due_the_oldest_first),
	TEST(a_case_moves_from_ready_to_the_agenda_to_what_is_to_be_issued),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
