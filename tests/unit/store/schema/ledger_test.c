/* What a county's ledger has for columns, and what units write into a reply sheet. */
#include "store/schema/ledger.h"

#include "store/schema/claim_row.h"
#include "tests/check.h"

#include <string.h>

static void a_column_is_a_field_under_the_countys_heading(void)
{
	size_t heading = 0;
	const struct field *f = ledger_column("案由=title", &heading);

	CHECK(f && !strcmp(f->name, "title"));
	CHECK(heading == strlen("案由"));
	f = ledger_column("lead", &heading);
	CHECK(f && !strcmp(f->name, "lead"));
	CHECK(!ledger_column("案由=nothing", &heading));
}

static void a_word_that_is_no_column_is_named(void)
{
	struct err e = { 0 };

	CHECK(ledger_columns_sound("编号=number | 案由=title|", &e));
	CHECK(!ledger_columns_sound("编号=number| 案由=nothing ", &e));
	CHECK(strstr(e.what, "案由=nothing") != NULL);
}

static void a_unit_leads_assists_or_disowns_in_its_own_words(void)
{
	static const struct {
		const char *words;
		enum claim_says says;
	} cases[] = {
		{ "牵头", CLAIM_LEADS },
		{ " 配 合 ", CLAIM_ASSISTS },
		{ "配　合", CLAIM_ASSISTS },
		{ "主办单位", CLAIM_LEADS },
		{ "不属于我局职责", CLAIM_NOT_OURS },
		{ "非我局职责", CLAIM_NOT_OURS },
		{ "不配合", (enum claim_says)0 },
		{ "再议", (enum claim_says)0 },
		{ "", (enum claim_says)0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(claim_says_of(cases[i].words) == cases[i].says);
}

static const struct test tests[] = {
	TEST(a_column_is_a_field_under_the_countys_heading),
	TEST(a_word_that_is_no_column_is_named),
	TEST(a_unit_leads_assists_or_disowns_in_its_own_words),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
