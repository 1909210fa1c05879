/* docx_body.c — what differs from paper to paper: word/document.xml and the footers. */
#include "locale/base/array.h"
#include "locale/text/width.h"
#include "store/doc/docx_parts.h"
#include "store/doc/markup.h"

/* --- paragraphs and runs ---------------------------------------------------------- */

static void begin(struct buf *out, const char *style)
{
	buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
}

/* `style` of the letters; "": the paragraph's. */
static void run(struct buf *out, const char *style, const char *text)
{
	buf_puts(out, "<w:r>");
	if (*style)
		buf_printf(out, "<w:rPr><w:rStyle w:val=\"%s\"/></w:rPr>", style);
	buf_puts(out, "<w:t xml:space=\"preserve\">");
	markup_text(out, text, "</w:t><w:br/><w:t xml:space=\"preserve\">");
	buf_puts(out, "</w:t></w:r>");
}

static void end(struct buf *out, const char *text)
{
	buf_puts(out, "</w:pPr>");
	if (*text)
		run(out, "", text);
	buf_puts(out, "</w:p>\n");
}

static void paragraph(struct buf *out, const char *style, const char *text)
{
	begin(out, style);
	end(out, text);
}

/* Both measures: Word takes that in hundredths of a letter, LibreOffice that in twips. */
static void hang(struct buf *out, int indent, int label, int han)
{
	buf_printf(out,
		"<w:ind w:leftChars=\"%d\" w:left=\"%d\" w:hangingChars=\"%d\" w:hanging=\"%d\"/>",
		(indent + label) * 50, (indent + label) * han / 2, label * 50, label * han / 2);
}

static void labelled(struct buf *out, const struct doc_node *node, const char *style)
{
	buf_puts(out, "</w:pPr>");
	run(out, style, node->label);
	run(out, style, "：");
	run(out, "", node->text);
	buf_puts(out, "</w:p>\n");
}

static int label_cols(const struct doc_node *node)
{
	return width_text(node->label) + width_text("：");
}

/* --- tables ------------------------------------------------------------------------ */

static void border(struct buf *out, const char *side, int eighths)
{
	buf_printf(out, "<w:%s w:val=\"single\" w:sz=\"%d\" w:space=\"0\" w:color=\"000000\"/>", side,
		eighths);
}

static void begin_table(struct buf *out)
{
	static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };

	buf_printf(out,
		"<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>",
		TEXT_WIDTH);
	for (size_t i = 0; i < COUNT(sides); i++)
		border(out, sides[i], 4);
	buf_puts(out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
}

static void row(struct buf *out, const struct doc_table *t, const struct doc_row *r, bool keep)
{
	bool first = r == t->head;

	buf_printf(out, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>", first ? "<w:tblHeader/>" : "");
	for (size_t i = 0; i < t->cols; i++) {
		buf_printf(out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>",
			TEXT_WIDTH * t->han[i] / DOC_HAN);
		begin(out, first ? "TableHead" : "TableText");
		buf_puts(out, keep ? "<w:keepNext/>" : "");
		end(out, r->cells[i]);
		buf_puts(out, "</w:tc>");
	}
	buf_puts(out, "</w:tr>\n");
}

/* A little space around it: a table has none of its own. */
static void table(struct buf *out, const struct doc_table *t, bool keep)
{
	paragraph(out, "TableSpace", "");
	begin_table(out);
	for (size_t i = 0; i < t->cols; i++)
		buf_printf(out, "<w:gridCol w:w=\"%d\"/>", TEXT_WIDTH * t->han[i] / DOC_HAN);
	buf_puts(out, "</w:tblGrid>\n");
	for (const struct doc_row *r = t->head; r; r = r->next)
		row(out, t, r, keep && !r->next);
	buf_puts(out, "</w:tbl>\n");
	begin(out, "TableSpace");
	buf_puts(out, keep ? "<w:keepNext/>" : "");
	end(out, "");
}

/* --- 版记 ------------------------------------------------------------------------------- */

/* A table at the lower end of the page: a line each, thick rules above and below, thin
 * ones between.  LibreOffice lets a table as wide as the text float only where its place
 * is counted from the edge of the page. */
static void begin_colophon(struct buf *out)
{
	buf_printf(out,
		"<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\""
		" w:vertAnchor=\"margin\" w:horzAnchor=\"page\" w:tblpX=\"%d\" w:tblpYSpec=\"bottom\"/>"
		"<w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
		PAGE_LEFT, TEXT_WIDTH);
	border(out, "top", 8);
	border(out, "bottom", 8);
	border(out, "insideH", 6);
	buf_printf(out,
		"</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
		"<w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>"
		"</w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/></w:tblGrid>\n",
		TEXT_WIDTH);
}

static void spread(struct buf *out, const struct doc_node *node)
{
	buf_printf(
		out, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>", TEXT_WIDTH - NUMBER_HAN);
	hang(out, 2, 0, NUMBER_HAN);
	buf_puts(out, "</w:pPr>");
	run(out, "", node->label);
	buf_puts(out, "<w:r><w:tab/></w:r>");
	run(out, "", node->text);
	buf_puts(out, "</w:p>\n");
}

static void colophon_line(struct buf *out, const struct doc_node *node)
{
	begin(out, "Colophon");
	if (node->kind == DOC_LABEL) {
		hang(out, 2, label_cols(node), NUMBER_HAN);
		labelled(out, node, "");
	} else if (node->kind == DOC_SPREAD) {
		spread(out, node);
	} else {
		end(out, node->text);
	}
}

static void colophon(
	struct buf *out, const struct doc_node *opening, const struct doc_node *closing)
{
	begin_colophon(out);
	for (const struct doc_node *node = opening->next; node != closing; node = node->next) {
		buf_printf(out,
			"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>"
			"</w:tcPr>",
			TEXT_WIDTH);
		colophon_line(out, node);
		buf_puts(out, "</w:tc></w:tr>\n");
	}
	buf_puts(out, "</w:tbl>\n");
}

/* --- the page ------------------------------------------------------------------------ */

/* A signature never stands alone on its page: what is before it comes along. */
static bool leads_to_signature(const struct doc_node *node)
{
	do
		node = node->next;
	while (node && node->kind == DOC_GAP);
	return node && node->kind == DOC_SIGN;
}

/* Nor does the last of a list of labels: 签发 below 列席. */
static bool leads_to_last_label(const struct doc_node *node)
{
	const struct doc_node *next = node->next;

	return node->kind == DOC_LABEL && next && next->kind == DOC_LABEL &&
		!(next->next && next->next->kind == DOC_LABEL);
}

/* LibreOffice moves a table that is kept to the next page as a whole: a long one leaves
 * half a page empty. */
static bool is_short(const struct doc_table *t)
{
	enum { ROWS_KEPT = 8 };
	int rows = 0;

	for (const struct doc_row *r = t->head; r; r = r->next)
		rows++;
	return rows <= ROWS_KEPT;
}

static const char *style_of(const struct doc_node *node)
{
	static const char *const styles[] = {
		[DOC_RED_HEAD] = "RedHead",
		[DOC_RED_RULE] = "RedRule",
		[DOC_TITLE] = "Title",
		[DOC_CENTRED] = "Subtitle",
		[DOC_TO] = "Salutation",
		[DOC_PARA] = "BodyText",
		[DOC_LABEL] = "Attendance",
		[DOC_SIGN] = "Signature",
		[DOC_SPREAD] = "Colophon",
		[DOC_GAP] = "Normal",
	};
	static const char *const headings[] = { "Heading1", "Heading2", "Heading3", "Heading4" };

	if (node->kind == DOC_HEADING)
		return headings[node->level < 4 ? node->level - 1 : 3];
	return styles[node->kind];
}

/* One of the two lines keeps its distance from the right end, the other begins where the
 * rule wants it below or above: an office suite sets figures wider than text does. */
static void place_signature(struct buf *out, const struct doc_node *node)
{
	int from = DOC_COLUMNS - node->level - width_text(node->text);

	if (node->level > DOC_SIGN_EDGE && from > 0)
		buf_printf(out, "<w:ind w:leftChars=\"%d\" w:left=\"%d\"/><w:jc w:val=\"left\"/>",
			from * 50, from * HAN / 2);
	else
		buf_printf(out, "<w:ind w:rightChars=\"%d\" w:right=\"%d\"/>", node->level * 50,
			node->level * HAN / 2);
}

static void put_node(struct buf *out, const struct doc_node *node)
{
	bool keep = leads_to_signature(node) || leads_to_last_label(node);

	if (node->kind == DOC_TABLE) {
		table(out, node->table, keep && is_short(node->table));
		return;
	}
	if (node->kind == DOC_RULE || node->kind == DOC_FOOT) /* that stands in the footer */
		return;
	begin(out, style_of(node));
	buf_puts(out, keep ? "<w:keepNext/>" : "");
	buf_puts(out, node->page ? "<w:pageBreakBefore/>" : "");
	if (node->kind == DOC_LABEL) {
		hang(out, 4, label_cols(node), HAN);
		labelled(out, node, "Label");
	} else if (node->kind == DOC_SPREAD) {
		spread(out, node);
	} else {
		if (node->kind == DOC_SIGN)
			place_signature(out, node);
		end(out, node->text);
	}
}

static int foot_lines(const struct doc *d)
{
	int n = 0;

	for (const struct doc_node *node = d->first; node; node = node->next)
		n += node->kind == DOC_FOOT;
	return n;
}

/* The number stands 7 mm below the text; small print below it. */
static void section(const struct doc *d, struct buf *out)
{
	enum { NUMBER_END = 556 }; /* below the text */

	buf_puts(out,
		"<w:sectPr><w:footerReference w:type=\"default\" r:id=\"" DOCX_ODD_FOOTER "\"/>"
		"<w:footerReference w:type=\"even\" r:id=\"" DOCX_EVEN_FOOTER "\"/>");
	buf_printf(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"/>", PAGE_WIDTH, PAGE_HEIGHT);
	buf_printf(out,
		"<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"851\""
		" w:footer=\"%d\" w:gutter=\"0\"/>",
		PAGE_TOP, PAGE_RIGHT, PAGE_BOTTOM, PAGE_LEFT,
		PAGE_BOTTOM - NUMBER_END - foot_lines(d) * SMALL_LINE);
	buf_printf(out, "<w:docGrid w:type=\"lines\" w:linePitch=\"%d\"/></w:sectPr>", LINE);
}

void docx_body(const struct doc *d, struct buf *out)
{
	buf_puts(out, DOCX_XML "<w:document " DOCX_W " " DOCX_R "><w:body>\n");
	for (const struct doc_node *node = d->first; node; node = node->next) {
		const struct doc_node *closing = doc_colophon_end(node);

		if (closing) {
			colophon(out, node, closing);
			node = closing;
		} else {
			put_node(out, node);
		}
	}
	paragraph(out, "TableSpace", ""); /* holds 版记 to the last page */
	section(d, out);
	buf_puts(out, "</w:body></w:document>\n");
}

static void footer(const struct doc *d, const char *style, struct buf *out)
{
	buf_puts(out, DOCX_XML "<w:ftr " DOCX_W ">\n");
	begin(out, style);
	buf_puts(out, "</w:pPr>");
	run(out, "", "— ");
	buf_puts(out, "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
	run(out, "", " —");
	buf_puts(out, "</w:p>\n");
	for (const struct doc_node *node = d->first; node; node = node->next)
		if (node->kind == DOC_FOOT)
			paragraph(out, "SmallPrint", node->text);
	buf_puts(out, "</w:ftr>\n");
}

void docx_odd_footer(const struct doc *d, struct buf *out)
{
	footer(d, "PageOdd", out);
}

void docx_even_footer(const struct doc *d, struct buf *out)
{
	footer(d, "PageEven", out);
}

void docx_core(const struct doc *d, struct buf *out)
{
	buf_puts(out,
		DOCX_XML "<cp:coreProperties xmlns:cp=\"" DOCX_PACKAGE "metadata/core-properties\""
				 " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
	markup_text(out, doc_title(d), " ");
	buf_puts(out, "</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>\n");
}
