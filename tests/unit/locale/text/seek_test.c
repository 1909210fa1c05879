#include "locale/text/seek.h"

#include "locale/text/fold.h"
#include "locale/text/utf8.h"
#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;
static uint64_t state = 0x9E3779B97F4A7C15u;

static size_t below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}

static bool seeks(const char *text, const char *typed)
{
	struct buf word = { 0 };
	struct seek *s;
	bool met;

	fold_text(&word, typed, strlen(typed));
	s = seek_prepare(buf_text(&word), word.n, &arena);
	met = s && seek_in(s, text, strlen(text));
	buf_free(&word);
	return met;
}

static const struct {
	const char *text, *typed;
	bool met;
} samples[] = {
	{ "要求召開聯席會議研究", "联席会议", true },
	{ "联席会议", "聯席會議", true },
	{ "电话ＡＢ１２", "b1", true },
	{ "面积30㎡左右", "m2左", true },
	{ "面积30㎡左右", "0m", true },
	{ "面积30㎡左右", "m左", false },
	{ "市民\xE3\x80\x80\r\n来电", "民 来", true },
	{ "市民来电", "民 来", false },
	{ "cafe\xCC\x81 bar", "é b", true },
	{ "联\xE2\x80\x8B席", "联席", true },
	{ "联席\xFF会议", "席会", false },
	{ "联席会", "联席会议", false },
	{ "aab", "ab", true },
	{ "物\xE2\x80\x8B业物業服服物业服務", "物业服务", true },
	{ "物业服人人务", "服人人人务", false },
	{ "物业服人人人务", "服人人人务", true },
	{ "没有", "有无", false },
	{ "没有", "", false },
	{ "", "有", false },
};

static void a_word_is_met_in_every_way_to_write_it(void)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		check_case(samples[i].text);
		CHECK_INT(seeks(samples[i].text, samples[i].typed), samples[i].met);
	}
	check_case(NULL);
	arena_free(&arena);
}

static void a_word_that_is_too_long_is_not_made_ready(void)
{
	char word[SEEK_MOST + 2];

	memset(word, 'a', sizeof(word));
	CHECK(seek_prepare(word, SEEK_MOST, &arena) != NULL);
	CHECK(seek_prepare(word, SEEK_MOST + 1, &arena) == NULL);
	CHECK(seek_prepare(word, 0, &arena) == NULL);
	arena_free(&arena);
}

/* Few enough that they meet often; of all sorts that folding knows, and broken ones. */
static const char *const pieces[] = { "联", "聯", "席", "会", "會", "会", "a", "A", "Ａ", "é",
	"e\xCC\x81", "m", "2", "㎡", "²", "①", "1", " ", " ", "\xE3\x80\x80", "\n", "\xC2\xA0",
	"\xE2\x80\x8B", "\xEF\xB8\x8F", "，", ",", "、", "“", "\xFF", "\xE8\x81", "\xF0\x9F", "ﬁ", "f",
	"i", "\xF0\xA0\xAE\xB7", "\xEF\xBF\xBD", "㍿", "株", "物", "物", "人", "\xF3\xA0\x80\xA1", "¨",
	"℃", "°", "c" };

static void add_random(struct buf *b, size_t most)
{
	for (size_t n = below(most + 1); n > 0; n--) {
		const char *piece = pieces[below(COUNT_OF(pieces))];

		if (below(20) == 0)
			utf8_add(b, (uint32_t)below(0x30000));
		else
			buf_puts(b, piece);
	}
}

/* A stretch of whole characters, or something that was made up. */
static void take_word(const struct buf *folded, struct buf *word)
{
	const char *s = folded->at, *end = s + folded->n, *from;
	struct buf typed = { 0 };

	buf_cut(word, 0);
	if (folded->n == 0 || below(4) == 0) {
		add_random(&typed, 3);
		fold_text(word, buf_text(&typed), typed.n);
		buf_free(&typed);
		return;
	}
	for (size_t n = below(utf8_chars(s, folded->n)); n > 0; n--)
		s = utf8_after(s, end);
	from = s;
	for (size_t n = below(5) + 1; n > 0 && s < end; n--)
		s = utf8_after(s, end);
	buf_add(word, from, (size_t)(s - from));
}

static void random_texts_are_looked_through_as_if_they_were_folded(void)
{
	enum { CASES = 4000 };
	struct buf text = { 0 }, folded = { 0 }, word = { 0 };
	size_t met = 0, missed = 0;

	for (int i = 0; i < CASES; i++) {
		buf_cut(&text, 0);
		buf_cut(&folded, 0);
		add_random(&text, 12);
		fold_text(&folded, buf_text(&text), text.n);
		take_word(&folded, &word);
		if (below(3) == 0) { /* …of another text */
			buf_cut(&text, 0);
			buf_cut(&folded, 0);
			add_random(&text, 12);
			fold_text(&folded, buf_text(&text), text.n);
		}
		bool has = word.n && memmem(buf_text(&folded), folded.n, word.at, word.n);
		struct seek *s = seek_prepare(buf_text(&word), word.n, &arena);

		if (!CHECK_INT(s && seek_in(s, buf_text(&text), text.n), has))
			break;
		met += has;
		missed += !has;
		arena_free(&arena);
	}
	CHECK(met > CASES / 4 && missed > CASES / 8);
	buf_free(&text);
	buf_free(&folded);
	buf_free(&word);
}

/* Every character, looked for by each of the characters that it folds to. */
static void every_character_is_met_by_what_it_folds_to(void)
{
	struct buf folded = { 0 };

	for (uint32_t cp = 1; cp < 0x30000; cp += 1 + (uint32_t)below(200)) {
		char text[4];
		size_t n = utf8_put(text, cp);

		buf_cut(&folded, 0);
		fold_text(&folded, text, n);
		if (folded.n == 0)
			continue;
		if (!CHECK(seek_in(seek_prepare(folded.at, folded.n, &arena), text, n)))
			CHECK_INT(cp, -1);
		arena_free(&arena);
	}
	buf_free(&folded);
}

static const struct test tests[] = {
	TEST(a_word_is_met_in_every_way_to_write_it),
	TEST(a_word_that_is_too_long_is_not_made_ready),
	TEST(random_texts_are_looked_through_as_if_they_were_folded),
	TEST(every_character_is_met_by_what_it_folds_to),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
