/* 传签: a finished text goes round, each body signs, and the last one settles it. */
#include "store/panel/circulate.h"

#include "locale/calendar/workday.h"
#include "tests/check.h"
#include "tests/desk.h"

#include <string.h>

static struct desk desk;

#define ITEM "2026-01/1"

/* A case on the agenda of a 传签 whose text is finished. */
static void prepare(void)
{
	struct meeting m;
	struct ruling r;

	desk_start(&desk);
	desk_case(&desk);
	schema_init(&meeting_schema, &m);
	m.time = desk.now;
	m.kind = MEETING_CIRCULATED;
	CHECK(desk_new(&desk, &meeting_schema, &m, &(struct err){ 0 }));
	desk_do(&desk, "place", &case_schema, "2026-0001", NULL);
	r = desk_ruling(&desk);
	desk_do(&desk, "draft", &item_schema, ITEM, &r);
}

static void send_round(void)
{
	prepare();
	desk_do(&desk, "notify", &meeting_schema, "2026-01", NULL);
}

static bool sign(const char *body, uint32_t stance, const char *signer, struct err *e)
{
	struct position p;

	schema_init(&position_schema, &p);
	p.unit = desk_uid(&desk, &unit_schema, body);
	p.stance = stance;
	p.signer = signer;
	return desk_try(&desk, "position", &item_schema, ITEM, &p, e);
}

static void signs(const char *body, uint32_t stance)
{
	CHECK(sign(body, stance, "某人", &(struct err){ 0 }));
}

static void recuse(const char *body)
{
	struct recuse_args args = { desk_uid(&desk, &unit_schema, body), "系退单单位" };

	desk_do(&desk, "recuse", &item_schema, ITEM, &args);
}

static uint32_t item_state(void)
{
	return desk_state(&desk, &item_schema, ITEM);
}

static uint32_t meeting_state(void)
{
	return desk_state(&desk, &meeting_schema, "2026-01");
}

static void the_last_signature_agrees_the_item_and_closes_the_meeting(void)
{
	send_round();
	signs("县委编办", STANCE_AGREES);
	signs("司法局", STANCE_RESERVES);
	CHECK_INT(item_state(), ITEM_WAITING);
	signs("群众服务中心", STANCE_AGREES);
	CHECK_INT(item_state(), ITEM_AGREED);
	CHECK_INT(meeting_state(), MEETING_CLOSED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_AGREED);
	desk_end(&desk);
}

static void a_signature_keeps_its_day_and_who_signed(void)
{
	struct item item;
	const struct position *p;

	send_round();
	signs("司法局", STANCE_AGREES);
	desk_get(&desk, &item_schema, ITEM, &item);
	p = item.positions.at;
	CHECK_INT((long long)item.positions.n, 1);
	CHECK_TEXT(p->signer, "某人");
	CHECK_INT(p->day.n, time_day(desk.now).n);
	desk_end(&desk);
}

static void one_that_disagrees_takes_it_to_a_sitting(void)
{
	struct item item;

	send_round();
	signs("县委编办", STANCE_AGREES);
	signs("群众服务中心", STANCE_AGREES);
	signs("司法局", STANCE_DISAGREES);
	desk_get(&desk, &item_schema, ITEM, &item);
	CHECK_INT(item.state, ITEM_CARRIED);
	CHECK(strstr(item.reason, "司法局") != NULL);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_READY);
	CHECK_INT(meeting_state(), MEETING_CLOSED);
	desk_end(&desk);
}

static void a_body_that_recuses_is_not_waited_for(void)
{
	send_round();
	signs("县委编办", STANCE_AGREES);
	signs("群众服务中心", STANCE_AGREES);
	CHECK_INT(item_state(), ITEM_WAITING);
	recuse("司法局");
	CHECK_INT(item_state(), ITEM_AGREED);
	desk_end(&desk);
}

static void with_two_recused_nothing_is_agreed_in_writing(void)
{
	send_round();
	recuse("司法局");
	recuse("县委编办");
	signs("群众服务中心", STANCE_AGREES);
	CHECK_INT(item_state(), ITEM_WAITING);
	desk_end(&desk);
}

static void the_silent_ones_are_named(void)
{
	struct err e = { 0 };
	struct ruling r;

	send_round();
	signs("县委编办", STANCE_AGREES);
	r = desk_ruling(&desk);
	CHECK(!desk_try(&desk, "agree", &item_schema, ITEM, &r, &e));
	CHECK_TEXT(e.what, "not answered yet in writing: 司法局、群众服务中心");
	desk_end(&desk);
}

static void the_county_says_how_long_it_takes(void)
{
	struct meeting m;

	send_round();
	desk_get(&desk, &meeting_schema, "2026-01", &m);
	CHECK_INT(m.until.n, workday_add(time_day(desk.now), 3, NULL).n);
	CHECK_INT(m.notified.s, desk.now.s);
	desk_end(&desk);
}

static void an_unfinished_text_does_not_go_round(void)
{
	struct ruling r;
	struct err e = { 0 };

	prepare();
	r = desk_ruling(&desk);
	r.bases.n = 0;
	desk_do(&desk, "draft", &item_schema, ITEM, &r);
	CHECK(!desk_try(&desk, "notify", &meeting_schema, "2026-01", NULL, &e));
	CHECK(strstr(e.what, "still missing") != NULL);
	CHECK_INT(meeting_state(), MEETING_PLANNED);
	desk_end(&desk);
}

static void a_text_that_was_signed_stays_as_it_is(void)
{
	struct ruling r;
	struct err e = { 0 };

	send_round();
	signs("县委编办", STANCE_AGREES);
	r = desk_ruling(&desk);
	CHECK(!desk_try(&desk, "draft", &item_schema, ITEM, &r, &e));
	CHECK_TEXT(e.what, "a body has signed this text: it stays as it went round");
	desk_end(&desk);
}

static void a_signature_without_a_name_or_of_another_day_is_refused(void)
{
	struct err e = { 0 };
	struct position p;

	send_round();
	CHECK(!sign("司法局", STANCE_AGREES, "", &e));
	CHECK_TEXT(e.what, "who signed for the body is missing");
	schema_init(&position_schema, &p);
	p.unit = desk_uid(&desk, &unit_schema, "司法局");
	p.stance = STANCE_AGREES;
	p.signer = "某人";
	p.day = (struct day){ time_day(desk.now).n + 1 };
	CHECK(!desk_try(&desk, "position", &item_schema, ITEM, &p, &e));
	CHECK_TEXT(e.what, "it cannot have been signed on that day");
	desk_end(&desk);
}

static void there_is_no_opening_and_no_attendance(void)
{
	struct err e = { 0 };
	struct attender said;

	send_round();
	schema_init(&attender_schema, &said);
	said.unit = desk_uid(&desk, &unit_schema, "司法局");
	said.as = ATTENDS;
	CHECK(!desk_try(&desk, "open", &meeting_schema, "2026-01", NULL, &e));
	CHECK(!desk_try(&desk, "attend", &item_schema, ITEM, &said, &e));
	CHECK_TEXT(e.what, "what goes round in writing has no attendance");
	CHECK(!desk_try(&desk, "attend", &meeting_schema, "2026-01", &said, &e));
	desk_end(&desk);
}

static void positions_are_not_taken_before_it_goes_round(void)
{
	struct err e = { 0 };

	prepare();
	CHECK(!sign("司法局", STANCE_AGREES, "某人", &e));
	CHECK_TEXT(e.what, "the text has not gone round yet");
	desk_end(&desk);
}

static void what_nobody_answered_is_carried_over_on_purpose(void)
{
	struct err e = { 0 };
	struct close_args carry = { true };

	send_round();
	CHECK(!desk_try(&desk, "close", &meeting_schema, "2026-01", NULL, &e));
	desk_do(&desk, "close", &meeting_schema, "2026-01", &carry);
	CHECK_INT(item_state(), ITEM_CARRIED);
	desk_end(&desk);
}

/* The last signature writes position, ruling, item, case and meeting: all or none. */
static void a_failed_write_leaves_the_last_signature_out(void)
{
	bool done = false;

	for (int n = 1; !done; n++) {
		send_round();
		signs("县委编办", STANCE_AGREES);
		signs("司法局", STANCE_AGREES);
		kv_fail_at(n);
		done = sign("群众服务中心", STANCE_AGREES, "某人", &(struct err){ 0 });
		kv_fail_at(0);
		CHECK_INT(item_state(), done ? ITEM_AGREED : ITEM_WAITING);
		CHECK_INT(meeting_state(), done ? MEETING_CLOSED : MEETING_NOTIFIED);
		desk_end(&desk);
	}
}

static const struct test tests[] = {
	TEST(the_last_signature_agrees_the_item_and_closes_the_meeting),
	TEST(a_signature_keeps_its_day_and_who_signed),
	TEST(one_that_disagrees_takes_it_to_a_sitting),
	TEST(a_body_that_recuses_is_not_waited_for),
	TEST(with_two_recused_nothing_is_agreed_in_writing),
	TEST(the_silent_ones_are_named),
	TEST(the_county_says_how_long_it_takes),
	TEST(an_unfinished_text_does_not_go_round),
	TEST(a_text_that_was_signed_stays_as_it_is),
	TEST(a_signature_without_a_name_or_of_another_day_is_refused),
	TEST(there_is_no_opening_and_no_attendance),
	TEST(positions_are_not_taken_before_it_goes_round),
	TEST(what_nobody_answered_is_carried_over_on_purpose),
	TEST(a_failed_write_leaves_the_last_signature_out),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
