#include "locale/base/conf.h"

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/err.h"
#include "locale/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t FILE_MOST = 1 << 20; /* bytes: a file that is larger is another file */

/* A stretch of a line without the spaces around it. */
struct stretch {
	const char *at;
	size_t n;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct stretch trimmed(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	while (at < end && is_space(end[-1]))
		end--;
	return (struct stretch){ at, (size_t)(end - at) };
}

static bool says_nothing(struct stretch line)
{
	return !line.n || *line.at == '#';
}

static bool split(struct stretch line, struct stretch *key, struct stretch *value)
{
	const char *sign = memchr(line.at, '=', line.n);

	if (!sign)
		return false;
	*key = trimmed(line.at, sign);
	*value = trimmed(sign + 1, line.at + line.n);
	return key->n > 0;
}

/* Bytes of the character at `s`, 0 where it is none.  (locale/text has the whole of
 * UTF-8, but stands above this room.) */
static size_t char_bytes(const unsigned char *s, const unsigned char *end)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = *s < 0x80 ? 1 : *s < 0xC2 ? 0 : *s < 0xE0 ? 2 : *s < 0xF0 ? 3 : *s < 0xF5 ? 4 : 0;
	unsigned cp;

	if (n <= 1)
		return *s ? n : 0;
	if ((size_t)(end - s) < n)
		return 0;
	cp = *s & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		cp = cp << 6 | (s[i] & 0x3Fu);
	}
	return cp < least[n] || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) ? 0 : n;
}

static bool is_utf8(struct stretch line)
{
	const unsigned char *s = (const unsigned char *)line.at, *end = s + line.n;

	while (s < end) {
		size_t n = char_bytes(s, end);

		if (!n)
			return false;
		s += n;
	}
	return true;
}

static size_t mark_bytes(struct bytes b)
{
	return b.n >= 3 && !memcmp(b.at, "\xEF\xBB\xBF", 3) ? 3 : 0;
}

static const char *line_end(const char *at, const char *file_end)
{
	const char *end = memchr(at, '\n', (size_t)(file_end - at));

	return end ? end : file_end;
}

static bool at_line(const char *path, int number, struct err *e)
{
	return err_at(e, "%s, line %d", path, number);
}

static bool read_line(
	struct conf *c, struct conf_line *out, struct stretch line, struct arena *a, struct err *e)
{
	struct stretch key, value;
	const struct conf_line *before;

	if (!is_utf8(line)) {
		err_set(e, ERR_INPUT, "this line is not UTF-8");
		err_fix(e, "save the file as UTF-8");
		return at_line(c->path, out->number, e);
	}
	if (!split(line, &key, &value)) {
		err_set(e, ERR_INPUT, "this line is no setting");
		err_fix(e, "write key = value, or # before a comment");
		return at_line(c->path, out->number, e);
	}
	out->key = arena_copy(a, key.at, key.n);
	out->value = arena_copy(a, value.at, value.n);
	before = conf_find(c, out->key);
	if (!before)
		return true;
	err_set(e, ERR_INPUT, "%s is set twice", out->key);
	err_fix(e, "take out this line or line %d", before->number);
	return at_line(c->path, out->number, e);
}

/* More than a person writes: looking each up would take long. */
static bool too_many(const struct conf *c, int number, struct err *e)
{
	if (c->n < CONF_LINES_MOST)
		return false;
	err_set(e, ERR_INPUT, "there are more than %d settings in this file", CONF_LINES_MOST);
	at_line(c->path, number, e);
	return true;
}

/* The file's lines, into room for one more than there may be. */
struct reading {
	struct conf *conf;
	struct conf_line *lines;
	struct err *wrong; /* none yet: NULL */
	struct arena *arena;
};

static bool take_line(struct reading *r, struct stretch line, int number)
{
	struct conf *c = r->conf;
	struct conf_line *out = &r->lines[c->n];
	struct err e = { 0 };
	bool full = too_many(c, number, &e);

	out->number = number;
	if (!full && read_line(c, out, line, r->arena, &e)) {
		c->n++;
		return true;
	}
	if (!r->wrong)
		c->wrong = r->wrong = arena_array(r->arena, CONF_WRONG_MOST, sizeof(*r->wrong));
	if (c->wrong_count < CONF_WRONG_MOST)
		r->wrong[c->wrong_count++] = e;
	return !full;
}

static size_t count_lines(struct bytes b)
{
	const char *text = b.at;
	size_t n = 1;

	for (size_t i = 0; i < b.n && n < CONF_LINES_MOST; i++)
		n += text[i] == '\n';
	return n;
}

void conf_parse(const char *path, struct bytes file, struct conf *out, struct arena *a)
{
	struct reading r = {
		.conf = out,
		.lines = arena_array(a, count_lines(file) + 1, sizeof(*r.lines)),
		.arena = a,
	};
	const char *at = (const char *)file.at + mark_bytes(file),
			   *end = (const char *)file.at + file.n;
	bool on = true;

	*out = (struct conf){ .path = arena_text(a, path), .lines = r.lines };
	for (int number = 1; on && at < end; number++) {
		const char *stop = line_end(at, end);
		struct stretch line = trimmed(at, stop);

		at = stop + 1;
		on = says_nothing(line) || take_line(&r, line, number);
	}
}

static bool read_whole(struct buf *b, const char *path, struct err *e)
{
	if (buf_read_file(b, path, FILE_MOST) || errno == ENOENT)
		return true;
	if (errno != EFBIG)
		return err_errno(e, errno, path);
	err_set(e, ERR_INPUT, "this file is too large for settings");
	return err_at(e, "%s", path);
}

bool conf_read(const char *path, struct conf *out, struct arena *a, struct err *e)
{
	struct buf b = { 0 };
	bool done = read_whole(&b, path, e);

	conf_parse(path, (struct bytes){ buf_text(&b), done ? b.n : 0 }, out, a);
	buf_free(&b);
	if (out->wrong_count)
		*e = out->wrong[0];
	return done && !out->wrong_count;
}

const struct conf_line *conf_find(const struct conf *c, const char *key)
{
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->lines[i].key, key))
			return &c->lines[i];
	return NULL;
}

enum { NEAR_CHARS = 48 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many bytes have to be put in, taken out or changed to make one word of the other. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[2][NEAR_CHARS + 1], n = strlen(b);

	for (size_t i = 0; i <= n; i++)
		rows[0][i] = i;
	for (size_t k = 0; a[k]; k++) {
		size_t *before = rows[k % 2], *row = rows[(k + 1) % 2];

		row[0] = k + 1;
		for (size_t i = 1; i <= n; i++)
			row[i] = least(least(before[i], row[i - 1]) + 1, before[i - 1] + (a[k] != b[i - 1]));
	}
	return rows[strlen(a) % 2][n];
}

const char *conf_nearest(const char *word, const char *const *names, size_t n)
{
	const char *best = NULL;
	size_t nearest = strlen(word) / 2;

	if (strlen(word) > NEAR_CHARS)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t d = strlen(names[i]) > NEAR_CHARS ? SIZE_MAX : distance(word, names[i]);

		if (d <= nearest && (!best || d < nearest)) {
			nearest = d;
			best = names[i];
		}
	}
	return best;
}

bool conf_at(const struct conf *c, const struct conf_line *line, struct err *e)
{
	return at_line(c->path, line->number, e);
}

static bool sets(struct stretch line, const char *key)
{
	struct stretch name, value;

	return !says_nothing(line) && split(line, &name, &value) && name.n == strlen(key) &&
		!memcmp(name.at, key, name.n);
}

/* The file with one setting changed, or with one more at its end. */
static void rewrite(const struct buf *old, const char *key, const char *value, struct buf *out)
{
	const char *at = buf_text(old), *end = at + old->n;
	size_t mark = mark_bytes((struct bytes){ at, old->n });
	bool done = false;

	buf_add(out, at, mark);
	at += mark;
	while (at < end) {
		const char *stop = line_end(at, end);
		size_t tail = stop > at && stop[-1] == '\r';

		if (sets(trimmed(at, stop), key)) {
			buf_printf(out, "%s = %s%s", key, value, tail ? "\r" : "");
			done = true;
		} else {
			buf_add(out, at, (size_t)(stop - at));
		}
		if (stop < end)
			buf_putc(out, '\n');
		at = stop + 1;
	}
	if (done)
		return;
	if (out->n && out->at[out->n - 1] != '\n')
		buf_putc(out, '\n');
	buf_printf(out, "%s = %s\n", key, value);
}

static void sync_folder(const char *path)
{
	char folder[PATH_MAX];

	snprintf(folder, sizeof(folder), "%s", path);
	*strrchr(folder, '/') = '\0';
	file_sync_folder(*folder ? folder : "/");
}

/* Beside the old file first, then in its place: a power cut leaves one or the other. */
static bool replace(const char *path, const struct buf *b, struct err *e)
{
	char beside[PATH_MAX + 8];
	int fd, error = 0;

	snprintf(beside, sizeof(beside), "%s.XXXXXX", path);
	fd = file_beside(path, beside);
	if (fd < 0)
		return err_errno(e, errno, path);
	if (!file_write(fd, b->at, b->n) || fsync(fd))
		error = errno;
	if (close(fd) && !error)
		error = errno;
	if (!error && rename(beside, path))
		error = errno;
	if (error) {
		unlink(beside);
		return err_errno(e, error, path);
	}
	sync_folder(path);
	return true;
}

static bool make_folders(const char *path, struct err *e)
{
	char folder[PATH_MAX];

	snprintf(folder, sizeof(folder), "%s", path);
	for (char *sign = strchr(folder + 1, '/'); sign; sign = strchr(sign + 1, '/')) {
		*sign = '\0';
		if (mkdir(folder, 0700) && errno != EEXIST)
			return err_errno(e, errno, folder);
		*sign = '/';
	}
	return true;
}

/* The file itself, also behind a link, as a path with a folder in it. */
static bool find_file(const char *path, char out[PATH_MAX], struct err *e)
{
	if (realpath(path, out))
		return true;
	if (errno != ENOENT || strlen(path) + 3 > PATH_MAX)
		return err_errno(e, errno == ENOENT ? ENAMETOOLONG : errno, path);
	snprintf(out, PATH_MAX, "%s%s", strchr(path, '/') ? "" : "./", path);
	return make_folders(out, e);
}

static bool may_be_set(const char *key, const char *value, struct err *e)
{
	struct stretch k = trimmed(key, key + strlen(key));
	struct stretch v = trimmed(value, value + strlen(value));

	if (k.n && k.n == strlen(key) && v.n == strlen(value) && *key != '#' && !strpbrk(key, "=\n") &&
		!strchr(value, '\n') && is_utf8(k) && is_utf8(v))
		return true;
	err_set(e, ERR_INPUT, "this value cannot be kept as a setting: %s", key);
	return err_fix(e, "leave out line ends and spaces around it");
}

bool conf_write(const char *path, const char *key, const char *value, struct err *e)
{
	char file[PATH_MAX];
	struct buf old = { 0 }, new = { 0 };
	bool done = false;

	if (!may_be_set(key, value, e) || !find_file(path, file, e))
		return false;
	if (read_whole(&old, file, e)) {
		rewrite(&old, key, value, &new);
		done = replace(file, &new, e);
	}
	buf_free(&old);
	buf_free(&new);
	return done;
}
