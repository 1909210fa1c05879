#include "store/panel/matter.h"

#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "store/io/source.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;

static const char *matter(const char *title, const char *request)
{
	static struct rules rules;
	static struct buf out;

	if (!rules.formulas.leads.n)
		rules_fill(&rules, &arena);
	buf_cut(&out, 0);
	matter_add(&out, title, request, &rules.formulas);
	return buf_text(&out);
}

static void the_matter_is_the_request_without_its_formulas(void)
{
	static const struct {
		const char *title, *request, *want;
	} cases[] = {
		{ "路灯不亮", "市民来电反映：别的", "路灯不亮" },
		{ "", "市民来电反映：路灯不亮。请职能局按规定在30分钟内联系市民，谢谢！", "路灯不亮" },
		{ "", "市民来电咨询:居住证怎么办", "居住证怎么办" },
		{ "", "《关于投诉某小区停水的问题》工单处理情况\n工单内容：市民来电反映: 别的",
			"某小区停水" },
		{ "", "某局来电反馈（政府工单号20171229095250）《关于路灯不亮的问题》", "路灯不亮" },
		{ "", "其是某小区的业主，楼上漏水无人处理。", "楼上漏水无人处理" },
		{ "", "其于2018年1月3日11:35左右在某路口被撞。", "某路口被撞" },
		{ "", "市民来电反映：36路公交车不按时发车。", "36路公交车不按时发车" },
		{ "", "市民来电反映：身份证440106199003074817补办要什么材料？", "身份证补办要什么材料" },
		{ "", "某某区人民路与解放路交叉口东北角（靠近银行）有多辆机动车违停，请交警处理",
			"人民路与…有多辆机动车违停" },
		{ "", "\n\t\t积水\n很深", "积水 很深" },
		{ "", "", "" },
		{ "", "谢谢", "谢谢" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_case(cases[i].request);
		CHECK_TEXT(matter(cases[i].title, cases[i].request), cases[i].want);
	}
	check_case(NULL);
}

static void no_real_request_gives_a_matter_that_breaks_the_list(void)
{
	const char *path = check_shared("data/hotline-haikou/orders.utf8.csv");
	struct source_options so = { 0 };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;
	size_t empty = 0, formula = 0, rows = 0;

	if (!path || !CHECK(source_open(path, &so, &s, &e)))
		return;
	for (; source_next(s, &row, &a, &e); rows++) {
		const char *m = matter("", row.cells[5].text);

		CHECK(width_text(m) <= MATTER_COLS && utf8_valid(m, strlen(m)) && !strchr(m, '\n'));
		empty += !*m;
		formula += !strncmp(m, "市民来电", strlen("市民来电"));
		arena_free(&a);
	}
	CHECK_INT(empty, 0);
	CHECK(formula * 1000 < rows); /* nine of ten begin so */
	source_close(s);
}

static const struct test tests[] = {
	TEST(the_matter_is_the_request_without_its_formulas),
	TEST(no_real_request_gives_a_matter_that_breaks_the_list),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
