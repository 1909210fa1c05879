/* likeness.h — how much a text looks like Chinese, and how little like a misreading.
 *
 * Bytes read in the wrong encoding give rare Han, private characters, kana, box
 * drawings and controls; the right one gives the few thousand Han of running text.
 */
#ifndef YANPAN_LOCALE_TEXT_LIKENESS_H
#define YANPAN_LOCALE_TEXT_LIKENESS_H

#include <stddef.h>
#include <stdint.h>

/* Two bits for each Han from U+4E00: 0 rare, 1 common, 2 frequent. */
extern const uint8_t common_han[0x5200 / 4];

struct likeness {
	uint64_t plain;    /* ASCII that is shown, spaces, line ends */
	uint64_t frequent; /* Han of every second sentence */
	uint64_t common;   /* Han of GB 2312 level one and Big5 level one, Chinese punctuation */
	uint64_t rare;     /* other Han */
	uint64_t odd;      /* letters and signs that Chinese text seldom has */
	uint64_t broken;   /* controls, private use, U+FFFD: no text has them */
};

void likeness_add(struct likeness *l, const char *utf8, size_t bytes);

/* -300 to 100: the mean over all characters that are not plain; 0 without any. */
int likeness_score(const struct likeness *l);

#endif
