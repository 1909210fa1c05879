#include "store/doc/file.h"

#include "locale/base/file.h"
#include "store/doc/difference.h"
#include "store/doc/paragraphs.h"
#include "store/kv/digest.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const size_t FILE_MOST = 64 << 20; /* bytes: what is larger is no paper of ours */

enum { BESIDE_MOST = 99 };

/* --- the ledger -------------------------------------------------------------------- */

static bool in_ledger(const char *ledger, const char *hex)
{
	struct buf lines = { 0 };
	const char *at;
	bool found = false;

	if (buf_read_file(&lines, ledger, FILE_MOST))
		for (at = buf_text(&lines); !found && (at = strstr(at, hex)); at++)
			found = at == lines.at || at[-1] == '\n';
	buf_free(&lines);
	return found;
}

/* A line that was torn names no paper: what it was for is safe all the same. */
static void enter(const struct doc_file *f, const char *hex)
{
	char whole[PATH_MAX];
	FILE *ledger;

	if (f->read_only || in_ledger(f->ledger, hex))
		return;
	ledger = fopen(f->ledger, "ae");
	if (!ledger)
		return;
	fprintf(ledger, "%s %s\n", hex, realpath(f->written, whole) ? whole : f->written);
	fclose(ledger);
}

/* --- what stands there --------------------------------------------------------------- */

enum standing {
	STANDS_NOTHING,
	STANDS_SAME, /* this very paper */
	STANDS_OURS, /* a paper nobody touched */
	STANDS_HAND,
};

static bool digest_file(const char *path, char hex[DIGEST_HEX], struct err *e)
{
	struct buf all = { 0 };
	struct digest digest;
	bool good = buf_read_file(&all, path, FILE_MOST);

	if (good) {
		digest = digest_of((struct bytes){ buf_text(&all), all.n });
		digest_hex(&digest, hex);
	} else {
		err_errno(e, errno, path);
	}
	buf_free(&all);
	return good;
}

static bool what_stands(
	const struct doc_file *f, const char *path, const char *made, enum standing *out, struct err *e)
{
	char there[DIGEST_HEX];

	*out = STANDS_NOTHING;
	if (access(path, F_OK))
		return errno == ENOENT || err_errno(e, errno, path);
	if (!digest_file(path, there, e))
		return false;
	if (!strcmp(there, made))
		*out = STANDS_SAME;
	else
		*out = in_ledger(f->ledger, there) ? STANDS_OURS : STANDS_HAND;
	return true;
}

/* 纪要.docx, 纪要.新.docx, 纪要.新2.docx … */
static const char *candidate(const char *path, int n, struct arena *a)
{
	const char *ending = doc_form_ending(path);
	int stem = (int)(ending - path);

	if (n == 0)
		return path;
	return n == 1 ? arena_format(a, "%.*s.新%s", stem, path, ending)
				  : arena_format(a, "%.*s.新%d%s", stem, path, n, ending);
}

static bool find_place(
	struct doc_file *f, const char *made, enum standing *stands, struct arena *a, struct err *e)
{
	for (int n = 0; n <= BESIDE_MOST; n++) {
		f->written = candidate(f->path, n, a);
		f->beside = n > 0;
		if (!what_stands(f, f->written, made, stands, e))
			return false;
		if (*stands != STANDS_HAND)
			return true;
	}
	err_set(e, ERR_RULE, "all names beside this file are taken, too");
	err_at(e, "%s", f->path);
	return err_fix(e, "name another file, or move old ones away");
}

/* --- writing ----------------------------------------------------------------------------- */

static bool make(
	const struct doc *d, struct doc_file *f, enum doc_form form, char *unfinished, struct err *e)
{
	int fd = file_beside(f->path, unfinished);
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w+");
	bool good;

	if (!out)
		return err_errno(e, errno, f->path);
	good = doc_form_write(d, form, f->encoding, out, &f->lost, e) || err_at(e, "%s", f->path);
	if (good && (fflush(out) || ferror(out) || fsync(fd)))
		good = err_errno(e, errno ? errno : EIO, f->path);
	if (fclose(out) && good)
		good = err_errno(e, errno, f->path);
	return good;
}

static void compare(struct doc_file *f, enum doc_form form, struct arena *a)
{
	struct paragraphs by_hand, made;
	struct buf words = { 0 };
	struct err e = { 0 };

	if (paragraphs_read(f->path, form, &by_hand, a, &e) &&
		paragraphs_read(f->written, form, &made, a, &e))
		difference_words(&by_hand, &made, &words);
	else
		buf_printf(&words, "%s\n", e.what);
	f->difference = arena_text(a, buf_text(&words));
	buf_free(&words);
}

static bool put_in_place(struct doc_file *f, const char *unfinished, struct arena *a, struct err *e)
{
	enum standing stands;
	char made[DIGEST_HEX];

	if (!digest_file(unfinished, made, e) || !find_place(f, made, &stands, a, e))
		return false;
	if (stands == STANDS_SAME)
		return unlink(unfinished) == 0 || err_errno(e, errno, unfinished);
	if (rename(unfinished, f->written))
		return err_errno(e, errno, f->written);
	enter(f, made);
	return true;
}

bool doc_file_write(const struct doc *d, struct doc_file *f, struct arena *a, struct err *e)
{
	char *unfinished = arena_format(a, "%s.XXXXXX", f->path);
	enum doc_form form;

	f->difference = "";
	if (!doc_form_of(f->path, &form, e))
		return false;
	if (!make(d, f, form, unfinished, e) || !put_in_place(f, unfinished, a, e)) {
		unlink(unfinished);
		return false;
	}
	if (f->beside)
		compare(f, form, a);
	return true;
}
