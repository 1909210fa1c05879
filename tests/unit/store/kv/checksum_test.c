#include "store/kv/checksum.h"

#include "tests/check.h"

static void the_checksum_is_that_of_zip(void)
{
	CHECK_INT(checksum_add(0, (struct bytes){ "123456789", 9 }), 0xCBF43926);
}

static void parts_sum_as_the_whole(void)
{
	static const struct bytes parts[] = { { "1234", 4 }, { NULL, 0 }, { "56789", 5 } };

	CHECK_INT(checksum_of(parts, COUNT_OF(parts)), 0xCBF43926);
	CHECK_INT(checksum_of(NULL, 0), 0);
}

static const struct test tests[] = {
	TEST(the_checksum_is_that_of_zip),
	TEST(parts_sum_as_the_whole),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
