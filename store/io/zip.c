#include "store/io/zip.h"

#include "locale/base/arena.h"

#include <errno.h>
#include <minizip/unzip.h>
#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>

enum {
	ANY_CASE = 2,
	SEALED = 1,           /* bit of a part's flags */
	SWELL = 250,          /* times; XML of nothing but empty rows comes to some 60 */
	SWELL_FREE = 1 << 24, /* bytes that may swell as they like */
	FIRST_DAY = 0x210000, /* 1980-01-01, the earliest a zip knows */
};

struct zip {
	unzFile file;
	bool entered;
	uint64_t packed, unpacked, done; /* bytes of the part */
};

/* --- the caller's stream instead of a path ----------------------------------------- */

static voidpf ZCALLBACK stream(voidpf opaque, const void *path, int mode)
{
	(void)path, (void)mode;
	return opaque;
}

static int ZCALLBACK leave_open(voidpf opaque, voidpf file)
{
	(void)opaque, (void)file;
	return 0;
}

static zlib_filefunc64_def functions(FILE *f)
{
	zlib_filefunc64_def d;

	fill_fopen64_filefunc(&d);
	d.zopen64_file = stream;
	d.zclose_file = leave_open;
	d.opaque = f;
	return d;
}

/* --- reading -------------------------------------------------------------------------- */

static bool damaged(struct err *e)
{
	err_set(e, ERR_INPUT, "the file is damaged: it cannot be unpacked");
	return err_fix(e, "fetch or save it once more");
}

bool zip_open(FILE *f, struct zip **out, struct err *e)
{
	zlib_filefunc64_def d = functions(f);
	struct zip *z;
	unzFile file = unzOpen2_64("", &d);

	*out = NULL;
	if (!file)
		return damaged(e);
	z = must_alloc(sizeof(*z));
	*z = (struct zip){ .file = file };
	*out = z;
	return true;
}

static void leave(struct zip *z)
{
	if (z->entered)
		unzCloseCurrentFile(z->file);
	z->entered = false;
}

void zip_close(struct zip *z)
{
	if (!z)
		return;
	leave(z);
	unzClose(z->file);
	free(z);
}

bool zip_has(struct zip *z, const char *name)
{
	leave(z);
	return unzLocateFile(z->file, name, ANY_CASE) == UNZ_OK;
}

bool zip_enter(struct zip *z, const char *name, struct err *e)
{
	unz_file_info64 info;

	if (!zip_has(z, name)) {
		err_set(e, ERR_ABSENT, "a part of the file is missing");
		return err_at(e, "%s", name);
	}
	if (unzGetCurrentFileInfo64(z->file, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
		return damaged(e);
	if (info.flag & SEALED) {
		err_set(e, ERR_INPUT, "the file is sealed with a password");
		return err_fix(e, "open it with its password and save it without one");
	}
	if (unzOpenCurrentFile(z->file) != UNZ_OK)
		return damaged(e);
	z->entered = true;
	z->packed = info.compressed_size;
	z->unpacked = info.uncompressed_size;
	z->done = 0;
	return true;
}

int zip_part_done(const struct zip *z)
{
	uint64_t share = z->unpacked ? z->done / (z->unpacked / 1000 + 1) : 1000;

	return share < 1000 ? (int)share : 1000;
}

/* The checksum is looked at when a part is left at its end. */
static ssize_t end_part(struct zip *z, struct err *e)
{
	z->entered = false;
	if (unzCloseCurrentFile(z->file) == UNZ_OK && z->done == z->unpacked)
		return 0;
	damaged(e);
	return -1;
}

ssize_t zip_read(struct zip *z, void *to, size_t bytes, struct err *e)
{
	int n;

	if (!z->entered)
		return 0;
	n = unzReadCurrentFile(z->file, to, (unsigned)(bytes < 1 << 30 ? bytes : 1 << 30));
	if (n == 0)
		return end_part(z, e);
	if (n < 0) {
		damaged(e);
		return -1;
	}
	z->done += (uint64_t)n;
	if (z->done > SWELL_FREE && z->done / SWELL > z->packed) {
		err_set(e, ERR_INPUT, "the file unpacks into far more than a table holds");
		err_fix(e, "do not trust it; ask who sent it");
		return -1;
	}
	return n;
}

bool zip_take(struct zip *z, const char *name, size_t most, struct buf *out, struct err *e)
{
	enum { BLOCK = 1 << 14 };
	ssize_t n;

	buf_cut(out, 0);
	if (!zip_enter(z, name, e))
		return false;
	while ((n = zip_read(z, buf_room(out, BLOCK), BLOCK, e)) > 0) {
		out->n += (size_t)n;
		out->at[out->n] = '\0';
		if (out->n > most) {
			err_set(e, ERR_INPUT, "a part of the file is too large");
			return err_at(e, "%s", name);
		}
	}
	return n == 0 || err_at(e, "%s", name);
}

/* --- writing -------------------------------------------------------------------------- */

struct zip_maker {
	zipFile file;
	bool open; /* a part is */
};

static bool failed(struct err *e)
{
	return err_errno(e, errno ? errno : EIO, "");
}

bool zip_make(FILE *f, struct zip_maker **out, struct err *e)
{
	zlib_filefunc64_def d = functions(f);
	struct zip_maker *z;
	zipFile file = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &d);

	*out = NULL;
	if (!file)
		return failed(e);
	z = must_alloc(sizeof(*z));
	*z = (struct zip_maker){ .file = file };
	*out = z;
	return true;
}

static bool end_open(struct zip_maker *z)
{
	bool good = !z->open || zipCloseFileInZip(z->file) == ZIP_OK;

	z->open = false;
	return good;
}

bool zip_part(struct zip_maker *z, const char *name, struct err *e)
{
	zip_fileinfo info = { .dosDate = FIRST_DAY };

	errno = 0;
	z->open = end_open(z) &&
		zipOpenNewFileInZip64(z->file, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
			Z_DEFAULT_COMPRESSION, 0) == ZIP_OK;
	return z->open || failed(e);
}

bool zip_put(struct zip_maker *z, const void *bytes, size_t n, struct err *e)
{
	errno = 0;
	return zipWriteInFileInZip(z->file, bytes, (unsigned)n) == ZIP_OK || failed(e);
}

bool zip_end(struct zip_maker *z, struct err *e)
{
	bool good;

	if (!z)
		return true;
	errno = 0;
	good = end_open(z);
	good = zipClose(z->file, NULL) == ZIP_OK && good;
	free(z);
	return good || failed(e);
}
