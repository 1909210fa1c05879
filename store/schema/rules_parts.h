/* rules_parts.h — the parts of the table of rules.c that stand in files of their own.
 */
#ifndef YANPAN_STORE_SCHEMA_RULES_PARTS_H
#define YANPAN_STORE_SCHEMA_RULES_PARTS_H

#include "store/schema/rules.h"

enum { RULES_FORMULAS = 5, RULES_PAPERS = 48 };

extern const struct setting rules_formulas[RULES_FORMULAS];
extern const struct setting rules_papers[RULES_PAPERS];

#endif
