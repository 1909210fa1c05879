#include "store/io/xml.h"

#include "tests/check.h"

#include <stdio.h>
#include <string.h>

struct seen {
	struct buf text;
	struct xml *xml;
	const char *hold_at;
};

static void start(void *arg, const char *name, const char **attributes)
{
	struct seen *s = arg;
	const char *id = xml_attribute(attributes, "id");

	buf_printf(&s->text, "<%s%s%s>", name, id ? " " : "", id ? id : "");
}

static void end(void *arg, const char *name)
{
	struct seen *s = arg;

	buf_printf(&s->text, "</%s>", name);
	if (s->hold_at && !strcmp(name, s->hold_at))
		xml_hold(s->xml);
}

static void text(void *arg, const char *t, size_t n)
{
	buf_add(&((struct seen *)arg)->text, t, n);
}

static const struct xml_events events = { start, end, text };

static ssize_t read_stream(void *from, void *to, size_t bytes, struct err *e)
{
	(void)e;
	return (ssize_t)fread(to, 1, bytes, from);
}

/* What is read up to the end or the first hold; `holds` counts these. */
static const char *read_text(const char *xml, const char *hold_at, int *holds, struct err *e)
{
	static char out[4096];
	FILE *f = fmemopen((void *)xml, strlen(xml), "r");
	struct seen s = { .hold_at = hold_at };

	s.xml = xml_open((struct xml_input){ read_stream, f }, NULL, &events, &s);
	for (*holds = 0; xml_next(s.xml, e) == XML_HELD; ++*holds)
		buf_putc(&s.text, '|');
	snprintf(out, sizeof(out), "%s", buf_text(&s.text));
	xml_close(s.xml);
	fclose(f);
	buf_free(&s.text);
	return out;
}

static void names_lose_their_prefix(void)
{
	struct err e = { 0 };
	int holds;

	CHECK_TEXT(read_text("<x:a xmlns:x='u' x:id='1'><x:b>t&lt;</x:b><c/></x:a>", NULL, &holds, &e),
		"<a 1><b>t<</b><c></c></a>");
	CHECK_INT(e.kind, ERR_NONE);
}

static void a_held_reading_goes_on(void)
{
	struct err e = { 0 };
	int holds;

	CHECK_TEXT(read_text("<t><r>1</r><r/><r>3</r></t>", "r", &holds, &e),
		"<t><r>1</r>|<r></r>|<r>3</r>|</t>");
	CHECK_INT(holds, 3);
	CHECK_INT(e.kind, ERR_NONE);
}

static void what_is_no_honest_xml_is_refused(void)
{
	static const struct {
		const char *xml, *word;
	} cases[] = {
		{ "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>", "abbreviations" },
		{ "<a>\n<b></a>", "line 2 is no XML" },
		{ "<a>&nbsp;</a>", "line 1 is no XML" },
		{ "", "no XML" },
		{ "<a>\x01</a>", "no XML" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct err e = { 0 };
		int holds;

		check_case(cases[i].word);
		read_text(cases[i].xml, NULL, &holds, &e);
		CHECK_INT(e.kind, ERR_INPUT);
		CHECK(strstr(e.what, cases[i].word) != NULL);
	}
	check_case(NULL);
}

static void tags_without_end_are_refused(void)
{
	struct buf deep = { 0 }, wide = { 0 };
	struct err e = { 0 };
	int holds;

	for (int i = 0; i < 1000; i++)
		buf_puts(&deep, "<a>");
	read_text(buf_text(&deep), NULL, &holds, &e);
	CHECK_TEXT(e.what, "the file is nested deeper than any sheet");
	e = (struct err){ 0 };
	buf_puts(&wide, "<a b='");
	buf_fill(&wide, 'x', 3 * XML_TAG);
	read_text(buf_text(&wide), NULL, &holds, &e);
	CHECK_TEXT(e.what, "the file is damaged: a tag is longer than a million bytes");
	buf_free(&deep);
	buf_free(&wide);
}

static void what_is_written_reads_the_same(void)
{
	static const char text_with_all[] = "a<b>&\"c\r\nd\te 汉";
	struct buf b = { 0 };
	struct err e = { 0 };
	int holds;

	buf_puts(&b, "<a>");
	xml_text(&b, text_with_all, strlen(text_with_all));
	xml_text(&b, "\x01\x1F\xEF\xBF\xBF", 5);
	buf_puts(&b, "</a>");
	CHECK_TEXT(read_text(buf_text(&b), NULL, &holds, &e), "<a>a<b>&\"c\r\nd\te 汉</a>");
	buf_free(&b);
}

static const struct test tests[] = {
	TEST(names_lose_their_prefix),
	TEST(a_held_reading_goes_on),
	TEST(what_is_no_honest_xml_is_refused),
	TEST(tags_without_end_are_refused),
	TEST(what_is_written_reads_the_same),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
