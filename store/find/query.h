/* query.h — what is asked of a list: words and conditions.
 *
 *     电梯 "整句 话" -住建            in any searched field: both, and not the third
 *     单位:住建 类别:=物业            contains; is
 *     状态:待初审|已受理              either; a choice by label, part of it, or name
 *     退单:>2 退单:2..5               numbers; of rows: how many
 *     期限:<7d 期限:3w                before the 7th day from today, overdue ones too; within
 *                                     the next three working days
 *     收到:2026-09 收到:-7d..今天     a month, a year, a day; from seven days ago
 *     收到:上月 收到:近7天 收到:本周   what people call such a stretch
 *     退单.单位:住建 结论:=""         in the rows of a field; nothing was said
 *
 * Fields are named by label or an unmistakable part of it, by name (unit:住建), by a word
 * of everyday use or by the pinyin of one (zt:dcs); a - before one leaves out what has
 * it.  Full-width signs ：＜＞｜＝“” do as well.  All terms must hold.  Texts are compared
 * folded (locale/text/fold.h); letters outside quotes stand for Chinese, too, in fields
 * found by pinyin.  Personal fields cannot be asked for.
 */
#ifndef YANPAN_STORE_FIND_QUERY_H
#define YANPAN_STORE_FIND_QUERY_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "store/schema/schema.h"

struct pinyin; /* locale/text/pinyin.h */
struct seek;   /* locale/text/seek.h */

enum query_test {
	QUERY_HAS,    /* its folded text contains `text` */
	QUERY_IS,     /* its folded text is `text` */
	QUERY_WITHIN, /* low <= value <= high: numbers, codes, flags, days, seconds, rows */
	QUERY_LINKS,  /* links to a record that `text` cites or that has it in its title */
	QUERY_EMPTY,  /* nothing was said */
};

struct query_value {
	enum query_test test;
	const char *text;            /* folded */
	size_t bytes;                /* of text */
	bool exact;                  /* QUERY_LINKS: by what it is cited by only */
	const struct pinyin *pinyin; /* QUERY_HAS, QUERY_LINKS: what else it stands for, or NULL */
	const struct seek *seek;     /* QUERY_HAS: `text` as match_prepare() made it ready, or NULL */
	int64_t low, high;
	struct uids links; /* QUERY_LINKS: filled in by match_prepare(), sorted */
};

/* One of the values must hold; `without`: none of them may. */
struct query_term {
	const char *word;          /* as typed, signs made half-width */
	const struct field *field; /* NULL: any searched one */
	const struct field *row;   /* of the rows of `field`, or NULL */
	bool without;
	size_t count;
	struct query_value *values;
};

struct query {
	const struct schema *schema;
	size_t count;
	struct query_term *terms;
};

/* Texts in *out live as long as `a`.  err names the word that cannot be read.
 * An open quote and a lone `-` are what typing leaves halfway: no mistakes. */
bool query_parse(const struct schema *, const char *text, struct day today, struct query *out,
	struct arena *a, struct err *e);

/* The field that a query's author means by the word, "退单.单位" included; NULL: none. */
const struct field *query_field(const struct schema *, const char *word, const struct field **row);

/* Appends a word that query_field() takes for the field: its label where that is one word,
 * else its name; 退单.单位 of a field in rows. */
void query_field_word(
	const struct schema *, const struct field *, const struct field *row, struct buf *out);

/* The i-th word of everyday use for a field of the kind, NULL behind the last; "" stands for
 * one that the kind does not have. */
const char *query_everyday(const struct schema *, size_t i);

/* The field that says how many rows there are: the rows themselves, or a number beside them. */
const struct field *query_field_counted(const struct schema *, const struct field *rows);

#endif
