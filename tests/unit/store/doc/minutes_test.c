#include "store/doc/minutes.h"

#include "locale/calendar/date.h"
#include "locale/text/width.h"
#include "store/doc/text.h"
#include "store/rec/journal.h"
#include "tests/check.h"
#include "tests/desk.h"

#include <stdio.h>
#include <string.h>

static struct desk desk;
static struct buf paper;

static void attend(const char *unit, const char *person, uint32_t as, const char *more)
{
	struct attender said;

	schema_init(&attender_schema, &said);
	said.unit = desk_uid(&desk, &unit_schema, unit);
	said.person = person;
	said.as = as;
	if (as == ATTENDS_FOR)
		said.for_whom = more;
	else
		said.reason = more;
	desk_do(&desk, "attend", &meeting_schema, "2026-01", &said);
}

static void answer(const char *unit, uint32_t answer, const char *words)
{
	struct answer a;

	schema_init(&answer_schema, &a);
	a.unit = desk_uid(&desk, &unit_schema, unit);
	a.answer = answer;
	a.words = words;
	desk_do(&desk, "answer", &item_schema, "2026-01/1", &a);
}

static void position(const char *unit, uint32_t stance, const char *words)
{
	struct position p;

	schema_init(&position_schema, &p);
	p.unit = desk_uid(&desk, &unit_schema, unit);
	p.stance = stance;
	p.words = words;
	desk_do(&desk, "position", &item_schema, "2026-01/1", &p);
}

/* Two items: one agreed against a party's will, one adjourned with a recusal. */
static void play(void)
{
	struct accept_args accept = { "", "公证收费投诉由谁核查", "",
		"诉求人张三，手机13812342096，称公证处多收费。行业监管和价格监管交叉。", { 0 }, 0 };
	struct outcome_args adjourn = { .reason = "收费标准文件未提交，由公证处于9月28日前补充",
		.until = day_of(2026, 9, 30) };
	struct uid bases[2];
	struct ruling r;

	desk_start(&desk);
	desk_case(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", &accept);
	desk_meeting(&desk);
	desk_do(&desk, "place", &case_schema, "2026-0002", NULL);
	desk.now = time_of(day_of(2026, 9, 23), 9 * 3600 + 29 * 60);
	desk_do(&desk, "open", &meeting_schema, "2026-01", NULL);
	attend("县委编办", "李望舒", ATTENDS, "");
	attend("司法局", "陈砚秋", ATTENDS_FOR, "韩司南");
	attend("群众服务中心", "周景行", ATTENDS, "");
	attend("交警大队", "石修远", ATTENDS_INVITED, "");
	attend("住建局", "叶知行", ATTENDS_INVITED, "");
	attend("城关街道", "邵邻安", ATTENDS_LEAVE, "参加防汛调度，书面意见已交");
	answer("交警大队", ANSWER_ACCEPTS, "");
	answer("住建局", ANSWER_REFUSES, "养护经费未列入预算");
	position("县委编办", STANCE_AGREES, "");
	position("群众服务中心", STANCE_RESERVES, "担心夜间响应不及时");
	r = desk_ruling(&desk);
	bases[0] = r.bases.at[0];
	bases[1] = desk_uid(&desk, &basis_schema, "Y003");
	r.bases = (struct uids){ 2, bases };
	desk_do(&desk, "agree", &item_schema, "2026-01/1", &r);
	desk_do(&desk, "recuse", &item_schema, "2026-01/2", NULL);
	desk_do(&desk, "adjourn", &item_schema, "2026-01/2", &adjourn);
}

static bool print(struct err *e)
{
	struct doc doc = { .arena = &desk.arena };
	struct view view = { .kind = VIEW_PAPER };
	struct meeting m;
	struct kv_txn txn;
	bool built;

	desk_get(&desk, &meeting_schema, "2026-01", &m);
	buf_cut(&paper, 0);
	CHECK(kv_begin_read(desk.kv, &txn, e));
	built = minutes_build(&txn, &m, &view, &doc, e);
	kv_end_read(&txn);
	if (built)
		doc_text(&doc, DOC_COLUMNS, &paper);
	return built;
}

/* The chain head is another one every time: the origin of a store is drawn. */
static void cut_chain_head(void)
{
	char *head = strstr(buf_text(&paper), "日志链首");

	CHECK(head != NULL);
	if (head)
		buf_cut(&paper, (size_t)(head - paper.at));
}

static const char want[] = "                 临溪县联合研判会议纪要\n"
						   "                         第1次\n"
						   "\n"
						   "    时间：2026年9月23日 09:30\n"
						   "    地点：县政府三楼会议室\n"
						   "    主持：李望舒\n"
						   "    记录：宋知夏\n"
						   "\n"
						   "    会议研究议题2项，议定1项，缓议1项。现纪要如下：\n"
						   "    一、中学门口信号灯损坏无人养护\n"
						   "    研判件2026-0001，涉及工单G1，累计退单2次。\n"
						   "    会议议定：由交警大队牵头，住建局配合，于5个工作日内\n"
						   "修复并承担日常养护；住建局于3个工作日内移交供电接入资\n"
						   "料。\n"
						   "    依据：《道路交通安全法》第三十条；《交警大队三定规\n"
						   "定》（临编〔2024〕5号）第四条(五)。\n"
						   "    本结论为协调意见，住建局不接受（养护经费未列入预\n"
						   "算）。群众服务中心保留意见：担心夜间响应不及时。结论编号\n"
						   "2026-01。\n"
						   "    二、公证收费投诉由谁核查\n"
						   "    研判件2026-0002，涉及工单G2，累计退单1次。争议：诉求\n"
						   "人张某，手机138****2096，称公证处多收费。行业监管和价格\n"
						   "监管交叉。\n"
						   "    司法局回避（公证处隶属司法局，系退单单位），本议题由\n"
						   "县委编办、群众服务中心研判。\n"
						   "    会议决定缓议至2026年9月30日。原因：收费标准文件未提\n"
						   "交，由公证处于9月28日前补充。\n"
						   "\n"
						   "    出席：县委编办李望舒，司法局陈砚秋（代韩司南），群众\n"
						   "          服务中心周景行\n"
						   "    请假：城关街道邵邻安（参加防汛调度，书面意见已交）\n"
						   "    列席：交警大队石修远，住建局叶知行\n"
						   "    签发：李望舒\n"
						   "--------------------------------------------------------\n"
						   "  抄送：临溪县人民政府办公室。\n"
						   "  中共临溪县委机构编制委员会办公室   2026年9月23日印发\n"
						   "--------------------------------------------------------\n";

static void the_minutes_say_what_was_agreed_and_what_was_not(void)
{
	struct err e = { 0 };

	play();
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	desk_sign(&desk, "2026-01");
	desk_do(&desk, "issue", &meeting_schema, "2026-01", NULL);
	CHECK(print(&e));
	cut_chain_head();
	CHECK_TEXT(buf_text(&paper), want);
	desk_end(&desk);
}

static void before_it_is_issued_the_paper_says_so(void)
{
	struct err e = { 0 };

	play();
	CHECK(!print(&e));
	CHECK_TEXT(e.what, "the meeting is not over yet: it has no minutes");
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	CHECK(print(&e));
	CHECK(strstr(buf_text(&paper), "（未印发，送审稿）") != NULL);
	CHECK(strstr(buf_text(&paper), "结论编号") == NULL);
	desk_end(&desk);
}

static void the_chain_head_on_paper_is_that_of_the_journal(void)
{
	struct digest head;
	struct kv_txn txn;
	struct err e = { 0 };
	char hex[DIGEST_HEX], printed[DIGEST_HEX] = "";
	const char *at;

	play();
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	CHECK(print(&e));
	at = strstr(buf_text(&paper), "）：\n");
	CHECK(at && sscanf(at + strlen("）：\n"), "%32s %32s", printed, printed + 32) == 2);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	head = journal_head(&txn);
	kv_end_read(&txn);
	digest_hex(&head, hex);
	CHECK_TEXT(printed, hex);
	desk_end(&desk);
}

static void what_was_not_decided_is_carried_over_by_name(void)
{
	struct close_args carry = { true };
	struct err e = { 0 };

	desk_start(&desk);
	desk_open(&desk);
	desk_do(&desk, "close", &meeting_schema, "2026-01", &carry);
	CHECK(print(&e));
	CHECK(strstr(buf_text(&paper), "会议研究议题1项，转下次会议1项。") != NULL);
	CHECK(strstr(buf_text(&paper), "本次会议未议定，转下次会议研究。") != NULL);
	desk_end(&desk);
}

static void no_line_is_wider_than_the_page(void)
{
	struct err e = { 0 };
	char *line, *rest;

	play();
	desk_do(&desk, "close", &meeting_schema, "2026-01", NULL);
	CHECK(print(&e));
	rest = paper.at;
	while ((line = strsep(&rest, "\n"))) {
		size_t n = strlen(line);

		CHECK(width_text(line) <= DOC_COLUMNS);
		CHECK(!n || line[n - 1] != ' ');
	}
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(the_minutes_say_what_was_agreed_and_what_was_not),
	TEST(before_it_is_issued_the_paper_says_so),
	TEST(the_chain_head_on_paper_is_that_of_the_journal),
	TEST(what_was_not_decided_is_carried_over_by_name),
	TEST(no_line_is_wider_than_the_page),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
