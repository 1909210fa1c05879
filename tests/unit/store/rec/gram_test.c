#include "store/rec/gram.h"

#include "locale/text/fold.h"
#include "store/schema/order.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>

static struct kv *kv;

static void add(struct grams *g, uint32_t place, const char *number, const char *text)
{
	struct order o;

	schema_init(&order_schema, &o);
	o.number = number;
	o.text = text;
	o.title = "绿化 ABC";
	gram_add(g, &order_schema, &o, place);
}

static void write_all(struct grams *g, uint32_t block, size_t bytes)
{
	struct err e = { 0 };
	bool done = false;

	while (!done) {
		struct kv_txn txn;

		if (!CHECK(kv_begin_write(kv, &txn, &e)))
			return;
		done = gram_write(g, &txn, KIND_ORDER, block, bytes);
		if (!CHECK(kv_commit(&txn, &e)))
			return;
	}
}

/* The places that have it, as text. */
static const char *who(uint32_t block, const char *gram, size_t bytes)
{
	static char out[256];
	struct kv_txn txn;
	struct err e = { 0 };
	struct block b;
	size_t n = 0;

	out[0] = '\0';
	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return out;
	gram_get(&txn, KIND_ORDER, block, gram_of(gram, bytes), &b);
	kv_end_read(&txn);
	for (uint32_t i = block_next(&b, 0); i < BLOCK_SIZE && n < 200; i = block_next(&b, i + 1))
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%u", n ? " " : "", i);
	return out;
}

static const char *having(const char *gram)
{
	return who(0, gram, strlen(gram));
}

static void one_two_and_runs_of_characters_are_found_folded(void)
{
	struct grams g = { 0 };

	kv = fresh_store();
	add(&g, 3, "2018", "垃圾職責");
	add(&g, 700, "X2018", "圾垃，责");
	write_all(&g, 0, SIZE_MAX);
	CHECK_TEXT(having("垃圾"), "3");
	CHECK_TEXT(having("圾"), "3 700");
	CHECK_TEXT(having("职责"), "3");
	CHECK_TEXT(having("責"), "");
	CHECK_TEXT(having("2018"), "3 700");
	CHECK_TEXT(having("x201"), "700");
	CHECK_TEXT(having(" a"), "3 700");
	CHECK_TEXT(having("8绿"), ""); /* from one text into the next */
	CHECK_TEXT(having("\001la"), "");
	CHECK_TEXT(having("\001lh"), "3 700");
	CHECK_TEXT(having("\001ha"), "");
	CHECK_TEXT(having("\001ab"), "3 700");
	CHECK_TEXT(having("\002lv"), "3 700");
	CHECK_TEXT(having("\002la"), ""); /* the request is not found by pinyin */
	gram_free(&g);
	gram_free(&g);
	fresh_close(kv);
}

static void places_come_back_whatever_their_number(void)
{
	static const uint32_t steps[] = { 1, 2, 7, 100, 127, 128, 129, 5000, 16384, 40000 };
	struct block b, back;

	for (size_t i = 0; i < COUNT_OF(steps); i++)
		for (uint32_t first = 0; first < 300; first += 299) {
			struct buf stored = { 0 };

			memset(&b, 0, sizeof(b));
			for (uint32_t at = first; at < BLOCK_SIZE; at += steps[i])
				block_add(&b, at);
			block_add(&b, BLOCK_SIZE - 1);
			gram_write_places(&b, &stored);
			CHECK(stored.n <= 8192);
			CHECK(gram_read_places(&back, (struct bytes){ stored.at, stored.n }));
			CHECK(!memcmp(&b, &back, sizeof(b)));
			buf_free(&stored);
		}
}

static void damaged_places_are_refused(void)
{
	static const struct bytes bad[] = {
		{ "\x80", 1 },
		{ "\xff\xff\xff\x01", 4 },
		{ "\xff\xff\x03\x00", 4 },
		{ "\xff\xff\xff\xff\xff", 5 },
	};
	struct block b;

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		CHECK(!gram_read_places(&b, bad[i]));
}

/* In small transactions, into a block that has some; behind every row and among them. */
static void what_is_written_in_pieces_is_all_there(void)
{
	struct grams g = { 0 };
	char text[64];

	kv = fresh_store();
	for (int round = 0; round < 3; round++) {
		for (uint32_t i = 0; i < 3000; i++) {
			snprintf(text, sizeof(text), "%u号 第%d次 路灯%s", i % 10, round, i % 64 ? "" : "坏");
			add(&g, (uint32_t)round * 3000 + i, "1", text);
		}
		write_all(&g, 1, 500);
	}
	for (uint32_t i = 0; i < 3; i++)
		add(&g, i * 50, "7", "另一块");
	write_all(&g, 0, 100);
	CHECK_TEXT(who(0, "一块", 6), "0 50 100");
	CHECK_TEXT(who(0, "路灯", 6), "");
	CHECK(!strncmp(who(1, "灯坏", 6), "0 64 128 192 ", 13));
	CHECK(!strncmp(who(1, "第2", 4), "6000 6001 6002 ", 15));
	CHECK(!strncmp(who(1, "9号", 4), "9 19 29 39 ", 11));
	gram_free(&g);
	fresh_close(kv);
}

static void a_place_that_is_left_out_is_not_written(void)
{
	struct grams g = { 0 };
	struct block out = { 0 };

	kv = fresh_store();
	for (uint32_t i = 0; i < 4; i++)
		add(&g, i, "1", i == 2 ? "井盖松" : "井盖");
	block_add(&out, 2);
	gram_leave_out(&g, &out);
	write_all(&g, 0, SIZE_MAX);
	CHECK_TEXT(having("井盖"), "0 1 3");
	CHECK_TEXT(having("盖松"), "");
	add(&g, 2, "1", "井盖松");
	write_all(&g, 0, SIZE_MAX);
	CHECK_TEXT(having("井盖"), "0 1 2 3");
	CHECK_TEXT(having("盖松"), "2");
	gram_free(&g);
	fresh_close(kv);
}

int main(void)
{
	static const struct test tests[] = {
		TEST(one_two_and_runs_of_characters_are_found_folded),
		TEST(places_come_back_whatever_their_number),
		TEST(damaged_places_are_refused),
		TEST(what_is_written_in_pieces_is_all_there),
		TEST(a_place_that_is_left_out_is_not_written),
	};

	return check_run(tests, COUNT_OF(tests));
}
