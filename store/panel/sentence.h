/* sentence.h — 成文: a ruling in one official sentence, and whether it still holds.
 *
 *     由交警大队牵头，住建局、城关街道配合，于5个工作日内修复并承担日常养护；住建局于
 *     3个工作日内移交供电接入资料；城关街道长期巡查，发现损坏当日报交警大队。
 */
#ifndef YANPAN_STORE_PANEL_SENTENCE_H
#define YANPAN_STORE_PANEL_SENTENCE_H

#include "store/rec/record.h"
#include "store/schema/review.h"

/* From the fields; what is not filled in yet reads （职责待定）. */
void ruling_sentence(struct kv_txn *, const struct ruling *, struct buf *out);

/* 于5个工作日内, 于24小时内, 于2026年10月9日前, 长期; nothing for no limit. */
void limit_words(const struct limit *, struct buf *out);

/* Where a sentence edited by hand no longer says what the fields say: one a line,
 * translated.  Nothing while it is not by_hand. */
void ruling_drift(struct kv_txn *, const struct ruling *, struct buf *lines);

#endif
