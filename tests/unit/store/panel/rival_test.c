/* An earlier ruling in force on the same matter with another lead must be told apart or
 * superseded before anything is agreed; with 印发 it is known which. */
#include "store/panel/rival.h"

#include "tests/check.h"
#include "tests/desk.h"
#include "tests/fresh.h"

#include <string.h>

static struct desk desk;
static struct ruling earlier, draft;

/* 2025-09 is led by 城关街道, the draft by 交警大队. */
static void start(void)
{
	desk_start(&desk);
	earlier = desk_precedent(&desk);
	((struct duty *)earlier.duties.at)[0].unit = desk_uid(&desk, &unit_schema, "城关街道");
	desk_put(&desk, &ruling_schema, &earlier);
	desk_open(&desk);
	draft = desk_ruling(&desk);
}

static void tell_apart(uint32_t how, const char *words)
{
	struct distinction *row = arena_alloc(&desk.arena, sizeof(*row));

	schema_init(&distinction_schema, row);
	row->ruling = earlier.head.uid;
	row->how = how;
	row->words = words;
	draft.distinctions = (struct rows){ 1, row };
}

static bool agrees(struct err *e)
{
	return desk_try(&desk, "agree", &item_schema, "2026-01/1", &draft, e);
}

static void another_lead_is_refused_until_it_is_told_apart(void)
{
	struct err e = { 0 };

	start();
	CHECK(!agrees(&e));
	CHECK_TEXT(e.what, "2025-09, in force on the same matter, is led by 城关街道");
	e = (struct err){ 0 };
	tell_apart(DISTINCTION_DIFFERS, " ");
	CHECK(!agrees(&e));
	tell_apart(DISTINCTION_DIFFERS, "本件设施尚未移交");
	CHECK(agrees(&e));
	CHECK_INT(desk_state(&desk, &ruling_schema, "2025-09"), RULING_ISSUED);
	desk_end(&desk);
}

static void the_same_lead_is_no_rival(void)
{
	struct err e = { 0 };

	start();
	((struct duty *)draft.duties.at)[0].unit = desk_uid(&desk, &unit_schema, "城关街道");
	((struct duty *)draft.duties.at)[1].unit = desk_uid(&desk, &unit_schema, "交警大队");
	CHECK(agrees(&e));
	desk_end(&desk);
}

static void what_is_not_in_force_or_on_another_matter_is_no_rival(void)
{
	struct err e = { 0 };

	start();
	earlier.state = RULING_SUPERSEDED;
	desk_put(&desk, &ruling_schema, &earlier);
	CHECK(agrees(&e));
	desk_end(&desk);
	start();
	earlier.on_words = "路灯";
	earlier.title = "路灯维护";
	desk_put(&desk, &ruling_schema, &earlier);
	CHECK(agrees(&e));
	desk_end(&desk);
}

static bool supersede(struct ruling *issued, struct err *e)
{
	struct act act;
	bool done;

	CHECK(act_begin(&act, desk.kv, &fresh_who, desk.now, e));
	done = rivals_supersede(&act, issued, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

static void a_superseded_one_is_out_of_force_once_the_new_one_is_issued(void)
{
	struct err e = { 0 };

	start();
	tell_apart(DISTINCTION_SUPERSEDES, "设施已于2026年移交");
	CHECK(agrees(&e));
	CHECK_INT(desk_state(&desk, &ruling_schema, "2025-09"), RULING_ISSUED);
	CHECK(supersede(&draft, &e));
	CHECK_INT(desk_state(&desk, &ruling_schema, "2025-09"), RULING_SUPERSEDED);
	CHECK(uid_same(draft.replaces, earlier.head.uid));
	desk_end(&desk);
}

static void one_that_was_told_apart_stays_in_force(void)
{
	struct err e = { 0 };

	start();
	tell_apart(DISTINCTION_DIFFERS, "本件设施尚未移交");
	CHECK(supersede(&draft, &e));
	CHECK_INT(desk_state(&desk, &ruling_schema, "2025-09"), RULING_ISSUED);
	desk_end(&desk);
}

static const struct test tests[] = {
	TEST(another_lead_is_refused_until_it_is_told_apart),
	TEST(the_same_lead_is_no_rival),
	TEST(what_is_not_in_force_or_on_another_matter_is_no_rival),
	TEST(a_superseded_one_is_out_of_force_once_the_new_one_is_issued),
	TEST(one_that_was_told_apart_stays_in_force),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
