#include "tests/keys.h"

#include "locale/base/buf.h"
#include "locale/text/utf8.h"

#include <stdio.h>
#include <string.h>

struct player {
	void (*feed)(void *to, const struct input *in);
	void *to;
};

static void feed_text(const struct player *p, const char *s, size_t bytes)
{
	const char *end = s + bytes;

	while (s < end) {
		const char *from = s;
		uint32_t cp = utf8_next(&s, end);
		char one[8] = "";

		memcpy(one, from, (size_t)(s - from));
		p->feed(p->to,
			&(struct input){ .kind = INPUT_TEXT,
				.key = input_fold(cp),
				.text = one,
				.bytes = (size_t)(s - from) });
	}
}

/* The text up to the closing sign, with \n \" \\ \} read; NULL where it never closes. */
static const char *read_quoted(const char *s, char close, struct buf *out)
{
	for (; *s && *s != close; s++) {
		if (*s == '\\' && s[1])
			buf_putc(out, *++s == 'n' ? '\n' : *s);
		else
			buf_putc(out, *s);
	}
	return *s ? s + 1 : NULL;
}

static const char *play_quoted(const struct player *p, const char *s)
{
	struct buf text = { 0 };
	const char *next = read_quoted(s + 1, *s == '{' ? '}' : '"', &text);

	if (next && *s == '"')
		feed_text(p, buf_text(&text), text.n);
	else if (next)
		p->feed(p->to,
			&(struct input){ .kind = INPUT_PASTE, .text = buf_text(&text), .bytes = text.n });
	buf_free(&text);
	return next;
}

static bool play_name(const struct player *p, const char *s, size_t n)
{
	struct input in = { .kind = INPUT_KEY };

	if (n == 4 && !memcmp(s, "tick", n)) {
		in.kind = INPUT_TICK;
	} else if (sscanf(s, "resize:%dx%d", &in.rows, &in.cols) == 2) {
		in.kind = INPUT_RESIZE;
	} else if (n == 5 && !memcmp(s, "Alt+", 4)) {
		in.key = (unsigned char)s[4];
	} else {
		in.key = input_key_named(s, n);
		if (in.key && in.key < INPUT_CTRL(0)) {
			if (in.key == ' ')
				feed_text(p, " ", 1);
			else
				feed_text(p, s, n);
			return true;
		}
	}
	if (in.kind == INPUT_KEY && !in.key)
		return false;
	p->feed(p->to, &in);
	return true;
}

bool keys_play(
	const char *line, void (*feed)(void *to, const struct input *in), void *to, char wrong[64])
{
	struct player p = { feed, to };
	const char *s = line + strspn(line, " \t\n");

	while (*s) {
		size_t n = strcspn(s, " \t\n");
		const char *next = *s == '"' || *s == '{' ? play_quoted(&p, s) : s + n;

		if (!next || (*s != '"' && *s != '{' && !play_name(&p, s, n))) {
			snprintf(wrong, 64, "%.*s", (int)n, s);
			return false;
		}
		s = next + strspn(next, " \t\n");
	}
	return true;
}
