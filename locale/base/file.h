/* file.h — files that are there whole or not at all.
 *
 * New content is written beside a file, under a name of its own, and renamed into its
 * place once it is on the disk.  What fails leaves errno; descriptors do not pass to
 * other programs.
 */
#ifndef YANPAN_LOCALE_BASE_FILE_H
#define YANPAN_LOCALE_BASE_FILE_H

#include "locale/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes the file that is to take the place of `path`, open for reading and writing.  It has
 * the permissions of the one that stands there, else 0600.  `unfinished` comes as a template
 * that ends in XXXXXX and goes as its name.  -1: it could not be made, or what stands there
 * is no file (a folder, /dev/null). */
int file_beside(const char *path, char *unfinished);

/* New content for `path` (0600) by way of `path`.new; `sync`: on the disk before it returns.
 * For small files of the program's own, which a power cut may take where not synced. */
bool file_replace(const char *path, const void *from, size_t bytes, bool sync);

/* All of it, however often the system takes only a part. */
bool file_write(int fd, const void *from, size_t bytes);

/* What was made, renamed or removed in the folder is on the disk, as far as its file system
 * can tell. */
bool file_sync_folder(const char *folder);

/* A path as a person types or drops it: ~ is the person's folder, quotes around it go, and
 * so does what comes after a line end. */
const char *file_typed(const char *text, struct arena *);

#endif
