#include "locale/text/encoding.h"

#include "locale/base/array.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>

#define NO_CONVERTER ((iconv_t)-1)

static const struct {
	const char *name;
	const char *iconv; /* what iconv calls it, NULL where we read it ourselves */
	const char *bom;
	size_t bom_bytes;
} encodings[] = {
	[ENCODING_UTF8] = { .name = "UTF-8", .bom = "\xEF\xBB\xBF", .bom_bytes = 3 },
	[ENCODING_GB18030] = { .name = "GB18030",
		.iconv = "GB18030",
		.bom = "\x84\x31\x95\x33",
		.bom_bytes = 4 },
	[ENCODING_BIG5] = { .name = "Big5", .iconv = "CP950", .bom = "", .bom_bytes = 0 },
	[ENCODING_UTF16LE] = { .name = "UTF-16LE", .bom = "\xFF\xFE", .bom_bytes = 2 },
	[ENCODING_UTF16BE] = { .name = "UTF-16BE", .bom = "\xFE\xFF", .bom_bytes = 2 },
};

/* In small letters and digits only. */
static const struct {
	const char *name;
	enum encoding encoding;
	bool bom;
} names[] = {
	{ "utf8", ENCODING_UTF8, false },
	{ "utf8bom", ENCODING_UTF8, true },
	{ "utf8sig", ENCODING_UTF8, true },
	{ "gb18030", ENCODING_GB18030, false },
	{ "gbk", ENCODING_GB18030, false },
	{ "gb2312", ENCODING_GB18030, false },
	{ "gb", ENCODING_GB18030, false },
	{ "cp936", ENCODING_GB18030, false },
	{ "euccn", ENCODING_GB18030, false },
	{ "ansi", ENCODING_GB18030, false },
	{ "big5", ENCODING_BIG5, false },
	{ "cp950", ENCODING_BIG5, false },
	{ "utf16", ENCODING_UTF16LE, true },
	{ "unicode", ENCODING_UTF16LE, true },
	{ "utf16le", ENCODING_UTF16LE, false },
	{ "utf16be", ENCODING_UTF16BE, false },
};

const char *encoding_name(enum encoding e)
{
	return encodings[e].name;
}

/* Letter by letter, passing over what is neither letter nor digit. */
static bool same_name(const char *typed, const char *name)
{
	for (; *typed; typed++) {
		if (!isalnum((unsigned char)*typed))
			continue;
		if (tolower((unsigned char)*typed) != *name)
			return false;
		name++;
	}
	return !*name;
}

bool encoding_find(const char *name, enum encoding *e, bool *bom, struct err *err)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if (!same_name(name, names[i].name))
			continue;
		*e = names[i].encoding;
		*bom = names[i].bom;
		return true;
	}
	err_set(err, ERR_USAGE, "unknown encoding: %s", name);
	return err_fix(err, "use utf-8, utf-8-bom, gb18030, gbk, big5, utf-16le or utf-16be");
}

struct bytes encoding_bom(enum encoding e)
{
	return (struct bytes){ encodings[e].bom, encodings[e].bom_bytes };
}

size_t encoding_bom_at(enum encoding e, const void *bytes, size_t n)
{
	size_t length = encodings[e].bom_bytes;

	return n >= length && !memcmp(bytes, encodings[e].bom, length) ? length : 0;
}

static bool open_converter(
	struct converter *c, const char *to, const char *from, const char *name, struct err *err)
{
	iconv_t handle = iconv_open(to, from);

	c->handle = handle == NO_CONVERTER ? NULL : handle;
	if (c->handle)
		return true;
	err_set(err, ERR_ABSENT, "this system cannot convert %s", name);
	return err_fix(err, "install the package glibc-gconv-extra, or save the file as UTF-8");
}

bool converter_read(struct converter *c, enum encoding from, struct err *err)
{
	return open_converter(c, "UTF-8", encodings[from].iconv, encodings[from].name, err);
}

bool converter_write(struct converter *c, enum encoding to, struct err *err)
{
	return open_converter(c, encodings[to].iconv, "UTF-8", encodings[to].name, err);
}

void converter_close(struct converter *c)
{
	if (c->handle)
		iconv_close(c->handle);
	c->handle = NULL;
}

size_t converter_run(struct converter *c, const void *from, size_t bytes, struct buf *out)
{
	char *in = (char *)(uintptr_t)from; /* iconv() does not write there */
	size_t left = bytes;
	bool full = true;

	iconv(c->handle, NULL, NULL, NULL, NULL);
	while (left && full) {
		size_t room = left * 2 + 8; /* two bytes become at most three */
		char *to = buf_room(out, room), *start = to;

		full = iconv(c->handle, &in, &left, &to, &room) == (size_t)-1 && errno == E2BIG;
		out->n += (size_t)(to - start);
	}
	buf_room(out, 0);
	return bytes - left;
}
