/* keymap.h — from a key to an action, and back to the words of the key line.
 *
 * The keys of an action are its own unless the person's settings name others
 * (options.h).  Keys are compared after folding (input.h).
 */
#ifndef YANPAN_TUI_APP_KEYMAP_H
#define YANPAN_TUI_APP_KEYMAP_H

#include "locale/base/buf.h"
#include "tui/app/screen.h"
#include "tui/conf/options.h"

/* The key names of the action, with blanks between: the person's, else its own. */
const char *keymap_keys(const struct options *o, const struct action *a);

/* The action that has this key, or NULL. */
const struct action *keymap_find(
	const struct options *o, const struct action *actions, size_t count, uint32_t key);

/* Appends the keys as people read them in their language: "F5", "Ctrl+O", "空格".
 * keymap_label: the first key (or hint_keys); keymap_labels: all of them. */
void keymap_label(const struct options *o, const struct action *a, struct buf *out);
void keymap_labels(const struct options *o, const struct action *a, struct buf *out);

/* Every key name in every table must be a key, and no key may stand twice in one table;
 * the words say which does.  A test asks for every screen. */
bool keymap_check(const struct action *actions, size_t count, struct err *e);

#endif
