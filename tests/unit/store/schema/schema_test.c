#include "store/schema/schema.h"

#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "tests/check.h"

#include <string.h>

static void check_fields(const struct schema *s)
{
	check_case(s->name);
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		CHECK(f->tag != 0 && f->label && f->help && f->offset < s->size);
		CHECK((f->type == FIELD_CHOICE) == (f->choices != NULL));
		CHECK((f->type == FIELD_ROWS) == (f->rows != NULL));
		for (size_t k = 0; k < i; k++) {
			CHECK(s->fields[k].tag < f->tag);
			CHECK(strcmp(s->fields[k].name, f->name) != 0);
		}
		if (f->rows)
			check_fields(f->rows);
	}
	check_case(NULL);
}

static void every_field_has_its_own_tag_and_name(void)
{
	for (size_t i = 0; i < schema_count; i++)
		check_fields(schemas[i]);
}

static void a_kind_is_cited_titled_and_sorted_by_fields_it_has(void)
{
	for (size_t i = 0; i < schema_count; i++) {
		const struct schema *s = schemas[i];
		const char *sort = s->sort + (s->sort[0] == '-');

		check_case(s->name);
		CHECK(i == 0 || schemas[i - 1]->kind < s->kind);
		CHECK(schema_of(s->kind) == s);
		CHECK(schema_field(s, s->number) != NULL);
		CHECK(schema_field(s, s->title) != NULL);
		CHECK(schema_field(s, sort) != NULL);
		CHECK(!s->state || schema_field(s, s->state)->type == FIELD_CHOICE);
		CHECK(schema_named(s->name) == s);
	}
}

static void a_record_without_its_number_is_refused_by_name(void)
{
	struct order o;
	struct err e = { 0 };

	schema_init(&order_schema, &o);
	CHECK(!schema_check(&order_schema, &o, &e));
	CHECK_INT(e.kind, ERR_RULE);
	CHECK_TEXT(e.where, "order number");
	o.number = "20260901000001";
	CHECK(schema_check(&order_schema, &o, &e));
}

static void a_check_looks_into_rows_and_says_which(void)
{
	struct order_return r;
	struct order o;
	struct err e = { 0 };

	schema_init(&order_schema, &o);
	schema_init(&order_return_schema, &r);
	o.number = "1";
	r.reason = 99;
	o.returns = (struct rows){ 1, &r };
	CHECK(!schema_check(&order_schema, &o, &e));
	CHECK_TEXT(e.where, "returns 1, return reason");
}

static void a_copy_shares_nothing_with_the_original(void)
{
	char text[] = "物业费";
	struct order_return r;
	struct order o, copy;
	struct arena a = { 0 };

	schema_init(&order_schema, &o);
	schema_init(&order_return_schema, &r);
	o.text = text;
	r.unit = text;
	o.returns = (struct rows){ 1, &r };
	schema_copy(&order_schema, &o, &copy, &a);
	text[0] = 'x';
	CHECK_TEXT(copy.text, "物业费");
	CHECK_TEXT(((struct order_return *)copy.returns.at)->unit, "物业费");
	arena_free(&a);
}

static void a_rank_of_five_does_not_exist(void)
{
	struct basis b;
	struct err e = { 0 };

	schema_init(&basis_schema, &b);
	b.title = "道路交通安全法";
	b.rank = 5;
	CHECK(!schema_check(&basis_schema, &b, &e));
	b.rank = 4;
	CHECK(schema_check(&basis_schema, &b, &e));
}

/* A file says 部门 whatever language the screens speak. */
static void words_are_known_in_every_language(void)
{
	const struct field *kind = schema_field(&unit_schema, "kind");

	CHECK(schema_named("工单") == &order_schema);
	CHECK(schema_field_named(&order_schema, "诉求内容") == schema_field(&order_schema, "text"));
	CHECK(field_choice_named(kind, "镇街") == field_choice(kind, UNIT_TOWNSHIP));
	CHECK(field_choice_named(kind, "鎮街") == field_choice(kind, UNIT_TOWNSHIP));
	CHECK(field_choice_named(kind, "Township") == field_choice(kind, UNIT_TOWNSHIP));
	CHECK(field_choice_named(kind, "村") == NULL);
}

static const struct test tests[] = {
	TEST(words_are_known_in_every_language),
	TEST(every_field_has_its_own_tag_and_name),
	TEST(a_kind_is_cited_titled_and_sorted_by_fields_it_has),
	TEST(a_record_without_its_number_is_refused_by_name),
	TEST(a_check_looks_into_rows_and_says_which),
	TEST(a_copy_shares_nothing_with_the_original),
	TEST(a_rank_of_five_does_not_exist),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
