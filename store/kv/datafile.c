#include "store/kv/datafile.h"

#include "locale/base/file.h"
#include "store/kv/layout.h"
#include "store/kv/seed.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { UNUSED_FLAGS = 8, DATA_VERSION = 1 };

static const uint32_t MAGIC = 0xBEEFC0DE;
static const uint64_t AHEAD = 8 << 20;
/* A healthy file may end before its last page when the last ones were never written: by
 * 37 pages at most in 20,000 looks.  Further than this it cannot. */
static const uint64_t SHORT_AT_MOST = 64 << 20;

static bool is_page_size(uint32_t n)
{
	return n >= 512 && n <= 65536 && (n & (n - 1)) == 0;
}

static bool fits_tree(const struct tree *t, size_t last)
{
	return t->depth <= TREE_DEPTH_MAX &&
		(t->root == NO_PAGE || (t->root >= METAS && t->root <= last));
}

static bool fits(const struct meta *m, size_t number)
{
	return m->head.number == number && m->head.flags == PAGE_META && m->magic == MAGIC &&
		m->version == DATA_VERSION && is_page_size(m->unused.page_size) &&
		m->unused.flags == UNUSED_FLAGS && m->tables.flags == 0 && m->last >= METAS - 1 &&
		m->last < SIZE_MAX / 65536 && (m->txn == 0 || (m->txn & 1) == number);
}

/* Only of the newer page: where writing one failed, LMDB puts the number of its old
 * transaction back beside the new trees, and never looks at it before it is overwritten. */
static bool trees_fit(const struct meta *m)
{
	return fits_tree(&m->unused, m->last) && fits_tree(&m->tables, m->last);
}

static const struct meta *newer(const struct meta m[METAS])
{
	return &m[m[1].txn > m[0].txn];
}

static bool fit_each_other(const struct meta *a, const struct meta *b)
{
	if (a->unused.page_size != b->unused.page_size)
		return false;
	if (a->txn == 0 && b->txn == 0)
		return true;
	return a->txn + 1 == b->txn || b->txn + 1 == a->txn;
}

bool datafile_damaged(const char *path, const char *table, struct err *e)
{
	err_set(e, ERR_STORE, "the data file is damaged");
	e->damage = true;
	if (table)
		err_at(e, "%s, table %s", path, table);
	else
		err_at(e, "%s", path);
	return err_fix(e, "restore the newest backup; keep the damaged file for whoever helps you");
}

static bool other_version(const struct meta *m, const char *path, struct err *e)
{
	err_set(
		e, ERR_STORE, "the data file has a form this program does not know (LMDB %u)", m->version);
	err_at(e, "%s", path);
	return err_fix(e, "open it with the program that made it");
}

static bool read_metas(int fd, struct meta m[METAS])
{
	memset(m, 0, METAS * sizeof(*m));
	return pread(fd, &m[0], sizeof(m[0]), 0) == (ssize_t)sizeof(m[0]) &&
		is_page_size(m[0].unused.page_size) &&
		pread(fd, &m[1], sizeof(m[1]), m[0].unused.page_size) == (ssize_t)sizeof(m[1]);
}

/* Somebody may be committing while we read: a second look tells. */
static bool read_sound(int fd, struct meta m[METAS], const char *path, struct err *e)
{
	for (int i = 0; i < 3; i++) {
		if (i)
			usleep(2000);
		if (read_metas(fd, m) && fits(&m[0], 0) && fits(&m[1], 1) && fit_each_other(&m[0], &m[1]) &&
			trees_fit(newer(m)))
			return true;
	}
	if (m[0].magic == MAGIC && m[1].magic == MAGIC && m[0].version == m[1].version &&
		m[0].version != DATA_VERSION)
		return other_version(&m[0], path, e);
	return datafile_damaged(path, NULL, e);
}

static bool look(int fd, const char *path, struct datafile *out, struct err *e)
{
	const struct meta *newest;
	struct meta m[METAS];
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_errno(e, errno, path);
	if (st.st_size == 0)
		return true;
	if (!read_sound(fd, m, path, e) || fstat(fd, &st) != 0)
		return false;
	newest = newer(m);
	out->there = true;
	out->empty = newest->txn == 0;
	out->page = newest->unused.page_size;
	out->bytes = (uint64_t)st.st_size;
	out->needed = ((uint64_t)newest->last + 1) * out->page;
	out->is_short = out->bytes < out->needed;
	return out->needed <= out->bytes + SHORT_AT_MOST || datafile_damaged(path, NULL, e);
}

bool datafile_look(const char *folder, struct datafile *out, struct err *e)
{
	char path[4096];
	bool good;
	int fd;

	*out = (struct datafile){ 0 };
	snprintf(path, sizeof(path), "%s/data.mdb", folder);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT || err_errno(e, errno, path);
	good = look(fd, path, out, e);
	close(fd);
	return good;
}

static bool seed_fits(void)
{
	const union {
		uint16_t number;
		unsigned char bytes[2];
	} one = { 1 };

	return sizeof(size_t) == 8 && one.bytes[0] == 1;
}

static bool write_seed(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool good;

	if (fd < 0)
		return false;
	fchmod(fd, 0600);
	good = file_write(fd, seed_table, sizeof(seed_table)) && fsync(fd) == 0;
	return close(fd) == 0 && good;
}

bool datafile_make(const char *folder, struct err *e)
{
	char path[4096], fresh[4096];

	if (!seed_fits())
		return true;
	snprintf(path, sizeof(path), "%s/data.mdb", folder);
	snprintf(fresh, sizeof(fresh), "%s/data.new", folder);
	if (write_seed(fresh) && rename(fresh, path) == 0)
		return true;
	err_errno(e, errno, path);
	unlink(fresh);
	return false;
}

bool datafile_reserve(int fd, uint64_t used, uint64_t *reserved)
{
	int failed;

	while ((failed = fallocate(fd, 0, (off_t)used, (off_t)AHEAD) ? errno : 0) == EINTR)
		;
	if (failed == ENOSPC || failed == EDQUOT)
		return false;
	*reserved = failed ? UINT64_MAX : used + AHEAD;
	return true;
}
