#include "store/io/mapping.h"

#include "locale/calendar/date.h"
#include "locale/msg/msg.h"
#include "store/io/heading.h"
#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

/* "field.level use" of each column. */
static const char *shape(const struct mapping *m)
{
	static const char *const uses[] = { "+", "", "-" };
	static struct buf out;

	buf_cut(&out, 0);
	for (size_t i = 0; i < m->n; i++) {
		const struct map_column *c = &m->columns[i];

		buf_printf(&out, "%s%s%s", i ? " " : "", uses[c->use], c->field ? c->field->name : "?");
		if (c->level)
			buf_printf(&out, ".%d", c->level);
	}
	return buf_text(&out);
}

static struct mapping guess(const struct schema *s, const char *const *headings, size_t n)
{
	struct mapping m;

	mapping_guess(&m, s, headings, n, false, &arena);
	return m;
}

#define GUESS(schema, ...)                                                                         \
	guess(&(schema), (const char *const[]){ __VA_ARGS__ },                                         \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void headings_of_real_exports_are_known(void)
{
	struct mapping m = GUESS(order_schema, "ID", "工单编号", "行业分类1级", "行业分类2级",
		"诉求内容", "原处置单位", "处置单位", "单位类别");

	CHECK_TEXT(shape(&m), "-? number category.1 category.2 text first_unit unit +?");
	m = GUESS(order_schema, "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级标签");
	CHECK_TEXT(shape(&m), "number -caller title received text category.1");
	m = GUESS(order_schema, "工单编号", "工号", "一级分类", "新一级分类", "新二级分类");
	CHECK_TEXT(shape(&m), "number +? +? category.1 category.2");
}

static void width_spaces_and_remarks_do_not_matter(void)
{
	struct mapping m = GUESS(
		order_schema, " 工单 编号 ", "联系电话（必填）", "*訴求內容", "ＩＤ", "number", "Text");

	CHECK_TEXT(shape(&m), "number -phone text -? +? +?");
}

static void a_field_takes_the_most_usual_of_its_headings(void)
{
	struct mapping m = GUESS(order_schema, "编号", "标题", "工单编号", "工单标题");

	CHECK_TEXT(shape(&m), "+? +? number title");
}

static void other_kinds_have_headings_of_their_own(void)
{
	struct mapping m = GUESS(unit_schema, "名称", "简称", "别名", "上级单位", "联系电话");

	CHECK_TEXT(shape(&m), "name short aliases parent -phone");
	m = GUESS(basis_schema, "法规", "版本日期", "章", "条", "内容");
	CHECK_TEXT(shape(&m), "title from +? article text");
	m = GUESS(member_schema, "姓名", "单位", "职务", "权限");
	CHECK_TEXT(shape(&m), "name unit post right");
}

static void a_column_is_mapped_as_told(void)
{
	struct mapping m = GUESS(order_schema, "编码", "处置单位", "诉求人", "内容");
	struct err e = { 0 };

	CHECK(!mapping_complete(&m, &e));
	e = (struct err){ 0 };
	CHECK(mapping_tell(&m, "number", "编码", &e));
	CHECK(mapping_tell(&m, "first_unit", "2", &e));
	CHECK(mapping_tell(&m, "caller", "诉求人", &e));
	CHECK(mapping_tell(&m, "-", "内容", &e));
	CHECK_TEXT(shape(&m), "number first_unit caller -?");
	CHECK(mapping_complete(&m, &e));
	CHECK_TEXT(mapping_text(&m, &arena), "编码=number\n处置单位=first_unit\n诉求人=caller\n内容=-");
	CHECK(!mapping_tell(&m, "nothing", "内容", &e));
	CHECK_INT(e.kind, ERR_USAGE);
	CHECK(!mapping_tell(&m, "text", "没有", &e));
	CHECK(!mapping_tell(&m, "state", "内容", &e));
}

static void values_that_cannot_be_what_the_heading_says_are_doubted(void)
{
	static const char *const values[] = {
		"市民来电反映小区门口的路灯坏了好几天夜间出行很不方便请有关部门尽快修理谢谢",
		"20260916118206", "路灯", "住建局", "2026-09-01 08:00", /**/
		"市民来电反映小区门口的路灯坏了好几天夜间出行很不方便请有关部门尽快修理谢谢",
		"20260916118207", "积水", "水利局", "2026-09-02 08:00", /**/
		"市民来电反映小区门口的路灯坏了好几天夜间出行很不方便请有关部门尽快修理谢谢",
		"20260916118208", "噪声", "城关街道", "2026-09-03 08:00"
	};
	struct day today = day_of(2026, 9, 21);
	struct mapping m = GUESS(order_schema, "诉求内容", "工单编号", "分类", "处置单位", "受理时间");

	CHECK_INT(mapping_check(&m, values, 3, today, &arena), 0);
	CHECK_TEXT(m.columns[1].samples[1], "20260916118207");
	m = GUESS(order_schema, "工单编号", "诉求内容", "处置单位", "分类", "受理时间");
	CHECK_INT(mapping_check(&m, values, 3, today, &arena), 4);
	CHECK(m.columns[0].doubt && m.columns[0].offer && !strcmp(m.columns[0].offer->name, "text"));
	CHECK(m.columns[1].offer && !strcmp(m.columns[1].offer->name, "number"));
	m = GUESS(order_schema, "受理时间", "工单编号", "分类", "处置单位", "诉求内容");
	CHECK_INT(mapping_check(&m, values, 3, today, &arena), 2);
}

static const struct test tests[] = {
	TEST(headings_of_real_exports_are_known),
	TEST(width_spaces_and_remarks_do_not_matter),
	TEST(a_field_takes_the_most_usual_of_its_headings),
	TEST(other_kinds_have_headings_of_their_own),
	TEST(a_column_is_mapped_as_told),
	TEST(values_that_cannot_be_what_the_heading_says_are_doubted),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return failed;
}
