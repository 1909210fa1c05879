#include "store/kv/digest.h"

#include "tests/check.h"

#include <string.h>

static struct bytes text(const char *s)
{
	return (struct bytes){ .at = s, .n = strlen(s) };
}

/* The two examples of GB/T 32905-2016, appendix A. */
static void sm3_gives_the_answers_of_the_standard(void)
{
	char hex[DIGEST_HEX];
	struct digest d = digest_of(text("abc"));

	digest_hex(&d, hex);
	CHECK_TEXT(hex, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
	d = digest_of(text("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"));
	digest_hex(&d, hex);
	CHECK_TEXT(hex, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

static void parts_hash_as_the_whole(void)
{
	struct digest_run run;
	struct digest whole = digest_of(text("研判会议纪要")), parts;

	digest_begin(&run);
	digest_add(&run, text("研判"));
	digest_add(&run, (struct bytes){ 0 });
	digest_add(&run, text("会议纪要"));
	parts = digest_end(&run);
	CHECK(digest_equal(&whole, &parts));
}

static void hex_reads_back_and_refuses_the_rest(void)
{
	struct digest d = digest_of(text("")), back;
	char hex[DIGEST_HEX + 1];

	digest_hex(&d, hex);
	CHECK(digest_from_hex(hex, &back) && digest_equal(&d, &back));
	for (size_t i = 0; hex[i]; i++)
		hex[i] = (char)(hex[i] >= 'a' ? hex[i] - 'a' + 'A' : hex[i]);
	CHECK(digest_from_hex(hex, &back) && digest_equal(&d, &back));
	strcat(hex, "0");
	CHECK(!digest_from_hex(hex, &back));
	hex[64] = '\0';
	hex[63] = 'g';
	CHECK(!digest_from_hex(hex, &back));
	CHECK(!digest_from_hex("", &back));
}

static void random_bytes_do_not_repeat(void)
{
	unsigned char a[16], b[16];

	digest_random(a, sizeof(a));
	digest_random(b, sizeof(b));
	CHECK(memcmp(a, b, sizeof(a)) != 0);
}

static const struct test tests[] = {
	TEST(sm3_gives_the_answers_of_the_standard),
	TEST(parts_hash_as_the_whole),
	TEST(hex_reads_back_and_refuses_the_rest),
	TEST(random_bytes_do_not_repeat),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
