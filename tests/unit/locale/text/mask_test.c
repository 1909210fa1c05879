#include "locale/text/mask.h"

#include "tests/check.h"

#include <stdio.h>
#include <string.h>

struct mask_case {
	const char *text, *want;
};

static const struct mask_case cases[] = {
	{ "请联系13800002096核实", "请联系138****2096核实" },
	{ "电话138-0000-2096。", "电话138-****-2096。" },
	{ "１３８００００２０９６", "１３８****２０９６" },
	{ "+8613800002096", "+86138****2096" },
	{ "固话0633-8000209", "固话0633-***0209" },
	{ "固话 010 62800209", "固话 010 6***0209" },
	{ "身份证371102199001012319", "身份证371102********2319" },
	{ "37110219900101231X", "371102********231X" },
	{ "工单20180101117697重复", "工单20180101117697重复" },
	{ "工单20260916118206，20260917119021", "工单20260916118206，20260917119021" },
	{ "银行卡号：6222020000000012345", "银行卡号：6222***********2345" },
	{ "车牌鲁L·12345违停", "车牌鲁L·***45违停" },
	{ "鲁LD12345（绿牌）", "鲁L****45（绿牌）" },
	{ "联系人：王小明，白天在家", "联系人：王某某，白天在家" },
	{ "联系人王明", "联系人王某" },
	{ "欧阳兰女士来电", "欧阳某女士来电" },
	{ "王小明先生称", "王某某先生称" },
	{ "王先生称", "王先生称" },
	{ "市民来电反映：路灯不亮", "市民来电反映：路灯不亮" },
	{ "市民反映高层水压低", "市民反映高层水压低" },
	{ "业主王小明说", "业主王某某说" },
	{ "邮箱zhang@example.com", "邮箱z****@example.com" },
	{ "2026年9月21日 5个工作日", "2026年9月21日 5个工作日" },
	{ "", "" },
};

static void what_is_personal_in_a_text_is_hidden_and_numbers_of_orders_stay(void)
{
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf out = { 0 };

		check_case(cases[i].text);
		mask_text(&out, cases[i].text);
		CHECK_TEXT(buf_text(&out), cases[i].want);
		buf_free(&out);
	}
}

static void check_field(
	void (*mask)(struct buf *, const char *), const char *text, const char *want)
{
	struct buf out = { 0 };

	check_case(text);
	mask(&out, text);
	CHECK_TEXT(buf_text(&out), want);
	buf_free(&out);
}

static void a_whole_field_is_hidden_whatever_its_form(void)
{
	check_field(mask_name, "张三丰", "张某某");
	check_field(mask_name, "欧阳兰", "欧阳某");
	check_field(mask_name, "张先生", "张先生");
	check_field(mask_name, "Smith", "S****");
	check_field(mask_phone, "13800002096", "138****2096");
	check_field(mask_phone, "8000209", "*******");
	check_field(mask_id, "371102199001012319", "371102********2319");
}

/* Masked twice is masked once: nothing hidden comes back by masking again. */
static void no_number_of_a_real_order_is_lost_and_no_mobile_number_is_left(void)
{
	const char *path = check_shared("data/hotline-haikou/orders.utf8.csv");
	static char line[65536];
	FILE *f = path ? fopen(path, "r") : NULL;
	long orders = 0;

	while (f && fgets(line, sizeof(line), f)) {
		struct buf out = { 0 };
		int digits = 0;

		mask_text(&out, line);
		if (!strncmp(line, "2018", 4) && strchr(line, ',') - line == 14) {
			orders++;
			CHECK(out.n >= 14 && !strncmp(out.at, line, 14));
		}
		for (const char *p = buf_text(&out); *p; p++) {
			digits = *p >= '0' && *p <= '9' ? digits + 1 : 0;
			CHECK(
				!(digits == 11 && p[-10] == '1' && p[-9] >= '3' && !(p[1] >= '0' && p[1] <= '9') &&
					(p - 11 < out.at || !(p[-11] >= '0' && p[-11] <= '9'))));
		}
		buf_free(&out);
	}
	if (!f)
		return;
	fclose(f);
	CHECK(orders > 19000);
}

static const struct test tests[] = {
	TEST(what_is_personal_in_a_text_is_hidden_and_numbers_of_orders_stay),
	TEST(a_whole_field_is_hidden_whatever_its_form),
	TEST(no_number_of_a_real_order_is_lost_and_no_mobile_number_is_left),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
