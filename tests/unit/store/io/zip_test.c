#include "store/io/zip.h"

#include "locale/base/arena.h"
#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

static FILE *made(const char *const *parts, size_t n)
{
	FILE *f = tmpfile();
	struct zip_maker *z;
	struct err e = { 0 };

	if (!CHECK(zip_make(f, &z, &e)))
		return f;
	for (size_t i = 0; i + 1 < n; i += 2)
		CHECK(zip_part(z, parts[i], &e) && zip_put(z, parts[i + 1], strlen(parts[i + 1]), &e));
	CHECK(zip_end(z, &e));
	return f;
}

static void what_is_put_in_comes_out(void)
{
	static const char *const parts[] = { "one.xml", "first", "xl/two.xml", "second" };
	FILE *f = made(parts, COUNT_OF(parts));
	struct buf b = { 0 };
	struct err e = { 0 };
	struct zip *z = NULL;

	if (!CHECK(zip_open(f, &z, &e)))
		return;
	CHECK(zip_take(z, "XL/Two.xml", 100, &b, &e));
	CHECK_TEXT(buf_text(&b), "second");
	CHECK(zip_take(z, "one.xml", 100, &b, &e));
	CHECK_TEXT(buf_text(&b), "first");
	CHECK(!zip_take(z, "three.xml", 100, &b, &e));
	CHECK_INT(e.kind, ERR_ABSENT);
	e = (struct err){ 0 };
	CHECK(!zip_take(z, "one.xml", 4, &b, &e));
	CHECK_TEXT(e.what, "a part of the file is too large");
	zip_close(z);
	buf_free(&b);
	fclose(f);
}

/* Every byte of the file turned over, one at a time: read or refused, never read wrong. */
static void a_damaged_file_is_refused_or_whole(void)
{
	static const char *const parts[] = { "a", "some text that is some text", "b", "other" };
	FILE *f = made(parts, COUNT_OF(parts));
	char bytes[1024];
	size_t n;
	int refused = 0;

	rewind(f);
	n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	for (size_t i = 0; i < n; i++) {
		struct buf b = { 0 };
		struct err e = { 0 };
		struct zip *z = NULL;

		bytes[i] ^= 0x20;
		f = fmemopen(bytes, n, "r");
		if (zip_open(f, &z, &e) && zip_take(z, "a", 1000, &b, &e))
			CHECK_TEXT(buf_text(&b), parts[1]);
		else
			refused++;
		CHECK(e.kind == ERR_NONE || e.what[0]);
		zip_close(z);
		fclose(f);
		buf_free(&b);
		bytes[i] ^= 0x20;
	}
	CHECK(refused > 20);
}

static void a_part_that_swells_is_refused(void)
{
	FILE *f = tmpfile();
	struct zip_maker *m;
	struct zip *z = NULL;
	struct buf b = { 0 };
	struct err e = { 0 };
	char *zeros = must_alloc(1 << 20);

	memset(zeros, 0, 1 << 20);
	CHECK(zip_make(f, &m, &e) && zip_part(m, "bomb", &e));
	for (int i = 0; i < 64; i++)
		zip_put(m, zeros, 1 << 20, &e);
	CHECK(zip_end(m, &e) && zip_open(f, &z, &e));
	CHECK(!zip_take(z, "bomb", SIZE_MAX, &b, &e));
	CHECK_TEXT(e.what, "the file unpacks into far more than a table holds");
	CHECK(b.n < 20 << 20);
	zip_close(z);
	buf_free(&b);
	free(zeros);
	fclose(f);
}

static const struct test tests[] = {
	TEST(what_is_put_in_comes_out),
	TEST(a_damaged_file_is_refused_or_whole),
	TEST(a_part_that_swells_is_refused),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
