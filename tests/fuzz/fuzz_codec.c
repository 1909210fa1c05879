/* Records with sound checksums and any bytes inside: reading must refuse or accept,
 * and what was accepted must be written and read again the same. */
#include "store/kv/checksum.h"
#include "store/rec/codec.h"
#include "store/schema/log.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_checksum(struct bytes key, struct buf *value)
{
	struct bytes parts[] = { key, { value->at, value->n } };

	buf_u32(value, checksum_of(parts, 2));
}

static void once_more(const struct schema *s, const void *record, struct bytes key, struct arena *a)
{
	void *again = schema_new(s, a);
	struct buf out = { 0 };
	struct err e = { 0 };

	codec_write(s, record, CODEC_PUBLIC, key, &out);
	if (!codec_read(s, key, (struct bytes){ out.at, out.n }, CODEC_PUBLIC, again, a, &e))
		abort();
	for (size_t i = 0; i < s->field_count; i++)
		if (!(s->fields[i].flags & FIELD_PERSONAL) && !field_same(&s->fields[i], record, again))
			abort();
	buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct schema *s = schemas[size ? data[0] % schema_count : 0];
	struct bytes key = { "key", 3 };
	struct arena a = { 0 };
	struct buf value = { 0 };
	struct err e = { 0 };
	void *record = schema_new(s, &a);

	buf_add(&value, data, size);
	add_checksum(key, &value);
	if (codec_read(s, key, (struct bytes){ value.at, value.n }, CODEC_PUBLIC, record, &a, &e))
		once_more(s, record, key, &a);
	buf_free(&value);
	arena_free(&a);
	return 0;
}
