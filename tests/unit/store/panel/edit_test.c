#include "store/panel/edit.h"

#include "locale/calendar/date.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

static struct desk desk;

static bool save(const struct schema *s, void *record, struct err *e)
{
	struct act act;
	bool done;

	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, e));
	done = edit_save(&act, s, record, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

static void a_fresh_record_has_its_first_state_and_today(void)
{
	struct arena a = { 0 };
	struct case_ *c = edit_fresh(&case_schema, fresh_now, &a);
	struct meeting *m = edit_fresh(&meeting_schema, fresh_now, &a);

	CHECK_INT(c->state, CASE_READY);
	CHECK_INT(c->day.n, time_day(fresh_now).n);
	CHECK_TEXT(c->number, "");
	CHECK_INT(m->state, MEETING_PLANNED);
	CHECK_INT(m->kind, MEETING_ON_SITE);
	arena_free(&a);
}

static void a_new_record_takes_the_next_number_or_keeps_the_typed_one(void)
{
	struct meeting m;
	struct err e = { 0 };

	desk_start(&desk);
	schema_init(&meeting_schema, &m);
	m.time = desk.now;
	m.number = "2026-13";
	CHECK(desk_new(&desk, &meeting_schema, &m, &e));
	schema_init(&meeting_schema, &m);
	m.time = desk.now;
	CHECK(desk_new(&desk, &meeting_schema, &m, &e));
	CHECK(desk_has(&desk, &meeting_schema, "2026-14"));
	schema_init(&meeting_schema, &m);
	m.time = desk.now;
	m.number = "2026-13";
	CHECK(!desk_new(&desk, &meeting_schema, &m, &e));
	CHECK_TEXT(e.what, "the number 2026-13 was given before");
	CHECK_TEXT(e.fix, "leave it empty: the next is 2026-15");
	desk_end(&desk);
}

static void what_only_verbs_make_is_not_typed_in(void)
{
	struct item item;
	struct err e = { 0 };

	desk_start(&desk);
	schema_init(&item_schema, &item);
	CHECK(!desk_new(&desk, &item_schema, &item, &e));
	CHECK_TEXT(e.fix, "put a case on the agenda instead");
	desk_end(&desk);
}

static void a_state_is_not_set_by_hand(void)
{
	struct case_ c;
	struct err e = { 0 };

	desk_start(&desk);
	desk_case(&desk);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	c.title = "信号灯";
	CHECK(save(&case_schema, &c, &e));
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_TEXT(c.title, "信号灯");
	c.state = CASE_ISSUED;
	CHECK(!save(&case_schema, &c, &e));
	CHECK_TEXT(e.what, "state is not changed by hand");
	CHECK_TEXT(e.where, "case 2026-0001, state");
	desk_end(&desk);
}

static void a_number_once_given_stays(void)
{
	struct case_ c;
	struct err e = { 0 };

	desk_start(&desk);
	desk_case(&desk);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	c.number = "2026-0002";
	CHECK(!save(&case_schema, &c, &e));
	CHECK_TEXT(e.what, "a number once given stays");
	desk_end(&desk);
}

static void what_somebody_else_changed_is_not_overwritten(void)
{
	struct case_ mine, other;
	struct err e = { 0 };

	desk_start(&desk);
	desk_case(&desk);
	desk_get(&desk, &case_schema, "2026-0001", &mine);
	other = mine;
	other.note = "甲";
	CHECK(save(&case_schema, &other, &e));
	mine.note = "乙";
	CHECK(!save(&case_schema, &mine, &e));
	CHECK_TEXT(e.what, "somebody changed it meanwhile");
	desk_end(&desk);
}

static void an_agreed_wording_is_fixed_but_its_document_number_comes_later(void)
{
	struct ruling r;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_get(&desk, &ruling_schema, "2026-01/1", &r);
	r.sentence = "由住建局负责。";
	CHECK(!save(&ruling_schema, &r, &e));
	CHECK_TEXT(e.what, "the wording was fixed when it was agreed");
	desk_get(&desk, &ruling_schema, "2026-01/1", &r);
	r.document = "临研纪〔2026〕3号";
	CHECK(save(&ruling_schema, &r, &e));
	desk_end(&desk);
}

static void an_item_of_a_closed_meeting_stays_as_it_is(void)
{
	struct item item;
	struct ruling r;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	item.notes = "10:03 住建局: 未移交。";
	CHECK(save(&item_schema, &item, &e));
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	item.notes = "";
	CHECK(!save(&item_schema, &item, &e));
	CHECK_TEXT(e.what, "the meeting is over");
	desk_end(&desk);
}

static void an_order_typed_in_with_a_return_is_to_be_screened(void)
{
	struct order_return back[2];
	struct order o;

	desk_start(&desk);
	schema_init(&order_schema, &o);
	o.number = "S1";
	o.title = "楼道堆物";
	CHECK(desk_new(&desk, &order_schema, &o, &(struct err){ 0 }));
	CHECK_INT(desk_state(&desk, &order_schema, "S1"), ORDER_ON_FILE);
	desk_get(&desk, &order_schema, "S1", &o);
	for (int i = 0; i < 2; i++) {
		schema_init(&order_return_schema, &back[i]);
		back[i].unit = i ? "住建局" : "城关街道";
		back[i].day = day_of(2026, 9, i ? 16 : 18);
	}
	o.returns = (struct rows){ 2, back };
	CHECK(save(&order_schema, &o, &(struct err){ 0 }));
	desk_get(&desk, &order_schema, "S1", &o);
	CHECK_INT(o.state, ORDER_TO_SCREEN);
	CHECK_INT(o.bounces, 2);
	CHECK_INT(o.days_lost, 2);
	desk_do(&desk, "file", &order_schema, "S1", NULL);
	desk_get(&desk, &order_schema, "S1", &o);
	o.note = "已电话说明";
	CHECK(save(&order_schema, &o, &(struct err){ 0 }));
	CHECK_INT(desk_state(&desk, &order_schema, "S1"), ORDER_ON_FILE);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(a_fresh_record_has_its_first_state_and_today),
	TEST(a_new_record_takes_the_next_number_or_keeps_the_typed_one),
	TEST(what_only_verbs_make_is_not_typed_in),
	TEST(a_state_is_not_set_by_hand),
	TEST(a_number_once_given_stays),
	TEST(what_somebody_else_changed_is_not_overwritten),
	TEST(an_agreed_wording_is_fixed_but_its_document_number_comes_later),
	TEST(an_order_typed_in_with_a_return_is_to_be_screened),
	TEST(an_item_of_a_closed_meeting_stays_as_it_is),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
