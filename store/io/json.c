#include "store/io/json.h"

#include "locale/text/utf8.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct parse {
	const char *start, *at, *end;
	struct arena *arena;
	int depth;
	const char *wrong; /* what is, once something is */
};

static bool fail(struct parse *p, const char *wrong)
{
	if (!p->wrong)
		p->wrong = wrong;
	return false;
}

static void skip_blanks(struct parse *p)
{
	while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\r' || *p->at == '\n'))
		p->at++;
}

static bool take(struct parse *p, char c)
{
	skip_blanks(p);
	if (p->at == p->end || *p->at != c)
		return false;
	p->at++;
	return true;
}

/* --- texts ------------------------------------------------------------------------------- */

static bool read_hex(struct parse *p, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdefABCDEF", *found;

		if (p->at == p->end || !*p->at || !(found = strchr(digits, *p->at)))
			return fail(p, "\\u");
		*out = *out << 4 | (uint32_t)(found - digits < 16 ? found - digits : found - digits - 6);
		p->at++;
	}
	return true;
}

static bool read_unicode(struct parse *p, struct buf *b)
{
	uint32_t cp, low;

	if (!read_hex(p, &cp))
		return false;
	if (cp >= 0xD800 && cp < 0xDC00 && p->end - p->at >= 6 && p->at[0] == '\\' && p->at[1] == 'u') {
		p->at += 2;
		if (!read_hex(p, &low) || low < 0xDC00 || low > 0xDFFF)
			return fail(p, "\\u");
		cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
	}
	if (cp == 0 || (cp >= 0xD800 && cp < 0xE000))
		return fail(p, "\\u");
	utf8_add(b, cp);
	return true;
}

static bool read_escape(struct parse *p, struct buf *b)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;
	char c;

	if (p->at == p->end)
		return fail(p, "\"");
	c = *p->at++;
	if (c == 'u')
		return read_unicode(p, b);
	found = c ? strchr(from, c) : NULL;
	if (!found)
		return fail(p, "\\");
	buf_putc(b, to[found - from]);
	return true;
}

/* Behind the first quote. */
static bool read_chars(struct parse *p, struct buf *b)
{
	while (p->at < p->end && *p->at != '"') {
		const char *from = p->at;

		if (*p->at == '\\') {
			p->at++;
			if (!read_escape(p, b))
				return false;
			continue;
		}
		while (p->at < p->end && *p->at != '"' && *p->at != '\\' && (unsigned char)*p->at >= 0x20)
			p->at++;
		if (p->at == from)
			return fail(p, "control character");
		buf_add(b, from, (size_t)(p->at - from));
	}
	return p->at < p->end || fail(p, "\"");
}

static bool read_text(struct parse *p, const char **text, size_t *n)
{
	struct buf b = { 0 };
	bool good;

	p->at++;
	good = read_chars(p, &b);
	if (good) {
		p->at++;
		*text = arena_copy(p->arena, buf_text(&b), b.n);
		*n = b.n;
	}
	buf_free(&b);
	return good;
}

/* --- values ------------------------------------------------------------------------------- */

static bool read_value(struct parse *p, struct json *out);

static bool digits(struct parse *p)
{
	const char *from = p->at;

	while (p->at < p->end && *p->at >= '0' && *p->at <= '9')
		p->at++;
	return p->at > from || fail(p, "0");
}

static bool read_number(struct parse *p, struct json *out)
{
	const char *from = p->at;

	p->at += *p->at == '-';
	if (p->at < p->end && *p->at == '0')
		p->at++;
	else if (!digits(p))
		return false;
	if (p->at < p->end && *p->at == '.' && (p->at++, !digits(p)))
		return false;
	if (p->at < p->end && (*p->at == 'e' || *p->at == 'E')) {
		p->at++;
		if (p->at < p->end && (*p->at == '+' || *p->at == '-'))
			p->at++;
		if (!digits(p))
			return false;
	}
	out->type = JSON_NUMBER;
	out->n = (size_t)(p->at - from);
	out->text = arena_copy(p->arena, from, out->n);
	return true;
}

static bool read_word(struct parse *p, struct json *out)
{
	static const struct {
		const char *word;
		enum json_type type;
	} words[] = { { "null", JSON_NULL }, { "false", JSON_FALSE }, { "true", JSON_TRUE } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i].word);

		if ((size_t)(p->end - p->at) < n || memcmp(p->at, words[i].word, n) != 0)
			continue;
		p->at += n;
		out->type = words[i].type;
		return true;
	}
	return fail(p, "value");
}

const struct json *json_member(const struct json *object, const char *name)
{
	for (size_t i = 0; object && object->type == JSON_OBJECT && i < object->n; i++)
		if (!strcmp(object->items[i].name, name))
			return &object->items[i];
	return NULL;
}

/* One more; the array doubles, and what it was stays in the arena. */
static struct json *add_item(struct parse *p, struct json *to, size_t *room)
{
	if (to->n == *room) {
		size_t more = *room ? *room * 2 : 8;
		struct json *items = arena_array(p->arena, more, sizeof(*items));

		if (to->n)
			memcpy(items, to->items, to->n * sizeof(*items));
		to->items = items;
		*room = more;
	}
	return &to->items[to->n++];
}

static bool read_name(struct parse *p, const struct json *object, const char **name)
{
	size_t n;

	skip_blanks(p);
	if (p->at == p->end || *p->at != '"')
		return fail(p, "name");
	if (!read_text(p, name, &n) || !take(p, ':'))
		return fail(p, ":");
	return (object->n < JSON_MEMBERS && !json_member(object, *name)) || fail(p, *name);
}

static bool read_items(struct parse *p, struct json *out, char end)
{
	size_t room = 0;

	p->at++;
	if (take(p, end))
		return true;
	do {
		struct json item = { .name = NULL };

		if ((end == '}' && !read_name(p, out, &item.name)) || !read_value(p, &item))
			return false;
		*add_item(p, out, &room) = item;
	} while (take(p, ','));
	return take(p, end) || fail(p, end == '}' ? "}" : "]");
}

static bool read_nested(struct parse *p, struct json *out, char end)
{
	bool good;

	out->type = end == '}' ? JSON_OBJECT : JSON_LIST;
	if (p->depth == JSON_DEPTH)
		return fail(p, end == '}' ? "{" : "[");
	p->depth++;
	good = read_items(p, out, end);
	p->depth--;
	return good;
}

static bool read_value(struct parse *p, struct json *out)
{
	skip_blanks(p);
	if (p->at == p->end)
		return fail(p, "value");
	switch (*p->at) {
	case '{':
		return read_nested(p, out, '}');
	case '[':
		return read_nested(p, out, ']');
	case '"':
		out->type = JSON_TEXT;
		return read_text(p, &out->text, &out->n);
	default:
		return *p->at == '-' || (*p->at >= '0' && *p->at <= '9') ? read_number(p, out)
																 : read_word(p, out);
	}
}

bool json_read(struct bytes text, struct json *out, struct arena *a, struct err *e)
{
	struct parse p = { .start = text.at, .at = text.at, .arena = a };
	bool good;

	*out = (struct json){ .type = JSON_NULL };
	p.end = p.at + text.n;
	good = utf8_valid(p.at, text.n) && !memchr(p.at, 0, text.n) && read_value(&p, out);
	skip_blanks(&p);
	if (good && p.at == p.end)
		return true;
	return err_set(e, ERR_INPUT, "this is not JSON (%s, after %llu bytes)",
		p.wrong    ? p.wrong
			: good ? ","
				   : "UTF-8",
		(unsigned long long)(p.at - p.start));
}

bool json_i64(const struct json *j, int64_t *out)
{
	char *end;

	if (!j || j->type != JSON_NUMBER)
		return false;
	errno = 0;
	*out = strtoll(j->text, &end, 10);
	return !*end && !errno;
}

bool json_u64(const struct json *j, uint64_t *out)
{
	char *end;

	if (!j || j->type != JSON_NUMBER || *j->text == '-')
		return false;
	errno = 0;
	*out = strtoull(j->text, &end, 10);
	return !*end && !errno;
}
