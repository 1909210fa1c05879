#include "store/panel/attendance.h"

#include "store/panel/recusal.h"
#include "tests/check.h"
#include "tests/desk.h"

#include <stdio.h>
#include <string.h>

static struct desk desk;

/* One letter a body (编办 司法局 群众服务中心) for each of two items, "first/second":
 * h here, d deputy, l left, b back, v on leave, a absent, i invited, r recused, . nothing. */
static const struct {
	const char *marks, *words;
} quorums[] = {
	{ "hhh/...", "" },
	{ "hdb/...", "" },
	{ "hhr/hhh", "" },
	{ "hhr/hha", "meeting quorum not met: 2 of 3 bodies have come, not 群众服务中心" },
	{ "hh./...", "meeting quorum not met: 2 of 3 bodies have come, not 群众服务中心" },
	{ "hhv/...", "meeting quorum not met: 2 of 3 bodies have come, not 群众服务中心" },
	{ "hhi/...", "meeting quorum not met: 2 of 3 bodies have come, not 群众服务中心" },
	{ "hhv/hhh", "item quorum not met: 2 of 3 bodies are here, not 群众服务中心" },
	{ "hhl/...", "item quorum not met: 2 of 3 bodies are here, not 群众服务中心" },
	{ "hlr/hhh", "item quorum not met: 1 of 2 bodies are here, not 司法局" },
	{ "hrr/hhh", "司法局、群众服务中心 have recused: too few bodies are left to agree" },
	{ "rrr/hhh", "县委编办、司法局、群众服务中心 have recused: too few bodies are left to agree" },
	{ ".../...",
		"meeting quorum not met: 0 of 3 bodies have come, not 县委编办、司法局、群众服务中心" },
};

static uint32_t meaning(char mark)
{
	static const struct {
		char mark;
		uint32_t as;
	} marks[] = {
		{ 'h', ATTENDS },
		{ 'd', ATTENDS_FOR },
		{ 'l', ATTENDS_LEFT },
		{ 'b', ATTENDS_BACK },
		{ 'v', ATTENDS_LEAVE },
		{ 'a', ATTENDS_ABSENT },
		{ 'i', ATTENDS_INVITED },
		{ 'r', ATTENDS_RECUSED },
	};

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (marks[i].mark == mark)
			return marks[i].as;
	return 0;
}

static void mark(const char *item, const char *marks)
{
	static const char *const bodies[] = { "县委编办", "司法局", "群众服务中心" };

	for (size_t i = 0; i < COUNT_OF(bodies); i++) {
		struct attender said;

		if (!meaning(marks[i]))
			continue;
		schema_init(&attender_schema, &said);
		said.unit = desk_uid(&desk, &unit_schema, bodies[i]);
		said.as = meaning(marks[i]);
		said.reason = said.as == ATTENDS_RECUSED ? "系当事单位" : "";
		desk_do(&desk, "attend", &item_schema, item, &said);
	}
}

static void start(void)
{
	desk_start(&desk);
	desk_case(&desk);
	desk_do(&desk, "accept", &order_schema, "G2", NULL);
	desk_meeting(&desk);
	desk_do(&desk, "place", &case_schema, "2026-0002", NULL);
	desk_do(&desk, "open", &meeting_schema, "2026-01", NULL);
}

static void quorum_counts_bodies_that_have_not_recused(void)
{
	for (size_t i = 0; i < COUNT_OF(quorums); i++) {
		struct item item;
		struct kv_txn txn;
		struct err e = { 0 }, opened = { 0 };

		check_case(quorums[i].marks);
		start();
		mark("2026-01/1", quorums[i].marks);
		mark("2026-01/2", strchr(quorums[i].marks, '/') + 1);
		desk_get(&desk, &item_schema, "2026-01/1", &item);
		CHECK(kv_begin_read(desk.kv, &txn, &opened));
		CHECK(attendance_quorum(&txn, &item, &e) == !*quorums[i].words);
		kv_end_read(&txn);
		CHECK_TEXT(e.what, quorums[i].words);
		desk_end(&desk);
	}
	check_case(NULL);
}

static size_t conflicts(const char *number, struct conflict **found)
{
	struct item item;
	struct kv_txn txn;
	struct err e = { 0 };
	size_t n;

	desk_get(&desk, &item_schema, number, &item);
	CHECK(kv_begin_read(desk.kv, &txn, &e));
	n = item_conflicts(&txn, &item, found, &desk.arena);
	kv_end_read(&txn);
	return n;
}

static void a_body_whose_child_returned_the_order_should_recuse(void)
{
	struct conflict *found;

	start();
	CHECK_INT((long long)conflicts("2026-01/1", &found), 0);
	CHECK_INT((long long)conflicts("2026-01/2", &found), 1);
	CHECK(uid_same(found[0].body, desk_uid(&desk, &unit_schema, "司法局")));
	CHECK(uid_same(found[0].unit, desk_uid(&desk, &unit_schema, "公证处")));
	CHECK_INT(found[0].why, CONFLICT_RETURNED);
	CHECK_TEXT(found[0].words, "公证处隶属司法局，系退单单位");
	desk_end(&desk);
}

static void who_has_recused_is_not_asked_again(void)
{
	struct conflict *found;
	struct item item;

	start();
	desk_do(&desk, "recuse", &item_schema, "2026-01/2", NULL); /* as proposed */
	CHECK_INT((long long)conflicts("2026-01/2", &found), 0);
	desk_get(&desk, &item_schema, "2026-01/2", &item);
	CHECK_TEXT(((struct attender *)item.attenders.at)->reason, "公证处隶属司法局，系退单单位");
	desk_end(&desk);
}

static void a_body_complained_of_or_a_party_should_recuse(void)
{
	struct conflict *found;
	struct order o;

	desk_start(&desk);
	schema_init(&order_schema, &o);
	o.number = "G4";
	o.title = o.matter = "欠薪法律援助申请受理推诿";
	o.against = "司法局、交警大队";
	o.unit = "群众服务中心";
	o.state = ORDER_TO_SCREEN;
	CHECK(desk_new(&desk, &order_schema, &o, &(struct err){ 0 }));
	desk_do(&desk, "accept", &order_schema, "G4", NULL);
	desk_meeting(&desk);
	CHECK_INT((long long)conflicts("2026-01/1", &found), 1); /* not the hotline */
	CHECK_INT(found[0].why, CONFLICT_AGAINST);
	CHECK_TEXT(found[0].words, "司法局系被反映单位");
	desk_end(&desk);
}

static void one_person_of_a_unit_in_the_room_is_enough(void)
{
	struct item item;
	struct attender said;
	struct arena a = { 0 };

	schema_init(&item_schema, &item);
	schema_init(&attender_schema, &said);
	said.unit = (struct uid){ 1, 7 };
	said.as = ATTENDS;
	attendance_record(&item, &said, &a);
	said.person = "李望舒"; /* names the row that had nobody */
	attendance_record(&item, &said, &a);
	CHECK_INT((long long)item.attenders.n, 1);
	said.person = "王敏";
	said.as = ATTENDS_ABSENT;
	attendance_record(&item, &said, &a);
	CHECK_INT((long long)item.attenders.n, 2);
	CHECK_INT(attendance_of(&item, said.unit), PRESENCE_HERE);
	said.person = "李望舒";
	said.as = ATTENDS_LEFT;
	attendance_record(&item, &said, &a);
	CHECK_INT((long long)item.attenders.n, 2);
	CHECK_INT(attendance_of(&item, said.unit), PRESENCE_AWAY);
	arena_free(&a);
}

static const struct test tests[] = {
	TEST(quorum_counts_bodies_that_have_not_recused),
	TEST(a_body_whose_child_returned_the_order_should_recuse),
	TEST(who_has_recused_is_not_asked_again),
	TEST(a_body_complained_of_or_a_party_should_recuse),
	TEST(one_person_of_a_unit_in_the_room_is_enough),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
