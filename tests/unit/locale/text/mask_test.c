#include "locale/text/mask.h"

#include "locale/base/buf.h"
#include "tests/check.h"

#include <string.h>

struct mask_case {
	const char *text, *want;
};

static const struct mask_case numbers[] = {
	{ "请联系13800002096核实", "请联系138****2096核实" },
	{ "电话138-0000-2096。", "电话138-****-2096。" },
	{ "手机138 0000 2096 或13900001111", "手机138 **** 2096 或139****1111" },
	{ "１３８００００２０９６", "１３８****２０９６" },
	{ "+8613800002096", "+86138****2096" },
	{ "1380000209613900001111", "138****2096139****1111" },
	{ "已是138****2096", "已是138****2096" },
	{ "固话0633-8000209", "固话0633-***0209" },
	{ "固话 010 62800209", "固话 010 ****0209" },
	{ "（0633）80002096转801", "（0633）****2096转801" },
	{ "联系电话：80002096", "联系电话：****2096" },
	{ "共80002096元", "共80002096元" },
	{ "身份证371102199001012319", "身份证371102********2319" },
	{ "37110219900101231X", "371102********231X" },
	{ "371102 19900101 2319", "371102 ******** 2319" },
	{ "371102900101231", "371102*****1231" },
	{ "身份证号码：3711021990010123", "身份证号码：371102******0123" },
	{ "工单20180101117697重复", "工单20180101117697重复" },
	{ "工单20260916118206，20260917119021", "工单20260916118206，20260917119021" },
	{ "工单号20180411242319 2018-04-15 17:17:22", "工单号20180411242319 2018-04-15 17:17:22" },
	{ "违章编号460101100247227", "违章编号460101100247227" },
	{ "银行卡号：6222020000000012345", "银行卡号：6222***********2345" },
	{ "QQ：300000000", "QQ：*****0000" },
	{ "车牌鲁L·12345违停", "车牌鲁L·***45违停" },
	{ "鲁LD12345（绿牌），鲁l1234学", "鲁L****45（绿牌），鲁l**34学" },
	{ "鲁L牌照，新A级景区", "鲁L牌照，新A级景区" },
	{ "邮箱zhang@example.com", "邮箱z****@example.com" },
	{ "2026年9月21日 5个工作日", "2026年9月21日 5个工作日" },
	{ "", "" },
};

static const struct mask_case names[] = {
	{ "联系人：王小明，白天在家", "联系人：王某某，白天在家" },
	{ "联系人王明", "联系人王某" },
	{ "联系人吕经理不在", "联系人吕经理不在" },
	{ "镇12345联系人已告知", "镇12345联系人已告知" },
	{ "姓名：利玉姑、身高1米6", "姓名：利某某、身高1米6" },
	{ "回复民警姓名：庞伟回复方式：电话", "回复民警姓名：庞某回复方式：电话" },
	{ "当事人李盛冠、李盛作均同意", "当事人李某某、李某某均同意" },
	{ "欧阳兰女士来电", "欧阳某女士来电" },
	{ "王小明先生称", "王某某先生称" },
	{ "由陈海女士签收", "由陈某女士签收" },
	{ "王先生称，投诉人林女士、方女士", "王先生称，投诉人林女士、方女士" },
	{ "感谢王女士来电，对于方女士", "感谢王女士来电，对于方女士" },
	{ "蒋桂芳，联系方式：13800002096", "蒋某某，联系方式：138****2096" },
	{ "新兴社区1队队长（13800002096）", "新兴社区1队队长（138****2096）" },
	{ "杨文明（男，身份证：371102199001012319）", "杨某某（男，身份证：371102********2319）" },
	{ "市民来电反映：路灯不亮", "市民来电反映：路灯不亮" },
	{ "市民云咨询：市民反映高层水压低", "市民云咨询：市民反映高层水压低" },
	{ "业主王小明说，物业主任何时回复", "业主王某某说，物业主任何时回复" },
	{ "负责人：高层管理人员", "负责人：高层管理人员" },
	{ "联系人：王某某，王某某先生", "联系人：王某某，王某某先生" },
};

static void check_cases(const struct mask_case *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf out = { 0 }, twice = { 0 };

		check_case(c[i].text);
		mask_text(&out, c[i].text);
		CHECK_TEXT(buf_text(&out), c[i].want);
		mask_text(&twice, buf_text(&out));
		CHECK_TEXT(buf_text(&twice), c[i].want);
		buf_free(&out);
		buf_free(&twice);
	}
	check_case(NULL);
}

static void personal_numbers_are_hidden_and_numbers_of_orders_stay(void)
{
	check_cases(numbers, COUNT_OF(numbers));
}

static void names_are_hidden_where_something_announces_them(void)
{
	check_cases(names, COUNT_OF(names));
}

static void check_field(
	void (*mask)(struct buf *, const char *), const char *text, const char *want)
{
	struct buf out = { 0 };

	check_case(text);
	mask(&out, text);
	CHECK_TEXT(buf_text(&out), want);
	check_case(NULL);
	buf_free(&out);
}

static void a_whole_field_is_hidden_whatever_its_form(void)
{
	check_field(mask_name, "张三丰", "张某某");
	check_field(mask_name, "欧阳兰", "欧阳某");
	check_field(mask_name, "张先生", "张先生");
	check_field(mask_name, "张三、李小四（业主）", "张某、李某某（业某）");
	check_field(mask_name, "Smith", "S****");
	check_field(mask_name, "王明13800002096", "王某138****2096");
	check_field(mask_name, "", "");
	check_field(mask_phone, "13800002096", "138****2096");
	check_field(mask_phone, "0633-8000209/138 0000 2096", "063*-***0209/138 **** 2096");
	check_field(mask_phone, "0633-80002096", "0633-****2096");
	check_field(mask_phone, "8000209", "***0209");
	check_field(mask_phone, "12345", "*****");
	check_field(mask_id, "371102199001012319", "371102********2319");
	check_field(mask_id, "E1234567", "********");
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(const char *s)
{
	size_t n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

/* How many numbers of 14 digits, and of 11 that begin like a mobile one. */
static void count_numbers(const char *s, long *orders, long *mobiles)
{
	for (size_t n; *s; s += n ? n : 1) {
		n = digits_at(s);
		*orders += n == 14;
		*mobiles += n == 11 && s[0] == '1' && s[1] >= '3';
	}
}

static void real_orders_keep_their_numbers_and_lose_every_mobile_one(void)
{
	const char *path = check_shared("data/hotline-haikou/orders.utf8.csv");
	struct buf file = { 0 }, once = { 0 }, twice = { 0 };
	long orders = 0, mobiles = 0, orders_left = 0, mobiles_left = 0;

	if (!path || !buf_read_file(&file, path, 1 << 28))
		return;
	mask_text(&once, buf_text(&file));
	mask_text(&twice, buf_text(&once));
	count_numbers(buf_text(&file), &orders, &mobiles);
	count_numbers(buf_text(&once), &orders_left, &mobiles_left);
	CHECK(orders > 20000 && mobiles > 100);
	CHECK_INT(orders_left, orders);
	CHECK_INT(mobiles_left, 0);
	CHECK(once.n == twice.n && !memcmp(once.at, twice.at, once.n));
	buf_free(&file);
	buf_free(&once);
	buf_free(&twice);
}

static const struct test tests[] = {
	TEST(personal_numbers_are_hidden_and_numbers_of_orders_stay),
	TEST(names_are_hidden_where_something_announces_them),
	TEST(a_whole_field_is_hidden_whatever_its_form),
	TEST(real_orders_keep_their_numbers_and_lose_every_mobile_one),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
