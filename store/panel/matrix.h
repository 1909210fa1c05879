/* matrix.h — 部门意见 as a matrix: parts of the matter × units, gaps and clashes (F8).
 *
 * Read off the claims of a case; nothing is stored by itself.  What it holds lives in the
 * arena.  A case without parts has one row, "": the matter as a whole.
 */
#ifndef YANPAN_STORE_PANEL_MATRIX_H
#define YANPAN_STORE_PANEL_MATRIX_H

#include "store/rec/record.h"
#include "store/schema/claim.h"
#include "store/schema/review.h"

struct matrix_unit {
	struct uid uid;
	const char *name; /* short */
};

/* A part of the matter, and who would lead it. */
struct matrix_part {
	const char *name;  /* as stored */
	const char *label; /* as shown: translated where it is the whole matter */
	const char *leads; /* 交警大队、住建局 */
	size_t leaders;    /* 0 a gap, 2 and more a clash */
};

struct matrix {
	struct matrix_unit *units; /* parties, then who was asked, then who spoke unasked */
	size_t unit_count;
	struct matrix_part *parts; /* those of the case, then those that only claims still name */
	size_t part_count;
	const struct claim **cells; /* part by part; NULL: nothing was said */
	size_t claim_count;
};

void matrix_read(struct kv_txn *, const struct case_ *, struct matrix *, struct arena *);

/* The claim of the cell, or NULL. */
const struct claim *matrix_cell(const struct matrix *, size_t part, size_t unit);
/* 牵头 配合 不属 未表态, translated. */
const char *claim_label(const struct claim *);

/* 一家认领, 无人认领, 两家认领; translated. */
const char *matrix_summary(const struct matrix_part *, struct arena *);
/* For the room: "无人认领", "交警大队、住建局都认领"; NULL: the part is not disputed. */
const char *matrix_dispute(const struct matrix *, size_t part, struct arena *);

/* All claims and consultations of a case, in order of arrival. */
size_t claims_of(struct kv_txn *, struct uid case_, struct claim **out, struct arena *);
size_t consults_of(struct kv_txn *, struct uid case_, struct consult **out, struct arena *);

#endif
