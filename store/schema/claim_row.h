/* claim_row.h — one row of a filled-in 回复表: what a unit says of one part of a case.
 */
#ifndef YANPAN_STORE_SCHEMA_CLAIM_ROW_H
#define YANPAN_STORE_SCHEMA_CLAIM_ROW_H

#include "store/schema/claim.h"

struct claim_row {
	struct head head;   /* never stored: it becomes a claim */
	const char *number; /* of the case */
	const char *part, *unit, *says, *bases, *words, *by;
	struct day day;
};

extern const struct schema claim_row_schema;

/* 牵头, 主办, " 配 合 ", 不属于我局; 0: neither. */
enum claim_says claim_says_of(const char *words);

#endif
