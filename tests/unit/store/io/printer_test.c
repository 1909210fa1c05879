/* Records leave as aligned text, JSON or CSV; what is personal stays masked in each. */
#include "store/io/printer.h"

#include "locale/text/width.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct kv *kv;
static char *text; /* what was printed last */
static struct arena arena;

static struct order *order(const char *number, const char *matter)
{
	struct order *o = schema_new(&order_schema, &arena);

	o->number = number;
	o->matter = matter;
	o->state = ORDER_TO_SCREEN;
	return o;
}

static const char *print(enum print_form form, const char *fields, int cols, bool personal,
	const char *encoding, struct order *const *orders, size_t n)
{
	struct view view = { .personal = personal, .today = day_of(2026, 9, 21) };
	struct err e = { 0 };
	struct outlet out;
	struct printer p;
	struct kv_txn txn;
	FILE *memory;
	size_t bytes;

	free(text);
	text = NULL;
	memory = open_memstream(&text, &bytes);
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK(outlet_stream(&out, memory, encoding, &e));
	CHECK(printer_open(&p, &order_schema, form, fields, &view, &out, &e));
	p.cols = cols;
	for (size_t i = 0; i < n; i++)
		printer_add(&p, &txn, orders[i]);
	CHECK(printer_close(&p, &e));
	CHECK(outlet_end(&out, &e));
	kv_end_read(&txn);
	fclose(memory);
	return text;
}

static void a_list_is_aligned_and_nothing_is_cut(void)
{
	struct order *all[2];

	kv = fresh_store();
	all[0] = order("1", "短");
	all[1] = order("20260916118206", "中学门口信号灯损坏无人养护");
	print(PRINT_LIST, "number,matter,state", 0, false, NULL, all, 2);
	CHECK_TEXT(text,
		"order number    matter                      state\n"
		"1               短                          to screen\n"
		"20260916118206  中学门口信号灯损坏无人养护  to screen\n");
	fresh_close(kv);
}

static void on_a_terminal_the_title_gives_way(void)
{
	struct order *one;

	kv = fresh_store();
	one = order("20260916118206", "中学门口信号灯损坏无人养护");
	print(PRINT_LIST, "number,matter,state", 50, false, NULL, &one, 1);
	CHECK(strstr(text, "20260916118206  中学门口信号灯损坏无人…"));
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		CHECK(width_text(line) <= 50);
	fresh_close(kv);
}

static struct order *full(void)
{
	struct order *o = order("1", "有\"引号\"，\\和\t制表");
	struct order_return *r = schema_new(&order_return_schema, &arena);
	struct extra_cell *x = schema_new(&extra_cell_schema, &arena);
	struct kept_cell *k = schema_new(&kept_cell_schema, &arena);

	o->text = "第一行，电话13812342096\n第二行";
	o->caller = "张三丰";
	o->received = time_of(day_of(2026, 9, 16), 8 * 3600 + 40 * 60);
	o->confidential = true;
	r->unit = "住建局";
	r->result = RETURN_UPHELD;
	r->day = day_of(2026, 9, 17);
	o->returns = (struct rows){ 1, r };
	x->heading = "微信号";
	x->value = "wx-zhang";
	o->extra = (struct rows){ 1, x };
	k->field = 4;
	k->text = "原文13812342096";
	o->kept = (struct rows){ 1, k };
	return o;
}

static void json_has_names_arrays_and_no_empty_fields(void)
{
	struct order *o;

	kv = fresh_store();
	o = full();
	print(PRINT_JSON, "number,matter,title,received,confidential,returns,state", 0, false, NULL, &o,
		1);
	CHECK_TEXT(text,
		"{\"number\":\"1\",\"matter\":\"有\\\"引号\\\"，\\\\和\\u0009制表\","
		"\"received\":\"2026-09-16T08:40:00+08:00\",\"confidential\":true,"
		"\"returns\":[{\"day\":\"2026-09-17\",\"unit\":\"住建局\",\"result\":\"upheld\"}],"
		"\"state\":\"to_screen\"}\n");
	fresh_close(kv);
}

static void csv_quotes_what_it_must(void)
{
	struct order *o;

	kv = fresh_store();
	o = full();
	print(PRINT_CSV, "number,text,state", 0, true, NULL, &o, 1);
	CHECK_TEXT(text, "number,text,state\n1,\"第一行，电话13812342096\n第二行\",to screen\n");
	print(PRINT_CSV, "number,matter", 0, false, NULL, &o, 1);
	CHECK_TEXT(text, "number,matter\n1,\"有\"\"引号\"\"，\\和\t制表\"\n");
	print(PRINT_CSV, "number", 0, false, NULL, &o, 0);
	CHECK_TEXT(text, "number\n");
	fresh_close(kv);
}

static void nothing_personal_is_printed_without_a_reason(void)
{
	static const enum print_form forms[] = { PRINT_LIST, PRINT_SHEET, PRINT_JSON, PRINT_CSV };
	static const char *const secret[] = { "13812342096", "张三丰", "wx-zhang", "原文" };
	struct order *o;

	kv = fresh_store();
	o = full();
	for (size_t i = 0; i < COUNT_OF(forms); i++)
		for (size_t k = 0; k < COUNT_OF(secret); k++) {
			check_case(secret[k]);
			CHECK(!strstr(
				print(forms[i], "caller,text,kept,extra", 0, false, NULL, &o, 1), secret[k]));
			CHECK(
				strstr(print(forms[i], "caller,text,kept,extra", 0, true, NULL, &o, 1), secret[k]));
		}
	fresh_close(kv);
}

static void text_goes_out_in_the_encoding(void)
{
	struct order *o;

	kv = fresh_store();
	o = order("1", "研判");
	CHECK_TEXT(
		print(PRINT_CSV, "matter", 0, false, "gb18030", &o, 1), "matter\n\xD1\xD0\xC5\xD0\n");
	CHECK_TEXT(
		print(PRINT_CSV, "matter", 0, false, "utf-8-bom", &o, 1), "\xEF\xBB\xBFmatter\n研判\n");
	fresh_close(kv);
}

static void what_is_no_field_is_refused(void)
{
	static const char *const bad[] = { "number,colour", ",", "number,,text", "raw" };

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct view view = { 0 };
		struct err e = { 0 };
		struct outlet out;
		struct printer p;

		check_case(bad[i]);
		CHECK(outlet_stream(&out, stdout, NULL, &e));
		CHECK(!printer_open(&p, &order_schema, PRINT_CSV, bad[i], &view, &out, &e));
		CHECK_INT(e.kind, ERR_USAGE);
		outlet_drop(&out);
	}
}

static void a_file_is_there_whole_or_not_at_all(void)
{
	char path[512];
	struct outlet out;
	struct err e = { 0 };
	struct buf b = { 0 };

	snprintf(path, sizeof(path), "%s/paper.txt", check_folder());
	CHECK(outlet_file(&out, path, NULL, &e));
	outlet_puts(&out, "一半");
	CHECK(access(path, F_OK) != 0);
	outlet_drop(&out);
	CHECK(access(path, F_OK) != 0);
	CHECK(outlet_file(&out, path, "gbk", &e));
	outlet_puts(&out, "研判");
	CHECK(outlet_end(&out, &e));
	CHECK(buf_read_file(&b, path, 100));
	CHECK_TEXT(buf_text(&b), "\xD1\xD0\xC5\xD0");
	CHECK(!outlet_file(&out, "/nonexistent/paper.txt", NULL, &e));
	CHECK_INT(e.kind, ERR_STORE);
	buf_free(&b);
}

static const struct test tests[] = {
	TEST(a_list_is_aligned_and_nothing_is_cut),
	TEST(on_a_terminal_the_title_gives_way),
	TEST(json_has_names_arrays_and_no_empty_fields),
	TEST(csv_quotes_what_it_must),
	TEST(nothing_personal_is_printed_without_a_reason),
	TEST(text_goes_out_in_the_encoding),
	TEST(what_is_no_field_is_refused),
	TEST(a_file_is_there_whole_or_not_at_all),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	free(text);
	return status;
}
