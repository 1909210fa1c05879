/* The agenda: its order, late items, the notice. */
#include "store/panel/agenda.h"

#include "tests/check.h"
#include "tests/desk.h"

static struct desk desk;

/* Both cases on the agenda of 2026-01; which is late is told apart by `notified`. */
static void two_items(bool notified)
{
	struct place_args place;

	desk_start(&desk);
	desk_case(&desk);
	desk_meeting(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	if (notified)
		desk_do(&desk, "notify", &meeting_schema, "2026-01", NULL);
	place.meeting = desk_uid(&desk, &meeting_schema, "2026-01");
	desk_do(&desk, "place", &case_schema, "2026-0002", &place);
}

static long long place_of(const char *number)
{
	struct item item;

	desk_get(&desk, &item_schema, number, &item);
	return item.place;
}

static bool late(const char *number)
{
	struct item item;

	desk_get(&desk, &item_schema, number, &item);
	return item.late;
}

static void move(const char *number, int64_t place)
{
	struct move_args args = { place };

	desk_do(&desk, "move", &item_schema, number, &args);
}

static void an_item_moves_and_the_others_close_up(void)
{
	two_items(false);
	move("2026-01/2", 1);
	CHECK_INT(place_of("2026-01/2"), 1);
	CHECK_INT(place_of("2026-01/1"), 2);
	move("2026-01/2", 2);
	CHECK_INT(place_of("2026-01/1"), 1);
	desk_end(&desk);
}

static void what_comes_after_the_notice_is_late(void)
{
	two_items(true);
	CHECK(!late("2026-01/1"));
	CHECK(late("2026-01/2"));
	desk_end(&desk);
}

static void what_stood_in_the_notice_is_not_late(void)
{
	two_items(false);
	desk_do(&desk, "notify", &meeting_schema, "2026-01", NULL);
	CHECK_INT(desk_state(&desk, &meeting_schema, "2026-01"), MEETING_NOTIFIED);
	CHECK(!late("2026-01/2"));
	desk_do(&desk, "open", &meeting_schema, "2026-01", NULL);
	desk_end(&desk);
}

static void a_notified_meeting_takes_attendance_and_comes_next(void)
{
	struct meeting m;
	struct arena a = { 0 };
	struct kv_txn txn;
	struct err e = { 0 };

	two_items(true);
	desk_attend(&desk, "2026-01/1", "司法局", ATTENDS_LEAVE);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK(meeting_next(&txn, &m, &a));
	CHECK_TEXT(m.number, "2026-01");
	kv_end_read(&txn);
	arena_free(&a);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(an_item_moves_and_the_others_close_up),
	TEST(what_comes_after_the_notice_is_late),
	TEST(what_stood_in_the_notice_is_not_late),
	TEST(a_notified_meeting_takes_attendance_and_comes_next),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
