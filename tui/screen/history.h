/* history.h — 流转: what was done, in words, from the journal.
 *
 *     09-21 08:20 宋知夏 受理 工单 20260915117843
 *       状态: 待初审 → 已受理
 *
 * Personal data are never in these lines: that they changed is said, not to what.
 */
#ifndef YANPAN_TUI_SCREEN_HISTORY_H
#define YANPAN_TUI_SCREEN_HISTORY_H

#include "locale/base/buf.h"
#include "store/rec/journal.h"

enum { HISTORY_MOST = 500 };

/* The label of a verb as the journal names it. */
const char *history_verb(const struct event *event);

/* "受理 工单 2026…". */
void history_step(const struct event *event, struct buf *out);

/* A line about the PC's clock, where it was set back before this entry. */
void history_clock(const struct event *, struct buf *out);

/* One entry with its changes; texts that changed are only named where they are long. */
void history_event(struct kv_txn *txn, const struct event *event, struct buf *out);

/* The newest entries of a record, oldest of them first; how many, and how many are older. */
size_t history_sequences(struct kv_txn *txn, enum kind kind, uint32_t ordinal,
	uint64_t sequences[HISTORY_MOST], size_t *older);

/* One of them in words, and when it was; what is damaged says so. */
struct time history_entry(struct kv_txn *txn, uint64_t sequence, struct buf *out);

#endif
