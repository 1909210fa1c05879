/* append FILE FOLDER — the rows of a file put into a bare store, 65,536 a durable
 * transaction: the least that an import can cost. */
#include "store/kv/key.h"
#include "store/kv/kv.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 65536 };

static int stop(const struct err *e)
{
	fprintf(stderr, "append: %s (%s)\n", e->what, e->where);
	return 1;
}

int main(int argc, char **argv)
{
	struct buf file = { 0 };
	struct kv *kv;
	struct kv_txn txn;
	struct err e = { 0 };
	uint32_t n = 0;

	if (argc < 3 || !buf_read_file(&file, argv[1], (size_t)4 << 30) ||
		!kv_open(argv[2], KV_CREATE, &kv, &e))
		return stop(&e);
	for (char *at = file.at, *end = file.at + file.n; at < end; n++) {
		char *line = memchr(at, '\n', (size_t)(end - at));
		struct key k;

		line = line ? line : end - 1;
		if (n % ROWS == 0 && ((n && !kv_commit(&txn, &e)) || !kv_begin_write(kv, &txn, &e)))
			return stop(&e);
		key_start(&k);
		key_u32(&k, n);
		kv_put_append(&txn, KV_REC, key_bytes(&k), (struct bytes){ at, (size_t)(line - at) });
		at = line + 1;
	}
	if (n && !kv_commit(&txn, &e))
		return stop(&e);
	kv_close(kv);
	buf_free(&file);
	return 0;
}
