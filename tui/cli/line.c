#include "tui/cli/line.h"

#include "locale/msg/msg.h"
#include "locale/text/utf8.h"
#include "tui/term/input.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_MOST = 1000000 };

/* Bytes that are no character, and control characters, are left out. */
static void keep_characters(struct buf *out, const char *s, size_t bytes)
{
	const char *end = s + bytes;

	buf_cut(out, 0);
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (cp == '\t')
			cp = ' ';
		if (cp >= ' ' && cp != 0x7F && cp != UTF8_BAD)
			utf8_add(out, cp);
	}
	while (out->n && out->at[out->n - 1] == ' ')
		buf_cut(out, out->n - 1);
}

const char *line_ask(struct line *l, const char *prompt)
{
	char *bytes = NULL;
	size_t room = 0;
	ssize_t n = -1;

	if (!l->ended) {
		fprintf(l->out, "%s ", prompt);
		fflush(l->out);
		n = getline(&bytes, &room, l->in);
	}
	l->ended = n < 0;
	if (!l->ended)
		keep_characters(&l->typed, bytes, (size_t)n);
	free(bytes);
	return l->ended ? NULL : buf_text(&l->typed) + strspn(buf_text(&l->typed), " ");
}

long line_number(const char *text)
{
	const char *end = text + strlen(text);
	long n = 0;

	if (!*text)
		return -1;
	while (text < end) {
		uint32_t digit = input_fold(utf8_next(&text, end));

		if (digit < '0' || digit > '9' || n > NUMBER_MOST)
			return -1;
		n = n * 10 + (long)(digit - '0');
	}
	return n;
}

static void show_menu(struct line *l, const struct line_menu *m)
{
	fprintf(l->out, "\n");
	if (m->title)
		fprintf(l->out, "%s\n", m->title);
	for (size_t i = 0; i < m->n; i++) {
		fprintf(l->out, "%2zu  %s", i + 1, m->items[i].words);
		if (m->items[i].why_not)
			fprintf(l->out, _(" (not now: %s)"), m->items[i].why_not);
		fprintf(l->out, "\n");
	}
	fprintf(l->out, "%2d  %s\n", 0, m->zero);
}

/* False: it was no answer, and why is said. */
static bool take(struct line *l, const struct line_menu *m, const char *typed, int *answer)
{
	long n = line_number(typed);

	*answer = LINE_WORDS;
	if (n < 0 && m->words && *typed)
		return true;
	*answer = (int)n;
	if (!*typed && m->enter)
		*answer = LINE_ZERO;
	if (*answer == LINE_ZERO)
		return true;
	if (n < 0 || (size_t)n > m->n) {
		fprintf(l->out, _("This is not on the list: %s\n"), typed);
		return false;
	}
	if (m->items[n - 1].why_not)
		fprintf(l->out, "%s\n", m->items[n - 1].why_not);
	return !m->items[n - 1].why_not;
}

int line_choose(struct line *l, const struct line_menu *m)
{
	int answer = LINE_ZERO;
	const char *typed;

	if (l->ended)
		return LINE_ZERO;
	do {
		show_menu(l, m);
		typed = line_ask(l, m->words ? _("Number, or words to find:") : _("Number:"));
	} while (typed && !take(l, m, typed, &answer));
	return typed ? answer : LINE_ZERO;
}

void line_complain(struct line *l, const struct err *e)
{
	char words[1024];

	err_line(e, words, sizeof(words));
	fprintf(l->out, "%s %s\n", _("Not done:"), words);
}

void line_free(struct line *l)
{
	buf_free(&l->typed);
}
