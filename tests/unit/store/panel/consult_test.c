/* 征求意见, 上会条件, 三个单位. */
#include "store/panel/leads.h"
#include "store/panel/ready.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#include <string.h>

static struct desk desk;
static struct arena a;

static void start(void)
{
	desk_start(&desk);
	desk_case(&desk);
}

static void end(void)
{
	arena_free(&a);
	desk_end(&desk);
}

static void days_later(int days)
{
	desk.now.s += (int64_t)days * 24 * 3600;
}

static void ask_all(void)
{
	desk_do(&desk, "ask", &case_schema, "2026-0001", NULL);
}

static void all_parties_are_asked_and_have_three_working_days(void)
{
	struct consult c;

	start();
	ask_all(); /* on Monday the 21st; Friday the 25th is a day off */
	CHECK(desk_has(&desk, &consult_schema, "2026-0001/3"));
	CHECK(!desk_has(&desk, &consult_schema, "2026-0001/4"));
	desk_get(&desk, &consult_schema, "2026-0001/1", &c);
	CHECK_INT(c.round, 1);
	CHECK_INT(c.due.n, day_of(2026, 9, 24).n);
	CHECK_INT(c.state, CONSULT_ASKED);
	end();
}

static void an_answer_is_in_time_or_late_by_its_day(void)
{
	struct reply_args reply = { .words = "同意", .day = day_of(2026, 9, 24) };

	start();
	ask_all();
	days_later(20);
	desk_do(&desk, "reply", &consult_schema, "2026-0001/1", &reply);
	reply.day = day_of(2026, 9, 28);
	desk_do(&desk, "reply", &consult_schema, "2026-0001/2", &reply);
	CHECK_INT(desk_state(&desk, &consult_schema, "2026-0001/1"), CONSULT_REPLIED);
	CHECK_INT(desk_state(&desk, &consult_schema, "2026-0001/2"), CONSULT_LATE);
	end();
}

static void only_what_is_late_is_noted_as_late_and_may_still_come(void)
{
	struct reply_args reply = { .words = "" };
	struct err e = { 0 };

	start();
	ask_all();
	CHECK(!desk_try(&desk, "note-late", &consult_schema, "2026-0001/1", &reply, &e));
	CHECK_TEXT(e.what, "the answer is not late yet: it is due on 2026-09-24");
	days_later(7);
	desk_do(&desk, "note-late", &consult_schema, "2026-0001/1", &reply);
	CHECK_INT(desk_state(&desk, &consult_schema, "2026-0001/1"), CONSULT_NOTED);
	desk_do(&desk, "reply", &consult_schema, "2026-0001/1", &reply);
	CHECK_INT(desk_state(&desk, &consult_schema, "2026-0001/1"), CONSULT_LATE);
	end();
}

static void silence_is_consent_only_where_the_county_says_so(void)
{
	struct err e = { 0 };

	start();
	ask_all();
	days_later(7);
	CHECK(!desk_try(&desk, "deem", &consult_schema, "2026-0001/1", NULL, &e));
	CHECK_TEXT(e.what, "here silence is not taken as consent");
	desk_rules(&desk, "逾期未复 = 视为无异议\n");
	desk_do(&desk, "deem", &consult_schema, "2026-0001/1", NULL);
	CHECK_INT(desk_state(&desk, &consult_schema, "2026-0001/1"), CONSULT_DEEMED);
	end();
}

static void a_second_round_follows_and_no_third(void)
{
	struct reply_args reply = { .words = "" };
	struct consult c;
	struct err e = { 0 };

	start();
	for (int round = 1, n = 1; round <= 2; round++) {
		ask_all();
		for (int i = 0; i < 3; i++, n++)
			desk_do(&desk, "reply", &consult_schema, arena_format(&a, "2026-0001/%d", n), &reply);
	}
	desk_get(&desk, &consult_schema, "2026-0001/4", &c);
	CHECK_INT(c.round, 2);
	CHECK(!desk_try(&desk, "ask", &case_schema, "2026-0001", NULL, &e));
	CHECK_TEXT(e.what, "units are asked in writing 2 times at most");
	end();
}

static void nobody_is_asked_twice_in_one_round(void)
{
	struct ask_args again = { .round = 1 };
	struct uid unit;
	struct err e = { 0 };

	start();
	ask_all();
	unit = desk_uid(&desk, &unit_schema, "住建局");
	again.units = (struct uids){ 1, &unit };
	CHECK(!desk_try(&desk, "ask", &case_schema, "2026-0001", &again, &e));
	CHECK_TEXT(e.what, "住建局 was asked in round 1 already");
	desk_do(&desk, "withdraw", &consult_schema, "2026-0001/2", NULL);
	desk_do(&desk, "ask", &case_schema, "2026-0001", &again);
	end();
}

static void reminders_are_counted(void)
{
	struct consult c;

	start();
	ask_all();
	desk_do(&desk, "remind", &consult_schema, "2026-0001/1", NULL);
	desk_do(&desk, "remind", &consult_schema, "2026-0001/1", NULL);
	desk_get(&desk, &consult_schema, "2026-0001/1", &c);
	CHECK_INT(c.reminded, 2);
	end();
}

/* --- 上会条件 ------------------------------------------------------------------------------ */

static size_t conditions(struct day today, struct condition **out)
{
	struct case_ c;
	struct kv_txn txn;
	struct err e = { 0 };
	size_t n;

	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	n = ready_conditions(&txn, &c, today, out, &a);
	kv_end_read(&txn);
	return n;
}

static void what_is_missing_is_said_with_what_mends_it(void)
{
	struct condition *all;

	start();
	ask_all();
	CHECK_INT((long long)conditions(day_of(2026, 9, 28), &all), 6);
	CHECK(all[0].met); /* returned twice */
	CHECK_TEXT(all[1].words, "the parts of the matter are not named");
	CHECK_TEXT(all[2].words, "no basis is cited");
	CHECK_TEXT(all[3].words, "written opinion of 交警大队: due 09-24, 1 days late");
	for (int i = 1; i < 6; i++)
		CHECK(!all[i].met && *all[i].mend);
	end();
}

static void a_county_may_refuse_what_others_warn_of(void)
{
	struct err e = { 0 };

	start();
	desk_do(&desk, "talks", &case_schema, "2026-0001", NULL);
	desk_rules(&desk, "need_parts = refuse\n");
	CHECK(!desk_try(&desk, "ready", &case_schema, "2026-0001", NULL, &e));
	CHECK_TEXT(e.what, "the parts of the matter are not named");
	desk_part(&desk, "日常养护");
	desk_do(&desk, "ready", &case_schema, "2026-0001", NULL);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_READY);
	end();
}

static void a_county_may_begin_with_talks(void)
{
	desk_start(&desk);
	desk_rules(&desk, "受理后状态 = 协商中\n");
	desk_case(&desk);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_CONSULTING);
	end();
}

/* --- 三个单位 ------------------------------------------------------------------------------ */

static struct by_rule by(
	void (*rule)(struct kv_txn *, const struct case_ *, struct by_rule *, struct arena *))
{
	struct by_rule out;
	struct case_ c;
	struct kv_txn txn;
	struct err e = { 0 };

	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	rule(&txn, &c, &out, &a);
	kv_end_read(&txn);
	return out;
}

static void edit(struct order *o, const char *first_unit)
{
	struct act act;
	struct err e = { 0 };

	desk_get(&desk, &order_schema, "G1", o);
	o->first_unit = first_unit;
	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, &e));
	CHECK(record_put(&act, &order_schema, o, "set", &e) && act_commit(&act, &e));
	act_abort(&act);
}

static void who_convenes_is_named_or_the_first_party(void)
{
	struct name_args named;

	start();
	CHECK_TEXT(by(convener_of).name, "交警大队");
	CHECK_TEXT(by(convener_of).rule, "named first");
	named.unit = desk_uid(&desk, &unit_schema, "住建局");
	desk_do(&desk, "convene", &case_schema, "2026-0001", &named);
	CHECK_TEXT(by(convener_of).name, "住建局");
	CHECK_TEXT(by(convener_of).rule, "named");
	CHECK_TEXT(by(meanwhile_of).name, ""); /* one does not follow from the other */
	end();
}

static void who_acts_meanwhile_is_the_first_dispatched_or_designated(void)
{
	struct name_args named;
	struct order o;

	start();
	edit(&o, "12345热线");
	CHECK_TEXT(by(meanwhile_of).name, ""); /* the hotline only dispatches */
	edit(&o, "交警");
	CHECK_TEXT(by(meanwhile_of).name, "交警大队");
	CHECK_TEXT(by(meanwhile_of).rule, "dispatched to first");
	named.unit = desk_uid(&desk, &unit_schema, "城关街道");
	desk_do(&desk, "designate", &case_schema, "2026-0001", &named);
	CHECK_TEXT(by(meanwhile_of).rule, "designated");
	end();
}

static void a_lead_is_suggested_with_reasons_and_filled_in_nowhere(void)
{
	struct suggestion *leads;
	struct case_ c, after;
	struct kv_txn txn;
	struct err e = { 0 };

	start();
	desk_part(&desk, "日常养护");
	desk_part(&desk, "抢修");
	desk_claim(&desk, "日常养护", "住建局", CLAIM_LEADS);
	desk_claim(&desk, "抢修", "住建局", CLAIM_LEADS);
	desk_claim(&desk, "抢修", "交警大队", CLAIM_LEADS);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK_INT((long long)suggested_leads(&txn, &c, &leads, &a), 2);
	kv_end_read(&txn);
	CHECK_TEXT(leads[0].name, "住建局");
	CHECK_TEXT(leads[0].reasons, "claims 2 of 2 parts");
	CHECK_TEXT(leads[1].name, "交警大队");
	desk_get(&desk, &case_schema, "2026-0001", &after);
	CHECK(uid_none(after.convener) && uid_none(after.meanwhile));
	end();
}

static void a_charter_among_the_bases_is_a_reason(void)
{
	struct claim_args *say;
	struct suggestion *leads;
	struct uid basis;
	struct case_ c;
	struct kv_txn txn;
	struct err e = { 0 };

	start();
	basis = desk_uid(&desk, &basis_schema, "Y003");
	say = schema_new(verb_named(KIND_CASE, "claim")->args, &a);
	say->unit = desk_uid(&desk, &unit_schema, "住建局");
	say->says = CLAIM_NOT_OURS;
	say->bases = (struct uids){ 1, &basis };
	desk_do(&desk, "claim", &case_schema, "2026-0001", say);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK_INT((long long)suggested_leads(&txn, &c, &leads, &a), 1);
	kv_end_read(&txn);
	CHECK_TEXT(leads[0].name, "交警大队");
	CHECK(strstr(leads[0].reasons, "交警大队三定规定 第四条(五)") != NULL);
	end();
}

static const struct test tests[] = {
	TEST(all_parties_are_asked_and_have_three_working_days),
	TEST(an_answer_is_in_time_or_late_by_its_day),
	TEST(only_what_is_late_is_noted_as_late_and_may_still_come),
	TEST(silence_is_consent_only_where_the_county_says_so),
	TEST(a_second_round_follows_and_no_third),
	TEST(nobody_is_asked_twice_in_one_round),
	TEST(reminders_are_counted),
	TEST(what_is_missing_is_said_with_what_mends_it),
	TEST(a_county_may_refuse_what_others_warn_of),
	TEST(a_county_may_begin_with_talks),
	TEST(who_convenes_is_named_or_the_first_party),
	TEST(who_acts_meanwhile_is_the_first_dispatched_or_designated),
	TEST(a_lead_is_suggested_with_reasons_and_filled_in_nowhere),
	TEST(a_charter_among_the_bases_is_a_reason),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
