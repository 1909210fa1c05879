/* paper.h — what the papers (纪要, 研判意见书, 交办单) are put together from.
 *
 * A paragraph grows in `line` and becomes one of the document by paper_end().  Texts go
 * through the view, which masks.  The words around them are the county's.
 */
#ifndef YANPAN_STORE_DOC_PAPER_H
#define YANPAN_STORE_DOC_PAPER_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"
#include "store/schema/rules.h"

enum { PAPER_PLACES = 24 };

struct paper {
	struct kv_txn *txn;
	struct doc *doc;
	struct arena *arena;
	struct view view;
	struct buf line; /* the paragraph being put together */
	const struct rules *rules;
	struct setting_place places[PAPER_PLACES]; /* what {names} stand for so far */
	size_t place_count;
};

void paper_begin(struct paper *, struct kv_txn *, const struct view *, struct doc *);
void paper_free(struct paper *);

/* The field as the paper may show it. */
const char *paper_shown(
	struct paper *, const struct schema *, const char *field, const void *record);

void paper_stop(struct paper *); /* a full stop, where there is none yet and something is */
void paper_end(struct paper *);  /* the same, and the paragraph is done: one for each LF */

/* 出席：…; nothing where there is no text. */
void paper_label(struct paper *, const char *label, const char *text);

/* The county's phrases (papers.conf): {name} stands for the value from now on. */
void paper_place(struct paper *, const char *name, const char *value);
const char *paper_phrase(struct paper *, const char *phrase);
void paper_say(struct paper *, const char *phrase); /* as a paragraph; nothing of nothing */
/* 次, 会议, 日期, 地点, 主持 of the meeting. */
void paper_meeting(struct paper *, const struct meeting *);

/* 5个工作日内, 2026年10月9日前, 长期. */
const char *paper_limit(struct paper *, const struct limit *);

/* 发文机关标志, 发文字号 and the red line, where the county has such a head: true. */
bool paper_red_head(struct paper *, const char *document);
/* The title; under it the number where there is one, and that it is a draft. */
void paper_title(struct paper *, const char *title, const char *number, bool issued);

/* 研判件2026-0001，涉及工单G1等2件，累计退单3次。争议：… */
void paper_matter(struct paper *, const struct case_ *);

/* 《道路交通安全法》第三十条 */
const char *paper_basis(struct paper *, const struct basis *);

/* 本结论为协调意见，住建局不接受（…）。群众服务中心保留意见：… */
void paper_standing(struct paper *, const struct ruling *, const struct item *);
void paper_reservations(struct paper *, const struct item *);

/* Whose name it bears and when (no time: not yet), at the right end below the text. */
void paper_signature(struct paper *, struct time issued);
/* 版记: 抄送, 印发机关, 印发日期. */
void paper_colophon(struct paper *, struct time issued);

#endif
