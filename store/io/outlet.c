#include "store/io/outlet.h"

#include "locale/base/arena.h"
#include "locale/base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool open_encoder(struct outlet *x, const char *encoding, struct err *e)
{
	enum encoding to = ENCODING_UTF8;

	if (encoding && !encoding_find(encoding, &to, &x->bom, e))
		return false;
	return encoder_open(&x->encoder, to, e);
}

bool outlet_stream(struct outlet *x, FILE *out, const char *encoding, struct err *e)
{
	memset(x, 0, sizeof(*x));
	x->out = out;
	return open_encoder(x, encoding, e);
}

static char *joined(const char *a, const char *b)
{
	size_t n = strlen(a) + strlen(b) + 1;
	char *both = must_alloc(n);

	snprintf(both, n, "%s%s", a, b);
	return both;
}

bool outlet_file(struct outlet *x, const char *path, const char *encoding, struct err *e)
{
	int fd;

	memset(x, 0, sizeof(*x));
	if (!open_encoder(x, encoding, e))
		return false;
	x->path = joined(path, "");
	x->unfinished = joined(path, ".XXXXXX");
	fd = file_beside(path, x->unfinished);
	if (fd < 0) {
		err_errno(e, errno, path);
		free(x->unfinished);
		x->unfinished = NULL;
		outlet_drop(x);
		return false;
	}
	x->out = fdopen(fd, "w");
	return true;
}

void outlet_add(struct outlet *x, const char *text, size_t bytes)
{
	struct bytes bom = encoding_bom(x->encoder.encoding);

	if (x->bom)
		fwrite(bom.at, 1, bom.n, x->out);
	x->bom = false;
	buf_cut(&x->room, 0);
	encoder_add(&x->encoder, text, bytes, &x->room);
	errno = 0;
	fwrite(buf_text(&x->room), 1, x->room.n, x->out);
	x->gone |= ferror(x->out) && errno == EPIPE; /* later calls change errno */
}

void outlet_puts(struct outlet *x, const char *text)
{
	outlet_add(x, text, strlen(text));
}

bool outlet_unread(const struct outlet *x)
{
	return x->gone || (ferror(x->out) && errno == EPIPE);
}

static void release(struct outlet *x)
{
	encoder_close(&x->encoder);
	buf_free(&x->room);
	free(x->path);
	free(x->unfinished);
	x->path = x->unfinished = NULL;
}

void outlet_drop(struct outlet *x)
{
	if (x->unfinished) {
		fclose(x->out);
		unlink(x->unfinished);
	}
	release(x);
}

/* On disk before it gets its name. */
static bool finish_file(struct outlet *x)
{
	bool good = !fflush(x->out) && !ferror(x->out) && !fsync(fileno(x->out));

	if (fclose(x->out))
		good = false;
	if (good && !rename(x->unfinished, x->path))
		return true;
	return false;
}

bool outlet_end(struct outlet *x, struct err *e)
{
	bool good;

	errno = 0;
	if (x->unfinished) {
		good = finish_file(x);
		if (!good) {
			err_errno(e, errno ? errno : EIO, x->path);
			unlink(x->unfinished);
		}
	} else {
		good = (!fflush(x->out) && !ferror(x->out)) || outlet_unread(x);
		if (!good)
			err_errno(e, errno ? errno : EIO, "");
	}
	release(x);
	return good;
}
