#include "store/doc/opinion.h"

#include "store/doc/text.h"
#include "tests/check.h"
#include "tests/desk.h"

#include <string.h>

static struct desk desk;
static struct buf paper;

static bool print(const char *number, struct err *e)
{
	struct doc doc = { .arena = &desk.arena };
	struct view view = { .kind = VIEW_PAPER };
	struct case_ c;
	struct kv_txn txn;
	bool built;

	desk_get(&desk, &case_schema, number, &c);
	buf_cut(&paper, 0);
	CHECK(kv_begin_read(desk.kv, &txn, e));
	built = opinion_build(&txn, &c, &view, &doc, e);
	kv_end_read(&txn);
	if (built)
		doc_text(&doc, DOC_COLUMNS, &paper);
	return built;
}

static void agree(void)
{
	struct ruling r;

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
}

static const char want[] = "                  临溪县联合研判意见书\n"
						   "                    结论编号2026-01\n"
						   "    （供承办单位内部办理使用，不作为对诉求人的答复）\n"
						   "\n"
						   "临溪县公安局交通管理大队，临溪县住房和城乡建设局：\n"
						   "    经2026年9月21日第1次联合研判会研究，现就“中学门口信\n"
						   "号灯损坏无人养护”提出如下意见：\n"
						   "    一、基本情况\n"
						   "    研判件2026-0001，涉及工单G1，累计退单2次。\n"
						   "    二、研判意见\n"
						   "    由交警大队牵头，住建局配合，于5个工作日内修复并承担\n"
						   "日常养护；住建局于3个工作日内移交供电接入资料。\n"
						   "--------------------------------------------------------\n"
						   "分工  单位        职责                      时限\n"
						   "--------------------------------------------------------\n"
						   "牵头  交警大队    修复并承担日常养护        5个工作日内\n"
						   "配合  住建局      移交供电接入资料。        3个工作日内\n"
						   "--------------------------------------------------------\n"
						   "    三、依据\n"
						   "    1.《道路交通安全法》第三十条。\n"
						   "    四、形成情况\n"
						   "    本结论为协调意见。\n"
						   "\n"
						   "                    中共临溪县委机构编制委员会办公室\n"
						   "                        2026年9月21日\n"
						   "--------------------------------------------------------\n"
						   "  抄送：临溪县人民政府办公室。\n"
						   "  中共临溪县委机构编制委员会办公室   2026年9月21日印发\n"
						   "--------------------------------------------------------\n";

static void the_opinion_says_who_does_what_by_when_and_why(void)
{
	struct err e = { 0 };

	agree();
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	CHECK(print("2026-0001", &e));
	CHECK_TEXT(buf_text(&paper), want);
	desk_end(&desk);
}

static void before_it_is_issued_it_is_a_draft_without_a_date(void)
{
	struct err e = { 0 };

	agree();
	CHECK(print("2026-0001", &e));
	CHECK(strstr(buf_text(&paper), "（未印发，送审稿）") != NULL);
	CHECK(!strstr(buf_text(&paper), "结论编号"));
	CHECK(!strstr(buf_text(&paper), "2026年9月21日印发"));
	desk_end(&desk);
}

static void a_case_without_a_ruling_has_none(void)
{
	struct err e = { 0 };

	desk_start(&desk);
	desk_case(&desk);
	CHECK(!print("2026-0001", &e));
	CHECK_TEXT(e.what, "nothing has been agreed on this case: there is no opinion");
	desk_end(&desk);
}

static void a_drafted_ruling_is_no_opinion(void)
{
	struct ruling r;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	r = desk_ruling(&desk);
	desk_do(&desk, "draft", &item_schema, "2026-01/1", &r);
	CHECK(!print("2026-0001", &e));
	CHECK_INT(e.kind, ERR_RULE);
	desk_end(&desk);
}

static void several_orders_are_listed(void)
{
	struct join_args into;
	struct ruling r;
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	into.case_ = desk_uid(&desk, &case_schema, "2026-0001");
	desk_do(&desk, "join", &order_schema, "G2", &into);
	r = desk_ruling(&desk);
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	CHECK(print("2026-0001", &e));
	CHECK(
		strstr(buf_text(&paper), "工单编号        事由                        现办单位\n") != NULL);
	CHECK(strstr(buf_text(&paper), "G2              公证收费投诉由谁核查        群众服务中心\n") !=
		NULL);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(the_opinion_says_who_does_what_by_when_and_why),
	TEST(before_it_is_issued_it_is_a_draft_without_a_date),
	TEST(a_case_without_a_ruling_has_none),
	TEST(a_drafted_ruling_is_no_opinion),
	TEST(several_orders_are_listed),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
