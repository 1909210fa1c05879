/* What a ruling makes units do: from the hand-over to the caller's word. */
#include "store/panel/task.h"

#include "locale/calendar/date.h"
#include "store/panel/task_clock.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#define LEAD "2026-01/1"
#define ASSIST "2026-01/2"

static struct desk desk;

/* --- how it comes to that ------------------------------------------------------------ */

/* Issued on 2026-09-21, a Monday; 25–27 September and 1–7 October are free, Sunday the
 * 20th of September and Saturday the 10th of October are worked. */
static void start(void)
{
	struct ruling ruling;

	desk_start(&desk);
	desk_open(&desk);
	ruling = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &ruling);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
}

static struct task_args args(void)
{
	return (struct task_args){ .words = "", .evidence = "", .by = "" };
}

static struct task task(const char *number)
{
	struct task t;

	desk_get(&desk, &task_schema, number, &t);
	return t;
}

static struct day day(int month, int d)
{
	return day_of(2026, month, d);
}

static void clock_to(int month, int d)
{
	desk.now = time_of(day(month, d), 9 * 60 * 60);
}

static void does(const char *verb, const char *number, struct task_args given)
{
	desk_do(&desk, verb, &task_schema, number, &given);
}

static void refused(const char *verb, const char *number, struct task_args given, const char *what)
{
	struct err e = { 0 };
	struct task before = task(number), after;

	CHECK(!desk_try(&desk, verb, &task_schema, number, &given, &e));
	CHECK_TEXT(e.what, what);
	CHECK(*e.fix);
	after = task(number);
	CHECK_INT(after.head.version, before.head.version);
}

static void deliver(const char *number, struct day on)
{
	struct task_args given = args();

	given.way = WAY_HAND;
	given.day = on;
	does("deliver", number, given);
}

static void receive(const char *number, struct day on)
{
	struct task_args given = args();

	given.day = on;
	given.by = "石修远";
	does("receive", number, given);
}

static void report(const char *number)
{
	struct task_args given = args();

	given.words = "信号灯已修复，交由我队养护";
	given.evidence = "照片3张";
	given.by = "石修远";
	does("report", number, given);
}

static void check(const char *number, uint32_t result)
{
	struct task_args given = args();

	given.result = result;
	given.words = "现场看过";
	does("check", number, given);
}

static uint32_t case_state(void)
{
	return desk_state(&desk, &case_schema, "2026-0001");
}

/* --- issue ------------------------------------------------------------------------------ */

static void issuing_makes_one_task_for_each_duty_in_the_same_step(void)
{
	struct task lead, assist;

	start();
	lead = task(LEAD);
	assist = task(ASSIST);
	CHECK_INT(lead.role, DUTY_LEADS);
	CHECK(uid_same(lead.unit, desk_uid(&desk, &unit_schema, "交警大队")));
	CHECK_TEXT(lead.duty, "修复并承担日常养护");
	CHECK_INT(lead.state, TASK_TO_SIGN);
	CHECK_INT(assist.role, DUTY_ASSISTS);
	CHECK_INT(case_state(), CASE_ISSUED);
	CHECK(!desk_has(&desk, &task_schema, "2026-01/3"));
	desk_end(&desk);
}

static void lead_and_assist_have_their_own_last_day_over_holidays_and_make_up_days(void)
{
	start();
	CHECK_INT(task(LEAD).due.n, day(9, 29).n);   /* 22 23 24 28 29 */
	CHECK_INT(task(ASSIST).due.n, day(9, 24).n); /* 22 23 24 */
	CHECK(!task(LEAD).reckoned);
	desk_end(&desk);
}

/* --- the clock -------------------------------------------------------------------------- */

static struct task limited(enum limit_unit unit, int n)
{
	struct task t;

	schema_init(&task_schema, &t);
	t.limit = (struct limit){ .unit = unit, .n = n, .day = day(10, 15) };
	t.issued = time_of(day(9, 21), 0);
	t.state = TASK_TO_SIGN;
	return t;
}

static void a_limit_from_delivery_is_reckoned_until_somebody_signs(void)
{
	struct rules rules = { .limits_from = LIMITS_FROM_DELIVERY, .deemed_days = 3 };
	struct task t = limited(LIMIT_WORKDAYS, 5);

	task_set_due(&rules, &t);
	CHECK(t.reckoned);
	CHECK_INT(t.due.n, day(10, 9).n); /* deemed on the 24th: 28 29 30 8 9 */
	t.received = day(9, 22);
	task_set_due(&rules, &t);
	CHECK(!t.reckoned);
	CHECK_INT(t.due.n, day(9, 30).n); /* 23 24 28 29 30 */
}

static void what_counted_as_delivered_is_not_put_off_by_a_late_signature(void)
{
	struct rules rules = { .limits_from = LIMITS_FROM_DELIVERY, .deemed_days = 3 };
	struct task t = limited(LIMIT_WORKDAYS, 1);

	t.deemed = day(9, 24);
	t.received = day(9, 29);
	task_set_due(&rules, &t);
	CHECK_INT(t.due.n, day(9, 28).n);
}

static void every_kind_of_limit_has_its_own_last_day(void)
{
	static const struct {
		enum limit_unit unit;
		int n, month, day;
	} cases[] = {
		{ LIMIT_WORKDAYS, 8, 10, 9 },  /* 22 23 24 28 29 30 8 9 */
		{ LIMIT_WORKDAYS, 9, 10, 10 }, /* a Saturday that is worked */
		{ LIMIT_DAYS, 5, 9, 26 },
		{ LIMIT_HOURS, 24, 9, 22 },
		{ LIMIT_HOURS, 30, 9, 23 },
		{ LIMIT_DAY, 0, 10, 15 },
	};
	struct rules rules = { .limits_from = LIMITS_FROM_ISSUE };

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct task t = limited(cases[i].unit, cases[i].n);

		task_set_due(&rules, &t);
		CHECK_INT(t.due.n, day(cases[i].month, cases[i].day).n);
	}
}

static void a_standing_duty_has_no_deadline_and_is_never_late(void)
{
	struct rules rules = { .limits_from = LIMITS_FROM_DELIVERY, .deemed_days = 3 };
	struct task t = limited(LIMIT_STANDING, 0);

	task_set_due(&rules, &t);
	CHECK(!t.due.n);
	CHECK(!t.reckoned);
	CHECK(!task_late(&t, day(12, 31)));
}

static void days_of_a_pause_go_behind_the_deadline(void)
{
	struct task t = limited(LIMIT_WORKDAYS, 5), days = limited(LIMIT_DAYS, 5);

	t.due = day(9, 29);
	task_move_due(&t, day(9, 24), day(9, 28)); /* of these only the 24th was worked */
	CHECK_INT(t.due.n, day(9, 30).n);
	days.due = day(9, 26);
	task_move_due(&days, day(9, 24), day(9, 28));
	CHECK_INT(days.due.n, day(9, 30).n);
	task_move_due(&days, day(9, 24), day(9, 24));
	CHECK_INT(days.due.n, day(9, 30).n);
}

/* --- hand-over --------------------------------------------------------------------------- */

static void the_case_goes_along_with_its_tasks(void)
{
	start();
	deliver(LEAD, day(9, 21));
	CHECK_INT(case_state(), CASE_CARRIED_OUT);
	receive(LEAD, day(9, 21));
	report(LEAD);
	check(LEAD, CHECK_PASSED);
	CHECK_INT(case_state(), CASE_CARRIED_OUT);
	report(ASSIST);
	check(ASSIST, CHECK_PASSED);
	CHECK_INT(case_state(), CASE_CALL_BACK);
	desk_end(&desk);
}

static void what_was_done_on_no_possible_day_is_refused(void)
{
	struct task_args given = args();

	start();
	given.way = WAY_OA;
	given.day = day(9, 20);
	refused("deliver", LEAD, given, "2026-09-20 is before the ruling was issued");
	given.day = day(9, 23);
	refused("deliver", LEAD, given, "2026-09-23 is yet to come");
	clock_to(9, 24);
	deliver(LEAD, day(9, 23));
	given.day = day(9, 22);
	refused("receive", LEAD, given, "2026-09-22 is before the hand-over");
	desk_end(&desk);
}

static void nothing_counts_as_delivered_before_its_day(void)
{
	start();
	refused("deem", LEAD, args(), "it has not been handed over: nothing counts as delivered");
	deliver(LEAD, day(9, 21));
	refused("deem", LEAD, args(), "it counts as delivered only after 2026-09-24");
	clock_to(9, 28);
	does("deem", LEAD, args());
	CHECK_INT(task(LEAD).state, TASK_DEEMED);
	CHECK_INT(task(LEAD).deemed.n, day(9, 24).n);
	receive(LEAD, day(9, 28));
	CHECK_INT(task(LEAD).state, TASK_IN_HAND);
	CHECK_INT(task(LEAD).deemed.n, day(9, 24).n);
	desk_end(&desk);
}

static void a_unit_that_was_reminded_twice_has_both_in_its_task(void)
{
	start();
	does("remind", LEAD, args());
	does("remind", LEAD, args());
	CHECK_INT(task(LEAD).reminders.n, 2);
	CHECK_INT(task(LEAD).state, TASK_TO_SIGN);
	desk_end(&desk);
}

/* --- time ------------------------------------------------------------------------------------ */

static struct task_args until(int month, int d)
{
	struct task_args given = args();

	given.until = day(month, d);
	given.words = "配件未到";
	return given;
}

static void an_approved_extension_moves_the_deadline_and_keeps_the_old_one(void)
{
	struct extension *row;
	struct task t;

	start();
	receive(LEAD, day(9, 21));
	refused("ask-extension", LEAD, until(9, 29), "2026-09-29 is no later than the deadline");
	does("ask-extension", LEAD, until(10, 12));
	CHECK_INT(task(LEAD).state, TASK_EXTENSION);
	CHECK_INT(task(LEAD).due.n, day(9, 29).n);
	does("approve", LEAD, until(10, 9));
	t = task(LEAD);
	row = t.extensions.at;
	CHECK_INT(t.state, TASK_IN_HAND);
	CHECK_INT(t.due.n, day(10, 9).n);
	CHECK_INT(row->before.n, day(9, 29).n);
	CHECK_INT(row->answer, EXTENSION_APPROVED);
	CHECK_TEXT(row->by, fresh_who.name);
	desk_end(&desk);
}

static void a_refused_extension_leaves_the_deadline(void)
{
	start();
	does("ask-extension", LEAD, until(10, 12));
	does("refuse", LEAD, until(0, 0));
	CHECK_INT(task(LEAD).due.n, day(9, 29).n);
	CHECK_INT(((struct extension *)task(LEAD).extensions.at)->answer, EXTENSION_REFUSED);
	refused("approve", LEAD, args(), "approve the extension is not possible: the state is in hand");
	desk_end(&desk);
}

static void more_than_the_county_allows_is_warned_of(void)
{
	const struct verb *v = verb_named(KIND_TASK, "approve");
	struct task_args given = until(10, 30);
	struct kv_txn txn;
	struct err e = { 0 };
	struct buf lines = { 0 };
	struct task t;

	start();
	does("ask-extension", LEAD, until(10, 9));
	does("approve", LEAD, args());
	does("ask-extension", LEAD, given);
	t = task(LEAD);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	verb_warn(&txn, v, &t, &given, &lines);
	kv_end_read(&txn);
	CHECK_TEXT(buf_text(&lines),
		"extended 1 times before; the county allows 1\n"
		"16 working days more; the county allows 10 at a time\n");
	buf_free(&lines);
	desk_end(&desk);
}

static void a_pause_stops_the_clock_and_its_end_moves_the_deadline(void)
{
	start();
	receive(LEAD, day(9, 21));
	refused("resume", LEAD, args(), "its clock runs");
	clock_to(9, 23);
	does("pause", LEAD, until(0, 0));
	refused("pause", LEAD, until(0, 0), "its clock stands still already");
	CHECK(!task_late(&(struct task){ .due = day(9, 21), .paused = true }, day(9, 30)));
	clock_to(9, 28);
	does("resume", LEAD, args());
	CHECK_INT(task(LEAD).due.n, day(10, 8).n); /* the 23rd and 24th did not count */
	desk_end(&desk);
}

/* --- work ------------------------------------------------------------------------------------ */

static void a_report_is_checked_by_somebody_else(void)
{
	struct task_args given = args();
	struct member m;
	struct err e = { 0 };

	start();
	schema_init(&member_schema, &m);
	m.name = "叶知行";
	m.unit = desk_uid(&desk, &unit_schema, "交警大队");
	CHECK(desk_new(&desk, &member_schema, &m, &e));
	report(LEAD);
	CHECK_INT(task(LEAD).received.n, day(9, 21).n);
	given.result = CHECK_PASSED;
	given.by = "石修远";
	refused("check", LEAD, given, "石修远 reported it: somebody else has to check");
	given.by = "叶知行";
	refused(
		"check", LEAD, given, "叶知行 is of the unit that reported: somebody else has to check");
	check(LEAD, CHECK_PASSED);
	CHECK_INT(task(LEAD).done.n, day(9, 21).n);
	desk_end(&desk);
}

static void what_did_not_pass_is_done_again_and_both_reports_stay(void)
{
	struct task_report *rows;

	start();
	report(LEAD);
	check(LEAD, CHECK_REDO);
	CHECK_INT(task(LEAD).state, TASK_REDO);
	report(LEAD);
	check(LEAD, CHECK_PASSED);
	CHECK_INT(task(LEAD).reports.n, 2);
	rows = task(LEAD).reports.at;
	CHECK_INT(rows[0].result, CHECK_REDO);
	CHECK_INT(rows[1].result, CHECK_PASSED);
	desk_end(&desk);
}

static void the_callers_word_stands_beside_the_units(void)
{
	struct task_args given = args();

	start();
	report(LEAD);
	given.caller = CALLER_UNSATISFIED;
	given.words = "灯还是不亮";
	does("call-back", LEAD, given);
	CHECK_INT(task(LEAD).caller_says, CALLER_UNSATISFIED);
	CHECK_TEXT(((struct task_report *)task(LEAD).reports.at)->words, "信号灯已修复，交由我队养护");
	CHECK_INT(task(LEAD).state, TASK_REPORTED);
	desk_end(&desk);
}

static void what_is_reopened_has_its_limit_once_more(void)
{
	struct task_args given = args();

	start();
	report(LEAD);
	check(LEAD, CHECK_PASSED);
	report(ASSIST);
	check(ASSIST, CHECK_PASSED);
	clock_to(10, 8);
	given.words = "又坏了";
	given.until = day(9, 30);
	refused("reopen", LEAD, given, "2026-09-30 is past");
	given.until = (struct day){ 0 };
	does("reopen", LEAD, given);
	CHECK_INT(task(LEAD).state, TASK_REDO);
	CHECK_INT(task(LEAD).due.n, day(10, 14).n); /* 9 10 12 13 14 */
	CHECK_INT(task(LEAD).reopened.n, 1);
	CHECK_INT(case_state(), CASE_CARRIED_OUT);
	desk_end(&desk);
}

/* --- the end of the case --------------------------------------------------------------------- */

static void a_case_is_closed_when_all_is_done_and_the_caller_was_heard(void)
{
	struct task_args given = args();
	struct err e = { 0 };

	start();
	deliver(LEAD, day(9, 21));
	CHECK(!desk_try(&desk, "close", &case_schema, "2026-0001", NULL, &e));
	CHECK_TEXT(e.what, "task 2026-01/1 of 交警大队 is not settled");
	report(LEAD);
	check(LEAD, CHECK_PASSED);
	report(ASSIST);
	check(ASSIST, CHECK_PASSED);
	e = (struct err){ 0 };
	CHECK(!desk_try(&desk, "close", &case_schema, "2026-0001", NULL, &e));
	CHECK_TEXT(e.what, "the caller has not been called back");
	given.caller = CALLER_SATISFIED;
	does("call-back", LEAD, given);
	desk_do(&desk, "close", &case_schema, "2026-0001", NULL);
	CHECK_INT(case_state(), CASE_CLOSED);
	desk_do(&desk, "archive", &case_schema, "2026-0001", NULL);
	CHECK_INT(case_state(), CASE_ARCHIVED);
	desk_end(&desk);
}

/* --- with the ruling -------------------------------------------------------------------------- */

static void with_ruling(bool (*change)(struct act *, struct uid, struct err *))
{
	struct act act;
	struct err e = { 0 };

	desk.now.s += 60;
	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, &e));
	CHECK(change(&act, desk_uid(&desk, &ruling_schema, "2026-01"), &e));
	CHECK(act_commit(&act, &e));
	act_abort(&act);
}

static bool cancel(struct act *act, struct uid ruling, struct err *e)
{
	return tasks_cancel(act, ruling, "结论撤销", e);
}

static bool stay(struct act *act, struct uid ruling, struct err *e)
{
	return tasks_stay(act, ruling, "异议复核", e);
}

static void a_revoked_ruling_asks_nothing_more_of_the_units(void)
{
	start();
	report(LEAD);
	check(LEAD, CHECK_PASSED);
	with_ruling(cancel);
	CHECK_INT(task(LEAD).state, TASK_DONE);
	CHECK_INT(task(ASSIST).state, TASK_CANCELLED);
	CHECK_TEXT(task(ASSIST).reason, "结论撤销");
	desk_end(&desk);
}

static void a_stay_stops_the_clocks_until_the_ruling_is_resumed(void)
{
	start();
	receive(LEAD, day(9, 21));
	clock_to(9, 22);
	with_ruling(stay);
	CHECK(task(LEAD).paused);
	refused("resume", LEAD, args(), "the ruling is stayed: so are its tasks");
	clock_to(9, 28);
	with_ruling(tasks_resume);
	CHECK(!task(LEAD).paused);
	CHECK_INT(task(LEAD).due.n, day(10, 9).n); /* 22 23 24 did not count */
	desk_end(&desk);
}

static void a_pause_of_its_own_outlasts_a_stay(void)
{
	start();
	does("pause", LEAD, until(0, 0));
	with_ruling(stay);
	with_ruling(tasks_resume);
	CHECK(task(LEAD).paused);
	CHECK(!task(ASSIST).paused);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(issuing_makes_one_task_for_each_duty_in_the_same_step),
	TEST(lead_and_assist_have_their_own_last_day_over_holidays_and_make_up_days),
	TEST(a_limit_from_delivery_is_reckoned_until_somebody_signs),
	TEST(what_counted_as_delivered_is_not_put_off_by_a_late_signature),
	TEST(every_kind_of_limit_has_its_own_last_day),
	TEST(a_standing_duty_has_no_deadline_and_is_never_late),
	TEST(days_of_a_pause_go_behind_the_deadline),
	TEST(the_case_goes_along_with_its_tasks),
	TEST(what_was_done_on_no_possible_day_is_refused),
	TEST(nothing_counts_as_delivered_before_its_day),
	TEST(a_unit_that_was_reminded_twice_has_both_in_its_task),
	TEST(an_approved_extension_moves_the_deadline_and_keeps_the_old_one),
	TEST(a_refused_extension_leaves_the_deadline),
	TEST(more_than_the_county_allows_is_warned_of),
	TEST(a_pause_stops_the_clock_and_its_end_moves_the_deadline),
	TEST(a_report_is_checked_by_somebody_else),
	TEST(what_did_not_pass_is_done_again_and_both_reports_stay),
	TEST(the_callers_word_stands_beside_the_units),
	TEST(what_is_reopened_has_its_limit_once_more),
	TEST(a_case_is_closed_when_all_is_done_and_the_caller_was_heard),
	TEST(a_revoked_ruling_asks_nothing_more_of_the_units),
	TEST(a_stay_stops_the_clocks_until_the_ruling_is_resumed),
	TEST(a_pause_of_its_own_outlasts_a_stay),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
