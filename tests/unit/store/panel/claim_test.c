/* 环节, 部门意见, 专业意见, and the matrix that shows them. */
#include "store/panel/matrix.h"
#include "tests/check.h"
#include "tests/desk.h"

static struct desk desk;
static struct arena a;

static void start(void)
{
	desk_start(&desk);
	desk_case(&desk);
}

static void end(void)
{
	arena_free(&a);
	desk_end(&desk);
}

static struct matrix matrix_now(void)
{
	struct case_ c;
	struct matrix m;
	struct kv_txn txn;
	struct err e = { 0 };

	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	matrix_read(&txn, &c, &m, &a);
	kv_end_read(&txn);
	return m;
}

static void a_case_without_parts_is_one_matter(void)
{
	start();
	struct matrix m = matrix_now();

	CHECK_INT((long long)m.part_count, 1);
	CHECK_TEXT(m.parts[0].label, "the whole matter");
	CHECK_INT((long long)m.unit_count, 3);    /* its parties */
	CHECK(matrix_dispute(&m, 0, &a) == NULL); /* nobody has been heard yet */
	CHECK_TEXT(claim_label(matrix_cell(&m, 0, 0)), "silent");
	end();
}

static void gaps_and_clashes_are_named(void)
{
	start();
	desk_part(&desk, "日常养护");
	desk_part(&desk, "抢修和警示");
	desk_part(&desk, "供电接入");
	desk_claim(&desk, "日常养护", "住建局", CLAIM_NOT_OURS);
	desk_claim(&desk, "抢修和警示", "交警大队", CLAIM_LEADS);
	desk_claim(&desk, "抢修和警示", "住建局", CLAIM_LEADS);
	desk_claim(&desk, "供电接入", "供电公司", CLAIM_LEADS);
	desk_claim(&desk, "供电接入", "住建局", CLAIM_ASSISTS);
	struct matrix m = matrix_now();

	CHECK_INT((long long)m.part_count, 3);
	CHECK_INT((long long)m.unit_count, 4);
	CHECK_TEXT(m.units[3].name, "供电公司"); /* who spoke unasked stands last */
	CHECK_TEXT(matrix_summary(&m.parts[0], &a), "nobody claims it");
	CHECK_TEXT(matrix_summary(&m.parts[1], &a), "two units claim it");
	CHECK_TEXT(matrix_summary(&m.parts[2], &a), "one unit claims it");
	CHECK_TEXT(matrix_dispute(&m, 0, &a), "nobody claims it");
	CHECK_TEXT(matrix_dispute(&m, 1, &a), "交警大队、住建局 both claim it");
	CHECK(matrix_dispute(&m, 2, &a) == NULL);
	end();
}

static void a_second_claim_on_a_cell_changes_the_first(void)
{
	struct claim claim;

	start();
	desk_part(&desk, "日常养护");
	desk_claim(&desk, "日常养护", "住建局", CLAIM_NOT_OURS);
	desk_claim(&desk, "日常养护", "住建局", CLAIM_ASSISTS);
	desk_get(&desk, &claim_schema, "2026-0001/1", &claim);
	CHECK_INT(claim.says, CLAIM_ASSISTS);
	CHECK(claim.day.n > 0);
	CHECK(!desk_has(&desk, &claim_schema, "2026-0001/2"));
	end();
}

static void the_basis_of_a_claim_is_one_of_the_case(void)
{
	struct claim_args *say;
	struct uid basis;
	struct case_ c;

	start();
	basis = desk_uid(&desk, &basis_schema, "Y001");
	say = schema_new(verb_named(KIND_CASE, "claim")->args, &a);
	say->unit = desk_uid(&desk, &unit_schema, "住建局");
	say->bases = (struct uids){ 1, &basis };
	desk_do(&desk, "claim", &case_schema, "2026-0001", say);
	desk_do(&desk, "claim", &case_schema, "2026-0001", say);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT((long long)c.bases.n, 1);
	end();
}

static void what_was_said_of_a_part_goes_with_its_new_name(void)
{
	struct part_args rename = { "养护", "日常养护", "", false };
	struct claim claim;
	struct case_ c;

	start();
	desk_part(&desk, "养护");
	desk_claim(&desk, "养护", "住建局", CLAIM_LEADS);
	desk_do(&desk, "part", &case_schema, "2026-0001", &rename);
	desk_get(&desk, &claim_schema, "2026-0001/1", &claim);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_TEXT(claim.part, "日常养护");
	CHECK_INT((long long)c.parts.n, 1);
	end();
}

static void a_part_is_taken_out_only_while_nobody_has_spoken_on_it(void)
{
	struct part_args gone = { "养护", "", "", true };
	struct err e = { 0 };
	struct case_ c;

	start();
	desk_part(&desk, "养护");
	desk_part(&desk, "供电");
	desk_claim(&desk, "养护", "住建局", CLAIM_LEADS);
	CHECK(!desk_try(&desk, "part", &case_schema, "2026-0001", &gone, &e));
	CHECK_TEXT(e.what, "住建局 has spoken on it: leads");
	desk_claim(&desk, "养护", "住建局", CLAIM_SILENT);
	desk_do(&desk, "part", &case_schema, "2026-0001", &gone);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT((long long)c.parts.n, 1);
	CHECK_TEXT(((struct part *)c.parts.at)->name, "供电");
	end();
}

static void a_claim_on_an_unknown_part_is_refused(void)
{
	struct claim_args *say;
	struct err e = { 0 };

	start();
	say = schema_new(verb_named(KIND_CASE, "claim")->args, &a);
	say->unit = desk_uid(&desk, &unit_schema, "住建局");
	say->part = "无此环节";
	CHECK(!desk_try(&desk, "claim", &case_schema, "2026-0001", say, &e));
	CHECK_TEXT(e.what, "the case has no part called 无此环节");
	end();
}

static void forty_units_have_their_columns(void)
{
	start();
	for (int i = 0; i < 40; i++) {
		struct err e = { 0 };
		struct unit u;

		schema_init(&unit_schema, &u);
		u.name = u.short_ = arena_format(&a, "第%d站", i + 1);
		CHECK(desk_new(&desk, &unit_schema, &u, &e));
		desk_claim(&desk, "", u.short_, i % 2 ? CLAIM_NOT_OURS : CLAIM_LEADS);
	}
	struct matrix m = matrix_now();

	CHECK_INT((long long)m.unit_count, 43);
	CHECK_INT((long long)m.parts[0].leaders, 20);
	CHECK_TEXT(matrix_summary(&m.parts[0], &a), "20 units claim it");
	end();
}

static void a_body_has_one_professional_opinion_on_a_case(void)
{
	struct advice advice;
	struct err e = { 0 };
	struct case_ c;

	start();
	schema_init(&advice_schema, &advice);
	advice.unit = desk_uid(&desk, &unit_schema, "司法局");
	advice.words = "适用第三十条";
	desk_do(&desk, "advise", &case_schema, "2026-0001", &advice);
	advice.words = "适用第三十条第二款";
	desk_do(&desk, "advise", &case_schema, "2026-0001", &advice);
	desk_get(&desk, &case_schema, "2026-0001", &c);
	CHECK_INT((long long)c.advice.n, 1);
	CHECK_TEXT(((struct advice *)c.advice.at)->words, "适用第三十条第二款");
	CHECK(((struct advice *)c.advice.at)->day.n > 0);
	advice.unit = desk_uid(&desk, &unit_schema, "住建局");
	CHECK(!desk_try(&desk, "advise", &case_schema, "2026-0001", &advice, &e));
	CHECK_TEXT(e.what, "住建局 is no body of the panel");
	end();
}

static const struct test tests[] = {
	TEST(a_case_without_parts_is_one_matter),
	TEST(gaps_and_clashes_are_named),
	TEST(a_second_claim_on_a_cell_changes_the_first),
	TEST(the_basis_of_a_claim_is_one_of_the_case),
	TEST(what_was_said_of_a_part_goes_with_its_new_name),
	TEST(a_part_is_taken_out_only_while_nobody_has_spoken_on_it),
	TEST(a_claim_on_an_unknown_part_is_refused),
	TEST(forty_units_have_their_columns),
	TEST(a_body_has_one_professional_opinion_on_a_case),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
