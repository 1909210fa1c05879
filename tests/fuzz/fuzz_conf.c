/* Any bytes as a county's file: rules that hold together, every wrong line named, the same
 * answer twice; and phrases that only have what they may. */
#include "locale/base/conf.h"
#include "locale/text/utf8.h"
#include "store/rec/rulebook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static char folder[64];
static const char *const files[] = { "rules.conf", "formulas.conf", "papers.conf",
	"holidays.conf" };

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void path_of(size_t i, char out[128])
{
	snprintf(out, 128, "%s/%s", folder, files[i]);
}

static void clean_up(void)
{
	char path[128];

	for (size_t i = 0; i < 4; i++) {
		path_of(i, path);
		unlink(path);
	}
	rmdir(folder);
}

static void begin(void)
{
	if (*folder)
		return;
	snprintf(folder, sizeof(folder), "/tmp/fuzz_conf.XXXXXX");
	must(mkdtemp(folder) != NULL);
	atexit(clean_up);
}

/* The file that the first byte names has the bytes; the others are not there. */
static void write_one(const uint8_t *data, size_t n)
{
	char path[128];

	for (size_t i = 0; i < 4; i++) {
		path_of(i, path);
		unlink(path);
	}
	path_of(n ? data[0] % 4 : 0, path);
	FILE *f = fopen(path, "w");

	must(f != NULL);
	if (n > 1)
		must(fwrite(data + 1, 1, n - 1, f) == n - 1);
	fclose(f);
}

static void try_parse(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	struct conf c;
	int last = 0;

	conf_parse("x.conf", (struct bytes){ data, n }, &c, &a);
	for (size_t i = 0; i < c.n; i++) {
		must(*c.lines[i].key && c.lines[i].number > last);
		must(conf_find(&c, c.lines[i].key) == &c.lines[i]);
		must(utf8_valid(c.lines[i].value, strlen(c.lines[i].value)));
		last = c.lines[i].number;
	}
	for (size_t i = 0; i < c.wrong_count; i++)
		must(c.wrong[i].kind && *c.wrong[i].where);
	arena_free(&a);
}

/* What stands in a phrase is filled in or plain: no brace of it is left. */
static void try_phrases(const struct rulebook *book)
{
	const struct setting_place places[] = { { "县", "临溪县" }, { "会议", "第1次会" } };
	const struct rulebook_value *value = book->values;

	for (size_t i = 0; i < rules_file_count; i++)
		for (size_t k = 0; k < rules_files[i].n; k++, value++) {
			struct buf out = { 0 };

			if (rules_files[i].settings[k].type != SETTING_PHRASE)
				continue;
			setting_fill(value->text, places, 2, &out);
			must(!strchr(buf_text(&out), '{') && utf8_valid(buf_text(&out), out.n));
			buf_free(&out);
		}
}

static void try_book(void)
{
	struct rulebook one, two;

	rulebook_read(folder, &one);
	rulebook_read(folder, &two);
	must(one.wrong_count == two.wrong_count && !strcmp(one.said, two.said));
	must(one.rules.least_bodies >= 1 && one.rules.deemed_days <= 30);
	for (size_t i = 0; i < one.wrong_count; i++)
		must(one.wrong[i].kind && *one.wrong[i].what && *one.wrong[i].where);
	for (size_t i = 1; i < one.day_count; i++)
		must(one.days[i - 1].date < one.days[i].date);
	try_phrases(&one);
	rulebook_drop(&one);
	rulebook_drop(&two);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	begin();
	try_parse(data, n);
	write_one(data, n);
	try_book();
	return 0;
}
