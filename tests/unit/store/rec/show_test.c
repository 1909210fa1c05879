#include "store/rec/show.h"

#include "locale/base/array.h"
#include "store/rec/record.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <string.h>

static struct arena arena;
static struct kv *kv;
static struct kv_txn txn;

static void put(const struct schema *s, void *record)
{
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(record_put(&act, s, record, "new", &e));
	CHECK(act_commit(&act, &e));
}

static void put_unit(const char *name, const char *brief)
{
	struct unit u;

	schema_init(&unit_schema, &u);
	u.name = name;
	u.short_ = brief;
	put(&unit_schema, &u);
}

static void open_store(void)
{
	struct err e = { 0 };

	kv = fresh_store();
	put_unit("县公安局交通警察大队", "交警大队");
	put_unit("县住房和城乡建设局", "住建局");
	CHECK(kv_begin_read(kv, &txn, &e));
}

static void close_store(void)
{
	kv_end_read(&txn);
	fresh_close(kv);
}

static const struct day today = { 739880 }; /* 2026-09-21 */

static char *shown(const struct schema *s, const char *field, const void *record, struct view v)
{
	struct buf out = { 0 };
	char *text;

	v.today = today;
	field_show(&txn, s, schema_field(s, field), record, &v, &out);
	text = arena_text(&arena, buf_text(&out));
	buf_free(&out);
	return text;
}

static bool typed(
	const struct schema *s, const char *field, const char *text, void *record, struct err *e)
{
	*e = (struct err){ 0 };
	return field_read(&txn, schema_field(s, field), text, today, record, &arena, e);
}

static void the_caller_is_masked_unless_a_reason_was_given(void)
{
	const struct view screen = { .kind = VIEW_SCREEN },
					  open = { .kind = VIEW_SCREEN, .personal = true };
	const struct view projector = { .kind = VIEW_PROJECTOR, .personal = true };
	struct order o;

	open_store();
	schema_init(&order_schema, &o);
	o.phone = "13800002096";
	o.text = "请联系13800002096";
	CHECK_TEXT(shown(&order_schema, "phone", &o, screen), "138****2096");
	CHECK_TEXT(shown(&order_schema, "phone", &o, open), "13800002096");
	CHECK_TEXT(shown(&order_schema, "phone", &o, projector), "");
	CHECK_TEXT(shown(&order_schema, "text", &o, screen), "请联系138****2096");
	CHECK_TEXT(shown(&order_schema, "text", &o, open), "请联系13800002096");
	close_store();
}

static void an_unmapped_column_shows_nothing_of_itself(void)
{
	const struct view screen = { .kind = VIEW_SCREEN };
	struct extra_cell x = { "来源", "张三的邻居" };
	struct order o;

	open_store();
	schema_init(&order_schema, &o);
	o.extra = (struct rows){ 1, &x };
	CHECK_TEXT(shown(&order_schema, "extra", &o, screen), "***");
	close_store();
}

static void the_original_of_a_cleaned_cell_is_shown_when_asked_for(void)
{
	const struct view plain = { .kind = VIEW_EXPORT, .personal = true };
	const struct view original = { .kind = VIEW_EXPORT, .personal = true, .original = true };
	struct kept_cell k = { .field = 4, .text = "\t灯坏了\r\n" };
	struct order o;

	open_store();
	schema_init(&order_schema, &o);
	o.text = "灯坏了";
	o.kept = (struct rows){ 1, &k };
	CHECK_TEXT(shown(&order_schema, "text", &o, plain), "灯坏了");
	CHECK_TEXT(shown(&order_schema, "text", &o, original), "\t灯坏了\r\n");
	close_store();
}

struct limit_case {
	const char *typed, *export;
};

static const struct limit_case limits[] = {
	{ "5", "5工作日" },
	{ "５个工作日", "5工作日" },
	{ "24时", "24时" },
	{ "24小时", "24时" },
	{ "10日", "10日" },
	{ "09-30", "2026-09-30" },
	{ "2026年10月9日", "2026-10-09" },
	{ "0", "长期" },
	{ "长期", "长期" },
	{ "長期", "长期" },
};

static void limits_are_read_as_people_type_them(void)
{
	const struct view export = { .kind = VIEW_EXPORT };
	struct duty d;
	struct err e;

	open_store();
	for (size_t i = 0; i < COUNT(limits); i++) {
		check_case(limits[i].typed);
		schema_init(&duty_schema, &d);
		CHECK(typed(&duty_schema, "limit", limits[i].typed, &d, &e));
		CHECK_TEXT(shown(&duty_schema, "limit", &d, export), limits[i].export);
	}
	check_case("很快");
	CHECK(!typed(&duty_schema, "limit", "很快", &d, &e));
	CHECK(!typed(&duty_schema, "limit", "-5", &d, &e));
	CHECK(e.fix[0] != '\0');
	close_store();
}

static void links_are_typed_by_name_and_shown_by_short_name(void)
{
	const struct view screen = { .kind = VIEW_SCREEN };
	struct case_ c;
	struct err e;

	open_store();
	schema_init(&case_schema, &c);
	CHECK(typed(&case_schema, "parties", "交警大队、县住房和城乡建设局", &c, &e));
	CHECK_TEXT(shown(&case_schema, "parties", &c, screen), "交警大队、住建局");
	CHECK(!typed(&case_schema, "parties", "交警大队、文旅局", &c, &e));
	CHECK_INT(e.kind, ERR_ABSENT);
	close_store();
}

static void rows_come_back_from_what_an_export_shows(void)
{
	const struct view export = { .kind = VIEW_EXPORT };
	struct ruling r, again;
	struct err e;
	char *packed;

	open_store();
	schema_init(&ruling_schema, &r);
	schema_init(&ruling_schema, &again);
	CHECK(typed(&ruling_schema, "duties",
		"lead|交警大队|修复并承担日常养护\\|含警示||limit=5\n"
		"role=assist|unit=住建局|task=移交供电资料\\n三日内|limit=3工作日",
		&r, &e));
	CHECK_INT(r.duties.n, 2);
	CHECK_TEXT(((struct duty *)r.duties.at)[0].task, "修复并承担日常养护|含警示");
	CHECK_TEXT(((struct duty *)r.duties.at)[1].task, "移交供电资料\n三日内");
	packed = shown(&ruling_schema, "duties", &r, export);
	CHECK(typed(&ruling_schema, "duties", packed, &again, &e));
	CHECK(field_same(schema_field(&ruling_schema, "duties"), &r, &again));
	close_store();
}

static void a_wrong_part_of_a_row_is_named_by_row_and_field(void)
{
	struct ruling r;
	struct err e;

	open_store();
	schema_init(&ruling_schema, &r);
	CHECK(
		!typed(&ruling_schema, "duties", "lead|交警大队|修复\nlead|交警大队|修复|||很快", &r, &e));
	CHECK_TEXT(e.where, "duties 2, time limit");
	close_store();
}

static void choices_flags_and_numbers_take_what_people_write(void)
{
	struct order o;
	struct attender a;
	struct err e;

	open_store();
	schema_init(&order_schema, &o);
	schema_init(&attender_schema, &a);
	CHECK(typed(&attender_schema, "as", "２", &a, &e) && a.as == ATTENDS_FOR);
	CHECK(typed(&attender_schema, "as", "recused", &a, &e) && a.as == ATTENDS_RECUSED);
	CHECK(!typed(&attender_schema, "as", "睡着了", &a, &e));
	CHECK(typed(&order_schema, "confidential", "是", &o, &e) && o.confidential);
	CHECK(typed(&order_schema, "confidential", "", &o, &e) && !o.confidential);
	CHECK(typed(&order_schema, "bounces", "３", &o, &e) && o.bounces == 3);
	CHECK(!typed(&order_schema, "bounces", "三个", &o, &e));
	CHECK_TEXT(e.where, "returned times");
	close_store();
}

static const struct test tests[] = {
	TEST(the_caller_is_masked_unless_a_reason_was_given),
	TEST(an_unmapped_column_shows_nothing_of_itself),
	TEST(the_original_of_a_cleaned_cell_is_shown_when_asked_for),
	TEST(limits_are_read_as_people_type_them),
	TEST(links_are_typed_by_name_and_shown_by_short_name),
	TEST(rows_come_back_from_what_an_export_shows),
	TEST(a_wrong_part_of_a_row_is_named_by_row_and_field),
	TEST(choices_flags_and_numbers_take_what_people_write),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
