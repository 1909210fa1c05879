/* 会签, 签发, 印发: who has to agree, what a change does, and what the number waits for. */
#include "locale/calendar/date.h"
#include "store/panel/edit.h"
#include "store/panel/signing.h"
#include "store/rec/rulebook.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static struct desk desk;
static const char *const bodies[] = { "县委编办", "司法局", "群众服务中心" };

/* The ruling of 2026-01/1 agreed, its meeting over. */
static void closed(void)
{
	struct ruling r;

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
}

static struct ruling ruling(void)
{
	struct ruling r;

	desk_get(&desk, &ruling_schema, "2026-01/1", &r);
	return r;
}

static struct countersign said(const char *unit, enum countersign_kind says, const char *words)
{
	struct countersign c;

	schema_init(&countersign_schema, &c);
	c.unit = desk_uid(&desk, &unit_schema, unit);
	c.says = says;
	c.words = words;
	return c;
}

static void agrees(const char *unit)
{
	struct countersign c = said(unit, COUNTERSIGN_AGREES, "");

	desk_do(&desk, "countersign", &ruling_schema, "2026-01/1", &c);
}

static void refused(const char *verb, const struct schema *s, const char *number, const void *args,
	const char *what)
{
	struct err e = { 0 };

	CHECK(!desk_try(&desk, verb, s, number, args, &e));
	CHECK_TEXT(e.what, what);
	CHECK(*e.fix != '\0');
}

static void a_ruling_is_to_be_signed_when_all_bodies_agree(void)
{
	closed();
	for (size_t i = 0; i < COUNT_OF(bodies); i++) {
		CHECK_INT(ruling().state, i ? RULING_COUNTERSIGNING : RULING_AGREED);
		agrees(bodies[i]);
	}
	CHECK_INT(ruling().state, RULING_TO_SIGN);
	CHECK_INT(ruling().countersigns.n, 3);
	CHECK_INT(desk_state(&desk, &case_schema, "2026-0001"), CASE_TO_SIGN);
	refused("issue", &ruling_schema, "2026-01/1", NULL, "it has not been signed");
	desk_end(&desk);
}

static void a_body_that_recused_is_not_asked(void)
{
	struct recuse_args recusal;
	struct countersign c;
	struct ruling r;

	desk_start(&desk);
	desk_open(&desk);
	recusal = (struct recuse_args){ desk_uid(&desk, &unit_schema, "司法局"), "系当事单位" };
	desk_do(&desk, "recuse", &item_schema, "2026-01/1", &recusal);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	c = said("司法局", COUNTERSIGN_AGREES, "");
	refused("countersign", &ruling_schema, "2026-01/1", &c,
		"司法局 has recused and does not countersign");
	agrees("县委编办");
	agrees("群众服务中心");
	CHECK_INT(ruling().state, RULING_TO_SIGN);
	desk_end(&desk);
}

static void a_change_is_kept_and_asks_the_others_again(void)
{
	struct countersign c;
	const struct countersign *row;
	const char *before;
	struct ruling r;

	closed();
	agrees("县委编办");
	before = ruling().sentence;
	c = said("司法局", COUNTERSIGN_CHANGES, "“及时”改为期限");
	c.before = before;
	c.after = "由交警大队于5个工作日内修复。";
	desk_do(&desk, "countersign", &ruling_schema, "2026-01/1", &c);
	r = ruling();
	row = (const struct countersign *)r.countersigns.at + 1;
	CHECK_TEXT(row->before, before);
	CHECK_TEXT(row->after, "由交警大队于5个工作日内修复。");
	CHECK_TEXT(r.sentence, row->after);
	CHECK(r.by_hand);
	agrees("群众服务中心");
	CHECK_INT(ruling().state, RULING_COUNTERSIGNING); /* 县委编办 agreed to another wording */
	agrees("县委编办");
	CHECK_INT(ruling().state, RULING_TO_SIGN);
	CHECK_INT(ruling().countersigns.n, 4);
	desk_end(&desk);
}

static void two_recorders_do_not_overwrite_each_other(void)
{
	struct countersign first, second;

	closed();
	first = said("司法局", COUNTERSIGN_CHANGES, "");
	second = said("县委编办", COUNTERSIGN_CHANGES, "");
	first.before = second.before = ruling().sentence;
	first.after = "由交警大队负责。";
	second.after = "由住建局负责。";
	desk_do(&desk, "countersign", &ruling_schema, "2026-01/1", &first);
	refused(
		"countersign", &ruling_schema, "2026-01/1", &second, "the wording was changed meanwhile");
	CHECK_TEXT(ruling().sentence, "由交警大队负责。");
	desk_end(&desk);
}

static void what_makes_no_sense_is_refused(void)
{
	struct countersign c;

	closed();
	c = said("住建局", COUNTERSIGN_AGREES, "");
	refused("countersign", &ruling_schema, "2026-01/1", &c, "住建局 is not a body of the panel");
	c = said("司法局", COUNTERSIGN_CHANGES, "");
	refused("countersign", &ruling_schema, "2026-01/1", &c, "what 司法局 wants changed is missing");
	c = said("司法局", COUNTERSIGN_AGREES, "");
	c.after = "由住建局负责。";
	refused("countersign", &ruling_schema, "2026-01/1", &c,
		"司法局 agrees, but the wording is another");
	agrees("司法局");
	c.after = "";
	refused("countersign", &ruling_schema, "2026-01/1", &c, "司法局 has agreed already");
	refused("sign", &ruling_schema, "2026-01/1", &(struct sign_args){ .signer = "李望舒" },
		"sign is not possible: the state is countersigning");
	refused(
		"issue", &meeting_schema, "2026-01", NULL, "not countersigned yet: 县委编办、群众服务中心");
	desk_end(&desk);
}

static void a_request_after_all_agreed_takes_the_signature_back(void)
{
	struct countersign c;

	closed();
	desk_sign(&desk, "2026-01");
	CHECK(ruling().signed_.n != 0);
	c = said("司法局", COUNTERSIGN_CHANGES, "期限过短");
	desk_do(&desk, "countersign", &ruling_schema, "2026-01/1", &c);
	CHECK_INT(ruling().state, RULING_COUNTERSIGNING);
	CHECK_INT(ruling().signed_.n, 0);
	desk_end(&desk);
}

static void a_meeting_is_countersigned_signed_and_issued_as_a_whole(void)
{
	struct ruling r;
	struct err e = { 0 };

	closed();
	refused("sign", &meeting_schema, "2026-01", &(struct sign_args){ .signer = "李望舒" },
		"not countersigned yet: 县委编办、司法局、群众服务中心");
	desk_sign(&desk, "2026-01");
	CHECK_INT(desk_state(&desk, &meeting_schema, "2026-01"), MEETING_COUNTERSIGNING);
	CHECK(!desk_try(&desk, "countersign", &meeting_schema, "2026-01",
		&(struct sheet_args){ .unit = desk_uid(&desk, &unit_schema, "司法局"), .by = "" }, &e));
	CHECK_TEXT(e.what, "all bodies have agreed to all rulings of this meeting");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	desk_get(&desk, &ruling_schema, "2026-01", &r);
	CHECK_INT(r.state, RULING_ISSUED);
	CHECK_TEXT(r.signer, "李望舒");
	CHECK_INT(r.signed_.n, time_day(desk.now).n);
	desk_end(&desk);
}

static void write_rules(const char *text)
{
	const char *folder = arena_format(&desk.arena, "%s/county", kv_folder(desk.kv));
	FILE *out;

	mkdir(folder, 0700);
	out = fopen(arena_format(&desk.arena, "%s/rules.conf", folder), "w");
	if (CHECK(out != NULL)) {
		fputs(text, out);
		fclose(out);
	}
	rulebook_refresh(desk.kv);
}

static void a_county_that_does_not_countersign_issues_at_once(void)
{
	struct ruling r;

	closed();
	write_rules("countersigning = none\n");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	desk_get(&desk, &ruling_schema, "2026-01", &r);
	CHECK_INT(r.state, RULING_ISSUED);
	CHECK_TEXT(r.signer, "李望舒");
	CHECK_INT(r.countersigns.n, 0);
	desk_end(&desk);
}

static void a_ruling_goes_out_alone_and_the_meeting_with_the_rest(void)
{
	struct number_args number = { "临研决〔2026〕7号", "" };

	closed();
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &ruling_schema, "2026-01/1", &number);
	CHECK_INT(desk_state(&desk, &ruling_schema, "2026-01"), RULING_ISSUED);
	CHECK_TEXT(ruling().document, number.document);
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	CHECK_INT(desk_state(&desk, &meeting_schema, "2026-01"), MEETING_ISSUED);
	CHECK_TEXT(ruling().document, number.document);
	desk_end(&desk);
}

static bool save_document(const char *document, struct err *e)
{
	struct meeting m;
	struct act act;
	bool good;

	desk_get(&desk, &meeting_schema, "2026-02", &m);
	m.document = document;
	good = act_begin(&act, desk.kv, &fresh_who, desk.now, e) &&
		edit_save(&act, &meeting_schema, &m, e) && act_commit(&act, e);
	act_abort(&act);
	return good;
}

static void a_document_number_is_used_once(void)
{
	struct issue_args issue = { "临研纪〔2026〕1号", "李望舒", "" };
	struct meeting next;
	struct err e = { 0 };

	closed();
	desk_sign(&desk, "2026-01");
	refused("issue", &ruling_schema, "2026-01/1", &(struct number_args){ "第3号", "" },
		"第3号 is no document number");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", &issue);
	schema_init(&meeting_schema, &next);
	next.time = desk.now;
	CHECK(desk_new(&desk, &meeting_schema, &next, &e));
	CHECK(!save_document("临研纪〔2026〕1号", &e));
	CHECK_TEXT(e.what, "临研纪〔2026〕1号 is the number of meeting 2026-01");
	e = (struct err){ 0 };
	CHECK(save_document("临研纪〔2026〕2号", &e));
	desk_do(&desk, "amend", &ruling_schema, "2026-01", &(struct reason_args){ "笔误" });
	for (int i = 0; i < 3; i++)
		desk_do(&desk, "countersign", &ruling_schema, "2026-01/1-2", NULL);
	desk_do(
		&desk, "sign", &ruling_schema, "2026-01/1-2", &(struct sign_args){ .signer = "李望舒" });
	refused("issue", &ruling_schema, "2026-01/1-2",
		&(struct number_args){ "临研纪〔2026〕1号", "" },
		"临研纪〔2026〕1号 is the number of meeting 2026-01");
	desk_end(&desk);
}

static void put(const struct schema *s, void *record)
{
	struct act act;
	struct err e = { 0 };

	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, &e));
	CHECK(record_put(&act, s, record, "test", &e));
	CHECK(act_commit(&act, &e));
	act_abort(&act);
}

static const char *warnings(void)
{
	const struct verb *v = verb_named(KIND_RULING, "issue");
	struct ruling r = ruling();
	struct buf lines = { 0 };
	struct kv_txn txn;
	struct err e = { 0 };
	const char *text;

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	verb_warn(&txn, v, &r, NULL, &lines);
	kv_end_read(&txn);
	text = arena_text(&desk.arena, buf_text(&lines));
	buf_free(&lines);
	return text;
}

static void what_changed_before_the_issue_is_named(void)
{
	struct basis b;
	struct order o;

	closed();
	desk_sign(&desk, "2026-01");
	CHECK_TEXT(warnings(), "");
	desk_get(&desk, &basis_schema, "Y001", &b);
	b.to = (struct day){ time_day(desk.now).n - 1 };
	put(&basis_schema, &b);
	desk_get(&desk, &order_schema, "G1", &o);
	o.state = ORDER_NOT_OURS;
	put(&order_schema, &o);
	CHECK_TEXT(warnings(),
		"道路交通安全法 第三十条 was in force until 2026-09-20 only\n"
		"order G1 is not for the panel now\n");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	desk_end(&desk);
}

static void nothing_is_issued_on_a_case_that_was_withdrawn(void)
{
	struct case_ c;

	closed();
	desk_sign(&desk, "2026-01");
	desk_get(&desk, &case_schema, "2026-0001", &c);
	c.state = CASE_WITHDRAWN;
	put(&case_schema, &c);
	refused("issue", &ruling_schema, "2026-01/1", NULL,
		"case 2026-0001 is withdrawn: nothing is issued on it");
	desk_end(&desk);
}

static void a_unit_that_is_gone_is_missed(void)
{
	struct unit u;
	struct act act;
	struct err e = { 0 };

	closed();
	desk_sign(&desk, "2026-01");
	desk_get(&desk, &unit_schema, "住建局", &u);
	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, &e));
	CHECK(record_set_live(&act, &unit_schema, u.head.ordinal, false, "merge", &e));
	CHECK(act_commit(&act, &e));
	act_abort(&act);
	refused("issue", &ruling_schema, "2026-01/1", NULL, "still missing: the unit of assist 1 (住建局)");
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(a_ruling_is_to_be_signed_when_all_bodies_agree),
	TEST(a_body_that_recused_is_not_asked),
	TEST(a_change_is_kept_and_asks_the_others_again),
	TEST(two_recorders_do_not_overwrite_each_other),
	TEST(what_makes_no_sense_is_refused),
	TEST(a_request_after_all_agreed_takes_the_signature_back),
	TEST(a_meeting_is_countersigned_signed_and_issued_as_a_whole),
	TEST(a_county_that_does_not_countersign_issues_at_once),
	TEST(a_ruling_goes_out_alone_and_the_meeting_with_the_rest),
	TEST(a_document_number_is_used_once),
	TEST(what_changed_before_the_issue_is_named),
	TEST(nothing_is_issued_on_a_case_that_was_withdrawn),
	TEST(a_unit_that_is_gone_is_missed),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
