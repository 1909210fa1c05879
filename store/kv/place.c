#include "store/kv/place.h"

#include "locale/base/array.h"
#include "locale/base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

struct drive {
	uint32_t magic;
	const char *name;
};

/* linux/magic.h, and what other systems' drives say they are */
static const struct drive network_drives[] = {
	{ 0x00006969, "NFS" },
	{ 0xFF534D42, "CIFS" },
	{ 0xFE534D42, "SMB2" },
	{ 0x0000517B, "SMB" },
	{ 0x01021997, "9p" },
	{ 0x00C36400, "Ceph" },
	{ 0x5346414F, "AFS" },
	{ 0x6B414653, "AFS" },
	{ 0x73757245, "Coda" },
	{ 0x0000564C, "NCP" },
	{ 0x786F4256, "vboxsf" },
	{ 0x0BD00BD0, "Lustre" },
	{ 0x7461636F, "OCFS2" },
	{ 0x01161970, "GFS2" },
};

static const uint32_t FUSE = 0x65735546;
static const uint32_t TMPFS = 0x01021994;
static const uint32_t RAMFS = 0x858458F6;

static bool make_one(const char *path, struct err *e)
{
	if (mkdir(path, 0700) == 0) {
		chmod(path, 0700);
		return true;
	}
	return errno == EEXIST || err_errno(e, errno, path);
}

bool place_make(const char *folder, struct err *e)
{
	char path[4096];

	if (!*folder || strlen(folder) >= sizeof(path)) {
		err_set(e, ERR_INPUT, "this cannot be the name of a folder");
		return err_at(e, "%s", folder);
	}
	memcpy(path, folder, strlen(folder) + 1);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		struct stat st;

		*slash = '\0';
		if (stat(path, &st) != 0 && !make_one(path, e))
			return false;
		*slash = '/';
	}
	return make_one(path, e);
}

/* mountinfo writes blanks and backslashes as \040 */
static void unescape(char *s)
{
	char *to = s;

	while (*s) {
		unsigned code;

		if (*s == '\\' && sscanf(s + 1, "%3o", &code) == 1 && strlen(s) >= 4) {
			*to++ = (char)code;
			s += 4;
		} else {
			*to++ = *s++;
		}
	}
	*to = '\0';
}

static bool lies_on(const char *path, const char *mount)
{
	size_t n = strlen(mount);

	if (!strcmp(mount, "/"))
		return true;
	return !strncmp(path, mount, n) && (path[n] == '/' || path[n] == '\0');
}

void place_mount_type(const char *mountinfo, const char *path, char *out, size_t room)
{
	size_t best = 0;

	out[0] = '\0';
	for (const char *line = mountinfo; line && *line; line = strchr(line, '\n')) {
		char mount[4096], type[64];
		const char *dash;

		line += *line == '\n';
		/* 36 35 98:0 /root /mount/point options … - type source options */
		if (sscanf(line, "%*s %*s %*s %*s %4095s", mount) != 1)
			continue;
		dash = strstr(line, " - ");
		if (!dash || sscanf(dash, " - %63s", type) != 1)
			continue;
		unescape(mount);
		if (lies_on(path, mount) && strlen(mount) >= best) { /* a later mount hides an equal one */
			best = strlen(mount);
			snprintf(out, room, "%s", type);
		}
	}
}

static bool is_local_fuse(const char *folder, char *type, size_t room)
{
	struct buf b = { 0 };

	type[0] = '\0';
	if (buf_read_file(&b, "/proc/self/mountinfo", 1 << 24))
		place_mount_type(buf_text(&b), folder, type, room);
	buf_free(&b);
	return !strcmp(type, "fuseblk");
}

static bool refuse(const char *folder, const char *drive, struct err *e)
{
	err_set(e, ERR_STORE,
		"a network drive (%s) cannot keep a store: two PCs would overwrite each other", drive);
	err_at(e, "%s", folder);
	return err_fix(e, "name a folder on this PC's own disk with --store");
}

bool place_check(const char *folder, struct err *e)
{
	char type[64];
	struct statfs fs;

	if (statfs(folder, &fs) != 0)
		return err_errno(e, errno, folder);
	for (size_t i = 0; i < COUNT(network_drives); i++)
		if ((uint32_t)fs.f_type == network_drives[i].magic)
			return refuse(folder, network_drives[i].name, e);
	if ((uint32_t)fs.f_type == FUSE && !is_local_fuse(folder, type, sizeof(type)))
		return refuse(folder, type[0] ? type : "FUSE", e);
	return true;
}

bool place_is_memory(const char *folder)
{
	struct statfs fs;

	return statfs(folder, &fs) == 0 &&
		((uint32_t)fs.f_type == TMPFS || (uint32_t)fs.f_type == RAMFS);
}

bool place_free(const char *folder, uint64_t *bytes)
{
	struct statvfs fs;

	if (statvfs(folder, &fs) != 0)
		return false;
	*bytes = (uint64_t)fs.f_bavail * fs.f_frsize;
	return true;
}

bool place_make_private(const char *path, mode_t mode)
{
	return chmod(path, mode) == 0 && place_is_private(path);
}

bool place_is_private(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 || (st.st_mode & 077) == 0;
}

bool place_error(struct err *e, int error_number, const char *folder, const char *path)
{
	if (error_number != ENOENT || access(folder, F_OK) == 0)
		return err_errno(e, error_number, path);
	err_set(e, ERR_STORE, "the folder of the store is gone");
	err_at(e, "%s", folder);
	return err_fix(e, "plug the stick in again, or put the folder back, then do it again");
}
