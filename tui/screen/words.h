/* words.h — records in sentences and lines, for previews and pages.
 *
 * Texts come through field_show() with the view, so what may not be seen is masked.
 */
#ifndef YANPAN_TUI_SCREEN_WORDS_H
#define YANPAN_TUI_SCREEN_WORDS_H

#include "store/rec/show.h"
#include "store/schema/order.h"

struct words {
	struct kv_txn *txn;
	struct view view;
	struct buf *out;
};

/* The field's text and, if there was any, what is to stand behind it. */
void words_field(struct words *w, const struct schema *s, const char *field, const void *record,
	const char *behind);

/* "label: text" and a line end; nothing where nothing was said. */
void words_label(struct words *w, const struct schema *s, const char *field, const void *record);

/* "工单 20260916118206  中学门口信号灯损坏": what a record is, for a first row. */
const char *words_record(struct kv_txn *txn, enum kind kind, struct uid uid, struct arena *a);

enum words_form {
	WORDS_ROW,   /* one after another, with | between */
	WORDS_LINES, /* a line each, with all that is known */
};

/* 退单: who asked to return it, when, why, and what became of it. */
void words_returns(struct words *w, const struct order *o, enum words_form form);

#endif
