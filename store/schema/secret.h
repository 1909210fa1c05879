/* secret.h — texts that are marked as state secrets and must not be stored here.
 *
 * Only the marking counts (at the start, as 机密★10年, 密级：秘密, in brackets of its
 * own), not the word inside a sentence: 要求保守秘密 is an ordinary request.
 */
#ifndef YANPAN_STORE_SCHEMA_SECRET_H
#define YANPAN_STORE_SCHEMA_SECRET_H

#include <stdbool.h>

bool secret_marked(const char *text);

/* A column 密级 and a value that is one. */
bool secret_level(const char *heading, const char *value);

#endif
