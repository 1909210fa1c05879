#include "store/kv/checksum.h"

#include <zlib.h>

uint32_t checksum_add(uint32_t sum, struct bytes more)
{
	return (uint32_t)crc32_z(sum, more.n ? more.at : (const void *)"", more.n);
}

uint32_t checksum_of(const struct bytes *parts, size_t n)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum = checksum_add(sum, parts[i]);
	return sum;
}
