/* Each verb is refused for each reason it has, in words that name what is wrong; and what
 * is refused changes nothing. */
#include "store/panel/verb.h"
#include "store/rec/journal.h"
#include "tests/check.h"
#include "tests/desk.h"

static struct desk desk;
static struct ruling ruling;
static struct attender attender;
static struct position position;
static struct answer answer;

static struct outcome_args adjournment = { .reason = "移交材料未提交" };
static struct join_args join;
static struct place_args place;
static struct follow_args follow;
static struct recuse_args recusal;
static struct issue_args issue;
static struct move_args move;

/* --- how it comes to that ------------------------------------------------------ */

static void nothing(void)
{
}

static void a_case(void)
{
	desk_case(&desk);
}

static void open_meeting(void)
{
	desk_open(&desk);
	ruling = desk_ruling(&desk);
}

static void planned_meeting(void)
{
	desk_case(&desk);
	desk_meeting(&desk);
	ruling = desk_ruling(&desk);
}

static struct duty *duty(size_t i)
{
	return (struct duty *)ruling.duties.at + i;
}

static void closed_meeting(void)
{
	open_meeting();
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &ruling);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
}

static void other_case_and_closed_meeting(void)
{
	struct meeting next;

	closed_meeting();
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	schema_init(&meeting_schema, &next);
	next.time = desk.now;
	CHECK(desk_new(&desk, &meeting_schema, &next, &(struct err){ 0 }));
	place.meeting = desk_uid(&desk, &meeting_schema, "2026-01");
}

static void settled_case(void)
{
	closed_meeting();
	join.case_ = desk_uid(&desk, &case_schema, "2026-0001");
}

static void a_case_ruling_in_force(void)
{
	struct ruling r = desk_ruling(&desk);

	desk_precedent(&desk);
	r.number = "2025-10";
	r.state = RULING_ISSUED;
	desk_put(&desk, &ruling_schema, &r);
	follow.ruling = r.head.uid;
}

static void a_precedent_on_another_matter(void)
{
	desk_precedent(&desk);
}

static void no_link(void)
{
	desk_case(&desk);
	join.case_ = place.meeting = (struct uid){ 0 };
}

static void empty_meeting(void)
{
	struct meeting m;

	schema_init(&meeting_schema, &m);
	m.time = desk.now;
	CHECK(desk_new(&desk, &meeting_schema, &m, &(struct err){ 0 }));
	attender.unit = desk_uid(&desk, &unit_schema, "司法局");
	attender.as = ATTENDS;
}

static void no_room(void)
{
	struct meeting m;

	planned_meeting();
	desk_get(&desk, &meeting_schema, "2026-01", &m);
	m.place = "";
	CHECK(desk_edit(&desk, &meeting_schema, &m, &(struct err){ 0 }));
}

static void no_such_place(void)
{
	planned_meeting();
	move.place = 2;
}

static void recusal_from_a_meeting(void)
{
	planned_meeting();
	attender.unit = desk_uid(&desk, &unit_schema, "司法局");
	attender.as = ATTENDS_RECUSED;
}

static void nobody_named(void)
{
	planned_meeting();
	attender.as = ATTENDS;
}

static void recused_body_sits_again(void)
{
	open_meeting();
	recusal.unit = attender.unit = desk_uid(&desk, &unit_schema, "司法局");
	recusal.reason = "系当事单位";
	desk_do(&desk, "recuse", &item_schema, "2026-01/1", &recusal);
	attender.as = ATTENDS;
}

static void position_of_a_recused_body(void)
{
	recused_body_sits_again();
	position.unit = recusal.unit;
	position.stance = STANCE_AGREES;
}

static void position_of_a_party(void)
{
	open_meeting();
	position.unit = desk_uid(&desk, &unit_schema, "住建局");
	position.stance = STANCE_AGREES;
}

static void answer_of_a_stranger(void)
{
	open_meeting();
	answer.unit = desk_uid(&desk, &unit_schema, "供电公司");
	answer.answer = ANSWER_ACCEPTS;
}

static void recusal_of_a_party(void)
{
	open_meeting();
	recusal = (struct recuse_args){ desk_uid(&desk, &unit_schema, "住建局"), "系当事单位" };
}

static void recusal_without_reason(void)
{
	open_meeting();
	recusal = (struct recuse_args){ desk_uid(&desk, &unit_schema, "司法局"), "" };
}

static void recused_twice(void)
{
	recused_body_sits_again();
}

static void a_body_left(void)
{
	open_meeting();
	desk_attend(&desk, "2026-01/1", "群众服务中心", ATTENDS_LEFT);
}

static void a_body_never_came(void)
{
	open_meeting();
	desk_attend(&desk, "2026-01/1", "群众服务中心", ATTENDS_LEAVE);
}

static void two_recused(void)
{
	recused_body_sits_again();
	recusal.unit = desk_uid(&desk, &unit_schema, "群众服务中心");
	desk_do(&desk, "recuse", &item_schema, "2026-01/1", &recusal);
}

static void a_body_disagrees(void)
{
	open_meeting();
	position.unit = desk_uid(&desk, &unit_schema, "司法局");
	position.stance = STANCE_DISAGREES;
	desk_do(&desk, "position", &item_schema, "2026-01/1", &position);
}

static void no_lead(void)
{
	open_meeting();
	duty(0)->role = DUTY_ASSISTS;
}

static void two_leads(void)
{
	open_meeting();
	duty(1)->role = DUTY_LEADS;
}

static void unit_twice(void)
{
	open_meeting();
	duty(1)->unit = duty(0)->unit;
}

static void duty_without_words(void)
{
	open_meeting();
	duty(1)->task = " ";
}

static void duty_without_limit(void)
{
	open_meeting();
	duty(0)->limit.unit = LIMIT_NONE;
}

static void no_duty_basis(void)
{
	open_meeting();
	ruling.bases.at[0] = desk_uid(&desk, &basis_schema, "Y002");
}

static void class_without_conditions(void)
{
	open_meeting();
	ruling.scope = SCOPE_CLASS;
}

static void everything_missing(void)
{
	open_meeting();
	schema_init(&ruling_schema, &ruling);
}

static void bad_document(void)
{
	closed_meeting();
	desk_sign(&desk, "2026-01");
	issue = (struct issue_args){ "临研纪[2026]1号", "李望舒", "" };
}

static void used_ruling_number(void)
{
	closed_meeting();
	desk_sign(&desk, "2026-01");
	issue = (struct issue_args){ "", "", "2026-00" };
}

/* --- the table ------------------------------------------------------------------- */

static const struct refusal {
	const char *verb;
	const struct schema *schema;
	const char *number;
	void (*before)(void);
	const void *args;
	const char *what;
} refusals[] = {
	{ "accept", &order_schema, "G3", nothing, NULL,
		"take up is not possible: the state is on file" },
	{ "screen", &order_schema, "G1", nothing, NULL,
		"to screening is not possible: the state is to screen" },
	{ "file", &order_schema, "G1", a_case, NULL,
		"put on file is not possible: the state is taken up" },
	{ "follow", &order_schema, "G1", nothing, NULL, "no ruling on a class is in force" },
	{ "follow", &order_schema, "G2", a_precedent_on_another_matter, NULL, "ruling is missing" },
	{ "follow", &order_schema, "G1", a_case_ruling_in_force, &follow,
		"ruling 2025-10 settles no later orders" },
	{ "follow", &order_schema, "G1", a_case, NULL,
		"settle by precedent is not possible: the state is taken up" },
	{ "unfollow", &order_schema, "G1", nothing, NULL,
		"no longer by precedent is not possible: the state is to screen" },
	{ "urge", &order_schema, "G1", a_case, NULL, "nobody asked to return it after a ruling" },
	{ "join", &order_schema, "G2", no_link, &join, "case is missing" },
	{ "join", &order_schema, "G2", settled_case, &join, "case 2026-0001 is already settled" },
	{ "place", &case_schema, "2026-0001", no_link, &place, "no meeting is planned" },
	{ "place", &case_schema, "2026-0001", a_case, NULL, "no meeting is planned" },
	{ "place", &case_schema, "2026-0001", planned_meeting, NULL,
		"put on the agenda is not possible: the state is under review" },
	{ "place", &case_schema, "2026-0002", other_case_and_closed_meeting, &place,
		"meeting 2026-01 is over" },
	{ "ready", &case_schema, "2026-0001", a_case, NULL,
		"ready for a meeting is not possible: the state is ready" },
	{ "open", &meeting_schema, "2026-01", open_meeting, NULL,
		"open the meeting is not possible: the state is in session" },
	{ "close", &meeting_schema, "2026-01", planned_meeting, NULL,
		"close the meeting is not possible: the state is planned" },
	{ "close", &meeting_schema, "2026-01", open_meeting, NULL, "not decided yet: item 1" },
	{ "notify", &meeting_schema, "2026-01", empty_meeting, NULL, "nothing is on the agenda yet" },
	{ "notify", &meeting_schema, "2026-01", no_room, NULL,
		"where the meeting takes place is missing" },
	{ "notify", &meeting_schema, "2026-01", open_meeting, NULL,
		"notify is not possible: the state is in session" },
	{ "move", &item_schema, "2026-01/1", no_such_place, &move, "the agenda has no place 2" },
	{ "move", &item_schema, "2026-01/1", closed_meeting, &move,
		"move on the agenda is not possible: the state is settled" },
	{ "adjourn", &item_schema, "2026-01/1", two_recused, &adjournment,
		"司法局、群众服务中心 have recused: too few bodies are left to agree" },
	{ "attend", &meeting_schema, "2026-01", empty_meeting, &attender,
		"nothing is on the agenda yet" },
	{ "attend", &meeting_schema, "2026-01", recusal_from_a_meeting, &attender,
		"a recusal is from one item, not from a meeting" },
	{ "attend", &meeting_schema, "2026-01", nobody_named, &attender, "unit is missing" },
	{ "attend", &meeting_schema, "2026-01", closed_meeting, &attender,
		"attendance of all items is not possible: the state is over" },
	{ "issue", &meeting_schema, "2026-01", open_meeting, NULL,
		"issue is not possible: the state is in session" },
	{ "issue", &meeting_schema, "2026-01", closed_meeting, NULL,
		"not countersigned yet: 县委编办、司法局、群众服务中心" },
	{ "issue", &meeting_schema, "2026-01", bad_document, &issue,
		"临研纪[2026]1号 is no document number" },
	{ "issue", &meeting_schema, "2026-01", used_ruling_number, &issue,
		"the number 2026-00 was given before" },
	{ "hear", &item_schema, "2026-01/1", planned_meeting, NULL, "the meeting has not been opened" },
	{ "attend", &item_schema, "2026-01/1", closed_meeting, &attender,
		"attendance is not possible: the state is settled" },
	{ "attend", &item_schema, "2026-01/1", nobody_named, &attender, "unit is missing" },
	{ "attend", &item_schema, "2026-01/1", recused_body_sits_again, &attender,
		"司法局 has recused from this item" },
	{ "recuse", &item_schema, "2026-01/1", recusal_of_a_party, &recusal,
		"住建局 is not a body of the panel" },
	{ "recuse", &item_schema, "2026-01/1", recusal_without_reason, &recusal, "reason is missing" },
	{ "recuse", &item_schema, "2026-01/1", recused_twice, &recusal, "司法局 has recused already" },
	{ "attend", &item_schema, "2026-01/1", recusal_from_a_meeting, &attender,
		"why 司法局 recuses is missing" },
	{ "position", &item_schema, "2026-01/1", position_of_a_party, &position,
		"住建局 is not a body of the panel" },
	{ "position", &item_schema, "2026-01/1", position_of_a_recused_body, &position,
		"司法局 has recused and has no position on this item" },
	{ "answer", &item_schema, "2026-01/1", answer_of_a_stranger, &answer,
		"供电公司 is not a party of case 2026-0001" },
	{ "note", &item_schema, "2026-01/1", open_meeting, NULL, "what was said is missing" },
	{ "adjourn", &item_schema, "2026-01/1", open_meeting, NULL, "why put off is missing" },
	{ "adjourn", &item_schema, "2026-01/1", planned_meeting, &adjournment,
		"the meeting has not been opened" },
	{ "draft", &item_schema, "2026-01/1", closed_meeting, &ruling,
		"draft the ruling is not possible: the state is settled" },
	{ "duty", &item_schema, "2026-01/1", open_meeting, NULL, "which unit has the duty is missing" },
	{ "agree", &item_schema, "2026-01/1", planned_meeting, &ruling,
		"the meeting has not been opened" },
	{ "agree", &item_schema, "2026-01/1", a_body_left, &ruling,
		"item quorum not met: 2 of 3 bodies are here, not 群众服务中心" },
	{ "agree", &item_schema, "2026-01/1", a_body_never_came, &ruling,
		"meeting quorum not met: 2 of 3 bodies have come, not 群众服务中心" },
	{ "agree", &item_schema, "2026-01/1", two_recused, &ruling,
		"司法局、群众服务中心 have recused: too few bodies are left to agree" },
	{ "agree", &item_schema, "2026-01/1", a_body_disagrees, &ruling,
		"司法局 disagrees: nothing can be agreed" },
	{ "agree", &item_schema, "2026-01/1", no_lead, &ruling, "still missing: a unit that leads" },
	{ "agree", &item_schema, "2026-01/1", two_leads, &ruling,
		"still missing: only one unit that leads" },
	{ "agree", &item_schema, "2026-01/1", unit_twice, &ruling,
		"still missing: assist 1 (交警大队) only once" },
	{ "agree", &item_schema, "2026-01/1", duty_without_words, &ruling,
		"still missing: the duty of assist 1 (住建局)" },
	{ "agree", &item_schema, "2026-01/1", duty_without_limit, &ruling,
		"still missing: the time limit of lead (交警大队)" },
	{ "agree", &item_schema, "2026-01/1", no_duty_basis, &ruling,
		"still missing: a basis that founds a duty" },
	{ "agree", &item_schema, "2026-01/1", class_without_conditions, &ruling,
		"still missing: the conditions of the class" },
	{ "agree", &item_schema, "2026-01/1", everything_missing, &ruling,
		"still missing: a unit that leads、a basis that founds a duty、the scope" },
};

static uint64_t journal_length(void)
{
	struct kv_txn txn;
	struct err e = { 0 };
	uint64_t last;

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	last = journal_last(&txn);
	kv_end_read(&txn);
	return last;
}

static void start(void)
{
	desk_start(&desk);
	schema_init(&attender_schema, &attender);
	schema_init(&position_schema, &position);
	schema_init(&answer_schema, &answer);
	join.case_ = place.meeting = (struct uid){ 0 };
}

static void every_refusal_says_what_is_wrong_and_changes_nothing(void)
{
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		const struct refusal *r = &refusals[i];
		struct err e = { 0 };
		uint64_t before;

		check_case(r->what);
		start();
		r->before();
		before = journal_length();
		CHECK(!desk_try(&desk, r->verb, r->schema, r->number, r->args, &e));
		CHECK_TEXT(e.what, r->what);
		CHECK(*e.fix != '\0');
		CHECK(*e.where != '\0');
		CHECK_INT((long long)journal_length(), (long long)before);
		desk_end(&desk);
	}
	check_case(NULL);
}

static void a_recused_body_is_not_missed(void)
{
	start();
	recused_body_sits_again();
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &ruling);
	desk_end(&desk);
}

static void who_sits_again_after_a_recusal_says_why(void)
{
	start();
	recused_body_sits_again();
	attender.reason = "公证处已划转";
	desk_do(&desk, "attend", &item_schema, "2026-01/1", &attender);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(every_refusal_says_what_is_wrong_and_changes_nothing),
	TEST(a_recused_body_is_not_missed),
	TEST(who_sits_again_after_a_recusal_says_why),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
