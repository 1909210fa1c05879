/* who.h — 操作人: who sits at the keyboard.
 *
 * Asked once for a store and a user of the operating system, and kept in the store's
 * folder, so that the demo county does not hand its recorder to the real one.
 */
#ifndef YANPAN_TUI_SCREEN_WHO_H
#define YANPAN_TUI_SCREEN_WHO_H

#include "store/rec/act.h"
#include "tui/widget/picker.h"

/* The operating system's user and host, and the name that was kept for them: "" until
 * somebody was asked.  The texts live as long as `a`. */
bool who_read(struct kv *kv, struct who *out, struct arena *a, struct err *e);

/* From now on this name sits here; kept unless the store is only read. */
bool who_keep(struct kv *kv, struct who *who, const char *name, struct arena *a, struct err *e);

/* The members by name, for a list to choose from; how many.  There is room for one more. */
size_t who_members(struct kv_txn *txn, struct picker_row **out, struct arena *a);

#endif
