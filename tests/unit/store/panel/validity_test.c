/* What becomes of a ruling in force: the old text stays, the case goes along (F27). */
#include "locale/calendar/date.h"
#include "store/panel/pick.h"
#include "store/rec/undo.h"
#include "store/schema/objection.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#include <string.h>

static struct desk desk;
static struct reason_args reason = { "权属材料有变" };

static void refused(const char *verb, const struct schema *s, const char *number, const void *args,
	const char *what)
{
	struct err e = { 0 };

	CHECK(!desk_try(&desk, verb, s, number, args, &e));
	CHECK_TEXT(e.what, what);
	CHECK(*e.fix != '\0');
}

static struct ruling ruling(const char *number)
{
	struct ruling r;

	desk_get(&desk, &ruling_schema, number, &r);
	return r;
}

static void issue(const char *draft)
{
	for (int i = 0; i < 3; i++)
		desk_do(&desk, "countersign", &ruling_schema, draft, NULL);
	desk_do(&desk, "sign", &ruling_schema, draft, &(struct sign_args){ .signer = "李望舒" });
	desk_do(&desk, "issue", &ruling_schema, draft, NULL);
}

static void an_amendment_goes_the_same_way_and_takes_the_place(void)
{
	struct duty duty;
	struct ruling old, next;
	struct case_ c;

	desk_start(&desk);
	desk_issued(&desk);
	desk_do(&desk, "amend", &ruling_schema, "2026-01", &reason);
	refused(
		"amend", &ruling_schema, "2026-01", &reason, "it is being replaced by 2026-01/1-2 already");
	duty = *(struct duty *)desk_ruling(&desk).duties.at;
	duty.limit.n = 10;
	desk_do(&desk, "duty", &ruling_schema, "2026-01/1-2", &duty);
	CHECK_INT(ruling("2026-01").state, RULING_ISSUED);
	issue("2026-01/1-2");
	old = ruling("2026-01");
	next = ruling("2026-02");
	CHECK_INT(old.state, RULING_SUPERSEDED);
	CHECK(strstr(old.sentence, "5个工作日") != NULL);
	CHECK_INT(next.state, RULING_ISSUED);
	CHECK(strstr(next.sentence, "10个工作日") != NULL);
	CHECK_TEXT(next.reason, reason.reason);
	CHECK(uid_same(next.replaces, old.head.uid));
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(uid_same(c.ruling, next.head.uid));
	CHECK_INT(c.state, CASE_ISSUED);
	refused("amend", &ruling_schema, "2026-01", &reason,
		"amend is not possible: the state is superseded");
	desk_do(&desk, "amend", &ruling_schema, "2026-02", &reason);
	CHECK(desk_has(&desk, &ruling_schema, "2026-01/1-3"));
	desk_end(&desk);
}

static void a_dropped_amendment_leaves_the_ruling_as_it_was(void)
{
	desk_start(&desk);
	desk_issued(&desk);
	desk_do(&desk, "amend", &ruling_schema, "2026-01", &reason);
	desk_do(&desk, "discard", &ruling_schema, "2026-01/1-2", NULL);
	CHECK(!desk_has(&desk, &ruling_schema, "2026-01/1-2"));
	CHECK_INT(ruling("2026-01").state, RULING_ISSUED);
	desk_do(&desk, "amend", &ruling_schema, "2026-01", &reason);
	desk_end(&desk);
}

static void an_amendment_of_what_was_revoked_is_not_issued(void)
{
	desk_start(&desk);
	desk_issued(&desk);
	desk_do(&desk, "amend", &ruling_schema, "2026-01", &reason);
	desk_do(&desk, "revoke", &ruling_schema, "2026-01", &reason);
	for (int i = 0; i < 3; i++)
		desk_do(&desk, "countersign", &ruling_schema, "2026-01/1-2", NULL);
	desk_do(
		&desk, "sign", &ruling_schema, "2026-01/1-2", &(struct sign_args){ .signer = "李望舒" });
	refused("issue", &ruling_schema, "2026-01/1-2", NULL,
		"ruling 2026-01, which this one replaces, is revoked");
	desk_end(&desk);
}

static void a_new_draft_supersedes_when_it_is_issued(void)
{
	struct ruling next;

	desk_start(&desk);
	desk_issued(&desk);
	desk_do(&desk, "supersede", &ruling_schema, "2026-01",
		&(struct supersede_args){ .reason = "重新划分" });
	next = ruling("2026-01/1-2");
	CHECK_INT(next.duties.n, 0);
	refused("countersign", &ruling_schema, "2026-01/1-2", NULL, "still missing: a unit that leads");
	next.duties = desk_ruling(&desk).duties;
	((struct duty *)next.duties.at)[0].unit = desk_uid(&desk, &unit_schema, "住建局");
	((struct duty *)next.duties.at)[1].unit = desk_uid(&desk, &unit_schema, "交警大队");
	desk_do(&desk, "draft", &ruling_schema, "2026-01/1-2", &next);
	issue("2026-01/1-2");
	CHECK_INT(ruling("2026-01").state, RULING_SUPERSEDED);
	CHECK(strstr(ruling("2026-02").sentence, "由住建局牵头") != NULL);
	desk_end(&desk);
}

static void a_ruling_does_not_supersede_itself(void)
{
	struct supersede_args by = { .reason = "重新划分" };

	desk_start(&desk);
	desk_issued(&desk);
	by.by = desk_uid(&desk, &ruling_schema, "2026-01");
	refused("supersede", &ruling_schema, "2026-01", &by, "a ruling does not supersede itself");
	desk_end(&desk);
}

static void a_stay_is_lifted_and_the_case_goes_on_as_before(void)
{
	desk_start(&desk);
	desk_issued(&desk);
	desk_do(&desk, "stay", &ruling_schema, "2026-01", &reason);
	CHECK_INT(ruling("2026-01").state, RULING_STAYED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_STAYED);
	refused(
		"stay", &ruling_schema, "2026-01", &reason, "stay is not possible: the state is stayed");
	desk_do(&desk, "resume", &ruling_schema, "2026-01", &(struct reason_args){ "材料已补齐" });
	CHECK_INT(ruling("2026-01").state, RULING_ISSUED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_ISSUED);
	CHECK_TEXT(ruling("2026-01").reason,
		"2026-09-21 暂停执行：权属材料有变\n2026-09-21 恢复执行：材料已补齐");
	desk_end(&desk);
}

static void what_is_revoked_comes_back_to_the_panel(void)
{
	desk_start(&desk);
	desk_issued(&desk);
	refused("revoke", &ruling_schema, "2026-01", NULL, "reason is missing");
	desk_do(&desk, "revoke", &ruling_schema, "2026-01", &reason);
	CHECK_INT(ruling("2026-01").state, RULING_REVOKED);
	CHECK(*ruling("2026-01").sentence != '\0');
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_READY);
	desk_end(&desk);
}

static void the_government_decides_on_an_opinion_once(void)
{
	struct government_args given = { .words = "" };

	desk_start(&desk);
	desk_issued(&desk);
	given.day = (struct day){ time_day(desk.now).n + 1 };
	refused("government", &ruling_schema, "2026-01", &given, "the day lies ahead");
	given.day.n--;
	desk_do(&desk, "government", &ruling_schema, "2026-01", &given);
	CHECK_INT(ruling("2026-01").standing, STANDING_GOVERNMENT);
	CHECK_INT(ruling("2026-01").government.n, given.day.n);
	refused("government", &ruling_schema, "2026-01", &given, "the government has decided already");
	desk_end(&desk);
}

static void no_verb_on_a_ruling_in_force_is_taken_back(void)
{
	static const char *const finals[] = { "issue", "revoke", "stay", "resume", "government" };

	for (size_t i = 0; i < COUNT_OF(finals); i++)
		CHECK(verb_named(KIND_RULING, finals[i])->final);
}

/* --- 异议复核 ---------------------------------------------------------------------- */

static struct objection_args objection(const char *unit)
{
	return (struct objection_args){
		.unit = desk_uid(&desk, &unit_schema, unit),
		.letter = "住建函〔2026〕18号",
		.fact = "该路口已于2025年移交",
		.words = "",
	};
}

static void decide(enum objection_result result)
{
	struct decide_args given = { .result = result, .reason = "经复核" };

	desk_do(&desk, "decide", &objection_schema, "2026-01", &given);
}

static void objected(bool stays)
{
	struct objection_args given;

	desk_start(&desk);
	desk_issued(&desk);
	given = objection("住建局");
	given.stays = stays;
	desk_do(&desk, "objection", &ruling_schema, "2026-01", &given);
}

static void an_objection_stops_nothing_and_is_answered(void)
{
	struct objection o;

	objected(false);
	CHECK_INT(ruling("2026-01").state, RULING_ISSUED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_OBJECTED);
	desk_do(&desk, "review", &objection_schema, "2026-01", NULL);
	decide(OBJECTION_UPHOLDS);
	desk_get(&desk, &objection_schema, "2026-01", &o);
	CHECK_INT(o.state, OBJECTION_DECIDED);
	CHECK_INT(o.due.n - o.day.n, 3); /* Monday to Thursday */
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_ISSUED);
	desk_end(&desk);
}

static void what_was_stayed_for_it_goes_on_when_the_ruling_stands(void)
{
	objected(true);
	CHECK_INT(ruling("2026-01").state, RULING_STAYED);
	decide(OBJECTION_UPHOLDS);
	CHECK_INT(ruling("2026-01").state, RULING_ISSUED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_ISSUED);
	desk_end(&desk);
}

static void a_change_drafts_an_amendment(void)
{
	struct objection o;

	objected(true);
	decide(OBJECTION_CHANGES);
	desk_get(&desk, &objection_schema, "2026-01", &o);
	CHECK(uid_same(o.amendment, ruling("2026-01/1-2").head.uid));
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_STAYED);
	issue("2026-01/1-2");
	CHECK_INT(ruling("2026-01").state, RULING_SUPERSEDED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_ISSUED);
	desk_end(&desk);
}

static void a_revocation_revokes_and_a_referral_goes_up(void)
{
	objected(false);
	decide(OBJECTION_REVOKES);
	CHECK_INT(ruling("2026-01").state, RULING_REVOKED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_READY);
	desk_end(&desk);
	objected(false);
	decide(OBJECTION_REFERS);
	CHECK_INT(ruling("2026-01").state, RULING_ISSUED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_REFERRED);
	desk_end(&desk);
}

static void a_withdrawn_objection_does_not_count(void)
{
	struct objection_args again;

	objected(true);
	desk_do(&desk, "withdraw", &objection_schema, "2026-01", &reason);
	CHECK_INT(ruling("2026-01").state, RULING_ISSUED);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_ISSUED);
	again = objection("住建局");
	desk_do(&desk, "objection", &ruling_schema, "2026-01", &again);
	desk_end(&desk);
}

static void the_case_waits_for_the_last_of_several(void)
{
	struct objection_args other;

	objected(false);
	other = objection("交警大队");
	desk_do(&desk, "objection", &ruling_schema, "2026-01", &other);
	decide(OBJECTION_UPHOLDS);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_OBJECTED);
	desk_end(&desk);
}

static void an_objection_is_refused_for_each_of_its_reasons(void)
{
	struct objection_args o;

	objected(false);
	o = objection("住建局");
	refused("objection", &ruling_schema, "2026-01", &o,
		"住建局 has objected to this ruling already: 2026-01");
	o = objection("供电公司");
	refused("objection", &ruling_schema, "2026-01", &o,
		"供电公司 has no duty under this ruling and is no party of its case");
	o = objection("交警大队");
	o.letter = "";
	refused("objection", &ruling_schema, "2026-01", &o, "letter is missing");
	o = objection("交警大队");
	o.fact = "";
	refused("objection", &ruling_schema, "2026-01", &o, "a new fact or a new basis is missing");
	o.basis = desk_uid(&desk, &basis_schema, "Y001");
	refused("objection", &ruling_schema, "2026-01", &o,
		"the ruling rests on Y001 already: it is no new basis");
	o.basis = desk_uid(&desk, &basis_schema, "Y003");
	o.day = (struct day){ time_day(desk.now).n + 1 };
	refused("objection", &ruling_schema, "2026-01", &o, "it cannot have come on 2026-09-22");
	o.day = (struct day){ 0 };
	desk_do(&desk, "objection", &ruling_schema, "2026-01", &o);
	desk_end(&desk);
}

static void a_late_objection_is_refused_with_the_day(void)
{
	struct objection_args o;

	desk_start(&desk);
	desk_issued(&desk);
	desk.now.s += 30 * 86400;
	o = objection("住建局");
	refused("objection", &ruling_schema, "2026-01", &o,
		"the time for an objection ended on 2026-09-29");
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(an_amendment_goes_the_same_way_and_takes_the_place),
	TEST(a_dropped_amendment_leaves_the_ruling_as_it_was),
	TEST(an_amendment_of_what_was_revoked_is_not_issued),
	TEST(a_new_draft_supersedes_when_it_is_issued),
	TEST(a_ruling_does_not_supersede_itself),
	TEST(a_stay_is_lifted_and_the_case_goes_on_as_before),
	TEST(what_is_revoked_comes_back_to_the_panel),
	TEST(the_government_decides_on_an_opinion_once),
	TEST(no_verb_on_a_ruling_in_force_is_taken_back),
	TEST(an_objection_stops_nothing_and_is_answered),
	TEST(what_was_stayed_for_it_goes_on_when_the_ruling_stands),
	TEST(a_change_drafts_an_amendment),
	TEST(a_revocation_revokes_and_a_referral_goes_up),
	TEST(a_withdrawn_objection_does_not_count),
	TEST(the_case_waits_for_the_last_of_several),
	TEST(an_objection_is_refused_for_each_of_its_reasons),
	TEST(a_late_objection_is_refused_with_the_day),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
