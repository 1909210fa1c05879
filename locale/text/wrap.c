#include "locale/text/wrap.h"

#include "locale/base/array.h"
#include "locale/text/char_class.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"

#include <stdlib.h>
#include <wchar.h>

/* In the order of their code points: looked up by halves. */
static const wchar_t no_start[] =
	L"!%),.:;?]}¢°·»‐–—―’”•‥…‧‰′″›℃∶、。々〉》」』】〕〗〞〟ぁぃぅぇぉっゃゅょ"
	L"ァィゥェォッャュョ・ー﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞！％），．：；？］｝～｡｣､･￠";
static const wchar_t no_end[] = L"$([{£¥«‘“‹〈《「『【〔〖〝﹙﹛﹝＄（［｛｢￡￥";

static int by_code_point(const void *key, const void *entry)
{
	uint32_t a = *(const uint32_t *)key, b = (uint32_t) * (const wchar_t *)entry;

	return (a > b) - (a < b);
}

static bool among(uint32_t cp, const wchar_t *list, size_t n)
{
	if (cp >= 0x3400 && cp < 0xFE00) /* Han and its like: most of all text */
		return false;
	return bsearch(&cp, list, n, sizeof(*list), by_code_point) != NULL;
}

bool wrap_no_start(uint32_t cp)
{
	return among(cp, no_start, COUNT(no_start) - 1);
}

bool wrap_no_end(uint32_t cp)
{
	return among(cp, no_end, COUNT(no_end) - 1);
}

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0x3000;
}

/* Letters, digits and what stands inside words and numbers: a narrow character
 * that is no space. ’ is an apostrophe among them. */
static bool in_word(uint32_t cp)
{
	return (cp > ' ' && char_class(cp) == CHAR_NARROW) || cp == 0x2019;
}

static bool hangs_on(uint32_t cp)
{
	return char_class(cp) == CHAR_MARK || char_class(cp) == CHAR_FORMAT;
}

/* How good a place between two characters is to break at. */
enum place { PLACE_NONE, PLACE_POOR, PLACE_IN_WORD, PLACE_GOOD };

/* `a` is the last character that is no space; spaces may stand between the two:
 * they go with the line before, so that it is b that would begin the next. */
static enum place place_between(uint32_t a, bool spaced, uint32_t b)
{
	if (is_space(b) || hangs_on(b))
		return PLACE_NONE;
	if (wrap_no_start(b) || wrap_no_end(a))
		return PLACE_POOR;
	return !spaced && in_word(a) && in_word(b) ? PLACE_IN_WORD : PLACE_GOOD;
}

struct cut {
	const char *at;
	int cols;
};

struct wrap wrap_text(const char *s, size_t bytes, int cols)
{
	return (struct wrap){ .at = s, .end = s + bytes, .cols = cols };
}

static bool is_unseen(uint32_t cp)
{
	return is_space(cp) || char_class(cp) == CHAR_FORMAT || char_class(cp) == CHAR_CONTROL;
}

/* Takes what is not seen before `end` off the line, until it is `most` columns. */
static void trim(struct wrap_line *line, const char *end, int most)
{
	while (end > line->at && line->cols > most) {
		const char *last = utf8_cluster_before(line->at, end), *p = last;
		uint32_t cp = utf8_next(&p, end);

		if (!is_unseen(cp))
			break;
		line->cols -= width_char(cp);
		end = last;
	}
	line->bytes = (size_t)(end - line->at);
}

static bool finish_hard(struct wrap *w, struct wrap_line *line, struct cut end)
{
	line->ends = true;
	line->cols = end.cols;
	trim(line, end.at, w->cols);
	w->done = end.at == w->end;
	line->next = w->at = w->done ? end.at : end.at + 1;
	return true;
}

static bool finish_soft(struct wrap *w, struct wrap_line *line, struct cut end)
{
	const char *p = end.at;

	line->cols = end.cols;
	trim(line, end.at, 0);
	while (p < w->end && is_space(utf8_next(&p, w->end)))
		end.at = p;
	line->next = w->at = end.at;
	return true;
}

bool wrap_next(struct wrap *w, struct wrap_line *line)
{
	struct cut best[PLACE_GOOD + 1] = { 0 };
	struct cut here = { w->at, 0 };
	uint32_t before = 0;
	bool spaced = false;

	*line = (struct wrap_line){ .at = w->at };
	if (w->done)
		return false;
	while (here.at < w->end) {
		const char *p = here.at;
		uint32_t cp = utf8_next(&p, w->end);
		int cols = width_char(cp);

		if (cp == '\n')
			break;
		if (here.at > line->at)
			best[place_between(before, spaced, cp)] = here;
		if (here.cols + cols > w->cols && !is_space(cp)) {
			for (int place = PLACE_GOOD; place > PLACE_NONE; place--)
				if (best[place].at)
					return finish_soft(w, line, best[place]);
		}
		here = (struct cut){ p, here.cols + cols };
		spaced = is_space(cp) || (spaced && hangs_on(cp));
		before = spaced ? before : cp;
	}
	return finish_hard(w, line, here);
}

int wrap_lines(const char *s, size_t bytes, int cols)
{
	struct wrap w = wrap_text(s, bytes, cols);
	struct wrap_line line;
	int n = 0;

	while (wrap_next(&w, &line))
		n++;
	return n;
}
