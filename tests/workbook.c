#include "tests/workbook.h"

#include "locale/base/buf.h"
#include "store/io/zip.h"
#include "tests/check.h"

#include <string.h>

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static void part(struct zip_maker *z, const char *name, const char *xml)
{
	struct err e = { 0 };

	CHECK(zip_part(z, name, &e) && zip_put(z, xml, strlen(xml), &e));
}

static void relations(const struct workbook *w, struct buf *b)
{
	buf_puts(b, "<Relationships>");
	for (size_t i = 0; i < w->sheet_count; i++)
		buf_printf(b,
			"<Relationship Id='s%zu' Type='" OFFICE "worksheet' Target='worksheets/s%zu.xml'/>", i,
			i);
	if (w->texts)
		buf_puts(b,
			"<Relationship Id='t' Type='" OFFICE "sharedStrings' Target='/xl/sharedStrings.xml'/>");
	if (w->styles)
		buf_puts(b, "<Relationship Id='u' Type='" OFFICE "styles' Target='styles.xml'/>");
	buf_puts(b, "</Relationships>");
}

static void book(const struct workbook *w, struct buf *b)
{
	buf_puts(b, "<workbook xmlns:r='" OFFICE "'>");
	buf_puts(b, w->from_1904 ? "<workbookPr date1904='1'/><sheets>" : "<sheets>");
	for (size_t i = 0; i < w->sheet_count; i++)
		buf_printf(b, "<sheet name='%s' sheetId='%zu'%s r:id='s%zu'/>", w->sheets[i].name, i + 1,
			w->sheets[i].hidden ? " state='hidden'" : "", i);
	buf_puts(b, "</sheets></workbook>");
}

static void sheets(const struct workbook *w, struct zip_maker *z)
{
	for (size_t i = 0; i < w->sheet_count; i++) {
		const struct workbook_sheet *s = &w->sheets[i];
		struct buf b = { 0 }, name = { 0 };

		buf_printf(&name, "xl/worksheets/s%zu.xml", i);
		buf_printf(&b, "<worksheet><sheetData>%s</sheetData>%s</worksheet>", s->rows,
			s->behind ? s->behind : "");
		part(z, buf_text(&name), buf_text(&b));
		buf_free(&name);
		buf_free(&b);
	}
}

static void wrapped(struct zip_maker *z, const char *name, const char *tag, const char *inside)
{
	struct buf b = { 0 };

	if (inside) {
		buf_printf(&b, "<%s>%s</%s>", tag, inside, tag);
		part(z, name, buf_text(&b));
	}
	buf_free(&b);
}

const char *workbook_make(const struct workbook *w)
{
	static char path[512];
	struct buf b = { 0 };
	struct zip_maker *z;
	struct err e = { 0 };
	FILE *f;

	snprintf(path, sizeof(path), "%s/book.xlsx", check_folder());
	f = fopen(path, "wb");
	if (!CHECK(f && zip_make(f, &z, &e)))
		return path;
	part(z, "_rels/.rels",
		"<Relationships><Relationship Id='b' Type='" OFFICE
		"officeDocument' Target='xl/workbook.xml'/></Relationships>");
	relations(w, &b);
	part(z, "xl/_rels/workbook.xml.rels", buf_text(&b));
	buf_cut(&b, 0);
	book(w, &b);
	part(z, "xl/workbook.xml", buf_text(&b));
	sheets(w, z);
	wrapped(z, "xl/sharedStrings.xml", "sst", w->texts);
	wrapped(z, "xl/styles.xml", "styleSheet", w->styles);
	CHECK(zip_end(z, &e) && !fclose(f));
	buf_free(&b);
	return path;
}
