#include "store/io/reader.h"

#include "locale/text/utf8.h"

#include <errno.h>
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
	for (size_t i = 0; i < n; i++) {
		if (text[i])
			to[cell->n++] = text[i];
		else
			cell->nuls++;
	}
	to[cell->n] = '\0';
}
