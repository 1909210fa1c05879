#include "tui/screen/fields.h"

#include "store/rec/record.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tui/screen/form_draft.h"

#include <string.h>

static struct desk desk;
static struct fields fields;
static struct arena arena;
static struct order order;

static const struct view seen = { .kind = VIEW_EXPORT, .personal = true };
static const struct view masked = { .kind = VIEW_EXPORT };

static void start(const struct view *view)
{
	desk_start(&desk);
	schema_init(&order_schema, &order);
	fields_open(&fields, desk.kv, &order_schema, &order, view, &arena);
}

static void end(void)
{
	arena_free(&arena);
	desk_end(&desk);
}

static size_t at(const char *path)
{
	size_t i = fields_named(&fields, path);

	CHECK(i < fields.count);
	return i;
}

static void type(const char *path, const char *text)
{
	fields_type(&fields, at(path), text);
}

static void what_is_typed_is_in_the_record(void)
{
	start(&seen);
	type("number", "20260921000001");
	type("confidential", "yes");
	type("phone", "13800001234");
	CHECK_TEXT(order.number, "20260921000001");
	CHECK(order.confidential);
	CHECK_TEXT(order.phone, "13800001234");
	CHECK_INT(fields_refused(&fields), fields.count);
	end();
}

static void what_cannot_stand_is_kept_as_typed_and_not_set(void)
{
	start(&seen);
	type("received", "soon");
	CHECK_INT(order.received.s, 0);
	CHECK_INT(fields_refused(&fields), at("received"));
	CHECK_TEXT(fields.entries[at("received")].text, "soon");
	type("received", "2026-09-21 08:00");
	CHECK_INT(fields_refused(&fields), fields.count);
	CHECK(order.received.s != 0);
	end();
}

static void an_empty_row_that_is_filled_makes_another(void)
{
	start(&seen);
	type("returns.1.unit", "住建局");
	CHECK_INT(order.returns.n, 1);
	type("returns.2.unit", "交警大队");
	type("returns.2.words", "不属我队");
	CHECK_INT(order.returns.n, 2);
	at("returns.3.unit");
	type("returns.1.unit", "");
	fields_finish(&fields);
	fields_again(&fields);
	CHECK_INT(order.returns.n, 1);
	CHECK_TEXT(((struct order_return *)order.returns.at)[0].unit, "交警大队");
	end();
}

static void a_mask_is_never_written_back(void)
{
	start(&seen);
	order.caller = "张小满";
	order.phone = "13800002096";
	fields_open(&fields, desk.kv, &order_schema, &order, &masked, &arena);
	CHECK(fields.entries[at("phone")].masked);
	CHECK(!strstr(fields.entries[at("phone")].text, "13800002096"));
	type("phone", "138****2096");
	CHECK_TEXT(order.phone, "13800002096");
	end();
}

static void a_draft_brings_back_what_was_typed(void)
{
	struct form_draft about = { .kind = KIND_ORDER }, head;
	struct buf text = { 0 };
	struct arena a = { 0 };

	start(&seen);
	type("title", "信号灯\n不亮");
	type("returns.1.unit", "住建局");
	type("received", "soon");
	form_draft_write(&about, &fields, at("address"), "文化路", &text);
	schema_init(&order_schema, &order);
	fields_open(&fields, desk.kv, &order_schema, &order, &seen, &arena);
	CHECK(form_draft_head((struct bytes){ text.at, text.n }, &head, &a));
	CHECK_INT(head.kind, KIND_ORDER);
	form_draft_apply((struct bytes){ text.at, text.n }, &fields);
	CHECK_INT(order.returns.n, 1);
	CHECK_TEXT(order.address, "文化路");
	CHECK_INT(fields_refused(&fields), at("received"));
	arena_free(&a);
	buf_free(&text);
	end();
}

/* A kill may leave any start of the file; none may do more than lose its end. */
static void a_cut_draft_loses_only_its_end(void)
{
	struct form_draft about = { .kind = KIND_ORDER };
	struct buf text = { 0 };

	start(&seen);
	type("title", "信号灯不亮");
	type("area", "城关街道");
	form_draft_write(&about, &fields, fields.count, NULL, &text);
	for (size_t n = 0; n < text.n; n++) {
		schema_init(&order_schema, &order);
		fields_open(&fields, desk.kv, &order_schema, &order, &seen, &arena);
		form_draft_apply((struct bytes){ text.at, n }, &fields);
		CHECK(!*order.area || !strcmp(order.area, "城关街道"));
	}
	buf_free(&text);
	end();
}

static void a_draft_names_its_verb_and_its_records(void)
{
	struct uid uids[] = { { 7, 12 }, { 7, 13 } };
	struct form_draft about = {
		.kind = KIND_ORDER,
		.verb = verb_named(KIND_ORDER, "accept"),
		.on = { 2, uids },
		.version = 9,
	};
	struct form_draft head;
	struct buf text = { 0 };
	struct arena a = { 0 };

	start(&seen);
	form_draft_write(&about, &fields, fields.count, NULL, &text);
	CHECK(form_draft_head((struct bytes){ text.at, text.n }, &head, &a));
	CHECK(head.verb == about.verb);
	CHECK_INT(head.on.n, 2);
	CHECK(head.on.n == 2 && uid_same(head.on.at[1], uids[1]));
	CHECK_INT(head.version, 9);
	CHECK(!form_draft_head((struct bytes){ "kind nothing\n", 13 }, &head, &a));
	arena_free(&a);
	buf_free(&text);
	end();
}

static const struct test tests[] = {
	TEST(what_is_typed_is_in_the_record),
	TEST(what_cannot_stand_is_kept_as_typed_and_not_set),
	TEST(an_empty_row_that_is_filled_makes_another),
	TEST(a_mask_is_never_written_back),
	TEST(a_draft_brings_back_what_was_typed),
	TEST(a_cut_draft_loses_only_its_end),
	TEST(a_draft_names_its_verb_and_its_records),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
