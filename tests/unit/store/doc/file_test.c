#include "store/doc/file.h"

#include "tests/check.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;
static const char *folder;

static const char *in_folder(const char *name)
{
	return arena_format(&arena, "%s/%s", folder, name);
}

static void start(void)
{
	static int n;

	folder = arena_format(&arena, "%s/%d", check_folder(), ++n);
	CHECK(!mkdir(folder, 0700));
}

static struct doc paper(const char *words)
{
	struct doc d = { .arena = &arena };

	doc_add(&d, DOC_TITLE, "会议纪要");
	doc_add(&d, DOC_PARA, words);
	doc_add(&d, DOC_PARA, "末段。");
	return d;
}

static struct doc_file write_paper(const char *name, const char *words)
{
	struct doc_file f = { .path = in_folder(name), .ledger = in_folder("ledger") };
	struct doc d = paper(words);
	struct err e = { 0 };

	CHECK(doc_file_write(&d, &f, &arena, &e));
	CHECK_TEXT(e.what, "");
	return f;
}

static const char *content(const char *path)
{
	struct buf b = { 0 };
	const char *text;

	CHECK(buf_read_file(&b, path, 1 << 20));
	text = arena_copy(&arena, buf_text(&b), b.n);
	buf_free(&b);
	return text;
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	CHECK(f && fputs(text, f) >= 0 && !fclose(f));
}

static int files_in(const char *path)
{
	struct dirent **entries = NULL;
	int n = scandir(path, &entries, NULL, NULL);

	for (int i = 0; i < n; i++)
		free(entries[i]);
	free(entries);
	return n - 2; /* . and .. */
}

static void a_paper_nobody_touched_is_replaced(void)
{
	struct doc_file f;

	start();
	write_paper("a.txt", "甲。");
	f = write_paper("a.txt", "乙。");
	CHECK(!f.beside);
	CHECK_TEXT(f.written, in_folder("a.txt"));
	CHECK(strstr(content(in_folder("a.txt")), "乙。") != NULL);
}

static void what_was_changed_by_hand_stays(void)
{
	static const char *const names[] = { "a.txt", "a.html" };
	static const char *const besides[] = { "a.新.txt", "a.新.html" };

	start();
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct doc_file f;
		const char *by_hand, *path = in_folder(names[i]);

		check_case(names[i]);
		write_paper(names[i], "甲。");
		by_hand = arena_format(&arena, "%s<p>手写。</p>", content(path));
		put(path, by_hand);
		f = write_paper(names[i], "乙。");
		CHECK(f.beside);
		CHECK_TEXT(f.written, in_folder(besides[i]));
		CHECK_TEXT(content(path), by_hand);
		CHECK(strstr(f.difference, "- 甲。\n+ 乙。\n") != NULL);
		CHECK(strstr(f.difference, "手写。") != NULL);
		CHECK(!strstr(f.difference, "末段。"));
	}
}

static void a_docx_is_compared_by_its_words(void)
{
	struct doc_file f;

	start();
	write_paper("a.docx", "甲。");
	unlink(in_folder("ledger")); /* as if another machine had made it */
	f = write_paper("a.docx", "乙。");
	CHECK(f.beside);
	CHECK_TEXT(f.difference, "- 甲。\n+ 乙。\n");
	CHECK(!access(in_folder("a.新.docx"), F_OK));
}

static void the_new_paper_beside_is_itself_replaced_until_it_is_touched(void)
{
	struct doc_file f;

	start();
	put(in_folder("a.txt"), "手写\n");
	write_paper("a.txt", "甲。");
	f = write_paper("a.txt", "乙。");
	CHECK_TEXT(f.written, in_folder("a.新.txt"));
	put(in_folder("a.新.txt"), "也是手写\n");
	f = write_paper("a.txt", "丙。");
	CHECK_TEXT(f.written, in_folder("a.新2.txt"));
	CHECK_TEXT(content(in_folder("a.新.txt")), "也是手写\n");
}

static void a_file_that_was_made_here_is_known_by_any_name(void)
{
	struct doc_file f;

	start();
	write_paper("a.txt", "甲。");
	CHECK(!rename(in_folder("a.txt"), in_folder("b.txt")));
	f = write_paper("b.txt", "乙。");
	CHECK(!f.beside);
}

static void a_paper_that_could_not_be_entered_counts_as_somebodys(void)
{
	struct doc d = paper("甲。");
	struct err e = { 0 };
	struct doc_file f = { .ledger = "/nowhere/ledger" };

	start();
	f.path = in_folder("r.txt");
	CHECK(doc_file_write(&d, &f, &arena, &e) && !f.beside);
	CHECK(doc_file_write(&d, &f, &arena, &e) && !f.beside); /* the very same: nothing to do */
	d = paper("乙。");
	CHECK(doc_file_write(&d, &f, &arena, &e) && f.beside);
}

static void a_folder_that_is_not_there_is_said(void)
{
	struct doc d = paper("甲。");
	struct doc_file f = { .path = "/nowhere/a.docx", .ledger = "/nowhere/ledger" };
	struct err e = { 0 };

	CHECK(!doc_file_write(&d, &f, &arena, &e));
	CHECK_TEXT(e.where, "/nowhere/a.docx");
}

static void an_ending_that_is_no_paper_is_refused(void)
{
	struct doc d = paper("甲。");
	struct doc_file f = { .path = "a.pdf", .ledger = "ledger" };
	struct err e = { 0 };

	CHECK(!doc_file_write(&d, &f, &arena, &e));
	CHECK_INT(e.kind, ERR_USAGE);
	CHECK(access("a.pdf", F_OK));
}

/* The disk is full after so many bytes. */
static void a_full_disk_leaves_the_old_file_and_no_other(void)
{
	static const char *const names[] = { "a.txt", "a.html", "a.docx" };
	struct rlimit whole, little = { 20, 20 };

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &whole);
	little.rlim_max = whole.rlim_max;
	start();
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct doc_file f = { .path = in_folder(names[i]), .ledger = in_folder("ledger") };
		struct doc d = paper("乙。");
		struct err e = { 0 };
		const char *before;

		check_case(names[i]);
		write_paper(names[i], "甲。");
		before = content(f.path);
		setrlimit(RLIMIT_FSIZE, &little);
		CHECK(!doc_file_write(&d, &f, &arena, &e));
		setrlimit(RLIMIT_FSIZE, &whole);
		CHECK_INT(e.kind, ERR_STORE);
		CHECK_TEXT(e.where, f.path);
		CHECK_TEXT(content(f.path), before);
	}
	CHECK_INT(files_in(folder), 4);
}

static void text_is_in_the_encoding_asked_for_and_read_back_in_any(void)
{
	struct doc_file f = { .encoding = "gb18030" };
	struct doc d;
	struct err e = { 0 };

	start();
	f.path = in_folder("g.txt");
	f.ledger = in_folder("ledger");
	d = paper("县委编办召集会议，交警大队和住建局到会。");
	CHECK(doc_file_write(&d, &f, &arena, &e));
	CHECK(!strstr(content(f.path), "会议纪要"));
	unlink(f.ledger);
	d = paper("县委编办召集会议，交警大队到会。");
	CHECK(doc_file_write(&d, &f, &arena, &e) && f.beside);
	CHECK_TEXT(f.difference,
		"- 县委编办召集会议，交警大队和住建局到会。\n+ 县委编办召集会议，交警大队到会。\n");
}

static const struct test tests[] = {
	TEST(a_paper_nobody_touched_is_replaced),
	TEST(what_was_changed_by_hand_stays),
	TEST(a_docx_is_compared_by_its_words),
	TEST(the_new_paper_beside_is_itself_replaced_until_it_is_touched),
	TEST(a_file_that_was_made_here_is_known_by_any_name),
	TEST(a_paper_that_could_not_be_entered_counts_as_somebodys),
	TEST(a_folder_that_is_not_there_is_said),
	TEST(an_ending_that_is_no_paper_is_refused),
	TEST(a_full_disk_leaves_the_old_file_and_no_other),
	TEST(text_is_in_the_encoding_asked_for_and_read_back_in_any),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
