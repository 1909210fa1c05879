#include "store/io/html.h"

#include "locale/base/array.h"

#include <string.h>
#include <strings.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where `what` begins from `s` on, or the end. */
static const char *find(const char *s, const char *end, const char *what)
{
	const char *at = memmem(s, (size_t)(end - s), what, strlen(what));

	return at ? at : end;
}

static const char *behind(const char *s, const char *end, const char *what)
{
	const char *at = find(s, end, what);

	return at < end ? at + strlen(what) : end;
}

/* --- tags ------------------------------------------------------------------------------ */

/* The > of a tag; one within quotes is text, unless the quote never closes. */
static const char *tag_end(const char *s, const char *end)
{
	const char *p = s;

	while (p < end && *p != '>') {
		const char *close = NULL;

		if ((*p == '"' || *p == '\'') && p > s && (p[-1] == '=' || is_space(p[-1])))
			close = memchr(p + 1, *p, (size_t)(end - p - 1));
		p = close ? close + 1 : p + 1;
	}
	return p;
}

/* Behind the name with its prefix: <x:td> is td to nobody. */
static const char *read_name(const char *s, const char *end, struct html_token *out)
{
	size_t n = 0;

	if (s < end && *s == '/')
		out->name[n++] = *s++;
	while (s < end && !is_space(*s) && *s != '>' && *s != '/') {
		if (n + 1 < sizeof(out->name))
			out->name[n++] = *s >= 'A' && *s <= 'Z' ? (char)(*s | 0x20) : *s;
		s++;
	}
	out->name[n] = '\0';
	return s;
}

/* What stands in these is no text of the page; only their own end tag ends them. */
static const char *pass_content(const char *s, const char *end, const char *name)
{
	static const char *const closed[] = { "script", "style", "title", "xml", "noscript" };

	for (size_t i = 0; i < COUNT(closed); i++) {
		size_t n = strlen(closed[i]);

		if (strcmp(name, closed[i]) != 0)
			continue;
		for (; (s = find(s, end, "</")) < end; s += 2)
			if ((size_t)(end - s) > n + 2 && !strncasecmp(s + 2, closed[i], n))
				return s;
		return end;
	}
	return s;
}

static const char *read_tag(const char *s, const char *end, struct html_token *out)
{
	const char *from = read_name(s + 1, end, out), *to = tag_end(from, end);

	out->kind = HTML_TAG;
	out->text = (struct bytes){ from, (size_t)(to - from) };
	return pass_content(to < end ? to + 1 : end, end, out->name);
}

/* <!-- … -->, <!DOCTYPE …>, <?xml …?>; s stays where it is none. */
static const char *pass_remark(const char *s, const char *end)
{
	if ((size_t)(end - s) >= 4 && !memcmp(s, "<!--", 4))
		return behind(s + 4, end, "-->");
	if (s + 1 < end && *s == '<' && (s[1] == '!' || s[1] == '?'))
		return behind(s, end, ">");
	return s;
}

static bool begins_tag(const char *s, const char *end)
{
	if (*s != '<' || s + 1 == end)
		return false;
	return is_letter(s[1]) || (s[1] == '/' && s + 2 < end && is_letter(s[2]));
}

static const char *read_text(const char *s, const char *end, struct html_token *out)
{
	const char *p = s + 1;

	while (p < end && !begins_tag(p, end) && pass_remark(p, end) == p)
		p = *p == '<' ? p + 1 : find(p, end, "<");
	out->kind = HTML_TEXT;
	out->text = (struct bytes){ s, (size_t)(p - s) };
	return p;
}

void html_next(struct bytes page, size_t *at, struct html_token *out)
{
	const char *start = page.at, *end = start + page.n, *s = start + *at, *from;

	*out = (struct html_token){ .kind = HTML_END };
	do {
		from = s;
		s = pass_remark(s, end);
	} while (s > from);
	if (s < end)
		s = begins_tag(s, end) ? read_tag(s, end, out) : read_text(s, end, out);
	*at = (size_t)(s - start);
}

bool html_is(const struct html_token *t, const char *name)
{
	return t->kind == HTML_TAG && !strcmp(t->name, name);
}

/* --- attributes -------------------------------------------------------------------------- */

static const char *pass_spaces(const char *s, const char *end)
{
	while (s < end && (is_space(*s) || *s == '/'))
		s++;
	return s;
}

/* The value behind a =, with or without quotes; behind it. */
static const char *read_value(const char *s, const char *end, struct bytes *out)
{
	const char *from = s;

	if (s < end && (*s == '"' || *s == '\'')) {
		const char *close = memchr(s + 1, *s, (size_t)(end - s - 1));

		close = close ? close : end;
		*out = (struct bytes){ s + 1, (size_t)(close - s - 1) };
		return close < end ? close + 1 : end;
	}
	while (s < end && !is_space(*s))
		s++;
	*out = (struct bytes){ from, (size_t)(s - from) };
	return s;
}

bool html_attribute(const struct html_token *t, const char *name, struct bytes *out)
{
	const char *s = t->text.at, *end = s + t->text.n;
	size_t length = strlen(name);

	while ((s = pass_spaces(s, end)) < end) {
		const char *from = s;
		size_t n;

		while (s < end && !is_space(*s) && *s != '=' && *s != '/')
			s++;
		n = (size_t)(s - from);
		*out = (struct bytes){ "", 0 };
		s = pass_spaces(s, end);
		if (s < end && *s == '=')
			s = read_value(pass_spaces(s + 1, end), end, out);
		else if (s == from)
			s++;
		if (n == length && !strncasecmp(from, name, n))
			return true;
	}
	return false;
}

size_t html_count(const struct html_token *t, const char *name, size_t most)
{
	struct bytes value;
	const char *s;
	size_t count = 0;

	if (!html_attribute(t, name, &value))
		return 1;
	s = value.at;
	for (size_t i = 0; i < value.n && i < 6 && s[i] >= '0' && s[i] <= '9'; i++)
		count = count * 10 + (size_t)(s[i] - '0');
	return count < 1 ? 1 : count < most ? count : most;
}
