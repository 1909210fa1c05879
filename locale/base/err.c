#include "locale/base/err.h"

#include "locale/base/array.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *as_written(const char *msgid)
{
	return msgid;
}

static const char *(*translate)(const char *) = as_written;

void err_translate_with(const char *(*by)(const char *msgid))
{
	translate = by;
}

static bool inside_char(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Cuts at a character, never inside one. */
static void cut_end(char *s, size_t bytes)
{
	size_t n = strlen(s);

	if (n + 1 < bytes)
		return;
	while (n > 0 && inside_char(s[n - 1]))
		n--;
	if (n > 0 && (unsigned char)s[n - 1] >= 0xC0)
		n--;
	s[n] = '\0';
}

/* A path says most at its two ends: what does not fit goes from the middle. */
static void cut_middle(char *out, size_t bytes, const char *s)
{
	size_t n = strlen(s);
	size_t head = (bytes - 4) / 2;
	size_t tail = n - (bytes - 4 - head);

	while (head > 0 && inside_char(s[head]))
		head--;
	while (tail < n && inside_char(s[tail]))
		tail++;
	snprintf(out, bytes, "%.*s...%s", (int)head, s, s + tail);
}

/* Translations are checked against their msgid by msgfmt -c. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

bool err_set(struct err *e, enum err_kind kind, const char *format, ...)
{
	va_list args;

	e->kind = kind;
	e->damage = false;
	e->where[0] = e->fix[0] = '\0';
	va_start(args, format);
	vsnprintf(e->what, sizeof(e->what), translate(format), args);
	va_end(args);
	cut_end(e->what, sizeof(e->what));
	return false;
}

bool err_at(struct err *e, const char *format, ...)
{
	char place[4096];
	va_list args;

	va_start(args, format);
	vsnprintf(place, sizeof(place), translate(format), args);
	va_end(args);
	cut_end(place, sizeof(place));
	if (strlen(place) < sizeof(e->where))
		memcpy(e->where, place, strlen(place) + 1);
	else
		cut_middle(e->where, sizeof(e->where), place);
	return false;
}

bool err_fix(struct err *e, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(e->fix, sizeof(e->fix), translate(format), args);
	va_end(args);
	cut_end(e->fix, sizeof(e->fix));
	return false;
}

#pragma GCC diagnostic pop

struct errno_words {
	int number;
	const char *what, *fix;
};

#define N_(msgid) msgid

static const struct errno_words errno_words[] = {
	{ ENOSPC, N_("the disk is full"), N_("free some space, then do it again") },
	{ EDQUOT, N_("your quota on the disk is used up"), N_("free some space, then do it again") },
	{ EACCES, N_("no permission"), N_("ask whoever set up this PC for the right to this folder") },
	{ EPERM, N_("no permission"), N_("ask whoever set up this PC for the right to this folder") },
	{ EROFS, N_("the disk can only be read"),
		N_("read with --read-only, or choose a folder on another disk") },
	{ EBADF, N_("the stream to print to is closed"), N_("leave out >&-") },
	{ ENOENT, N_("no such file or folder"), N_("check the name") },
	{ EISDIR, N_("this is a folder, not a file"), N_("name a file in it") },
	{ ENXIO, N_("this is no ordinary file"), N_("check the name") },
	{ ENOTDIR, N_("part of the path is not a folder"), N_("check the name") },
	{ EIO, N_("the disk does not answer"), N_("is the stick still plugged in?") },
	{ ENODEV, N_("the disk does not answer"), N_("is the stick still plugged in?") },
	{ EMFILE, N_("too many open files"), N_("close other programs, then do it again") },
};

bool err_errno(struct err *e, int error_number, const char *path)
{
	for (size_t i = 0; i < COUNT(errno_words); i++) {
		if (errno_words[i].number != error_number)
			continue;
		err_set(e, ERR_STORE, "%s", translate(errno_words[i].what));
		err_at(e, "%s", path);
		return err_fix(e, "%s", translate(errno_words[i].fix));
	}
	err_set(e, ERR_STORE, "%s", strerror(error_number));
	return err_at(e, "%s", path);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void err_line(const struct err *e, char *out, unsigned long bytes)
{
	int n = snprintf(out, bytes, "%s", e->what);

	if (e->where[0] && n >= 0 && (unsigned long)n < bytes)
		n += snprintf(out + n, bytes - (unsigned long)n, translate(" (%s)"), e->where);
	if (e->fix[0] && n >= 0 && (unsigned long)n < bytes)
		snprintf(out + n, bytes - (unsigned long)n, translate(": %s"), e->fix);
	cut_end(out, bytes);
}
#pragma GCC diagnostic pop
