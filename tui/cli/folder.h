/* folder.h — where the store is.
 *
 * In this order: what --store says; YANPAN_STORE; a folder yanpan-data beside the
 * program, if it is there (a memory stick that carries both); XDG_DATA_HOME/yanpan;
 * ~/.local/share/yanpan.
 */
#ifndef YANPAN_TUI_CLI_FOLDER_H
#define YANPAN_TUI_CLI_FOLDER_H

#include "locale/base/arena.h"

const char *folder_of(const char *given, struct arena *a);

#endif
