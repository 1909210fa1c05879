#include "store/doc/paragraphs.h"

#include "tests/check.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;

/* The paragraphs of a file with this in it, '|' behind each. */
static const char *read_back(enum doc_form form, const char *content, struct err *e)
{
	const char *path = arena_format(&arena, "%s/file", check_folder()), *all = "";
	struct paragraphs got;
	FILE *f = fopen(path, "w");

	CHECK(f && fputs(content, f) >= 0 && !fclose(f));
	if (!paragraphs_read(path, form, &got, &arena, e))
		return "no";
	for (size_t i = 0; i < got.n; i++)
		all = arena_format(&arena, "%s%s|", all, got.at[i]);
	return all;
}

static void lines_of_text_are_paragraphs(void)
{
	struct err e = { 0 };

	CHECK_TEXT(read_back(FORM_TEXT, "", &e), "");
	CHECK_TEXT(read_back(FORM_TEXT, "\xEF\xBB\xBF  纪要  \r\n\n第二行", &e), "纪要|第二行|");
	CHECK_TEXT(read_back(FORM_TEXT, "\xBB\xE1\xD2\xE9\xBC\xCD\xD2\xAA\n", &e), "会议纪要|");
}

static void of_a_web_page_only_what_is_shown_counts(void)
{
	struct err e = { 0 };

	CHECK_TEXT(read_back(FORM_HTML,
				   "<HTML><head><title>t</title><STYLE>p{}</style></head><body class=a>\n"
				   "<p>甲<b>乙</b>\n丙</p><P>&lt;丁&gt;&amp;&nbsp;</P>戊<br>己<script>x</script>",
				   &e),
		"甲乙 丙|<丁>&|戊|己|");
	CHECK_TEXT(read_back(FORM_HTML, "<p>a < b <", &e), "a < b <|");
}

static void what_is_no_docx_is_refused_with_its_name(void)
{
	struct err e = { 0 };

	CHECK_TEXT(read_back(FORM_DOCX, "PK but no zip", &e), "no");
	CHECK_INT(e.kind, ERR_INPUT);
	CHECK(strstr(e.where, "/file") != NULL);
}

static const struct test tests[] = {
	TEST(lines_of_text_are_paragraphs),
	TEST(of_a_web_page_only_what_is_shown_counts),
	TEST(what_is_no_docx_is_refused_with_its_name),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
