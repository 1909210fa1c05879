/* checksum.h — CRC-32 (that of zip and gzip), against bytes that rot on a disk.
 *
 * Not against people: for that see digest.h.
 */
#ifndef YANPAN_STORE_KV_CHECKSUM_H
#define YANPAN_STORE_KV_CHECKSUM_H

#include "locale/base/buf.h"

#include <stddef.h>
#include <stdint.h>

uint32_t checksum_add(uint32_t sum, struct bytes more);    /* begins with sum 0 */
uint32_t checksum_of(const struct bytes *parts, size_t n); /* as if the parts were one */

#endif
