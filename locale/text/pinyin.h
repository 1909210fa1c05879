/* pinyin.h — whether letters that were typed stand for Chinese text.
 *
 *     sjj 市监局   zjj, zhujian, zhuj, zjianj 住建局   lv, lu 绿   x'an, xi'an 西安
 *
 * Each Han takes its first letter, zh ch sh, or a whole syllable of any of its
 * readings; the last one any beginning of a syllable, so that typing on never
 * loses what is meant.  Letters, digits and signs of the text stand for themselves,
 * folded.  The characters follow each other anywhere in the text.  An apostrophe
 * among the letters parts syllables.
 *
 * Text is UTF-8; nothing fails, nothing is allocated.
 */
#ifndef YANPAN_LOCALE_TEXT_PINYIN_H
#define YANPAN_LOCALE_TEXT_PINYIN_H

#include "locale/text/fold.h"
#include "locale/text/pinyin_table.h"

enum { PINYIN_MOST = 63 };

/* What was typed, made ready to be looked for: bit i of a set is the place before letter i. */
struct pinyin {
	size_t n;                         /* letters, at most PINYIN_MOST */
	uint64_t at[256];                 /* where the byte stands */
	uint64_t parted;                  /* where an apostrophe stood */
	uint64_t whole[PINYIN_SYLLABLES]; /* where the syllable stands */
	uint64_t begun[PINYIN_SYLLABLES]; /* where the rest is a beginning of it */
};

/* Letters, perhaps with digits and signs; anything else is not pinyin, nor is what is
 * longer than PINYIN_MOST. */
bool pinyin_prepare(struct pinyin *out, const char *typed, size_t bytes);

/* How a character of a text is read: the numbers of its syllables; 0: it is no Han. */
enum { PINYIN_READINGS = 16 };
size_t pinyin_readings(uint32_t cp, uint16_t syllables[PINYIN_READINGS]);

/* The first place in the text that what was typed stands for: whole characters. */
bool pinyin_find(const struct pinyin *, const char *text, size_t bytes, struct fold_hit *hit);

/* The same for one text; false too when `typed` is not pinyin. */
bool pinyin_match(const char *text, size_t bytes, const char *typed, struct fold_hit *hit);

#endif
