#include "store/panel/number.h"

#include "locale/calendar/date.h"
#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

static struct kv *kv;

static void start(struct act *act, struct time now)
{
	struct err e = { 0 };

	kv = fresh_store();
	CHECK(act_begin(act, kv, &fresh_who, now, &e));
}

static void end(struct act *act)
{
	act_abort(act);
	fresh_close(kv);
}

static void each_kind_counts_in_its_own_way(void)
{
	static const struct {
		enum kind kind;
		const char *first, *second;
	} rows[] = {
		{ KIND_CASE, "2026-0001", "2026-0002" },
		{ KIND_MEETING, "2026-01", "2026-02" },
		{ KIND_RULING, "2026-01", "2026-02" },
		{ KIND_BASIS, "Y001", "Y002" },
		{ KIND_UNIT, "", "" },
	};
	struct act act;

	start(&act, fresh_now);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		CHECK_TEXT(number_take(&act, rows[i].kind, &act.scratch), rows[i].first);
		CHECK_TEXT(number_take(&act, rows[i].kind, &act.scratch), rows[i].second);
	}
	end(&act);
}

static void a_new_year_begins_at_one(void)
{
	struct act act;

	start(&act, time_of(day_of(2026, 12, 31), 86399));
	CHECK_TEXT(number_take(&act, KIND_CASE, &act.scratch), "2026-0001");
	act.now = time_of(day_of(2027, 1, 1), 0);
	CHECK_TEXT(number_take(&act, KIND_CASE, &act.scratch), "2027-0001");
	CHECK_TEXT(number_take(&act, KIND_BASIS, &act.scratch), "Y001");
	act.now = time_of(day_of(2026, 12, 31), 0);
	CHECK_TEXT(number_take(&act, KIND_CASE, &act.scratch), "2026-0002");
	end(&act);
}

static void a_typed_number_moves_the_counter(void)
{
	static const struct {
		enum kind kind;
		const char *typed;
		bool taken;
		const char *next;
	} rows[] = {
		{ KIND_MEETING, "2026-13", true, "2026-14" },
		{ KIND_MEETING, "2026-14", false, "2026-15" },
		{ KIND_MEETING, "2026-3", false, "2026-16" },
		{ KIND_MEETING, "第一次", true, "2026-17" },
		{ KIND_MEETING, "2025-99", true, "2026-18" },
		{ KIND_MEETING, "2026-99999999999999999999", true, "2026-19" },
		{ KIND_BASIS, "Y022", true, "Y023" },
		{ KIND_BASIS, "Y003", true, "Y024" },
		{ KIND_BASIS, "Y", true, "Y025" },
	};
	struct act act;

	start(&act, fresh_now);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct err e = { 0 };

		check_case(rows[i].typed);
		CHECK(number_typed(&act, rows[i].kind, rows[i].typed, &e) == rows[i].taken);
		CHECK_TEXT(number_take(&act, rows[i].kind, &act.scratch), rows[i].next);
	}
	check_case(NULL);
	end(&act);
}

static void a_number_that_an_import_brought_is_stepped_over(void)
{
	struct basis b;
	struct act act;
	struct err e = { 0 };

	start(&act, fresh_now);
	schema_init(&basis_schema, &b);
	b.number = "Y001";
	b.title = "道路交通安全法";
	CHECK(record_put(&act, &basis_schema, &b, "import", &e));
	CHECK_TEXT(number_take(&act, KIND_BASIS, &act.scratch), "Y002");
	end(&act);
}

static void an_old_ledger_moves_the_counter_and_is_never_refused(void)
{
	struct act act;

	start(&act, fresh_now);
	number_seen(&act, KIND_RULING, "2026-07");
	number_seen(&act, KIND_RULING, "2026-03");
	number_seen(&act, KIND_RULING, "临研判[2026]99号");
	CHECK_TEXT(number_take(&act, KIND_RULING, &act.scratch), "2026-08");
	end(&act);
}

static const struct test tests[] = {
	TEST(each_kind_counts_in_its_own_way),
	TEST(a_new_year_begins_at_one),
	TEST(a_typed_number_moves_the_counter),
	TEST(a_number_that_an_import_brought_is_stepped_over),
	TEST(an_old_ledger_moves_the_counter_and_is_never_refused),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
