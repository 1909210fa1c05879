/* mo.h — looks words up in a compiled message catalog (gettext's .mo).
 *
 * The bytes are the caller's and must outlive the catalog and every text found in
 * it.  Nothing in them is trusted: a catalog that is cut or altered finds less,
 * it never reads outside its bytes.
 *
 *     0  de 12 04 95   magic, little-endian (msgfmt writes so on every machine)
 *     4  00 00 00 00   revision
 *     8  02 00 00 00   number of messages
 *    12  1c 00 00 00   where the table of msgids is: (length, place) each, sorted
 *    16  2c 00 00 00   where the table of translations is, in the same order
 */
#ifndef YANPAN_LOCALE_MSG_MO_H
#define YANPAN_LOCALE_MSG_MO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mo {
	const unsigned char *at; /* NULL: no catalog, nothing is found */
	size_t n;                /* bytes */
	uint32_t count, ids, texts;
	uint32_t met[512]; /* numbers of messages found lately, plus one: a form asks for the same
						  labels at every key */
};

/* False when this is no catalog; *m is then an empty one. */
bool mo_open(struct mo *m, const void *at, size_t bytes);

/* The translation, or NULL where there is none. */
const char *mo_find(struct mo *m, const char *msgid);

#endif
