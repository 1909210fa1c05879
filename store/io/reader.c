#include "store/io/reader.h"

#include "locale/text/utf8.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

ssize_t reader_read(const struct source_facts *f, void *to, size_t bytes, struct err *e)
{
	size_t n = 0;

	while (n < bytes) {
		ssize_t got = read(f->fd, (char *)to + n, bytes - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			err_errno(e, errno, f->path);
			return -1;
		}
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

bool reader_take(const struct source_facts *f, size_t most, struct buf *out, struct err *e)
{
	enum { BLOCK = 1 << 18 };
	ssize_t n = 0;

	while (out->n <= most && (n = reader_read(f, buf_room(out, BLOCK), BLOCK, e)) > 0)
		out->n += (size_t)n;
	if (out->n <= most)
		return n == 0;
	err_set(e, ERR_INPUT, "the file is larger than %zu MB", most >> 20);
	return err_fix(e, "ask the hotline for the export as xlsx or CSV");
}

size_t reader_first_shown(const struct source_facts *f)
{
	for (size_t i = 0; i < f->sheet_count; i++)
		if (!f->sheets[i].hidden)
			return i;
	return 0;
}

void reader_decode(struct source_cell *cell, struct decoder *by, struct buf *text)
{
	buf_cut(text, 0);
	decoder_feed(by, cell->raw.at, cell->raw.n, text);
	cell->lost = (int64_t)by->loss_count;
	if (by->loss_count)
		cell->at = (int64_t)utf8_chars(text->at, by->loss[0].out);
	decoder_end(by, text);
	if (by->loss_count && !cell->lost)
		cell->at = (int64_t)utf8_chars(text->at, by->loss[0].out);
	cell->lost += (int64_t)by->loss_count;
}

void reader_keep(struct source_cell *cell, const char *text, size_t n, struct arena *a)
{
	char *to = arena_alloc(a, n + 1);

	cell->text = to;
	if (!memchr(text, '\0', n)) {
		memcpy(to, text, n);
		cell->n = n;
		return; /* the arena's bytes are zero */
	}
	for (size_t i = 0; i < n; i++) {
		if (text[i])
			to[cell->n++] = text[i];
		else
			cell->nuls++;
	}
}
