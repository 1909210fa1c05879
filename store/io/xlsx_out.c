#include "store/io/xlsx_out.h"

#include "locale/base/arena.h"
#include "locale/text/utf8.h"
#include "store/io/xml.h"
#include "store/io/zip.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SCHEMAS "http://schemas.openxmlformats.org/"
#define MAIN SCHEMAS "spreadsheetml/2006/main"
#define LINKS SCHEMAS "package/2006/relationships"
#define LINK_TYPE SCHEMAS "officeDocument/2006/relationships"
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

enum { FLUSH = 1 << 16, NAME_MOST = 31, STYLE_CELL = 1, STYLE_HEADING, STYLE_OPEN, STYLE_LOCKED };

struct xlsx_out {
	struct zip_maker *zip;
	struct buf xml;
	size_t columns, column;
	const struct xlsx_column *form; /* NULL: a table */
	uint32_t row;
	uint64_t cut;
};

/* --- the parts that are the same in every file -------------------------------------------- */

static const char content_types[] =
	HEAD "<Types xmlns=\"" SCHEMAS "package/2006/content-types\">"
		 "<Default Extension=\"rels\" "
		 "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
		 "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
		 "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE "sheet.main+xml\"/>"
		 "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"
		 "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPE "worksheet+xml\"/>"
		 "</Types>";

static const char package_links[] =
	HEAD "<Relationships xmlns=\"" LINKS "\"><Relationship Id=\"rId1\" Type=\"" LINK_TYPE
		 "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

static const char book_links[] = HEAD
	"<Relationships xmlns=\"" LINKS "\"><Relationship Id=\"rId1\" Type=\"" LINK_TYPE
	"/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" LINK_TYPE
	"/styles\" Target=\"styles.xml\"/></Relationships>";

/* Format 49 is text. */
static const char styles[] = HEAD
	"<styleSheet xmlns=\"" MAIN "\">"
	"<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>"
	"<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
	"<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
	"<fill><patternFill patternType=\"gray125\"/></fill></fills>"
	"<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
	"<border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/>"
	"<bottom style=\"thin\"/><diagonal/></border></borders>"
	"<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
	"</cellStyleXfs><cellXfs count=\"5\">"
	"<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
	"<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
	"applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
	"<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
	"applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\">"
	"<alignment vertical=\"center\" wrapText=\"1\"/></xf>"
	"<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" "
	"applyNumberFormat=\"1\" applyBorder=\"1\" applyAlignment=\"1\" applyProtection=\"1\">"
	"<alignment vertical=\"top\" wrapText=\"1\"/><protection locked=\"0\"/></xf>"
	"<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" "
	"applyNumberFormat=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
	"<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
	"</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
	"</cellStyles></styleSheet>";

static bool put_part(struct xlsx_out *x, const char *name, const char *xml, struct err *e)
{
	return zip_part(x->zip, name, e) && zip_put(x->zip, xml, strlen(xml), e);
}

/* --- the parts that are not ------------------------------------------------------------------ */

/* Signs that a sheet's name must not have are left out. */
static void add_name(struct buf *out, const char *name)
{
	int chars = 0;

	while (*name && chars < NAME_MOST) {
		const char *from = name;

		utf8_next(&name, NULL);
		if (strchr("[]:*?/\\'", *from))
			continue;
		xml_text(out, from, (size_t)(name - from));
		chars++;
	}
}

static bool put_book(struct xlsx_out *x, const char *name, struct err *e)
{
	struct buf b = { 0 };
	bool done;

	buf_puts(
		&b, HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" LINK_TYPE "\"><sheets><sheet name=\"");
	add_name(&b, name);
	buf_puts(&b, "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
	done = put_part(x, "xl/workbook.xml", buf_text(&b), e);
	buf_free(&b);
	return done;
}

static bool flush(struct xlsx_out *x, size_t least, struct err *e)
{
	bool done = x->xml.n < least || zip_put(x->zip, x->xml.at, x->xml.n, e);

	if (x->xml.n >= least)
		buf_cut(&x->xml, 0);
	return done;
}

static bool begin_sheet(struct xlsx_out *x, const int *cols, struct err *e)
{
	buf_puts(&x->xml,
		HEAD "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView tabSelected=\"1\" "
			 "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
			 "state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>"
			 "<cols>");
	for (size_t i = 0; i < x->columns; i++)
		buf_printf(&x->xml, "<col min=\"%zu\" max=\"%zu\" width=\"%d\" customWidth=\"1\"/>", i + 1,
			i + 1, cols[i] + 2);
	buf_puts(&x->xml, "</cols><sheetData>");
	return zip_part(x->zip, "xl/worksheets/sheet1.xml", e);
}

static bool begin(struct xlsx_out *x, FILE *f, const char *sheet, const int *cols,
	struct xlsx_out **out, struct err *e)
{
	struct err ignored = { 0 };

	*out = NULL;
	if (zip_make(f, &x->zip, e) && put_part(x, "[Content_Types].xml", content_types, e) &&
		put_part(x, "_rels/.rels", package_links, e) && put_book(x, sheet, e) &&
		put_part(x, "xl/_rels/workbook.xml.rels", book_links, e) &&
		put_part(x, "xl/styles.xml", styles, e) && begin_sheet(x, cols, e)) {
		*out = x;
		return true;
	}
	zip_end(x->zip, &ignored);
	buf_free(&x->xml);
	free(x);
	return false;
}

bool xlsx_out_begin(FILE *f, const char *sheet, const int *cols, size_t columns,
	struct xlsx_out **out, struct err *e)
{
	struct xlsx_out *x = must_alloc(sizeof(*x));

	*x = (struct xlsx_out){ .columns = columns };
	return begin(x, f, sheet, cols, out, e);
}

bool xlsx_out_form(FILE *f, const char *sheet, const struct xlsx_column *form, size_t columns,
	struct xlsx_out **out, struct err *e)
{
	struct xlsx_out *x = must_alloc(sizeof(*x));
	int *cols = must_alloc(columns * sizeof(*cols));
	bool good;

	for (size_t i = 0; i < columns; i++)
		cols[i] = form[i].cols;
	*x = (struct xlsx_out){ .columns = columns, .form = form };
	good = begin(x, f, sheet, cols, out, e);
	free(cols);
	return good;
}

/* --- cells ---------------------------------------------------------------------------------------
 */

static const char *column_name(size_t column, char out[8])
{
	char *p = out + 7;

	*p = '\0';
	for (column++; column > 0; column = (column - 1) / 26)
		*--p = (char)('A' + (column - 1) % 26);
	return p;
}

/* What reads like _x000D_ would be read as what that stands for. */
static bool like_escape(const char *s)
{
	return s[0] == '_' && s[1] == 'x' && strspn(s + 2, "0123456789abcdefABCDEF") >= 4 &&
		s[6] == '_';
}

static void add_text(struct xlsx_out *x, const char *text)
{
	int chars = 0;

	while (*text) {
		const char *from = text;
		uint32_t cp = utf8_next(&text, NULL);

		chars += cp > 0xFFFF ? 2 : 1;
		if (chars > XLSX_CELL) {
			x->cut++;
			return;
		}
		if (like_escape(from))
			buf_puts(&x->xml, "_x005F_");
		else if (cp < 0x20 && cp != '\n' && cp != '\t')
			buf_printf(&x->xml, "_x%04X_", (unsigned)cp);
		else
			xml_text(&x->xml, from, (size_t)(text - from));
	}
}

static int style_of(const struct xlsx_out *x)
{
	if (x->row == 1)
		return STYLE_HEADING;
	return !x->form ? STYLE_CELL : x->form[x->column].open ? STYLE_OPEN : STYLE_LOCKED;
}

static void add_cell(struct xlsx_out *x, const char *text)
{
	char name[8];

	buf_printf(&x->xml, "<c r=\"%s%u\" s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
		column_name(x->column, name), x->row, style_of(x));
	add_text(x, text);
	buf_puts(&x->xml, "</t></is></c>");
}

static bool begin_row(struct xlsx_out *x, struct err *e)
{
	if (x->row == XLSX_ROWS) {
		err_set(e, ERR_INPUT, "a sheet holds no more than %d rows", XLSX_ROWS - 1);
		return err_fix(e, "name fewer with --limit or a query, or write CSV");
	}
	buf_printf(&x->xml, "<row r=\"%u\">", ++x->row);
	return true;
}

bool xlsx_out_cell(struct xlsx_out *x, const char *text, struct err *e)
{
	if (x->column == 0 && !begin_row(x, e))
		return false;
	if (*text || x->form)
		add_cell(x, text);
	if (++x->column < x->columns)
		return true;
	x->column = 0;
	buf_puts(&x->xml, "</row>");
	return flush(x, FLUSH, e);
}

uint64_t xlsx_out_cut(const struct xlsx_out *x)
{
	return x->cut;
}

/* A column's list, below the headings. */
static void add_choices(struct xlsx_out *x, size_t column)
{
	char name[8];
	const char *at = column_name(column, name);

	buf_printf(&x->xml,
		"<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" "
		"showErrorMessage=\"1\" errorTitle=\"%s\" error=\"%s\" promptTitle=\"%s\" "
		"prompt=\"%s\" sqref=\"%s2:%s%u\"><formula1>\"%s\"</formula1></dataValidation>",
		x->form[column].heading, x->form[column].choices, x->form[column].heading,
		x->form[column].choices, at, at, x->row > 1 ? x->row : 2, x->form[column].choices);
}

static void end_form(struct xlsx_out *x)
{
	size_t lists = 0;

	buf_puts(&x->xml,
		"<sheetProtection sheet=\"1\" formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\"/>");
	for (size_t i = 0; i < x->columns; i++)
		lists += x->form[i].choices != NULL;
	if (lists)
		buf_printf(&x->xml, "<dataValidations count=\"%zu\">", lists);
	for (size_t i = 0; i < x->columns; i++)
		if (x->form[i].choices)
			add_choices(x, i);
	if (lists)
		buf_puts(&x->xml, "</dataValidations>");
}

/* Excel would mark every order number: a number that is kept as text. */
static bool end_sheet(struct xlsx_out *x, struct err *e)
{
	char name[8], range[32];

	snprintf(
		range, sizeof(range), "A1:%s%u", column_name(x->columns - 1, name), x->row ? x->row : 1);
	buf_puts(&x->xml, "</sheetData>");
	if (x->form)
		end_form(x);
	else
		buf_printf(&x->xml, "<autoFilter ref=\"%s\"/>", range);
	buf_printf(&x->xml,
		"<ignoredErrors><ignoredError sqref=\"%s\" numberStoredAsText=\"1\"/></ignoredErrors>"
		"</worksheet>",
		range);
	return flush(x, 0, e);
}

bool xlsx_out_end(struct xlsx_out *x, struct err *e)
{
	bool good;

	if (!x)
		return true;
	good = end_sheet(x, e);
	good = zip_end(x->zip, e) && good;
	buf_free(&x->xml);
	free(x);
	return good;
}
