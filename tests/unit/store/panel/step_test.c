/* Every verb there is: whichever write fails, the store is as before or as after; and
 * what can be taken back leaves the records as they were. */
#include "locale/calendar/date.h"
#include "store/panel/pick.h"
#include "store/panel/verb.h"
#include "store/rec/codec.h"
#include "store/rec/undo.h"
#include "store/rec/verify.h"
#include "store/schema/claim.h"
#include "store/schema/objection.h"
#include "store/schema/task.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

static struct desk desk;
static struct ruling ruling;
static struct attender attender;
static struct position position;
static struct answer answer;
static struct duty duty;

static struct outcome_args adjournment = { .reason = "移交材料未提交", .whom = "县政府" };
static struct file_args filing = { "不属研判范围" };
static struct note_args note = { .words = "未移交", .speaker = "住建局" };
static struct recuse_args recusal = { .reason = "系当事单位" };
static struct join_args joined;
static struct follow_args follow;
static struct urge_args urging = { .words = "已书面督办" };
static struct sign_args signature = { .signer = "李望舒" };
static struct reason_args reason = { "权属材料有变" };
static struct supersede_args supersession = { .reason = "权属材料有变" };
static struct government_args government = { .words = "县政府常务会议决定" };
static struct objection_args objection = { .letter = "住建函1号", .fact = "已移交", .words = "" };
static struct decide_args answer_to_it = { OBJECTION_CHANGES, "材料属实", { 0 } };
static struct clock_args spent = { .seconds = 754 };
static struct move_args second = { 2 };

static struct merge_args merging;
static struct part_args parts = { "日常养护", "", "", false };
static struct claim_args claim;
static struct reply_args reply = { .words = "同意" };
static struct name_args naming;
static struct advice advice;

static void nothing(void)
{
}

static void a_case(void)
{
	desk_case(&desk);
	joined.case_ = desk_uid(&desk, &case_schema, "2026-0001");
}

static void planned(void)
{
	desk_case(&desk);
	desk_meeting(&desk);
}

static void a_precedent(void)
{
	follow.ruling = desk_precedent(&desk).head.uid;
}

static void followed(void)
{
	a_precedent();
	desk_do(&desk, "follow", &order_schema, "G1", &follow);
}

static void returned_after_it(void)
{
	struct order_return row;
	struct order o;

	followed();
	desk_get(&desk, &order_schema, "G1", &o);
	schema_init(&order_return_schema, &row);
	row.unit = "交警大队";
	row.day = (struct day){ time_day(desk.now).n + 3 };
	o.returns = (struct rows){ 1, &row };
	o.late_returns = 1;
	o.late_open = true;
	desk_put(&desk, &order_schema, &o);
}

static void a_meeting_and_a_case(void)
{
	planned();
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
}

static void open_meeting(void)
{
	desk_open(&desk);
	ruling = desk_ruling(&desk);
	schema_init(&attender_schema, &attender);
	schema_init(&position_schema, &position);
	schema_init(&answer_schema, &answer);
	duty = *(struct duty *)ruling.duties.at;
	attender.unit = position.unit = recusal.unit = desk_uid(&desk, &unit_schema, "司法局");
	answer.unit = desk_uid(&desk, &unit_schema, "住建局");
	attender.as = ATTENDS_LEFT;
	position.stance = STANCE_RESERVES;
	answer.answer = ANSWER_ACCEPTS;
}

static void two_items(void)
{
	struct place_args place = { 0 };

	a_meeting_and_a_case();
	place.meeting = desk_uid(&desk, &meeting_schema, "2026-01");
	desk_do(&desk, "place", &case_schema, "2026-0002", &place);
}

static void adjourned(void)
{
	open_meeting();
	desk_do(&desk, "adjourn", &item_schema, "2026-01/1", &adjournment);
}

static void heard(void)
{
	open_meeting();
	desk_do(&desk, "hear", &item_schema, "2026-01/1", NULL);
}

static void agreed(void)
{
	open_meeting();
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &ruling);
}

static void closed(void)
{
	agreed();
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
}

static struct task_args by_hand = { .way = WAY_HAND, .words = "", .by = "", .evidence = "" };
static struct task_args words = { .words = "已修复", .by = "石修远", .evidence = "照片3张" };
static struct task_args passed = { .result = CHECK_PASSED, .words = "", .by = "" };
static struct task_args satisfied = { .caller = CALLER_SATISFIED, .words = "", .by = "" };
static struct task_args longer = { .words = "等待配件", .by = "" };
static struct task_args plain = { .words = "", .by = "", .evidence = "" };

static void signed_(void)
{
	closed();
	desk_sign(&desk, "2026-01");
}

static void with_the_bodies(void)
{
	closed();
	for (int i = 0; i < 3; i++)
		desk_do(&desk, "countersign", &ruling_schema, "2026-01/1", NULL);
}

static void issued(void)
{
	desk_issued(&desk);
	objection.unit = desk_uid(&desk, &unit_schema, "住建局");
}

static void delivered(void)
{
	issued();
	desk_do(&desk, "deliver", &task_schema, "2026-01/1", &by_hand);
}

static void forgotten(void)
{
	delivered();
	desk.now.s += 20 * 24 * 60 * 60;
}

static void received(void)
{
	delivered();
	desk_do(&desk, "receive", &task_schema, "2026-01/1", &plain);
	longer.until = (struct day){ time_day(desk.now).n + 20 };
}

static void extension_asked(void)
{
	received();
	desk_do(&desk, "ask-extension", &task_schema, "2026-01/1", &longer);
}

static void paused(void)
{
	received();
	desk_do(&desk, "pause", &task_schema, "2026-01/1", &longer);
}

static void reported(void)
{
	received();
	desk_do(&desk, "report", &task_schema, "2026-01/1", &words);
}

static void all_checked(void)
{
	reported();
	desk_do(&desk, "check", &task_schema, "2026-01/1", &passed);
	desk_do(&desk, "report", &task_schema, "2026-01/2", &words);
	desk_do(&desk, "check", &task_schema, "2026-01/2", &passed);
}

static void called_back(void)
{
	all_checked();
	desk_do(&desk, "call-back", &task_schema, "2026-01/1", &satisfied);
}

static void case_closed(void)
{
	called_back();
	desk_do(&desk, "close", &case_schema, "2026-0001", NULL);
}

static void repeated(void)
{
	merging.into = desk_uid(&desk, &order_schema, "G1");
}

static void repeated_case(void)
{
	a_case();
	repeated();
}

static void merged(void)
{
	repeated_case();
	desk_do(&desk, "merge", &order_schema, "G2", &merging);
}

static void prepared(void)
{
	a_case();
	desk_do(&desk, "part", &case_schema, "2026-0001", &parts);
	schema_init(verb_named(KIND_CASE, "claim")->args, &claim);
	schema_init(&advice_schema, &advice);
	claim.part = "日常养护";
	claim.unit = naming.unit = desk_uid(&desk, &unit_schema, "住建局");
	claim.says = CLAIM_LEADS;
	advice.unit = desk_uid(&desk, &unit_schema, "县委编办");
	advice.words = "三定第四条(五)";
}

static void asked(void)
{
	prepared();
	desk_do(&desk, "ask", &case_schema, "2026-0001", NULL);
}

static void asked_long_ago(void)
{
	asked();
	desk.now.s += 30 * 24 * 3600;
}

static void silence_consents(void)
{
	desk_rules(&desk, "silence = consents\n");
	asked_long_ago();
}

static void stayed(void)
{
	issued();
	desk_do(&desk, "stay", &ruling_schema, "2026-01", &reason);
}

static void amended(void)
{
	issued();
	duty = *(struct duty *)desk_ruling(&desk).duties.at;
	duty.limit.n = 10;
	ruling = desk_ruling(&desk);
	ruling.scope = SCOPE_CLASS;
	ruling.conditions = "信号灯";
	desk_do(&desk, "amend", &ruling_schema, "2026-01", &reason);
}

static void objected(void)
{
	issued();
	desk_do(&desk, "objection", &ruling_schema, "2026-01", &objection);
}

static const struct scene {
	const char *verb;
	const struct schema *schema;
	const char *number;
	void (*before)(void);
	const void *args;
} scenes[] = {
	{ "accept", &order_schema, "G1", nothing, NULL },
	{ "join", &order_schema, "G2", a_case, &joined },
	{ "file", &order_schema, "G1", nothing, &filing },
	{ "screen", &order_schema, "G3", nothing, NULL },
	{ "follow", &order_schema, "G1", a_precedent, NULL },
	{ "unfollow", &order_schema, "G1", followed, NULL },
	{ "urge", &order_schema, "G1", returned_after_it, &urging },
	{ "place", &case_schema, "2026-0002", a_meeting_and_a_case, NULL },
	{ "unplace", &case_schema, "2026-0001", planned, NULL },
	{ "ready", &case_schema, "2026-0001", adjourned, NULL },
	{ "notify", &meeting_schema, "2026-01", planned, NULL },
	{ "move", &item_schema, "2026-01/1", two_items, &second },
	{ "merge", &order_schema, "G2", repeated_case, &merging },
	{ "unmerge", &order_schema, "G2", merged, NULL },
	{ "part", &case_schema, "2026-0001", a_case, &parts },
	{ "claim", &case_schema, "2026-0001", prepared, &claim },
	{ "ask", &case_schema, "2026-0001", prepared, NULL },
	{ "advise", &case_schema, "2026-0001", prepared, &advice },
	{ "convene", &case_schema, "2026-0001", prepared, &naming },
	{ "designate", &case_schema, "2026-0001", prepared, &naming },
	{ "talks", &case_schema, "2026-0001", a_case, NULL },
	{ "reply", &consult_schema, "2026-0001/1", asked, &reply },
	{ "remind", &consult_schema, "2026-0001/1", asked, NULL },
	{ "withdraw", &consult_schema, "2026-0001/1", asked, &reply },
	{ "note-late", &consult_schema, "2026-0001/1", asked_long_ago, &reply },
	{ "deem", &consult_schema, "2026-0001/1", silence_consents, NULL },
	{ "open", &meeting_schema, "2026-01", planned, NULL },
	{ "attend", &meeting_schema, "2026-01", open_meeting, &attender },
	{ "close", &meeting_schema, "2026-01", agreed, NULL },
	{ "countersign", &meeting_schema, "2026-01", closed, NULL },
	{ "sign", &meeting_schema, "2026-01", with_the_bodies, &signature },
	{ "issue", &meeting_schema, "2026-01", signed_, NULL },
	{ "countersign", &ruling_schema, "2026-01/1", closed, NULL },
	{ "sign", &ruling_schema, "2026-01/1", with_the_bodies, &signature },
	{ "issue", &ruling_schema, "2026-01/1", signed_, NULL },
	{ "amend", &ruling_schema, "2026-01", issued, &reason },
	{ "supersede", &ruling_schema, "2026-01", issued, &supersession },
	{ "draft", &ruling_schema, "2026-01/1-2", amended, &ruling },
	{ "duty", &ruling_schema, "2026-01/1-2", amended, &duty },
	{ "discard", &ruling_schema, "2026-01/1-2", amended, NULL },
	{ "revoke", &ruling_schema, "2026-01", issued, &reason },
	{ "stay", &ruling_schema, "2026-01", issued, &reason },
	{ "resume", &ruling_schema, "2026-01", stayed, &reason },
	{ "government", &ruling_schema, "2026-01", issued, &government },
	{ "objection", &ruling_schema, "2026-01", issued, &objection },
	{ "review", &objection_schema, "2026-01", objected, NULL },
	{ "decide", &objection_schema, "2026-01", objected, &answer_to_it },
	{ "withdraw", &objection_schema, "2026-01", objected, &reason },
	{ "hear", &item_schema, "2026-01/1", open_meeting, NULL },
	{ "attend", &item_schema, "2026-01/1", open_meeting, &attender },
	{ "recuse", &item_schema, "2026-01/1", open_meeting, &recusal },
	{ "position", &item_schema, "2026-01/1", open_meeting, &position },
	{ "answer", &item_schema, "2026-01/1", open_meeting, &answer },
	{ "note", &item_schema, "2026-01/1", open_meeting, &note },
	{ "clock", &item_schema, "2026-01/1", heard, &spent },
	{ "draft", &item_schema, "2026-01/1", open_meeting, &ruling },
	{ "duty", &item_schema, "2026-01/1", open_meeting, &duty },
	{ "agree", &item_schema, "2026-01/1", open_meeting, &ruling },
	{ "adjourn", &item_schema, "2026-01/1", open_meeting, &adjournment },
	{ "return", &item_schema, "2026-01/1", open_meeting, &adjournment },
	{ "ask-law", &item_schema, "2026-01/1", open_meeting, &adjournment },
	{ "refer", &item_schema, "2026-01/1", open_meeting, &adjournment },
	{ "decline", &item_schema, "2026-01/1", open_meeting, &adjournment },
	{ "deliver", &task_schema, "2026-01/1", issued, &by_hand },
	{ "receive", &task_schema, "2026-01/1", delivered, &plain },
	{ "deem", &task_schema, "2026-01/1", forgotten, NULL },
	{ "remind", &task_schema, "2026-01/1", received, NULL },
	{ "ask-extension", &task_schema, "2026-01/1", received, &longer },
	{ "approve", &task_schema, "2026-01/1", extension_asked, NULL },
	{ "refuse", &task_schema, "2026-01/1", extension_asked, &longer },
	{ "pause", &task_schema, "2026-01/1", received, &longer },
	{ "resume", &task_schema, "2026-01/1", paused, NULL },
	{ "report", &task_schema, "2026-01/1", received, &words },
	{ "check", &task_schema, "2026-01/1", reported, &passed },
	{ "call-back", &task_schema, "2026-01/1", all_checked, &satisfied },
	{ "reopen", &task_schema, "2026-01/1", called_back, &longer },
	{ "close", &case_schema, "2026-0001", called_back, NULL },
	{ "archive", &case_schema, "2026-0001", case_closed, NULL },
};

static const struct scene *scene_of(const struct verb *v)
{
	for (size_t i = 0; i < COUNT_OF(scenes); i++)
		if (verb_named(scenes[i].schema->kind, scenes[i].verb) == v)
			return &scenes[i];
	return NULL;
}

/* Every byte of the store. */
static struct digest bytes_of_store(struct kv_txn *txn)
{
	struct digest_run run;

	digest_begin(&run);
	for (int db = 0; db < KV_DB_COUNT; db++) {
		struct kv_cursor c;

		kv_cursor_open(txn, (enum kv_db)db, &c);
		for (bool on = kv_first(&c); on; on = kv_next(&c)) {
			digest_add(&run, c.key);
			digest_add(&run, c.value);
		}
		kv_cursor_close(&c);
	}
	return digest_end(&run);
}

/* What the records that count say, field by field, but not when it was written. */
static void add_record(const struct schema *s, const void *record, struct digest_run *run)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < s->field_count; i++) {
		buf_u32(&b, s->fields[i].tag);
		codec_write_field(&s->fields[i], record, &b);
	}
	digest_add(run, (struct bytes){ b.at, b.n });
	buf_free(&b);
}

static struct digest words_of_store(struct kv_txn *txn)
{
	struct digest_run run;
	struct arena a = { 0 };

	digest_begin(&run);
	for (size_t k = 0; k < schema_count; k++) {
		uint32_t *ordinals;
		size_t n = pick_all(txn, schemas[k]->kind, &ordinals, &a);

		for (size_t i = 0; i < n; i++) {
			void *record = schema_new(schemas[k], &a);
			struct err e = { 0 };

			CHECK(record_at(txn, schemas[k], ordinals[i], record, &a, &e));
			add_record(schemas[k], record, &run);
		}
	}
	arena_free(&a);
	return digest_end(&run);
}

static struct digest seen(struct digest (*look)(struct kv_txn *))
{
	struct kv_txn txn;
	struct err e = { 0 };
	struct digest d;

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	d = look(&txn);
	kv_end_read(&txn);
	return d;
}

static void report(const struct err *finding, void *arg)
{
	(void)arg;
	CHECK_TEXT(finding->what, "");
}

static bool sound(void)
{
	struct verify_counts counts;
	struct kv_txn txn;
	struct err e = { 0 };
	bool agrees;

	CHECK(kv_begin_read(desk.kv, &txn, &e));
	agrees = verify_store(&txn, NULL, report, NULL, &counts);
	kv_end_read(&txn);
	return agrees;
}

static void start(const struct scene *s)
{
	check_case(s->verb);
	desk_start(&desk);
	government.day = time_day(desk.now);
	s->before();
}

static void a_failed_write_leaves_the_store_as_before(void)
{
	size_t n;
	const struct verb *const *verbs = verb_all(&n);

	for (size_t i = 0; i < n; i++) {
		const struct scene *s = scene_of(verbs[i]);
		struct digest before;
		bool done = false;
		int at;

		if (!CHECK(s != NULL)) /* a new verb needs a scene here */
			continue;
		start(s);
		before = seen(bytes_of_store);
		for (at = 1; !done && at < 1000; at++) {
			struct err e = { 0 };
			struct digest after;

			kv_fail_at(at);
			done = desk_try(&desk, s->verb, s->schema, s->number, s->args, &e);
			kv_fail_at(0);
			if (done)
				break;
			CHECK_INT(e.kind, ERR_STORE);
			after = seen(bytes_of_store);
			CHECK(digest_equal(&before, &after));
		}
		CHECK(done);
		CHECK(at > 3);
		CHECK(sound());
		desk_end(&desk);
	}
	check_case(NULL);
}

static bool turn(bool (*way)(struct act *, struct event *, struct err *), struct err *e)
{
	struct act act;
	struct event what;
	bool done;

	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, e));
	done = way(&act, &what, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

static void what_is_taken_back_leaves_no_trace_in_the_records(void)
{
	size_t n;
	const struct verb *const *verbs = verb_all(&n);

	for (size_t i = 0; i < n; i++) {
		const struct scene *s = scene_of(verbs[i]);
		struct digest before, after, now;
		struct err e = { 0 };

		if (!s || verbs[i]->final)
			continue;
		start(s);
		before = seen(words_of_store);
		desk_do(&desk, s->verb, s->schema, s->number, s->args);
		after = seen(words_of_store);
		CHECK(turn(undo_last, &e));
		now = seen(words_of_store);
		CHECK(digest_equal(&now, &before));
		CHECK(turn(redo_last, &e));
		now = seen(words_of_store);
		CHECK(digest_equal(&now, &after));
		CHECK(sound());
		desk_end(&desk);
	}
	check_case(NULL);
}

static void what_was_issued_is_not_taken_back(void)
{
	struct err e = { 0 };

	start(scene_of(verb_named(KIND_MEETING, "issue")));
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	CHECK(!turn(undo_last, &e));
	CHECK_INT(e.kind, ERR_RULE);
	CHECK_INT(desk_state(&desk, &meeting_schema, "2026-01"), MEETING_ISSUED);
	desk_end(&desk);
	check_case(NULL);
}

static const struct test tests[] = {
	TEST(a_failed_write_leaves_the_store_as_before),
	TEST(what_is_taken_back_leaves_no_trace_in_the_records),
	TEST(what_was_issued_is_not_taken_back),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
