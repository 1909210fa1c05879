#include "locale/msg/mo.h"

#include "locale/base/buf.h"
#include "tests/check.h"

#include <string.h>

static void add_u32(struct buf *b, uint32_t v)
{
	unsigned char le[4] = { (unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16),
		(unsigned char)(v >> 24) };

	buf_add(b, le, sizeof(le));
}

/* As msgfmt lays it out: head, two tables, then the texts. */
static void catalog_of(struct buf *b, const char *const pairs[][2], uint32_t n)
{
	uint32_t place = 20 + 16 * n;

	add_u32(b, 0x950412de);
	add_u32(b, 0);
	add_u32(b, n);
	add_u32(b, 20);
	add_u32(b, 20 + 8 * n);
	for (int column = 0; column < 2; column++)
		for (uint32_t i = 0; i < n; i++) {
			add_u32(b, (uint32_t)strlen(pairs[i][column]));
			add_u32(b, place);
			place += (uint32_t)strlen(pairs[i][column]) + 1;
		}
	for (int column = 0; column < 2; column++)
		for (uint32_t i = 0; i < n; i++)
			buf_add(b, pairs[i][column], strlen(pairs[i][column]) + 1);
}

static const char *const fruits[][2] = {
	{ "apple", "苹果" },
	{ "key\004Open", "打开" },
	{ "pear", "梨" },
};

static void every_message_is_found_and_no_other(void)
{
	struct buf b = { 0 };
	struct mo m;

	catalog_of(&b, fruits, COUNT_OF(fruits));
	CHECK(mo_open(&m, b.at, b.n));
	for (size_t i = 0; i < COUNT_OF(fruits); i++)
		CHECK_TEXT(mo_find(&m, fruits[i][0]), fruits[i][1]);
	CHECK(!mo_find(&m, "appl"));
	CHECK(!mo_find(&m, "zebra"));
	CHECK(!mo_find(&m, ""));
	buf_free(&b);
}

static void an_empty_catalog_finds_nothing(void)
{
	struct mo m;

	CHECK(!mo_open(&m, "", 0));
	CHECK(!mo_find(&m, "apple"));
	CHECK(!mo_open(&m, "not a catalog, but long enough", 30));
	CHECK(!mo_find(&m, "apple"));
}

/* The copy is exactly as long as what is left, so that the sanitizers see a step too far. */
static void a_cut_catalog_is_never_read_past_its_end(void)
{
	struct buf whole = { 0 };
	int found = 0;

	catalog_of(&whole, fruits, COUNT_OF(fruits));
	for (size_t n = 0; n < whole.n; n++) {
		unsigned char cut[256];
		struct mo m;

		memcpy(cut + sizeof(cut) - n, whole.at, n);
		mo_open(&m, cut + sizeof(cut) - n, n);
		found += mo_find(&m, "pear") != NULL;
	}
	CHECK_INT(found, 0); /* its translation is the last text */
	buf_free(&whole);
}

static void an_altered_byte_never_leads_outside(void)
{
	struct buf whole = { 0 };

	catalog_of(&whole, fruits, COUNT_OF(fruits));
	for (size_t i = 0; i < whole.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			unsigned char altered[256];
			unsigned char *at = altered + sizeof(altered) - whole.n;
			struct mo m;
			const char *found;

			memcpy(at, whole.at, whole.n);
			at[i] ^= (unsigned char)(1 << bit);
			mo_open(&m, at, whole.n);
			found = mo_find(&m, "apple");
			CHECK(!found || found + strlen(found) < (const char *)at + whole.n);
		}
	buf_free(&whole);
}

static const struct test tests[] = {
	TEST(every_message_is_found_and_no_other),
	TEST(an_empty_catalog_finds_nothing),
	TEST(a_cut_catalog_is_never_read_past_its_end),
	TEST(an_altered_byte_never_leads_outside),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
