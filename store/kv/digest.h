/* digest.h — SM3, the country's hash (GB/T 32905), and bytes nobody can guess.
 *
 * The door to libgcrypt, which readies itself at the first call.  Nothing here
 * fails: without SM3 or the system's randomness the program cannot keep its word
 * and ends.
 */
#ifndef YANPAN_STORE_KV_DIGEST_H
#define YANPAN_STORE_KV_DIGEST_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { DIGEST_BYTES = 32, DIGEST_HEX = 65 /* characters, with the NUL */ };

struct digest {
	unsigned char at[DIGEST_BYTES];
};

/* One after the other: digest_begin, digest_add …, digest_end. */
struct digest_run {
	void *gcry;
};

struct digest digest_of(struct bytes all);
void digest_begin(struct digest_run *run);
void digest_add(struct digest_run *run, struct bytes more);
struct digest digest_end(struct digest_run *run); /* run is over; begin again for another */

bool digest_equal(const struct digest *a, const struct digest *b);
void digest_hex(const struct digest *d, char out[DIGEST_HEX]); /* small letters */
bool digest_from_hex(const char *hex, struct digest *out);     /* 64 digits, either case, no more */

void digest_random(void *to, size_t bytes);

#endif
