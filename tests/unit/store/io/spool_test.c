#include "store/io/spool.h"

#include "locale/base/arena.h"
#include "store/schema/order.h"
#include "tests/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MANY = 900, TEXT_BYTES = 10000 }; /* twice what is kept in memory */

static char folder[] = "/tmp/yanpan-spool-XXXXXX";

/* Every text of its own, so that none can pass for another. */
static const char *text_of(unsigned i, char text[TEXT_BYTES + 1])
{
	unsigned r = i * 2654435761u + 1;

	for (size_t k = 0; k < TEXT_BYTES; k++) {
		r = r * 1664525u + 1013904223u;
		text[k] = (char)('a' + (r >> 24) % 26);
	}
	text[TEXT_BYTES] = '\0';
	return text;
}

static bool add_many(struct spool *s, const char *into, unsigned n, struct err *e)
{
	for (unsigned i = 0; i < n; i++) {
		char text[TEXT_BYTES + 1], number[16];
		struct order o;

		snprintf(number, sizeof(number), "%06u", i);
		schema_init(&order_schema, &o);
		o.number = number;
		o.text = (char *)text_of(i, text);
		o.caller = i % 2 ? "张三" : "";
		if (!spool_add(s, into, &order_schema, i + 7, &o, e))
			return false;
	}
	return true;
}

/* How many came back as they went in. */
static unsigned taken(struct spool *s, unsigned n)
{
	struct err e = { 0 };
	unsigned good = 0;

	for (unsigned i = 0; i < n; i++) {
		struct arena a = { 0 };
		char text[TEXT_BYTES + 1];
		struct order o;
		uint32_t ordinal;

		if (spool_next(s, &order_schema, &ordinal, &o, &a, &e))
			good += ordinal == i + 7 && !strcmp(o.text, text_of(i, text)) &&
				!strcmp(o.caller, i % 2 ? "张三" : "");
		arena_free(&a);
	}
	return good;
}

static int files_in_folder(void)
{
	DIR *d = opendir(folder);
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n - 2; /* . and .. */
}

static void few_records_need_no_file(void)
{
	struct spool s = { 0 };
	struct err e = { 0 };

	CHECK(add_many(&s, folder, 20, &e));
	CHECK(!s.folder);
	CHECK(spool_rewind(&s, &e));
	CHECK_INT(taken(&s, 20), 20);
	spool_free(&s);
}

static void what_memory_should_not_hold_comes_back_from_a_file(void)
{
	struct spool s = { 0 };
	struct err e = { 0 };

	CHECK(add_many(&s, folder, MANY, &e));
	CHECK(s.folder != NULL);
	CHECK(s.ahead.n < MANY * (size_t)TEXT_BYTES / 2);
	CHECK_INT(files_in_folder(), 0); /* it has no name: a kill leaves nothing */
	CHECK_INT(s.n, MANY);
	CHECK(spool_rewind(&s, &e));
	CHECK_INT(taken(&s, MANY), MANY);
	spool_free(&s);
}

static void the_records_can_be_taken_twice(void)
{
	struct spool s = { 0 };
	struct err e = { 0 };

	CHECK(add_many(&s, folder, MANY, &e) && spool_rewind(&s, &e));
	CHECK_INT(taken(&s, 3), 3);
	CHECK(spool_rewind(&s, &e));
	CHECK_INT(taken(&s, MANY), MANY);
	spool_free(&s);
}

static void a_folder_that_is_not_there_is_told(void)
{
	struct spool s = { 0 };
	struct err e = { 0 };

	CHECK(!add_many(&s, "/tmp/yanpan-no-such-folder", MANY, &e));
	CHECK(strstr(e.where, "yanpan-no-such-folder") || strstr(e.what, "yanpan-no-such-folder"));
	spool_free(&s);
}

static void what_was_cut_off_is_an_error_and_no_record(void)
{
	struct spool s = { 0 };
	struct err e = { 0 };

	CHECK(add_many(&s, folder, MANY, &e) && spool_rewind(&s, &e));
	CHECK(ftruncate(s.fd, 5 << 20) == 0);
	CHECK(taken(&s, MANY) < MANY);
	spool_free(&s);
}

static const struct test tests[] = {
	TEST(few_records_need_no_file),
	TEST(what_memory_should_not_hold_comes_back_from_a_file),
	TEST(the_records_can_be_taken_twice),
	TEST(a_folder_that_is_not_there_is_told),
	TEST(what_was_cut_off_is_an_error_and_no_record),
};

int main(void)
{
	int failed;

	if (!mkdtemp(folder))
		return 1;
	failed = check_run(tests, COUNT_OF(tests));
	rmdir(folder);
	return failed;
}
