/* past.h — 先例 on the screens: the hint of a list's preview, the page of a ticket.
 */
#ifndef YANPAN_TUI_SCREEN_PAST_H
#define YANPAN_TUI_SCREEN_PAST_H

#include "store/panel/precedent.h"
#include "tui/screen/words.h"

enum { PAST_MOST = 20 };

/* 提示: 有先例 2026-09 (信号灯养护，住建局牵头，有效，已沿用4次)  F5 可依先例办理; what settled
 * it already; 定后再退.  A line each. */
void past_hint(struct words *w, const struct order *o);

/* One that resembles it, in lines: number, state, lead, use; why; the wording. */
void past_entry(struct words *w, const struct precedent *p);
void past_page(struct words *w, const struct precedent *list, size_t n);

#endif
