#include "store/rec/block.h"

#include "tests/check.h"

#include <string.h>

static const uint32_t places[] = { 0, 1, 63, 64, 4095, 65534, 65535 };

static void places_come_back_in_order_from_both_ends(void)
{
	static struct block b;
	uint32_t at = 0;
	size_t n = 0;

	memset(&b, 0, sizeof(b));
	for (size_t i = 0; i < COUNT_OF(places); i++)
		block_add(&b, places[i]);
	for (at = block_next(&b, 0); at < BLOCK_SIZE; at = block_next(&b, at + 1))
		CHECK_INT(at, places[n++]);
	CHECK_INT(n, COUNT_OF(places));
	for (at = block_before(&b, BLOCK_SIZE); at < BLOCK_SIZE; at = block_before(&b, at))
		CHECK_INT(at, places[--n]);
	CHECK_INT(n, 0);
}

static void check_stored(uint32_t count)
{
	static struct block b, again;
	struct buf out = { 0 };

	memset(&b, 0, sizeof(b));
	for (uint32_t i = 0; i < count; i++)
		block_add(&b, i * 7919 % BLOCK_SIZE);
	block_write(&b, &out);
	CHECK(out.n <= 8192);
	CHECK(block_read(&again, (struct bytes){ out.at, out.n }));
	CHECK(!memcmp(&b, &again, sizeof(b)));
	CHECK_INT(block_count(&again), count);
	buf_free(&out);
}

static void a_set_of_any_size_is_stored_in_at_most_8_kib(void)
{
	check_stored(0);
	check_stored(1);
	check_stored(4095);
	check_stored(4096);
	check_stored(65536);
}

static void a_stored_set_of_odd_length_is_damage(void)
{
	static struct block b;

	CHECK(!block_read(&b, (struct bytes){ "abc", 3 }));
}

static const struct test tests[] = {
	TEST(places_come_back_in_order_from_both_ends),
	TEST(a_set_of_any_size_is_stored_in_at_most_8_kib),
	TEST(a_stored_set_of_odd_length_is_damage),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
