#include "store/panel/sentence.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "store/panel/ruling.h"
#include "tests/check.h"
#include "tests/desk.h"

#include <string.h>

static struct desk desk;
static struct kv_txn txn;
static struct buf got;

static void start(void)
{
	desk_start(&desk);
}

static void end(void)
{
	buf_free(&got);
	desk_end(&desk);
}

static const char *sentence(const struct ruling *r)
{
	struct err e = { 0 };

	buf_cut(&got, 0);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	ruling_sentence(&txn, r, &got);
	kv_end_read(&txn);
	return buf_text(&got);
}

static const char *drift(const struct ruling *r)
{
	struct err e = { 0 };

	buf_cut(&got, 0);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	ruling_drift(&txn, r, &got);
	kv_end_read(&txn);
	return buf_text(&got);
}

static const char *warnings(const struct ruling *r)
{
	struct err e = { 0 };

	buf_cut(&got, 0);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	ruling_warnings(&txn, r, &got);
	kv_end_read(&txn);
	return buf_text(&got);
}

static struct duty *duty(struct ruling *r, size_t i)
{
	return (struct duty *)r->duties.at + i;
}

static void one_unit_alone_is_responsible_and_does_not_lead(void)
{
	struct ruling r;

	start();
	r = desk_ruling(&desk);
	r.duties.n = 1;
	CHECK_TEXT(sentence(&r), "由交警大队负责，于5个工作日内修复并承担日常养护。");
	end();
}

static void each_limit_has_its_words(void)
{
	static const struct {
		struct limit limit;
		const char *words;
	} rows[] = {
		{ { .unit = LIMIT_WORKDAYS, .n = 5 }, "于5个工作日内" },
		{ { .unit = LIMIT_HOURS, .n = 24 }, "于24小时内" },
		{ { .unit = LIMIT_DAYS, .n = 10 }, "于10日内" },
		{ { .unit = LIMIT_STANDING }, "长期" },
		{ { .unit = LIMIT_NONE }, "" },
	};
	struct limit day = { .unit = LIMIT_DAY, .day = day_of(2026, 10, 9) };
	struct buf b = { 0 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_cut(&b, 0);
		limit_words(&rows[i].limit, &b);
		CHECK_TEXT(buf_text(&b), rows[i].words);
	}
	buf_cut(&b, 0);
	limit_words(&day, &b);
	CHECK_TEXT(buf_text(&b), "于2026年10月9日前");
	buf_free(&b);
}

static void a_company_is_asked_and_not_told(void)
{
	struct ruling r;

	start();
	r = desk_ruling(&desk);
	duty(&r, 0)->unit = desk_uid(&desk, &unit_schema, "供电公司");
	CHECK_TEXT(sentence(&r),
		"商请供电公司牵头，住建局配合，于5个工作日内修复并承担日常养护；"
		"住建局于3个工作日内移交供电接入资料。");
	CHECK_TEXT(warnings(&r), "供电公司 is a company: the county can only ask it to lead (商请)\n");
	end();
}

static void who_acts_meanwhile_and_what_it_settles_are_said(void)
{
	struct ruling r;

	start();
	r = desk_ruling(&desk);
	r.duties.n = 1;
	r.meanwhile = desk_uid(&desk, &unit_schema, "住建局");
	r.meanwhile_task = "设置警示标志。";
	r.scope = SCOPE_REGISTER;
	r.conditions = "信号灯和标线;城区道路";
	CHECK_TEXT(sentence(&r),
		"由交警大队负责，于5个工作日内修复并承担日常养护。办结前由住建局先行办理：设置警示标志。"
		"同类事项（信号灯和标线；城区道路）照此办理，并相应修改清单。");
	end();
}

static void what_is_not_filled_in_stands_as_a_gap(void)
{
	struct ruling r;

	start();
	schema_init(&ruling_schema, &r);
	CHECK_TEXT(sentence(&r), "由（牵头单位待定）负责，（职责待定）。");
	r = desk_ruling(&desk);
	duty(&r, 1)->task = "\n";
	duty(&r, 1)->stage = STAGE_BEFORE;
	duty(&r, 1)->unit = (struct uid){ 0 };
	CHECK_TEXT(sentence(&r),
		"由交警大队牵头，（单位待定）配合，于5个工作日内修复并承担日常养护；"
		"（单位待定）（事前）于3个工作日内（职责待定）。");
	end();
}

static void a_sentence_edited_by_hand_is_held_against_the_fields(void)
{
	struct ruling r;

	start();
	r = desk_ruling(&desk);
	r.sentence = "由交警大队牵头，五日内修复；城关街道巡查。";
	CHECK_TEXT(drift(&r), "");
	r.by_hand = true;
	CHECK_TEXT(drift(&r),
		"the wording does not say 5个工作日内\n"
		"the wording does not name 住建局\n"
		"the wording does not say 3个工作日内\n"
		"the wording names 城关街道, which has no duty\n");
	r.sentence = "由交警大队牵头，住建局配合，于5个工作日内修复；住建局3个工作日内移交。";
	CHECK_TEXT(drift(&r), "");
	end();
}

static void all_that_is_missing_is_named_with_its_place(void)
{
	struct ruling r;
	struct lack *lacks;
	struct arena a = { 0 };
	struct err e = { 0 };

	start();
	r = desk_ruling(&desk);
	duty(&r, 1)->task = "";
	duty(&r, 1)->limit.unit = LIMIT_NONE;
	r.bases.n = 0;
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK_INT((long long)ruling_missing(&txn, &r, &lacks, &a), 3);
	kv_end_read(&txn);
	CHECK_TEXT(lacks[0].words, "the duty of assist 1 (住建局)");
	CHECK_TEXT(lacks[0].field, "duties");
	CHECK_TEXT(lacks[0].part, "task");
	CHECK_INT((long long)lacks[0].row, 1);
	CHECK_TEXT(lacks[1].part, "limit");
	CHECK_TEXT(lacks[2].field, "bases");
	arena_free(&a);
	end();
}

static void a_basis_of_one_duty_founds_the_ruling(void)
{
	struct ruling r;
	struct lack *lacks;
	struct arena a = { 0 };
	struct err e = { 0 };

	start();
	r = desk_ruling(&desk);
	duty(&r, 1)->bases = r.bases;
	r.bases.n = 0;
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK_INT((long long)ruling_missing(&txn, &r, &lacks, &a), 0);
	kv_end_read(&txn);
	arena_free(&a);
	end();
}

static const struct test tests[] = {
	TEST(one_unit_alone_is_responsible_and_does_not_lead),
	TEST(each_limit_has_its_words),
	TEST(a_company_is_asked_and_not_told),
	TEST(who_acts_meanwhile_and_what_it_settles_are_said),
	TEST(what_is_not_filled_in_stands_as_a_gap),
	TEST(a_sentence_edited_by_hand_is_held_against_the_fields),
	TEST(all_that_is_missing_is_named_with_its_place),
	TEST(a_basis_of_one_duty_founds_the_ruling),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
