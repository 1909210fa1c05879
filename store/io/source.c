#include "store/io/source.h"

#include "store/io/magic.h"
#include "store/io/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 1 << 18 };

struct source {
	struct source_facts facts;
	const struct reader *reader;
	void *state;
	char *path;
};

const char *source_form_name(enum source_form form)
{
	static const char *const names[SOURCE_FORMS] = {
		[SOURCE_DELIMITED] = "CSV",
		[SOURCE_XLSX] = "xlsx",
		[SOURCE_XLS] = "xls",
		[SOURCE_HTML] = "HTML",
	};

	return names[form];
}

/* --- opening -------------------------------------------------------------------- */

static bool is_file(struct source *s, struct err *e)
{
	struct stat st;

	if (fstat(s->facts.fd, &st))
		return err_errno(e, errno, s->path);
	s->facts.bytes = (uint64_t)st.st_size;
	if (S_ISDIR(st.st_mode)) {
		err_set(e, ERR_INPUT, "this is a folder, not a file");
		return err_fix(e, "name the file in it");
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_INPUT, "this is no ordinary file");
		return err_fix(e, "save it as a file on the disk first");
	}
	if (st.st_size == 0) {
		err_set(e, ERR_INPUT, "the file is empty");
		return err_fix(e, "ask for the export once more");
	}
	return true;
}

static bool find_form(struct source *s, struct err *e)
{
	char *block = must_alloc(BLOCK);
	ssize_t n = reader_read(&s->facts, block, BLOCK, e);
	bool known = n >= 0 && magic_form(block, (size_t)n, &s->facts.form, e);

	free(block);
	return known;
}

static bool take_options(struct source *s, const struct source_options *o, struct err *e)
{
	bool bom;

	s->facts.sure = true;
	s->facts.dialect.delimiter = o->delimiter;
	if (!o->encoding)
		return true;
	s->facts.told = true;
	return encoding_find(o->encoding, &s->facts.encoding, &bom, e);
}

static bool open_file(struct source *s, const struct source_options *o, struct err *e)
{
	static const struct reader *const readers[SOURCE_FORMS] = {
		[SOURCE_DELIMITED] = &delimited_reader,
		[SOURCE_XLSX] = &xlsx_reader,
		[SOURCE_XLS] = &xls_reader,
		[SOURCE_HTML] = &html_reader,
	};

	s->facts.fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (s->facts.fd < 0) {
		err_errno(e, errno, s->path);
		e->kind = ERR_INPUT; /* no trouble with the store */
		return false;
	}
	if (!take_options(s, o, e) || !is_file(s, e) || !find_form(s, e))
		return false;
	s->reader = readers[s->facts.form];
	if (lseek(s->facts.fd, 0, SEEK_SET) < 0)
		return err_errno(e, errno, s->path);
	return s->reader->open(&s->facts, &s->state, e);
}

/* Which file, before what the reader knows of the place in it. */
static bool name_file(const struct source *s, struct err *e)
{
	char place[sizeof(e->where)];

	memcpy(place, e->where, sizeof(place));
	if (!*place)
		return err_at(e, "%s", s->path);
	return strstr(place, s->path) ? false : err_at(e, "%s: %s", s->path, place);
}

bool source_open(
	const char *path, const struct source_options *o, struct source **out, struct err *e)
{
	struct source *s = must_alloc(sizeof(*s));
	size_t length = strlen(path);

	*s = (struct source){ .path = must_alloc(length + 1) };
	memcpy(s->path, path, length + 1);
	s->facts.path = s->path;
	s->facts.fd = -1;
	*out = NULL;
	if (!open_file(s, o, e)) {
		name_file(s, e);
		source_close(s);
		return false;
	}
	*out = s;
	return true;
}

void source_close(struct source *s)
{
	if (!s)
		return;
	if (s->reader)
		s->reader->close(s->state);
	if (s->facts.fd >= 0)
		close(s->facts.fd);
	free(s->path);
	free(s);
}

/* --- reading --------------------------------------------------------------------- */

bool source_next(struct source *s, struct source_row *row, struct arena *a, struct err *e)
{
	return s->reader->next(s->state, row, a, e) || (e->kind && name_file(s, e));
}

bool source_rewind(struct source *s, struct err *e)
{
	return s->reader->rewind(s->state, e) || name_file(s, e);
}

void source_expect(struct source *s, size_t columns)
{
	if (s->reader->expect)
		s->reader->expect(s->state, columns);
}

size_t source_sheets(const struct source *s, const struct source_sheet **out)
{
	*out = s->facts.sheets;
	return s->facts.sheet_count;
}

size_t source_sheet(const struct source *s)
{
	return s->facts.sheet;
}

bool source_take_sheet(struct source *s, size_t sheet, struct err *e)
{
	return s->reader->sheet(s->state, sheet, e) || name_file(s, e);
}

bool source_cut(const struct source *s)
{
	return s->facts.cut;
}

uint64_t source_hidden(const struct source *s, uint64_t *first)
{
	*first = s->facts.first_hidden;
	return s->facts.hidden;
}

/* --- what is known of the file ----------------------------------------------------- */

enum source_form source_form(const struct source *s)
{
	return s->facts.form;
}

enum encoding source_encoding(const struct source *s)
{
	return s->facts.encoding;
}

bool source_sure(const struct source *s)
{
	return s->facts.sure;
}

bool source_bom(const struct source *s)
{
	return s->facts.bom;
}

const struct csv_dialect *source_dialect(const struct source *s)
{
	return &s->facts.dialect;
}

uint64_t source_bytes(const struct source *s)
{
	return s->facts.bytes;
}

uint64_t source_done(const struct source *s)
{
	return s->reader->done(s->state);
}

/* Of the file from its start. */
static struct digest digest_file(const struct source *s)
{
	struct digest_run run;
	char *block = must_alloc(BLOCK);
	uint64_t at = 0;
	ssize_t n;

	digest_begin(&run);
	while ((n = pread(s->facts.fd, block, BLOCK, (off_t)at)) > 0) {
		digest_add(&run, (struct bytes){ block, (size_t)n });
		at += (uint64_t)n;
	}
	free(block);
	return digest_end(&run);
}

struct digest source_digest(struct source *s)
{
	return s->reader->digest ? s->reader->digest(s->state) : digest_file(s);
}
