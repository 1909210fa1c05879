#include "store/rec/rulebook.h"

#include "locale/base/array.h"
#include "locale/calendar/workday.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What the journal last saw: the files with their SM3, an empty line, what they said. */
static const char seen_name[] = "county rules";

/* Changes with any file of the folder, and with the folder's own list of names. */
struct print {
	struct stamp {
		struct timespec changed;
		off_t bytes;
		ino_t ino;
	} at[5];
};

struct shelf {
	struct shelf *older; /* somebody may still hold words of it */
	struct rulebook book;
	struct print print;
	bool noted;
};

struct shelves {
	struct shelf *top; /* the one that holds */
};

/* --- of an open store ------------------------------------------------------------------------- */

static struct stamp stamp_of(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return (struct stamp){ .bytes = -1 };
	return (struct stamp){ st.st_mtim, st.st_size, st.st_ino };
}

static const char *folder_of(const struct kv *kv, struct arena *a)
{
	return arena_format(a, "%s/county", kv_folder(kv));
}

static struct print print_of(const char *folder, struct arena *a)
{
	static const char *const files[] = { ".", "rules.conf", "formulas.conf", "papers.conf",
		"holidays.conf" };
	struct print p = { 0 };

	_Static_assert(COUNT(files) == COUNT(p.at), "a stamp for each");
	for (size_t i = 0; i < COUNT(files); i++)
		p.at[i] = stamp_of(arena_format(a, "%s/%s", folder, files[i]));
	return p;
}

static bool same_stamp(const struct stamp *a, const struct stamp *b)
{
	return a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec &&
		a->bytes == b->bytes && a->ino == b->ino;
}

static bool same_print(const struct print *a, const struct print *b)
{
	for (size_t i = 0; i < COUNT(a->at); i++)
		if (!same_stamp(&a->at[i], &b->at[i]))
			return false;
	return true;
}

static void drop(void *kept)
{
	struct shelves *all = kept;

	for (struct shelf *s = all->top, *older; s; s = older) {
		older = s->older;
		if (workday_extended_by(s->book.days))
			workday_extend(NULL, 0);
		rulebook_drop(&s->book);
		free(s);
	}
	free(all);
}

static struct shelves *shelves_of(struct kv *kv)
{
	struct shelves *all = kv_kept(kv);

	if (!all) {
		all = must_alloc(sizeof(*all));
		all->top = NULL;
		kv_keep(kv, all, drop);
	}
	return all;
}

static struct shelf *put_up(struct shelves *all, const char *folder, const struct print *print)
{
	struct shelf *s = must_alloc(sizeof(*s));

	*s = (struct shelf){ .older = all->top, .print = *print };
	rulebook_read(folder, &s->book);
	workday_extend(s->book.days, s->book.day_count);
	all->top = s;
	return s;
}

/* The newest shelf; *fresh: it was put up now. */
static struct shelf *shelf_of(struct kv *kv, bool look, bool *fresh)
{
	struct shelves *all = shelves_of(kv);
	struct shelf *s = all->top;
	struct arena a = { 0 };

	*fresh = false;
	if (!s || look) {
		const char *folder = folder_of(kv, &a);
		struct print print = print_of(folder, &a);

		*fresh = !s || !same_print(&s->print, &print);
		if (*fresh)
			s = put_up(all, folder, &print);
	}
	arena_free(&a);
	return s;
}

const struct rulebook *rulebook_of(struct kv *kv)
{
	bool fresh;

	return &shelf_of(kv, false, &fresh)->book;
}

const struct rules *rules_of(struct kv_txn *txn)
{
	return &rulebook_of(txn->kv)->rules;
}

bool rulebook_refresh(struct kv *kv)
{
	bool fresh;

	shelf_of(kv, true, &fresh);
	return fresh;
}

bool rulebook_trouble(const struct rulebook *book, struct err *e)
{
	if (!book->wrong_count)
		return false;
	*e = book->wrong[0];
	if (book->wrong_count > 1)
		err_fix(e, "and %zu more: yanpan settings --check", book->wrong_count - 1);
	return true;
}

/* --- the journal --------------------------------------------------------------------------------
 */

/* The value of the name in lines of "name = value"; its bytes; NULL: it is not among them. */
static const char *value_in(const char *lines, const char *name, size_t bytes, size_t *n)
{
	for (const char *at = lines; *at;) {
		size_t line = strcspn(at, "\n");

		if (line > bytes + 3 && !memcmp(at, name, bytes) && !memcmp(at + bytes, " = ", 3)) {
			*n = line - bytes - 3;
			return at + bytes + 3;
		}
		if (line == bytes + 3 && !memcmp(at, name, bytes)) {
			*n = 0;
			return at + line;
		}
		at += line + (at[line] == '\n');
	}
	return NULL;
}

static const char *preset_of(const char *name, size_t bytes)
{
	for (size_t i = 0; i < rules_file_count; i++)
		for (size_t k = 0; k < rules_files[i].n; k++) {
			const struct setting *s = &rules_files[i].settings[k];

			if (strlen(s->name) == bytes && !memcmp(s->name, name, bytes))
				return s->value;
		}
	return "";
}

/* name: before → after, for every name of `from` that `other` says otherwise. */
static void add_changes(const char *from, const char *other, bool forward, struct buf *out)
{
	for (const char *at = from; *at;) {
		size_t line = strcspn(at, "\n"), name = 0, n = 0, was;
		const char *sign = memmem(at, line, " = ", 3), *is, *value;

		name = sign ? (size_t)(sign - at) : line;
		is = sign ? sign + 3 : at + line;
		n = line - (size_t)(is - at);
		value = value_in(other, at, name, &was);
		if (!value) {
			value = preset_of(at, name);
			was = strlen(value);
		} else if (!forward) {
			was = n; /* said in both: the other direction names it */
			value = is;
		}
		if (was != n || memcmp(value, is, n) != 0) {
			const char *before = forward ? value : is, *after = forward ? is : value;

			buf_printf(out, "%.*s: %.*s → %.*s\n", (int)name, at, (int)(forward ? was : n), before,
				(int)(forward ? n : was), after);
		}
		at += line + (at[line] == '\n');
	}
}

/* "rules.conf SM3 9f…" of the files that are other ones than before, or gone. */
static void add_files(const char *now, const char *before, struct buf *out)
{
	for (const char *at = now; *at;) {
		size_t line = strcspn(at, "\n") + 1;

		if (!memmem(before, strlen(before), at, line))
			buf_printf(out, "%.*s SM3%.*s", (int)strcspn(at, " "), at,
				(int)(line - strcspn(at, " ")), at + strcspn(at, " "));
		at += line;
	}
}

static const char *seen_now(const struct rulebook *book, struct arena *a)
{
	return *book->files ? arena_format(a, "%s\n%s", book->files, book->said) : "";
}

static const char *words_of_change(const struct rulebook *book, const char *seen, struct arena *a)
{
	const char *gap = strstr(seen, "\n\n"), *said = gap ? gap + 2 : "";
	const char *files = gap ? arena_copy(a, seen, (size_t)(gap - seen) + 1) : "", *words;
	struct buf b = { 0 };

	add_changes(said, book->said, false, &b);
	add_changes(book->said, said, true, &b);
	add_files(book->files, files, &b);
	words = arena_copy(a, buf_text(&b), b.n ? b.n - 1 : 0);
	buf_free(&b);
	return words;
}

/* Read again inside the act: another program may have noted it meanwhile. */
static bool note_in(struct act *act, const struct rulebook *book, struct err *e)
{
	const char *seen = meta_text(&act->txn, seen_name, &act->scratch);
	const char *now = seen_now(book, &act->scratch);

	if (!strcmp(seen, now))
		return true;
	meta_set_text(&act->txn, seen_name, now);
	return journal_note(act, "rules", KIND_NONE, (struct uid){ 0 }, "",
		words_of_change(book, seen, &act->scratch), e);
}

static bool is_noted(struct kv *kv, const struct rulebook *book, bool *same, struct err *e)
{
	struct arena a = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(kv, &txn, e))
		return false;
	*same = !strcmp(meta_text(&txn, seen_name, &a), seen_now(book, &a));
	kv_end_read(&txn);
	arena_free(&a);
	return true;
}

bool rulebook_note(struct kv *kv, const struct who *who, struct time now, struct err *e)
{
	bool fresh, same;
	struct shelf *s = shelf_of(kv, true, &fresh);
	struct act act = { .who = who, .now = now };

	if (s->noted)
		return true;
	if (!is_noted(kv, &s->book, &same, e))
		return false;
	if (!same) {
		if (!kv_begin_write(kv, &act.txn, e))
			return false;
		same = note_in(&act, &s->book, e) && act_commit(&act, e);
		act_abort(&act);
	}
	s->noted = same;
	return same;
}
