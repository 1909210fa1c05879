#include "store/doc/docx.h"

#include "store/doc/docx_parts.h"
#include "store/io/xml.h"
#include "store/io/zip.h"
#include "tests/check.h"

#include <string.h>

static struct arena arena;
static struct buf got;

static struct doc paper(void)
{
	static const int han[] = { 8, 20 };
	static const char *const head[] = { "工单", "事由" }, *const row[] = { "G1", "信号灯" };
	struct doc d = { .arena = &arena };
	struct doc_node *table;

	doc_add(&d, DOC_TITLE, "联合研判会议纪要");
	doc_label(&d, DOC_LABEL, "出席", "县委编办李望舒");
	doc_heading(&d, 1, "一、<信号灯> & \"标线\"");
	doc_add(&d, DOC_PARA, "由交警大队负责。");
	table = doc_table(&d, han, 2);
	doc_row(&d, table, head);
	doc_row(&d, table, row);
	doc_add(&d, DOC_SIGN, "县委编办公室")->level = 4;
	doc_add(&d, DOC_SIGN, "9月25日")->level = 9;
	doc_add(&d, DOC_RULE, "");
	doc_label(&d, DOC_LABEL, "抄送", "县政府办。");
	doc_label(&d, DOC_SPREAD, "县委编办", "2026年9月25日印发");
	doc_add(&d, DOC_RULE, "");
	doc_add(&d, DOC_FOOT, "日志链首");
	return d;
}

/* The part of the paper as it stands in the file. */
static const char *part(const struct doc *d, const char *name)
{
	struct err e = { 0 };
	struct zip *z = NULL;
	FILE *f = tmpfile();

	buf_cut(&got, 0);
	CHECK(f && doc_docx(d, f, &e));
	CHECK(zip_open(f, &z, &e) && zip_take(z, name, 1 << 20, &got, &e));
	zip_close(z);
	fclose(f);
	return buf_text(&got);
}

static bool has(const char *text, const char *piece)
{
	return strstr(text, piece) != NULL;
}

/* ---- what a schema says of the order inside an element ---- */

/* As ISO/IEC 29500 has them; office suites repair a file, or refuse it, where they are not. */
static const char *const orders[] = {
	"pPr: pStyle keepNext keepLines widowControl pBdr tabs overflowPunct autoSpaceDE "
	"autoSpaceDN snapToGrid spacing ind jc outlineLvl",
	"rPr: rStyle rFonts color spacing sz szCs lang",
	"tblPr: tblpPr tblW jc tblBorders tblLayout tblCellMar",
	"tblBorders: top left bottom right insideH insideV",
	"tbl: tblPr tblGrid tr",
	"tr: trPr tc",
	"tc: tcPr p",
	"sectPr: footerReference pgSz pgMar docGrid",
	"style: name basedOn qFormat pPr rPr",
	"styles: docDefaults style",
	"font: altName charset family pitch",
	"settings: zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat "
	"themeFontLang",
	"compat: balanceSingleByteDoubleByteWidth doNotExpandShiftReturn useFELayout "
	"compatSetting",
};

/* Where `child` may stand among the children of `parent`; NULL: where it may not. */
static const char *place_in(const char *parent, const char *child)
{
	size_t n = strlen(parent), bytes = strlen(child);

	for (size_t i = 0; i < COUNT_OF(orders); i++) {
		if (strncmp(orders[i], parent, n) || orders[i][n] != ':')
			continue;
		for (const char *at = orders[i] + n; (at = strstr(at, child)); at += bytes)
			if (at[-1] == ' ' && (at[bytes] == ' ' || !at[bytes]))
				return at;
		return NULL;
	}
	return "";
}

struct nesting {
	int depth;
	struct {
		char name[64];
		const char *last; /* place of the child before */
	} at[32];
	bool wrong;
};

static void enter_element(void *arg, const char *name, const char **attributes)
{
	struct nesting *n = arg;
	const char *place = n->depth ? place_in(n->at[n->depth - 1].name, name) : "";

	(void)attributes;
	if (!place || (n->depth && *place && place < n->at[n->depth - 1].last)) {
		printf("%s in %s\n", name, n->at[n->depth - 1].name);
		n->wrong = true;
	}
	if (n->depth && place && *place)
		n->at[n->depth - 1].last = place;
	CHECK(n->depth < (int)COUNT_OF(n->at));
	snprintf(n->at[n->depth].name, sizeof(n->at[n->depth].name), "%s", name);
	n->at[n->depth++].last = NULL;
}

static void leave_element(void *arg, const char *name)
{
	(void)name;
	((struct nesting *)arg)->depth--;
}

static void ignore_tag(void *arg, const char *name, const char **attributes)
{
	(void)arg, (void)name, (void)attributes;
}

static void ignore_end(void *arg, const char *name)
{
	(void)arg, (void)name;
}

static void ignore_text(void *arg, const char *text, size_t bytes)
{
	(void)arg, (void)text, (void)bytes;
}

static ssize_t from_text(void *arg, void *to, size_t bytes, struct err *e)
{
	const char **at = arg;
	size_t n = strlen(*at);

	(void)e;
	n = n < bytes ? n : bytes;
	memcpy(to, *at, n);
	*at += n;
	return (ssize_t)n;
}

static bool well_formed(const char *text)
{
	static const struct xml_events nothing = { ignore_tag, ignore_end, ignore_text };
	struct err e = { 0 };
	struct xml *x = xml_open((struct xml_input){ from_text, &text }, NULL, &nothing, NULL);
	bool good = xml_next(x, &e) == XML_DONE;

	xml_close(x);
	return good;
}

static bool in_order(const char *text)
{
	static const struct xml_events events = { enter_element, leave_element, ignore_text };
	struct nesting n = { 0 };
	struct err e = { 0 };
	struct xml *x = xml_open((struct xml_input){ from_text, &text }, NULL, &events, &n);
	bool good = xml_next(x, &e) == XML_DONE && !n.wrong;

	xml_close(x);
	return good;
}

static void elements_stand_in_the_order_that_office_suites_want(void)
{
	static const char *const names[] = { "word/document.xml", "word/styles.xml",
		"word/settings.xml", "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml" };
	struct doc d = paper();

	for (size_t i = 0; i < COUNT_OF(names); i++)
		CHECK(in_order(part(&d, names[i])));
	CHECK(!in_order("<w:pPr><w:jc/><w:ind/></w:pPr>"));
	CHECK(!in_order("<w:tc><w:tbl/></w:tc>"));
}

static void a_date_begins_two_han_right_of_the_name_whatever_its_figures_take(void)
{
	struct doc d = paper();
	const char *body = part(&d, "word/document.xml");

	CHECK(has(body, "<w:ind w:rightChars=\"200\" w:right=\"630\"/>"));
	CHECK(has(body, "<w:ind w:leftChars=\"2000\" w:left=\"6300\"/><w:jc w:val=\"left\"/>"));
}

static void every_part_is_xml_and_has_a_type(void)
{
	static const char *const names[] = { "_rels/.rels", "word/_rels/document.xml.rels",
		"word/document.xml", "word/styles.xml", "word/settings.xml", "word/fontTable.xml",
		"word/footer1.xml", "word/footer2.xml", "docProps/core.xml", "[Content_Types].xml" };
	struct doc d = paper();
	char types[4096];

	snprintf(types, sizeof(types), "%s", part(&d, "[Content_Types].xml"));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		check_case(names[i]);
		CHECK(well_formed(part(&d, names[i])));
		CHECK(has(names[i], ".rels") || *names[i] == '[' || has(types, names[i]));
	}
}

static int millimetres(int twips)
{
	return (int)(twips / 56.6929 + 0.5);
}

static void twenty_two_lines_of_twenty_eight_han_fill_the_page(void)
{
	CHECK(DOC_HAN * HAN <= TEXT_WIDTH && DOC_HAN * (HAN + 1) > TEXT_WIDTH);
	CHECK_INT((PAGE_HEIGHT - PAGE_TOP - PAGE_BOTTOM) / LINE, 22);
	CHECK_INT(millimetres(PAGE_WIDTH), 210);
	CHECK_INT(millimetres(PAGE_HEIGHT), 297);
	CHECK_INT(millimetres(PAGE_TOP), 37);
	CHECK_INT(millimetres(PAGE_BOTTOM), 35);
	CHECK_INT(millimetres(PAGE_LEFT), 28);
	CHECK_INT(millimetres(PAGE_RIGHT), 26);
}

static void signs_of_markup_are_text(void)
{
	struct doc d = paper();

	CHECK(has(part(&d, "word/document.xml"), "一、&lt;信号灯&gt; &amp; &quot;标线&quot;"));
}

static void headings_are_headings_and_labels_hang(void)
{
	struct doc d = paper();
	const char *body = part(&d, "word/document.xml");

	CHECK(has(body, "<w:pStyle w:val=\"Heading1\"/>"));
	CHECK(
		has(body, "w:leftChars=\"500\" w:left=\"1575\" w:hangingChars=\"300\" w:hanging=\"945\""));
	CHECK(has(body, "<w:rStyle w:val=\"Label\"/></w:rPr><w:t xml:space=\"preserve\">出席</w:t>"));
	CHECK(has(part(&d, "word/styles.xml"), "w:firstLineChars=\"200\" w:firstLine=\"630\""));
}

static void the_head_of_a_table_is_on_every_page(void)
{
	struct doc d = paper();
	const char *body = part(&d, "word/document.xml"), *first = strstr(body, "<w:tblHeader/>");

	CHECK(first && !strstr(first + 1, "<w:tblHeader/>"));
	CHECK(first && strstr(first, "工单") < strstr(first, "G1"));
}

static void numbers_stand_at_the_outer_edge(void)
{
	struct doc d = paper();
	char even[4096];

	snprintf(even, sizeof(even), "%s", part(&d, "word/footer2.xml"));
	CHECK(has(even, "\"PageEven\"") && has(even, " PAGE ") && has(even, "日志链首"));
	CHECK(has(part(&d, "word/footer1.xml"), "\"PageOdd\""));
	CHECK(has(part(&d, "word/settings.xml"), "<w:evenAndOddHeaders/>"));
	CHECK(!has(part(&d, "word/document.xml"), "日志链首"));
}

static void what_stands_between_the_rules_goes_to_the_foot_of_the_page(void)
{
	struct doc d = paper();
	const char *body = part(&d, "word/document.xml"),
			   *floats = strstr(body, "w:tblpYSpec=\"bottom\"");

	CHECK(floats && has(floats, "抄送") && has(floats, "印发"));
	CHECK(floats && !has(floats, "由交警大队负责"));
}

static void a_signature_takes_what_is_before_it_along(void)
{
	struct doc d = paper();
	const char *body = part(&d, "word/document.xml"), *last = strstr(body, "G1");

	CHECK(last && has(last, "<w:keepNext/>"));
	CHECK(!has(part(&d, "word/document.xml"), "<w:pStyle w:val=\"BodyText\"/><w:keepNext/>"));
}

static void a_long_table_is_not_moved_for_a_signature(void)
{
	static const int han[] = { 28 };
	static const char *const row[] = { "G1" };
	struct doc d = { .arena = &arena };
	struct doc_node *table = doc_table(&d, han, 1);

	for (int i = 0; i < 9; i++)
		doc_row(&d, table, row);
	doc_add(&d, DOC_SIGN, "县委编办")->level = 4;
	CHECK(!has(part(&d, "word/document.xml"), "<w:keepNext/>"));
}

static void the_last_of_a_list_of_labels_does_not_stand_alone(void)
{
	static const char kept[] = "<w:pStyle w:val=\"Attendance\"/><w:keepNext/>";
	struct doc d = { .arena = &arena };
	const char *body, *first;

	doc_label(&d, DOC_LABEL, "出席", "李望舒");
	doc_label(&d, DOC_LABEL, "列席", "石修远");
	doc_label(&d, DOC_LABEL, "签发", "李望舒");
	body = part(&d, "word/document.xml");
	first = strstr(body, kept);
	CHECK(first && first > strstr(body, "出席") && first < strstr(body, "列席"));
	CHECK(!has(first + 1, kept));
}

static void the_same_paper_makes_the_same_file(void)
{
	struct err e = { 0 };
	struct doc d = paper();
	char first[1 << 14], second[1 << 14];
	size_t n[2];

	for (int i = 0; i < 2; i++) {
		FILE *f = tmpfile();

		CHECK(f && doc_docx(&d, f, &e));
		rewind(f);
		n[i] = fread(i ? second : first, 1, sizeof(first), f);
		fclose(f);
	}
	CHECK(n[0] && n[0] < sizeof(first) && n[0] == n[1] && !memcmp(first, second, n[0]));
}

static void fonts_have_other_names_and_no_theme(void)
{
	struct doc d = paper();

	CHECK(has(part(&d, "word/fontTable.xml"), "w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋,"));
	CHECK(has(part(&d, "word/styles.xml"), "w:eastAsia=\"方正小标宋简体\""));
	CHECK(!has(part(&d, "word/styles.xml"), "Theme"));
}

static const struct test tests[] = {
	TEST(every_part_is_xml_and_has_a_type),
	TEST(elements_stand_in_the_order_that_office_suites_want),
	TEST(a_date_begins_two_han_right_of_the_name_whatever_its_figures_take),
	TEST(twenty_two_lines_of_twenty_eight_han_fill_the_page),
	TEST(signs_of_markup_are_text),
	TEST(headings_are_headings_and_labels_hang),
	TEST(the_head_of_a_table_is_on_every_page),
	TEST(numbers_stand_at_the_outer_edge),
	TEST(what_stands_between_the_rules_goes_to_the_foot_of_the_page),
	TEST(a_signature_takes_what_is_before_it_along),
	TEST(a_long_table_is_not_moved_for_a_signature),
	TEST(the_last_of_a_list_of_labels_does_not_stand_alone),
	TEST(the_same_paper_makes_the_same_file),
	TEST(fonts_have_other_names_and_no_theme),
};

int main(void)
{
	int status = check_run(tests, COUNT_OF(tests));

	buf_free(&got);
	arena_free(&arena);
	return status;
}
