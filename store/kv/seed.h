/* seed.h — an empty LMDB environment with pages of 4096 bytes and a map of 64 GiB.
 *
 * seed_table.c is made by make_seed_table.sh.
 */
#ifndef YANPAN_STORE_KV_SEED_H
#define YANPAN_STORE_KV_SEED_H

enum { SEED_PAGE = 4096, SEED_BYTES = 2 * SEED_PAGE };

extern const unsigned char seed_table[SEED_BYTES];

#endif
