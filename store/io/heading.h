/* heading.h — what the headings of other people's tables mean.
 *
 * One table of synonyms per kind, gathered from real exports, beside the fields' own
 * names and labels.  Width, case, 繁简, spaces, signs and bracketed remarks do not
 * matter.
 */
#ifndef YANPAN_STORE_IO_HEADING_H
#define YANPAN_STORE_IO_HEADING_H

#include "store/schema/schema.h"

struct heading_sense {
	const struct field *field; /* NULL: none takes it */
	int level;                 /* 一级分类 is 1, 行业分类3级 is 3; 0: whole */
	int rank;                  /* of several headings for one field the lowest is meant */
	bool personal;             /* also where no field takes it: 家庭住址 */
	bool useless;              /* 序号: says nothing of the record */
};

/* False: not a heading we know. */
bool heading_sense(const struct schema *, const char *heading, struct heading_sense *out);

/* The heading as it is compared. */
void heading_fold(struct buf *out, const char *heading);

/* What is left of 行业分类2级 without its level: headings of one tree share it. */
void heading_stem(struct buf *out, const char *heading);

#endif
