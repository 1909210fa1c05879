/* search_test.c — what the indexes find is what a look at every record finds. */
#include "store/find/match.h"
#include "store/find/result.h"
#include "store/rec/bulk.h"
#include "store/rec/meta.h"
#include "store/rec/pending.h"
#include "store/rec/record.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 256, TEXT = 256 };

static struct kv *kv;
static uint64_t seed;

static unsigned below(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed % n);
}

/* Few, so that they meet often; many of them folded, and some read in several ways. */
static const char *const pieces[] = { "垃", "圾", "职", "職", "责", "責", "路", "灯", "綠", "绿",
	"化", "重", "行", "长", "A", "ａ", "b", "Ｂ", "1", "１", "2", "0", "２", "〇", " ", "　", "，",
	",", "\n", "㎡", "ﬁ", "①", "́", "l", "j", "z", "h", "ü", "㈱", "𠮷", "。" };

/* What was typed: what folds alike is among it. */
static const char *const typed[] = { "l", "j", "f", "z", "h", "a", "b", "1", "2", "0", "u", "v",
	"x", "i", "n", "g", "lj", "zh", "lv", "ji", "zhi", "垃", "圾", "职", "責", "路", "灯", "绿",
	"重", "行", "Ａ", "m" };

static void random_text(char out[TEXT], unsigned most, const char *const *of, size_t count)
{
	unsigned n = below(most + 1);

	out[0] = '\0';
	for (unsigned i = 0; i < n; i++)
		strcat(out, of[below((unsigned)count)]);
}

/* --- the store ------------------------------------------------------------------------- */

static void skip_to(uint32_t ordinal)
{
	struct err e = { 0 };
	struct kv_txn txn;
	char last[32];

	meta_last_name(KIND_ORDER, last);
	CHECK(kv_begin_write(kv, &txn, &e));
	meta_origin(&txn);
	meta_set_number(&txn, last, ordinal);
	CHECK(kv_commit(&txn, &e));
}

struct texts {
	char number[TEXT], text[TEXT], address[TEXT], reason[TEXT];
	struct order_return row;
};

static void random_texts(struct texts *t, struct order *o)
{
	random_text(t->text, 12, pieces, COUNT_OF(pieces));
	random_text(t->address, 4, pieces, COUNT_OF(pieces));
	random_text(t->reason, 6, pieces, COUNT_OF(pieces));
	schema_init(&order_return_schema, &t->row);
	t->row.words = t->reason;
	o->text = t->text;
	o->address = t->address;
	o->returns = (struct rows){ 1, &t->row };
}

static void random_order(struct order *o, struct texts *t, int number)
{
	schema_init(&order_schema, o);
	snprintf(t->number, TEXT, "%u%05d", 2018 + below(3), number);
	random_texts(t, o);
	o->number = t->number;
	o->state = ORDER_ON_FILE;
}

static void add_by_hand(int first, int n)
{
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	for (int i = first; i < first + n; i++) {
		struct texts t;
		struct order o;

		random_order(&o, &t, i);
		CHECK(record_put(&act, &order_schema, &o, "new", &e));
	}
	CHECK(act_commit(&act, &e));
}

static void add_batch(int first, int n)
{
	struct err e = { 0 };
	struct bulk b = { 0 };
	struct batch batch;
	struct act act;

	CHECK(bulk_begin(&b, kv, &order_schema, &e));
	for (int i = first; i < first + n; i++) {
		struct texts t;
		struct order o;

		random_order(&o, &t, i);
		bulk_add(&b, &o, 100);
	}
	schema_init(&batch_schema, &batch);
	batch.number = first + 1;
	batch.kind = KIND_ORDER;
	batch.state = BATCH_LIVE;
	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	CHECK(bulk_finish(&b, &act, &batch, &e) && act_commit(&act, &e));
	bulk_end(&b, true);
}

/* A text anew, only the state, or no longer there. */
static bool change_one(struct act *act, uint32_t ordinal, struct err *e)
{
	unsigned what = below(8);
	struct texts t;
	struct order o;

	if (!record_any(&act->txn, &order_schema, ordinal, &o, &act->scratch, e))
		return false;
	if (what == 0)
		return record_set_live(act, &order_schema, ordinal,
			!record_live(&act->txn, KIND_ORDER, ordinal), "take-back", e);
	if (what == 1)
		o.state = o.state == ORDER_ON_FILE ? ORDER_TO_SCREEN : ORDER_ON_FILE;
	else
		random_texts(&t, &o);
	return record_put(act, &order_schema, &o, "edit", e);
}

static void change_some(uint32_t first, uint32_t last, int n)
{
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	for (int i = 0; i < n; i++)
		CHECK(change_one(&act, first + below(last - first + 1), &e));
	CHECK(act_commit(&act, &e));
}

/* --- both ways ------------------------------------------------------------------------------ */

static size_t by_index(const char *query, uint32_t ordinals[MOST])
{
	struct err e = { 0 };
	struct result *r;
	size_t n = 0;

	if (!CHECK(result_open(kv, &order_schema, query, "number", time_day(fresh_now), &r, &e)))
		return 0;
	CHECK(result_step(r, -1, &e));
	CHECK(result_window(r, 0, MOST, ordinals, &n, &e));
	CHECK_INT(result_count(r), n);
	result_close(r);
	return n;
}

static bool looks_right(struct kv_txn *txn, const struct query *q, uint32_t ordinal)
{
	struct arena a = { 0 };
	void *record = schema_new(&order_schema, &a);
	struct buf room = { 0 };
	struct err e = { 0 };
	bool right =
		record_at(txn, &order_schema, ordinal, record, &a, &e) && match_record(q, record, &room);

	buf_free(&room);
	arena_free(&a);
	return right;
}

static size_t by_looking(const char *query, bool found[], uint32_t first)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct query q;
	size_t n = 0;

	CHECK(query_parse(&order_schema, query, time_day(fresh_now), &q, &a, &e));
	CHECK(kv_begin_read(kv, &txn, &e) && match_prepare(&txn, &q, &a, &e));
	for (uint32_t i = first; i <= record_last(&txn, KIND_ORDER); i++)
		n += found[i - first] = looks_right(&txn, &q, i);
	kv_end_read(&txn);
	arena_free(&a);
	return n;
}

static void compare(const char *query, uint32_t first)
{
	bool found[MOST] = { false };
	uint32_t ordinals[MOST];
	size_t n = by_looking(query, found, first);

	check_case(query);
	if (CHECK_INT(by_index(query, ordinals), n))
		for (size_t i = 0; i < n; i++)
			CHECK(ordinals[i] >= first && found[ordinals[i] - first]);
	check_case(NULL);
}

/* Words, phrases, alternatives, what is not wanted, one field. */
static void random_query(char out[TEXT * 4])
{
	unsigned words = 1 + below(2);
	size_t at = 0;

	out[0] = '\0';
	for (unsigned i = 0; i < words; i++) {
		char word[TEXT], other[TEXT];
		bool pinyin = below(2), quoted = !below(6);

		random_text(word, 4, pinyin ? typed : pieces, pinyin ? COUNT_OF(typed) : COUNT_OF(pieces));
		random_text(other, 2, typed, COUNT_OF(typed));
		at += (size_t)snprintf(out + at, TEXT * 4 - at, "%s%s%s%s%s%s%s", i ? " " : "",
			below(5) ? "" : "-",
			below(6)       ? ""
				: below(2) ? "text:"
						   : "returns.words:",
			quoted ? "\"" : "", word, quoted ? "\"" : "",
			!quoted && *other && !below(5) ? "|l" : "");
	}
}

static bool is_query(const char *text)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct query q;
	bool good = query_parse(&order_schema, text, time_day(fresh_now), &q, &a, &e);

	arena_free(&a);
	return good;
}

static void ask(int times, uint32_t first)
{
	char query[TEXT * 4];

	for (int i = 0; i < times; i++) {
		random_query(query);
		if (is_query(query))
			compare(query, first);
	}
}

static void merge_all(void)
{
	struct err e = { 0 };
	uint64_t left = 1;

	while (left && CHECK(pending_merge(kv, &left, &e)))
		;
}

static bool has_pending(void)
{
	struct err e = { 0 };
	struct kv_txn txn;
	uint64_t n;

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return false;
	CHECK(gram_ready(&txn));
	n = pending_count(&txn);
	kv_end_read(&txn);
	return n != 0;
}

/* Typed in, imported, changed, merged: on both sides of a border between blocks. */
static void an_index_finds_what_a_look_at_every_record_finds(void)
{
	enum { FIRST = 65500 };

	for (seed = 1; seed < 40; seed++) {
		uint64_t round = seed;

		seed = round * 88172645463325252u + 7;
		kv = fresh_store();
		skip_to(FIRST - 1);
		add_by_hand(0, 20);
		add_batch(100, 40);
		ask(30, FIRST);
		merge_all();
		ask(30, FIRST);
		change_some(FIRST, FIRST + 59, 25);
		CHECK(has_pending());
		ask(30, FIRST);
		merge_all();
		CHECK(!has_pending());
		ask(30, FIRST);
		fresh_close(kv);
		seed = round;
	}
}

/* --- the examples of the manual ----------------------------------------------------------------
 */

static void put_order(struct act *act, const char *number, const char *unit, const char *text)
{
	struct err e = { 0 };
	struct order o;

	schema_init(&order_schema, &o);
	o.number = number;
	o.unit = unit;
	o.text = text;
	o.title = "垃圾分类";
	o.state = ORDER_ON_FILE;
	CHECK(record_put(act, &order_schema, &o, "new", &e));
}

static void what_is_typed_is_found_however_it_is_written(void)
{
	static const struct {
		const char *query;
		size_t found;
	} cases[] = {
		{ "垃圾", 3 },
		{ "圾", 3 },
		{ "ljfl", 3 },
		{ "lajifenlei", 3 },
		{ "lajf", 3 },
		{ "住建 -物业", 1 },
		{ "20180101116957", 1 },
		{ "2018", 3 },
		{ "1169", 2 },
		{ "職責", 2 },
		{ "ＡＢＣ１２３", 1 },
		{ "abc 物业|职责", 1 },
		{ "\"物业 abc\"", 1 },
		{ "物业abc", 0 },
		{ "没有", 0 },
	};
	uint32_t ordinals[MOST];
	struct err e = { 0 };
	struct act act;

	for (int merged = 0; merged < 2; merged++) {
		kv = fresh_store();
		CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
		put_order(&act, "20180101116957", "住建局", "职责不清");
		put_order(&act, "20180101116958", "住建局", "物业 ABC123 的职责");
		put_order(&act, "20180102000001", "水利局", "河道");
		CHECK(act_commit(&act, &e));
		if (merged)
			merge_all();
		for (size_t i = 0; i < COUNT_OF(cases); i++) {
			check_case(cases[i].query);
			CHECK_INT(by_index(cases[i].query, ordinals), cases[i].found);
		}
		check_case(NULL);
		fresh_close(kv);
	}
}

/* --- when a write fails --------------------------------------------------------------------------
 */

static void a_merge_that_fails_changes_nothing_that_is_found(void)
{
	enum { ORDERS = 12 };

	seed = 4711;
	kv = fresh_store();
	add_by_hand(0, ORDERS);
	for (int n = 1; has_pending(); n += n) {
		struct err e = { 0 };
		uint64_t left;
		bool merged;

		kv_fail_at(n);
		merged = pending_merge(kv, &left, &e);
		kv_fail_at(0);
		CHECK(merged == !e.kind);
		ask(10, 1);
	}
	fresh_close(kv);
}

static void an_edit_that_fails_leaves_its_words_as_they_were(void)
{
	bool done = false;

	seed = 815;
	kv = fresh_store();
	add_by_hand(0, 6);
	merge_all();
	for (int n = 1; !done; n++) {
		struct err e = { 0 };
		struct act act;

		kv_fail_at(n);
		done = act_begin(&act, kv, &fresh_who, fresh_now, &e) &&
			change_one(&act, 1 + below(6), &e) && act_commit(&act, &e);
		act_abort(&act);
		kv_fail_at(0);
		ask(4, 1);
	}
	fresh_close(kv);
}

/* A program with other tables has written meanwhile: its grams are none of ours. */
static void grams_of_another_making_are_not_relied_on(void)
{
	struct err e = { 0 };
	struct kv_txn txn;

	seed = 99;
	kv = fresh_store();
	add_by_hand(0, 8);
	merge_all();
	CHECK(kv_begin_write(kv, &txn, &e));
	meta_set_number(&txn, "grams", 7);
	CHECK(kv_commit(&txn, &e));
	change_some(1, 8, 6);
	CHECK(kv_begin_read(kv, &txn, &e));
	CHECK_INT(meta_number(&txn, "grams"), 0);
	CHECK_INT(pending_count(&txn), 0);
	kv_end_read(&txn);
	ask(30, 1);
	fresh_close(kv);
}

int main(void)
{
	static const struct test tests[] = {
		TEST(an_index_finds_what_a_look_at_every_record_finds),
		TEST(what_is_typed_is_found_however_it_is_written),
		TEST(a_merge_that_fails_changes_nothing_that_is_found),
		TEST(an_edit_that_fails_leaves_its_words_as_they_were),
		TEST(grams_of_another_making_are_not_relied_on),
	};

	return check_run(tests, COUNT_OF(tests));
}
