/* rulebook_read.c — the files of a county's folder become rules, days and named wrong lines. */
#include "locale/base/array.h"
#include "locale/base/conf.h"
#include "locale/calendar/date.h"
#include "locale/calendar/workday.h"
#include "locale/text/decode.h"
#include "locale/text/detect.h"
#include "locale/text/utf8.h"
#include "store/kv/digest.h"
#include "store/rec/rulebook.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	FILE_BYTES_MOST = 1 << 20,
	WRONG_MOST = 64,
	RANGE_MOST = 366,
};

static const char holidays_conf[] = "holidays.conf";

struct reader {
	struct rulebook *book;
	const char *folder;
	struct rulebook_value *values;
	struct err *wrong;
	struct holiday *days;
	struct buf said, files;
};

static bool complain(struct reader *r, const struct err *e)
{
	if (!r->wrong)
		r->book->wrong = r->wrong = arena_array(&r->book->arena, WRONG_MOST, sizeof(*r->wrong));
	if (r->book->wrong_count < WRONG_MOST)
		r->wrong[r->book->wrong_count++] = *e;
	return false;
}

static bool complain_at(
	struct reader *r, const struct conf *c, const struct conf_line *line, struct err *e)
{
	conf_at(c, line, e);
	return complain(r, e);
}

/* --- bytes -------------------------------------------------------------------------------- */

/* Saved by an old editor: only where all of it can be read so. */
static void to_utf8(struct buf *file)
{
	struct detect_guess guess;
	struct decoder d;
	struct buf out = { 0 };
	struct err e = { 0 };

	if (!file->n || utf8_valid(file->at, file->n))
		return;
	guess = detect_encoding(file->at, file->n);
	if (guess.encoding == ENCODING_UTF8 || !decoder_open(&d, guess.encoding, &e))
		return;
	decoder_feed(&d, file->at + guess.bom, file->n - guess.bom, &out);
	decoder_end(&d, &out);
	if (!d.lost) {
		buf_cut(file, 0);
		buf_add(file, buf_text(&out), out.n);
	}
	decoder_close(&d);
	buf_free(&out);
}

static bool read_file(struct reader *r, const char *name, struct buf *out)
{
	const char *path = arena_format(&r->book->arena, "%s/%s", r->folder, name);
	char hex[DIGEST_HEX];
	struct digest sm3;
	struct err e = { 0 };

	if (!buf_read_file(out, path, FILE_BYTES_MOST)) {
		if (errno == EFBIG) {
			err_set(&e, ERR_INPUT, "this file is too large for settings");
			err_at(&e, "%s", path);
		} else if (errno != ENOENT && errno != ENOTDIR) {
			err_errno(&e, errno, path);
		}
		return e.kind && complain(r, &e);
	}
	sm3 = digest_of((struct bytes){ buf_text(out), out->n });
	digest_hex(&sm3, hex);
	buf_printf(&r->files, "%s %s\n", name, hex);
	to_utf8(out);
	return true;
}

static bool read_conf(struct reader *r, const char *name, struct conf *out)
{
	const char *path = arena_format(&r->book->arena, "%s/%s", r->folder, name);
	struct buf file = { 0 };
	bool there = read_file(r, name, &file);

	if (there)
		conf_parse(path, (struct bytes){ buf_text(&file), file.n }, out, &r->book->arena);
	for (size_t i = 0; there && i < out->wrong_count; i++)
		complain(r, &out->wrong[i]);
	buf_free(&file);
	return there;
}

/* --- settings ------------------------------------------------------------------------------ */

static const struct setting *setting_named(const struct rules_file *f, const char *key)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->settings[i].name, key) || !strcmp(f->settings[i].word, key))
			return &f->settings[i];
	return NULL;
}

static const char *nearest(const struct rules_file *f, const char *key, struct arena *a)
{
	const char **names = arena_array(a, 2 * f->n, sizeof(*names));

	for (size_t i = 0; i < f->n; i++) {
		names[2 * i] = f->settings[i].name;
		names[2 * i + 1] = f->settings[i].word;
	}
	return conf_nearest(key, names, 2 * f->n);
}

static bool unknown_key(const struct rules_file *f, const char *key, struct arena *a, struct err *e)
{
	const char *near = nearest(f, key, a);

	err_set(e, ERR_INPUT, "there is no setting \"%s\"", key);
	for (size_t i = 0; i < rules_file_count; i++)
		if (&rules_files[i] != f && setting_named(&rules_files[i], key))
			return err_fix(e, "move it to %s", rules_files[i].name);
	return near ? err_fix(e, "did you mean %s?", near)
				: err_fix(e, "yanpan settings names them all");
}

static bool set_twice(const struct setting *s, int line, struct err *e)
{
	err_set(e, ERR_INPUT, "%s is set twice", s->name);
	return err_fix(e, "take out this line or line %d", line);
}

static bool take_setting(struct reader *r, const struct rules_file *f,
	struct rulebook_value *values, const struct conf *c, const struct conf_line *line,
	struct err *e)
{
	const struct setting *s = setting_named(f, line->key);
	struct rulebook_value *value;

	if (!s)
		return unknown_key(f, line->key, &r->book->arena, e);
	value = &values[s - f->settings];
	if (value->path)
		return set_twice(s, value->line, e);
	if (!setting_read(s, line->value, &r->book->rules, &r->book->arena, e))
		return false;
	*value = (struct rulebook_value){ line->value, c->path, line->number };
	if (strcmp(line->value, s->value) != 0)
		buf_printf(&r->said, "%s = %s\n", s->name, line->value);
	return true;
}

static void read_settings(
	struct reader *r, const struct rules_file *f, struct rulebook_value *values)
{
	struct conf c = { 0 };

	for (size_t i = 0; i < f->n; i++)
		values[i].text = f->settings[i].value;
	if (!read_conf(r, f->name, &c))
		return;
	for (size_t i = 0; i < c.n; i++) {
		struct err e = { 0 };

		if (!take_setting(r, f, values, &c, &c.lines[i], &e))
			complain_at(r, &c, &c.lines[i], &e);
	}
}

/* --- days off and make-up days ------------------------------------------------------------------
 */

static bool day_kind(const char *word, bool *off)
{
	static const struct {
		const char *word;
		bool off;
	} words[] = {
		{ "休", true },
		{ "放假", true },
		{ "off", true },
		{ "班", false },
		{ "上班", false },
		{ "补班", false },
		{ "work", false },
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (!strcmp(words[i].word, word)) {
			*off = words[i].off;
			return true;
		}
	return false;
}

/* Where the sign between two days stands; its bytes. */
static char *range_sign(char *text, size_t *bytes)
{
	static const char *const signs[] = { "..", "~", "～", "至", "—" };

	for (size_t i = 0; i < COUNT(signs); i++) {
		char *at = strstr(text, signs[i]);

		*bytes = strlen(signs[i]);
		if (at)
			return at;
	}
	return NULL;
}

static bool read_range(
	const char *key, struct day *from, struct day *to, struct arena *a, struct err *e)
{
	char *text = arena_text(a, key);
	size_t n = 0;
	char *sign = range_sign(text, &n);

	if (sign)
		*sign = '\0';
	if (!day_parse(text, (struct day){ 0 }, from, e))
		return false;
	*to = *from;
	if (sign && !day_parse(sign + n, *from, to, e))
		return false;
	if (to->n >= from->n && to->n - from->n < RANGE_MOST)
		return true;
	err_set(e, ERR_INPUT, "these are no days from the first to the last: %s", key);
	return err_fix(e, "write 2027-02-06..2027-02-12");
}

static bool has_day(const struct reader *r, uint32_t date)
{
	for (size_t i = 0; i < r->book->day_count; i++)
		if (r->days[i].date == date)
			return true;
	return false;
}

static bool add_day(struct reader *r, struct day day, bool off, struct err *e)
{
	struct civil c = day_civil(day);
	uint32_t date = (uint32_t)(c.year * 10000 + c.month * 100 + c.day);
	char text[DATE_TEXT];

	if (has_day(r, date)) {
		err_set(e, ERR_INPUT, "%s is set twice", day_text(day, text));
		return err_fix(e, "take it out of one of the two lines");
	}
	if (r->book->day_count == WORKDAYS_OWN_MOST)
		return err_set(
			e, ERR_INPUT, "there are more than %d settings in this file", WORKDAYS_OWN_MOST);
	r->days[r->book->day_count++] = (struct holiday){ date, off };
	return true;
}

static bool take_days(struct reader *r, const struct conf_line *line, struct err *e)
{
	struct day from, to;
	bool off = false, good;

	if (!read_range(line->key, &from, &to, &r->book->arena, e))
		return false;
	if (!day_kind(line->value, &off)) {
		err_set(e, ERR_INPUT, "a day cannot be \"%s\"", line->value);
		return err_fix(e, "it takes 休 (a day off) or 班 (a day worked)");
	}
	good = true;
	for (struct day at = from; good && at.n <= to.n; at.n++)
		good = add_day(r, at, off, e);
	if (good)
		buf_printf(&r->said, "%s = %s\n", line->key, off ? "休" : "班");
	return good;
}

static int by_date(const void *a, const void *b)
{
	const struct holiday *left = a, *right = b;

	return left->date < right->date ? -1 : left->date > right->date;
}

static void read_days(struct reader *r)
{
	struct conf c = { 0 };

	if (!read_conf(r, holidays_conf, &c))
		return;
	r->days = arena_array(&r->book->arena, WORKDAYS_OWN_MOST, sizeof(*r->days));
	for (size_t i = 0; i < c.n; i++) {
		struct err e = { 0 };

		if (!take_days(r, &c.lines[i], &e))
			complain_at(r, &c, &c.lines[i], &e);
	}
	if (r->book->day_count)
		qsort(r->days, r->book->day_count, sizeof(*r->days), by_date);
	r->book->days = r->days;
}

/* --- the folder
 * ------------------------------------------------------------------------------------ */

static bool known_file(const char *name)
{
	for (size_t i = 0; i < rules_file_count; i++)
		if (!strcmp(rules_files[i].name, name))
			return true;
	return !strcmp(holidays_conf, name);
}

/* rule.conf would be passed over in silence. */
static void look_for_others(struct reader *r)
{
	DIR *dir = opendir(r->folder);

	for (struct dirent *d = dir ? readdir(dir) : NULL; d; d = readdir(dir)) {
		size_t n = strlen(d->d_name);
		struct err e = { 0 };

		if (d->d_name[0] == '.' || n < 5 || strcmp(d->d_name + n - 5, ".conf") != 0 ||
			known_file(d->d_name) || !utf8_valid(d->d_name, n))
			continue;
		err_set(&e, ERR_INPUT, "no file of settings is called %s", d->d_name);
		err_at(&e, "%s", r->folder);
		err_fix(&e, "there are rules.conf, formulas.conf, papers.conf and holidays.conf");
		complain(r, &e);
	}
	if (dir)
		closedir(dir);
}

static size_t setting_count(void)
{
	size_t n = 0;

	for (size_t i = 0; i < rules_file_count; i++)
		n += rules_files[i].n;
	return n;
}

void rulebook_read(const char *folder, struct rulebook *book)
{
	struct reader r = { .book = book, .folder = folder };
	struct rulebook_value *at;

	*book = (struct rulebook){ 0 };
	r.values = at = arena_array(&book->arena, setting_count(), sizeof(*r.values));
	rules_fill(&book->rules, &book->arena);
	for (size_t i = 0; i < rules_file_count; i++) {
		read_settings(&r, &rules_files[i], at);
		at += rules_files[i].n;
	}
	read_days(&r);
	look_for_others(&r);
	book->values = r.values;
	book->said = arena_text(&book->arena, buf_text(&r.said));
	book->files = arena_text(&book->arena, buf_text(&r.files));
	buf_free(&r.said);
	buf_free(&r.files);
}

void rulebook_drop(struct rulebook *book)
{
	arena_free(&book->arena);
	*book = (struct rulebook){ 0 };
}
