/* fit.h — whether the values of a column can be what its heading says.
 *
 * A heading row in the wrong order over sound columns is seen here: order numbers
 * under 诉求内容, long texts under 工单编号.  Only what plainly cannot be is a
 * misfit; short words fit most fields.
 */
#ifndef YANPAN_STORE_IO_FIT_H
#define YANPAN_STORE_IO_FIT_H

#include "store/schema/schema.h"

enum shape {
	SHAPE_EMPTY,
	SHAPE_LONG,   /* 30 characters and more, or several lines */
	SHAPE_DAY,    /* a date, with or without a time */
	SHAPE_DAY8,   /* 20260921: a date, or a number that looks like one */
	SHAPE_PHONE,  /* 11 digits from 1, or 0xx-xxxxxxx; stars for digits too */
	SHAPE_ID,     /* an identity number */
	SHAPE_NUMBER, /* four digits and more, no words */
	SHAPE_SMALL,  /* up to three digits */
	SHAPE_FLAG,   /* 是 否 有 无 */
	SHAPE_CODE,   /* short text with digits in it: 政热〔2026〕12号 */
	SHAPE_UNIT,   /* 住建局, 城关镇: ends as the names of units do */
	SHAPE_WORDS,  /* other short text */
	SHAPE_COUNT,
};

/* How many values of a column have which shape. */
struct fit {
	size_t values; /* that are not empty */
	size_t of[SHAPE_COUNT];
};

enum shape shape_of(const char *value, struct day today);
void fit_add(struct fit *, const char *value, struct day today);

/* Whether a column so shaped can be the field; one without values can be any. */
bool fit_holds(const struct fit *, const struct schema *, const struct field *);

/* Share of a shape in percent of the values. */
int fit_share(const struct fit *, enum shape);

/* What most values are, as a msgid: "dates". */
const char *fit_words(const struct fit *);

#endif
