/* screen_play.h — screens played from a text of keys, without a terminal.
 *
 * tests/screen/README says what may stand in it.
 */
#ifndef YANPAN_TESTS_SCREEN_PLAY_H
#define YANPAN_TESTS_SCREEN_PLAY_H

#include "tui/app/app.h"

/* Appends the shots to `out`; false with the line and what is wrong in it in `e`. */
bool screen_play(const struct app_setup *setup, const char *keys, struct buf *out, struct err *e);

#endif
