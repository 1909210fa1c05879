#include "store/panel/verb.h"

#include "locale/base/array.h"
#include "store/rec/undo.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

static struct desk desk;

static void an_order_on_file_goes_to_screening_and_back(void)
{
	desk_start(&desk);
	desk_do(&desk, "screen", &order_schema, "G3", NULL);
	CHECK_INT(desk_state(&desk, &order_schema, "G3"), ORDER_TO_SCREEN);
	desk_do(&desk, "file", &order_schema, "G3", NULL);
	CHECK_INT(desk_state(&desk, &order_schema, "G3"), ORDER_ON_FILE);
	desk_end(&desk);
}

static void taking_up_makes_a_case_of_what_the_order_says(void)
{
	struct case_ c;
	struct order o;

	desk_start(&desk);
	desk_case(&desk);
	desk_get(&desk, &order_schema, "G1", &o);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT(o.state, ORDER_TAKEN_UP);
	CHECK(uid_same(o.case_, c.head.uid));
	CHECK_TEXT(c.title, "中学门口信号灯损坏无人养护");
	CHECK_INT(c.state, CASE_READY);
	CHECK_INT((long long)c.orders.n, 1);
	CHECK_INT((long long)c.parties.n, 3); /* two that returned it, one that has it in hand */
	CHECK(uid_same(c.parties.at[2], desk_uid(&desk, &unit_schema, "城关街道")));
	desk_end(&desk);
}

static void the_hotline_is_no_party_by_having_an_order_in_hand(void)
{
	struct case_ c;

	desk_start(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT((long long)c.parties.n, 1);
	CHECK(uid_same(c.parties.at[0], desk_uid(&desk, &unit_schema, "公证处")));
	desk_end(&desk);
}

static void the_item_of_a_case_stands_at_the_end_of_the_agenda(void)
{
	struct item item;
	struct case_ c;

	desk_start(&desk);
	desk_case(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	desk_meeting(&desk);
	desk_attend(&desk, "2026-01/1", "县委编办", ATTENDS);
	desk_do(&desk, "place", &case_schema, "2026-0002", NULL);
	desk_get(&desk, &item_schema, "2026-01/2", &item);
	desk_get(&desk, &case_schema, "2026-0002", &c);
	CHECK_INT(item.place, 2);
	CHECK_INT(c.state, CASE_UNDER_REVIEW);
	CHECK(uid_same(c.item, item.head.uid));
	CHECK_INT((long long)item.attenders.n, 1); /* who has come is there for it too */
	desk_end(&desk);
}

static void all_items_hear_who_attends_a_meeting(void)
{
	struct attender a;
	struct item item;

	desk_start(&desk);
	desk_case(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	desk_meeting(&desk);
	desk_do(&desk, "place", &case_schema, "2026-0002", NULL);
	schema_init(&attender_schema, &a);
	a.unit = desk_uid(&desk, &unit_schema, "司法局");
	a.person = "韩司南";
	a.as = ATTENDS;
	desk_do(&desk, "attend", &meeting_schema, "2026-01", &a);
	for (int i = 0; i < 2; i++) {
		desk_get(&desk, &item_schema, i ? "2026-01/2" : "2026-01/1", &item);
		CHECK_INT((long long)item.attenders.n, 1);
		CHECK_TEXT(((struct attender *)item.attenders.at)->person, "韩司南");
	}
	desk_end(&desk);
}

static void a_note_carries_the_time_and_the_speaker(void)
{
	struct note_args note = { "未移交，无养护经费。", "住建局", { 0 } };
	struct item item;

	desk_start(&desk);
	desk_open(&desk);
	note.at = fresh_now;
	desk_do(&desk, "note", &item_schema, "2026-01/1", &note);
	desk_do(&desk, "note", &item_schema, "2026-01/1", &note);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	CHECK_TEXT(
		item.notes, "08:40 住建局: 未移交，无养护经费。\n08:40 住建局: 未移交，无养护经费。");
	desk_end(&desk);
}

static void an_empty_stance_takes_a_position_back(void)
{
	struct position p;
	struct item item;

	desk_start(&desk);
	desk_open(&desk);
	schema_init(&position_schema, &p);
	p.unit = desk_uid(&desk, &unit_schema, "司法局");
	p.stance = STANCE_DISAGREES;
	desk_do(&desk, "position", &item_schema, "2026-01/1", &p);
	p.stance = STANCE_RESERVES;
	desk_do(&desk, "position", &item_schema, "2026-01/1", &p);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	CHECK_INT((long long)item.positions.n, 1);
	CHECK_INT(((struct position *)item.positions.at)->stance, STANCE_RESERVES);
	p.stance = 0;
	desk_do(&desk, "position", &item_schema, "2026-01/1", &p);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	CHECK_INT((long long)item.positions.n, 0);
	desk_end(&desk);
}

static void a_body_that_recuses_loses_its_position(void)
{
	struct recuse_args recusal = { .reason = "公证处隶属司法局" };
	struct position p;
	struct item item;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	schema_init(&position_schema, &p);
	recusal.unit = p.unit = desk_uid(&desk, &unit_schema, "司法局");
	p.stance = STANCE_AGREES;
	desk_do(&desk, "position", &item_schema, "2026-01/1", &p);
	desk_do(&desk, "recuse", &item_schema, "2026-01/1", &recusal);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	CHECK_INT((long long)item.positions.n, 0);
	CHECK(!desk_try(&desk, "position", &item_schema, "2026-01/1", &p, &e));
	CHECK_TEXT(e.what, "司法局 has recused and has no position on this item");
	desk_end(&desk);
}

static void agreeing_fixes_the_wording_and_takes_no_number(void)
{
	struct ruling r, stored;
	struct item item;
	struct case_ c;

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	desk_get(&desk, &ruling_schema, "2026-01/1", &stored);
	CHECK_INT(item.state, ITEM_AGREED);
	CHECK_INT(c.state, CASE_AGREED);
	CHECK(uid_same(c.ruling, stored.head.uid));
	CHECK_INT((long long)c.bases.n, 1);
	CHECK_INT(stored.state, RULING_AGREED);
	CHECK_TEXT(stored.number, "");
	CHECK_TEXT(stored.sentence,
		"由交警大队牵头，住建局配合，于5个工作日内修复并承担日常养护；"
		"住建局于3个工作日内移交供电接入资料。");
	desk_end(&desk);
}

static void a_draft_may_be_unfinished_and_is_what_is_agreed(void)
{
	struct ruling r, stored;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	((struct duty *)r.duties.at)[1].task = "";
	desk_do(&desk, "draft", &item_schema, "2026-01/1", &r);
	desk_get(&desk, &ruling_schema, "2026-01/1", &stored);
	CHECK_INT(stored.state, RULING_DRAFT);
	CHECK(!desk_try(&desk, "agree", &item_schema, "2026-01/1", NULL, &e));
	CHECK_TEXT(e.what, "still missing: the duty of assist 1 (住建局)");
	((struct duty *)stored.duties.at)[1].task = "移交供电接入资料";
	desk_do(&desk, "draft", &item_schema, "2026-01/1", &stored);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", NULL);
	desk_end(&desk);
}

static void duties_are_put_into_the_draft_one_by_one(void)
{
	struct ruling r, stored;
	const struct duty *duties;
	struct duty none;

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	duties = r.duties.at;
	desk_do(&desk, "duty", &item_schema, "2026-01/1", &duties[1]);
	desk_do(&desk, "duty", &item_schema, "2026-01/1", &duties[0]);
	desk_do(&desk, "duty", &item_schema, "2026-01/1", &duties[1]);
	desk_get(&desk, &ruling_schema, "2026-01/1", &stored);
	CHECK_INT((long long)stored.duties.n, 2);
	CHECK_INT(stored.scope, SCOPE_CASE);
	schema_init(&duty_schema, &none);
	none.unit = duties[1].unit;
	desk_do(&desk, "duty", &item_schema, "2026-01/1", &none);
	desk_get(&desk, &ruling_schema, "2026-01/1", &stored);
	CHECK_INT((long long)stored.duties.n, 1);
	CHECK_TEXT(stored.sentence, "由交警大队负责，于5个工作日内修复并承担日常养护。");
	desk_end(&desk);
}

static void a_ruling_that_somebody_else_changed_is_not_overwritten(void)
{
	struct ruling mine, other;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	mine = desk_ruling(&desk);
	desk_do(&desk, "draft", &item_schema, "2026-01/1", &mine);
	desk_get(&desk, &ruling_schema, "2026-01/1", &mine);
	other = mine;
	other.conditions = "城区道路";
	desk_do(&desk, "draft", &item_schema, "2026-01/1", &other);
	CHECK(!desk_try(&desk, "agree", &item_schema, "2026-01/1", &mine, &e));
	CHECK_TEXT(e.what, "the ruling was changed meanwhile");
	desk_end(&desk);
}

static void standing_follows_from_the_answers(void)
{
	static const char *const parties[] = { "交警大队", "住建局", "城关街道" };
	struct ruling r, stored;
	struct answer a;

	for (int refuses = 0; refuses < 2; refuses++) {
		desk_start(&desk);
		desk_open(&desk);
		r = desk_ruling(&desk);
		schema_init(&answer_schema, &a);
		for (size_t i = 0; i < COUNT(parties); i++) {
			a.unit = desk_uid(&desk, &unit_schema, parties[i]);
			a.answer = refuses && i == 1 ? ANSWER_REFUSES : ANSWER_ACCEPTS;
			desk_do(&desk, "answer", &item_schema, "2026-01/1", &a);
		}
		desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
		desk_get(&desk, &ruling_schema, "2026-01/1", &stored);
		CHECK_INT(stored.standing, refuses ? STANDING_OPINION : STANDING_CONSENT);
		desk_end(&desk);
	}
}

static void what_was_drafted_goes_on_when_the_case_is_heard_again(void)
{
	struct outcome_args adjourn = { .reason = "移交材料未提交" };
	struct ruling r, again;
	struct meeting m;
	struct uid drafted;

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "draft", &item_schema, "2026-01/1", &r);
	drafted = desk_uid(&desk, &ruling_schema, "2026-01/1");
	desk_do(&desk, "adjourn", &item_schema, "2026-01/1", &adjourn);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_ADJOURNED);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_do(&desk, "ready", &case_schema, "2026-0001", NULL);
	schema_init(&meeting_schema, &m);
	m.time = desk.now;
	CHECK(desk_new(&desk, &meeting_schema, &m, &(struct err){ 0 }));
	desk_do(&desk, "place", &case_schema, "2026-0001", NULL);
	desk_do(&desk, "draft", &item_schema, "2026-02/1", NULL);
	desk_get(&desk, &ruling_schema, "2026-02/1", &again);
	CHECK(uid_same(again.head.uid, drafted));
	desk_end(&desk);
}

static void what_is_taken_off_the_agenda_is_ready_again_and_the_rest_moves_up(void)
{
	struct item item;
	struct case_ c;

	desk_start(&desk);
	desk_case(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	desk_meeting(&desk);
	desk_do(&desk, "place", &case_schema, "2026-0002", NULL);
	desk_do(&desk, "unplace", &case_schema, "2026-0001", NULL);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT(c.state, CASE_READY);
	CHECK(uid_none(c.item));
	desk_get(&desk, &item_schema, "2026-01/2", &item);
	CHECK_INT(item.place, 1);
	desk_do(&desk, "place", &case_schema, "2026-0001", NULL);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(!uid_none(c.item));
	desk_end(&desk);
}

static void what_was_heard_stays_on_the_agenda(void)
{
	struct note_args note = { .words = "未移交。", .speaker = "住建局" };
	struct ruling r;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	desk_do(&desk, "note", &item_schema, "2026-01/1", &note);
	CHECK(!desk_try(&desk, "unplace", &case_schema, "2026-0001", NULL, &e));
	CHECK_TEXT(e.what, "the item has been heard: it stays on the agenda");
	desk_end(&desk);
	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "draft", &item_schema, "2026-01/1", &r);
	e = (struct err){ 0 };
	CHECK(!desk_try(&desk, "unplace", &case_schema, "2026-0001", NULL, &e));
	desk_end(&desk);
}

static void a_meeting_is_not_closed_over_what_is_undecided(void)
{
	struct close_args carry = { true };
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	CHECK(!desk_try(&desk, "close", &meeting_schema, "2026-01", NULL, &e));
	CHECK_TEXT(e.what, "not decided yet: item 1");
	desk_do(&desk, "close", &meeting_schema, "2026-01", &carry);
	CHECK_INT(desk_state(&desk, &item_schema, "2026-01/1"), ITEM_CARRIED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_READY);
	CHECK_INT(desk_state(&desk, &meeting_schema, "2026-01"), MEETING_CLOSED);
	desk_end(&desk);
}

static void issuing_gives_the_rulings_their_numbers(void)
{
	struct issue_args issue = { "临研纪〔2026〕1号", "李望舒", "2026-08" };
	struct ruling r;
	struct meeting m;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", &issue);
	desk_get(&desk, &ruling_schema, "2026-08", &r);
	desk_get(&desk, &meeting_schema, "2026-01", &m);
	CHECK_INT(r.state, RULING_ISSUED);
	CHECK_TEXT(r.document, "临研纪〔2026〕1号");
	CHECK_TEXT(m.signer, "李望舒");
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_ISSUED);
	CHECK(!desk_try(&desk, "issue", &meeting_schema, "2026-01", &issue, &e));
	desk_end(&desk);
}

static bool take_back(struct err *e)
{
	struct act act;
	struct event what;
	bool done;

	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, e));
	done = undo_last(&act, &what, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

static void a_number_taken_back_is_never_given_again(void)
{
	struct err e = { 0 };

	desk_start(&desk);
	desk_case(&desk);
	CHECK(take_back(&e));
	CHECK(!desk_has(&desk, &case_schema, "2026-0001"));
	CHECK_INT(desk_state(&desk, &order_schema, "G1"), ORDER_TO_SCREEN);
	desk_do(&desk, "accept", &order_schema, "G1", NULL);
	CHECK(desk_has(&desk, &case_schema, "2026-0002"));
	desk_end(&desk);
}

static const char *warned(const char *verb, const struct schema *s, const char *number,
	const void *args, struct buf *lines)
{
	struct kv_txn txn;
	struct err e = { 0 };
	void *subject = schema_new(s, &desk.arena);

	desk_get(&desk, s, number, subject);
	buf_cut(lines, 0);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	verb_warn(&txn, verb_named(s->kind, verb), subject, args, lines);
	kv_end_read(&txn);
	return buf_text(lines);
}

static void fewer_returns_than_a_meeting_asks_for_are_said_and_do_not_stop(void)
{
	struct buf lines = { 0 };

	desk_start(&desk);
	CHECK_TEXT(warned("accept", &order_schema, "G1", NULL, &lines), "");
	CHECK_TEXT(warned("accept", &order_schema, "G2", NULL, &lines),
		"returned 1 times; a case goes to a meeting after 2\n");
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	CHECK_TEXT(warned("place", &case_schema, "2026-0001", NULL, &lines),
		"returned 1 times; a case goes to a meeting after 2\n");
	buf_free(&lines);
	desk_end(&desk);
}

static void a_reason_that_goes_elsewhere_is_caught(void)
{
	struct order_return back;
	struct buf lines = { 0 };
	struct order o;

	desk_start(&desk);
	schema_init(&order_schema, &o);
	schema_init(&order_return_schema, &back);
	o.number = "G5";
	o.title = o.matter = "楼上住户漏水";
	o.state = ORDER_TO_SCREEN;
	o.bounces = 2;
	o.returns = (struct rows){ 1, &back };
	back.unit = "住建局";
	back.reason = RETURN_PETITION;
	CHECK(desk_new(&desk, &order_schema, &o, &(struct err){ 0 }));
	CHECK_TEXT(warned("accept", &order_schema, "G5", NULL, &lines),
		"住建局 returned it for a reason that goes elsewhere: "
		"already a petition: end it and tell the caller\n");
	buf_free(&lines);
	desk_end(&desk);
}

static void who_should_recuse_or_has_not_spoken_is_said_before_agreeing(void)
{
	struct buf lines = { 0 };
	struct ruling r;

	desk_start(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	desk_meeting(&desk);
	r = desk_ruling(&desk);
	CHECK_TEXT(warned("agree", &item_schema, "2026-01/1", &r, &lines),
		"司法局 should recuse: 公证处隶属司法局，系退单单位\n"
		"县委编办 has not stated its position\n"
		"司法局 has not stated its position\n"
		"群众服务中心 has not stated its position\n"
		"公证处 has not answered: it cannot be 协商一致\n");
	buf_free(&lines);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(an_order_on_file_goes_to_screening_and_back),
	TEST(taking_up_makes_a_case_of_what_the_order_says),
	TEST(the_hotline_is_no_party_by_having_an_order_in_hand),
	TEST(the_item_of_a_case_stands_at_the_end_of_the_agenda),
	TEST(all_items_hear_who_attends_a_meeting),
	TEST(a_note_carries_the_time_and_the_speaker),
	TEST(an_empty_stance_takes_a_position_back),
	TEST(a_body_that_recuses_loses_its_position),
	TEST(agreeing_fixes_the_wording_and_takes_no_number),
	TEST(a_draft_may_be_unfinished_and_is_what_is_agreed),
	TEST(duties_are_put_into_the_draft_one_by_one),
	TEST(a_ruling_that_somebody_else_changed_is_not_overwritten),
	TEST(standing_follows_from_the_answers),
	TEST(what_was_drafted_goes_on_when_the_case_is_heard_again),
	TEST(what_is_taken_off_the_agenda_is_ready_again_and_the_rest_moves_up),
	TEST(what_was_heard_stays_on_the_agenda),
	TEST(a_meeting_is_not_closed_over_what_is_undecided),
	TEST(issuing_gives_the_rulings_their_numbers),
	TEST(a_number_taken_back_is_never_given_again),
	TEST(fewer_returns_than_a_meeting_asks_for_are_said_and_do_not_stop),
	TEST(a_reason_that_goes_elsewhere_is_caught),
	TEST(who_should_recuse_or_has_not_spoken_is_said_before_agreeing),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
