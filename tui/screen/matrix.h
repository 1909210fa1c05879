/* matrix.h — 部门意见 on a screen: parts down, units across, what it comes to at the right.
 *
 *     环节            交警大队       住建局         小结
 *     日常养护        不属           不属 [3]       ! 无人认领
 *    >抢修和警示      牵头 [2]       >牵头 [1]<     ! 两家认领
 *
 * More units than there is room for: their columns scroll, the last column stays.  What is
 * drawn is read before, in one transaction, and lives in the arena it was read into.
 */
#ifndef YANPAN_TUI_SCREEN_MATRIX_H
#define YANPAN_TUI_SCREEN_MATRIX_H

#include "store/panel/leads.h"
#include "store/panel/matrix.h"
#include "tui/term/canvas.h"

/* A case's matrix with the words that go with it. */
struct matrix_facts {
	struct matrix m;
	const char **cites;   /* by cell: [1] 《…》第三十条; NULL: no claim there */
	const char **marks;   /* by cell: " [1]", the place of its bases among those of the case */
	const char *three[3]; /* 协商主办, 先行办理, 建议牵头: each with its rule; "" none */
};

struct matrix_view {
	size_t part, unit;   /* the cell in focus */
	size_t top, left;    /* first part and unit shown */
	size_t parts, units; /* shown at once */
};

void matrix_facts_read(
	struct kv_txn *, const struct case_ *, struct matrix_facts *, struct arena *a);

/* Brings the focus in, and the window to it.  Rows of the grid without its heading. */
void matrix_place(struct matrix_view *, const struct matrix *, int rows, int cols);
/* Arrows, Home, End; false: another key. */
bool matrix_key(struct matrix_view *, const struct matrix *, uint32_t key);

/* The grid with its heading; `focus`: the cell in focus is marked, and the cursor on it. */
void matrix_draw(const struct matrix_facts *, const struct matrix_view *, struct canvas *c,
	struct rect area, bool focus);

/* 第1至4家，共40家; "" where all are shown. */
const char *matrix_where(const struct matrix *, const struct matrix_view *, struct arena *a);

#endif
