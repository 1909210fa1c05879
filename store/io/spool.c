#include "store/io/spool.h"

#include "store/kv/key.h"
#include "store/rec/codec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AHEAD_MOST = 4 << 20, HEAD_BYTES = 12, READ_BYTES = 1 << 20 };

/* What the checksum of a spooled record covers besides it. */
static const struct bytes no_key = { "spool", 5 };

static bool fail(const struct spool *s, struct err *e)
{
	return err_errno(e, errno, s->folder);
}

/* O_TMPFILE is not known to every file system. */
static bool open_file(struct spool *s, const char *folder, struct err *e)
{
	struct buf path = { 0 };

	buf_printf(&path, "%s/.spool-XXXXXX", folder);
	s->fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (s->fd < 0) {
		s->fd = mkostemp(path.at, O_CLOEXEC);
		if (s->fd >= 0)
			unlink(path.at);
	}
	buf_free(&path);
	if (s->fd >= 0)
		s->folder = folder;
	return s->fd >= 0 || err_errno(e, errno, folder);
}

static bool write_ahead(struct spool *s, struct err *e)
{
	size_t done = 0;

	while (done < s->ahead.n) {
		ssize_t n = write(s->fd, s->ahead.at + done, s->ahead.n - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(s, e);
		done += (size_t)n;
	}
	buf_cut(&s->ahead, 0);
	return true;
}

static void set_u32(char *at, size_t v)
{
	for (int i = 0; i < 4; i++)
		at[i] = (char)(v >> (24 - 8 * i));
}

static size_t u32_at(const char *at)
{
	struct bytes b = { at, 4 };
	uint32_t v = 0;

	key_take_u32(&b, &v);
	return v;
}

bool spool_add(struct spool *s, const char *folder, const struct schema *schema, uint32_t ordinal,
	const void *record, struct err *e)
{
	size_t start = s->ahead.n, middle;

	buf_fill(&s->ahead, '\0', HEAD_BYTES);
	codec_write(schema, record, CODEC_PUBLIC, no_key, &s->ahead);
	middle = s->ahead.n;
	codec_write(schema, record, CODEC_PRIVATE, no_key, &s->ahead);
	set_u32(s->ahead.at + start, ordinal);
	set_u32(s->ahead.at + start + 4, middle - start - HEAD_BYTES);
	set_u32(s->ahead.at + start + 8, s->ahead.n - middle);
	s->n++;
	if (s->ahead.n < AHEAD_MOST)
		return true;
	return (s->folder || open_file(s, folder, e)) && write_ahead(s, e);
}

bool spool_rewind(struct spool *s, struct err *e)
{
	s->at = 0;
	if (!s->folder)
		return true;
	if (s->reads)
		buf_cut(&s->ahead, 0);
	else if (!write_ahead(s, e))
		return false;
	s->reads = true;
	return lseek(s->fd, 0, SEEK_SET) == 0 || fail(s, e);
}

/* So many bytes behind what was taken. */
static bool have(struct spool *s, size_t bytes, struct err *e)
{
	while (s->ahead.n - s->at < bytes) {
		size_t rest = s->ahead.n - s->at;
		ssize_t n = 0;

		memmove(s->ahead.at, s->ahead.at + s->at, rest);
		buf_cut(&s->ahead, rest);
		s->at = 0;
		do
			n = s->folder ? read(s->fd, buf_room(&s->ahead, READ_BYTES), READ_BYTES) : 0;
		while (n < 0 && errno == EINTR);
		if (n <= 0) {
			errno = n ? errno : EIO;
			return fail(s, e);
		}
		s->ahead.n += (size_t)n;
	}
	return true;
}

bool spool_next(struct spool *s, const struct schema *schema, uint32_t *ordinal, void *record,
	struct arena *a, struct err *e)
{
	const char *at;
	size_t n, private_n;

	if (!have(s, HEAD_BYTES, e))
		return false;
	at = s->ahead.at + s->at;
	*ordinal = (uint32_t)u32_at(at);
	n = u32_at(at + 4);
	private_n = u32_at(at + 8);
	if (!have(s, HEAD_BYTES + n + private_n, e))
		return false;
	at = s->ahead.at + s->at + HEAD_BYTES;
	s->at += HEAD_BYTES + n + private_n;
	schema_init(schema, record);
	return codec_read(schema, no_key, (struct bytes){ at, n }, CODEC_PUBLIC, record, a, e) &&
		codec_read(
			schema, no_key, (struct bytes){ at + n, private_n }, CODEC_PRIVATE, record, a, e);
}

void spool_free(struct spool *s)
{
	if (s->folder)
		close(s->fd);
	buf_free(&s->ahead);
	*s = (struct spool){ 0 };
}
