#include "store/doc/slip.h"

#include "store/doc/text.h"
#include "store/panel/edit.h"
#include "store/rec/rulebook.h"
#include "store/schema/panel.h"
#include "tests/check.h"
#include "tests/desk.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static struct desk desk;
static struct buf paper;

static bool print(const char *unit, bool personal, struct err *e)
{
	struct doc doc = { .arena = &desk.arena };
	struct view view = { .kind = VIEW_PAPER, .personal = personal };
	struct uid to = { 0 };
	struct ruling r;
	struct kv_txn txn;
	bool built;

	desk_get(&desk, &ruling_schema, "2026-01", &r);
	if (unit)
		to = desk_uid(&desk, &unit_schema, unit);
	buf_cut(&paper, 0);
	CHECK(kv_begin_read(desk.kv, &txn, e));
	built = slip_build(&txn, &r, to, &view, &doc, e);
	kv_end_read(&txn);
	if (built)
		doc_text(&doc, DOC_COLUMNS, &paper);
	return built;
}

static bool says(const char *words)
{
	return strstr(buf_text(&paper), words) != NULL;
}

/* G9, from a caller, about one of the units; its case is agreed and issued. */
static void play(const char *against, bool confidential, void (*change)(struct ruling *))
{
	struct accept_args accept = { "", "信号灯损坏无人养护", "", "", { 0 }, 0 };
	struct order o;
	struct meeting m;
	struct ruling r;

	desk_start(&desk);
	schema_init(&order_schema, &o);
	schema_init(&meeting_schema, &m);
	o.number = "G9";
	o.matter = "信号灯不亮";
	o.caller = "张三";
	o.phone = "13812342096";
	o.against = against;
	o.confidential = confidential;
	o.state = ORDER_TO_SCREEN;
	m.time = desk.now;
	m.place = "三楼";
	m.chair = "李望舒";
	CHECK(desk_new(&desk, &order_schema, &o, &(struct err){ 0 }));
	CHECK(desk_new(&desk, &meeting_schema, &m, &(struct err){ 0 }));
	desk_do(&desk, "accept", &order_schema, "G9", &accept);
	desk_do(&desk, "place", &case_schema, "2026-0001", NULL);
	desk_do(&desk, "open", &meeting_schema, "2026-01", NULL);
	desk_attend(&desk, "2026-01/1", "县委编办", ATTENDS);
	desk_attend(&desk, "2026-01/1", "司法局", ATTENDS);
	desk_attend(&desk, "2026-01/1", "群众服务中心", ATTENDS);
	r = desk_ruling(&desk);
	if (change)
		change(&r);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
}

static const char want[] = "                  临溪县联合研判交办单\n"
						   "                    结论编号2026-01\n"
						   "\n"
						   "临溪县住房和城乡建设局：\n"
						   "    “中学门口信号灯损坏无人养护”一事经2026年9月21日第1次\n"
						   "联合研判会研究议定，现交由你单位配合办理，请按时限办结并\n"
						   "反馈结果。\n"
						   "    职责：移交供电接入资料。\n"
						   "    时限：3个工作日内（自2026年9月21日印发次日起算，至\n"
						   "          2026年9月24日）\n"
						   "    依据：《道路交通安全法》第三十条\n"
						   "    牵头：交警大队\n"
						   "--------------------------------------------------------\n"
						   "工单编号        事由              诉求人    联系电话\n"
						   "--------------------------------------------------------\n"
						   "G9              信号灯不亮        张某      138****2096\n"
						   "--------------------------------------------------------\n"
						   "\n"
						   "                    中共临溪县委机构编制委员会办公室\n"
						   "                        2026年9月21日\n"
						   "\n"
						   "签收人：　　　　　　　　签收时间：　　　　年　　月　　日\n"
						   "--------------------------------------------------------\n"
						   "  抄送：临溪县人民政府办公室。\n"
						   "  中共临溪县委机构编制委员会办公室   2026年9月21日印发\n"
						   "--------------------------------------------------------\n";

static void a_slip_has_one_units_duty_and_masks_the_caller(void)
{
	struct err e = { 0 };

	play("", false, NULL);
	CHECK(print("住建局", false, &e));
	CHECK_TEXT(buf_text(&paper), want);
	desk_end(&desk);
}

static void with_a_reason_the_unit_learns_whom_to_call(void)
{
	struct err e = { 0 };

	play("住建局", false, NULL);
	CHECK(print("住建局", true, &e));
	CHECK(says("张三      13812342096"));
	desk_end(&desk);
}

static void the_unit_complained_of_never_learns_who_asked_for_confidence(void)
{
	static const struct {
		const char *against, *to;
		bool told;
	} cases[] = {
		{ "住建局", "住建局", false }, { "住建局、供电公司", "住建局", false },
		{ "住建局", "交警大队", true }, { "", "住建局", true },
		{ "某某施工队", "住建局", false }, /* nobody knows who that is */
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct err e = { 0 };

		check_case(cases[i].against);
		play(cases[i].against, true, NULL);
		CHECK(print(cases[i].to, true, &e));
		CHECK(says("13812342096") == cases[i].told);
		CHECK(says("张三") == cases[i].told);
		CHECK(says("保密"));
		CHECK(print(cases[i].to, false, &e));
		CHECK(!says("13812342096") && !says("张三"));
		CHECK(says("张某") == cases[i].told);
		desk_end(&desk);
	}
}

static void to_the_notary(struct ruling *r)
{
	struct duty *duties = r->duties.at;

	duties[0].unit = desk_uid(&desk, &unit_schema, "公证处");
	duties[1].unit = desk_uid(&desk, &unit_schema, "司法局");
}

static void nor_do_its_parent_and_its_children(void)
{
	struct err e = { 0 };

	play("公证处", true, to_the_notary);
	CHECK(print("司法局", true, &e) && !says("张三"));
	desk_end(&desk);
	play("司法局", true, to_the_notary);
	CHECK(print("公证处", true, &e) && !says("张三"));
	desk_end(&desk);
}

static void company_and_class(struct ruling *r)
{
	struct duty *duties = r->duties.at;

	duties[0].unit = desk_uid(&desk, &unit_schema, "供电公司");
	duties[0].limit = (struct limit){ .unit = LIMIT_STANDING };
	duties[1].limit = (struct limit){ .unit = LIMIT_DAY, .day = day_of(2026, 10, 9) };
	r->scope = SCOPE_CLASS;
	r->conditions = "城区道路";
	r->meanwhile = desk_uid(&desk, &unit_schema, "供电公司");
	r->meanwhile_task = "先设警示标志";
}

static void a_company_is_asked_and_other_limits_have_no_counting(void)
{
	struct err e = { 0 };

	play("", false, company_and_class);
	CHECK(print("供电公司", false, &e));
	CHECK(says("商请你单位牵头办理"));
	CHECK(says("    时限：长期\n"));
	CHECK(says("    先行：先设警示标志\n"));
	CHECK(says("    适用：同类事项（城区道路）照此办理\n"));
	CHECK(says("    配合：住建局\n"));
	CHECK(print("住建局", false, &e));
	CHECK(says("    时限：2026年10月9日前\n"));
	CHECK(!says("先行"));
	desk_end(&desk);
}

static void whom_it_is_for_must_be_said_and_have_a_duty(void)
{
	struct err e = { 0 }, other = { 0 };

	play("", false, NULL);
	CHECK(!print(NULL, false, &e));
	CHECK_TEXT(e.fix, "name one of them: 交警大队、住建局");
	CHECK(!print("司法局", false, &other));
	CHECK_TEXT(other.what, "司法局 has no duty here");
	desk_end(&desk);
}

static void nothing_is_handed_over_before_the_ruling_is_issued(void)
{
	struct view view = { .kind = VIEW_PAPER };
	struct doc doc = { .arena = &desk.arena };
	struct err e = { 0 };
	struct kv_txn txn;
	struct item item;
	struct ruling r;

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_get(&desk, &item_schema, "2026-01/1", &item);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	CHECK(record_get(&txn, &ruling_schema, item.ruling, &r, &desk.arena, &e));
	CHECK(!slip_build(&txn, &r, (struct uid){ 0 }, &view, &doc, &e));
	CHECK_TEXT(e.what, "the ruling has not been issued: nothing can be handed over");
	kv_end_read(&txn);
	desk_end(&desk);
}

static void county_says(const char *file, const char *text)
{
	char path[600];
	FILE *f;

	snprintf(path, sizeof(path), "%s/county", kv_folder(desk.kv));
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/county/%s", kv_folder(desk.kv), file);
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
	rulebook_refresh(desk.kv);
}

static void the_words_are_the_countys(void)
{
	struct err e = { 0 };

	play("", false, NULL);
	county_says("rules.conf", "county = 西河县\n");
	county_says("papers.conf",
		"red_head = {县}联合研判文件\nslip.title = {县}{会议}交办单\nmeeting = 第{次}次例会\n"
		"slip.opening = 请{单位}{分工}：{事由}。\nslip.closing = 特此交办。\nslip.receipt =\n"
		"signature = 西河县研判办\nissuer = {召集单位}印\ncopied = 各镇\n");
	CHECK(print("住建局", false, &e));
	CHECK(strstr(buf_text(&paper), "西河县联合研判文件\n====") != NULL);
	CHECK(strstr(buf_text(&paper), "西河县第1次例会交办单\n") != NULL);
	CHECK(strstr(buf_text(&paper), "    请临溪县住房和城乡建设局配合：中学门口信号灯") != NULL);
	CHECK(strstr(buf_text(&paper), "    特此交办。\n") != NULL);
	CHECK(strstr(buf_text(&paper), "西河县研判办\n") != NULL);
	CHECK(strstr(buf_text(&paper), "办公室印\n") != NULL);
	CHECK(strstr(buf_text(&paper), "抄送：各镇。\n") != NULL);
	CHECK(!strstr(buf_text(&paper), "签收人"));
	desk_end(&desk);
}

static void what_runs_from_delivery_is_reckoned_from_the_deemed_day(void)
{
	struct err e = { 0 };

	play("", false, NULL);
	county_says("rules.conf", "limits_from = 签收\ndeemed_days = 2\n");
	CHECK(print("住建局", false, &e));
	CHECK(strstr(buf_text(&paper), "2026年9月23日") != NULL);
	CHECK(strstr(buf_text(&paper), "推算至2026年9月29日") != NULL);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(the_words_are_the_countys),
	TEST(what_runs_from_delivery_is_reckoned_from_the_deemed_day),
	TEST(a_slip_has_one_units_duty_and_masks_the_caller),
	TEST(with_a_reason_the_unit_learns_whom_to_call),
	TEST(the_unit_complained_of_never_learns_who_asked_for_confidence),
	TEST(nor_do_its_parent_and_its_children),
	TEST(a_company_is_asked_and_other_limits_have_no_counting),
	TEST(whom_it_is_for_must_be_said_and_have_a_duty),
	TEST(nothing_is_handed_over_before_the_ruling_is_issued),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
