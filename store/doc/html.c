#include "store/doc/html.h"

#include "locale/text/width.h"
#include "store/doc/markup.h"

static const char head[] = "<!DOCTYPE html>\n"
						   "<html lang=\"zh-CN\" xmlns=\"http://www.w3.org/1999/xhtml\">\n"
						   "<head>\n"
						   "<meta charset=\"utf-8\"/>\n"
						   "<meta name=\"viewport\" content=\"width=device-width\"/>\n";

/* 28 Han of 16 pt are a little wider than the 156 mm of the page: letters stand closer. */
static const char style[] =
	"<style>\n"
	"@page { size: A4; margin: 37mm 26mm 35mm 28mm }\n"
	"@page :right { @bottom-right { content: \"— \" counter(page) \" —\";"
	" font: 14pt 宋体, SimSun, serif; padding-right: 14pt } }\n"
	"@page :left { @bottom-left { content: \"— \" counter(page) \" —\";"
	" font: 14pt 宋体, SimSun, serif; padding-left: 14pt } }\n"
	"body { width: 156mm; margin: 37mm auto 35mm;"
	" font: 16pt/28.9pt \"Times New Roman\", 仿宋_GB2312, 仿宋, FangSong, STFangsong, serif;"
	" letter-spacing: -0.2pt; text-align: justify; line-break: strict; overflow-wrap: anywhere }\n"
	"p, h1, h2, h3, h4 { margin: 0; font: inherit }\n"
	"h1 { font: 22pt/36pt 方正小标宋简体, 方正小标宋_GBK, 小标宋, STZhongsong, SimSun, serif;"
	" text-align: center; text-wrap: balance }\n"
	".red { font: 36pt/54pt 方正小标宋简体, 方正小标宋_GBK, 小标宋, STZhongsong, SimSun, serif;"
	" color: #f00; text-align: center; text-wrap: balance }\n"
	".redrule { margin: 11pt 0 58pt; border: 0; border-top: 1.5pt solid #f00 }\n"
	"h2, h3, h4, .para { text-indent: 2em }\n"
	"h2, b { font-family: 黑体, SimHei, \"Noto Sans CJK SC\", sans-serif; font-weight: normal }\n"
	"h3 { font-family: 楷体_GB2312, 楷体, KaiTi, STKaiti, serif }\n"
	"h2, h3, h4 { break-after: avoid }\n"
	".centred { text-align: center }\n"
	".gap { height: 28.9pt }\n"
	".page { break-before: page }\n"
	".sign { text-align: right }\n"
	"table { width: 100%; margin: 7pt 0; border-collapse: collapse; table-layout: fixed;"
	" font-size: 12pt; line-height: 20pt; text-align: left }\n"
	"th, td { border: 0.75pt solid; padding: 2pt 4pt; vertical-align: top }\n"
	"th { font-family: 黑体, SimHei, \"Noto Sans CJK SC\", sans-serif; font-weight: normal;"
	" text-align: center }\n"
	"thead { display: table-header-group }\n"
	"tr, footer { break-inside: avoid }\n"
	"footer { margin-top: 28.9pt; border-top: 1pt solid; border-bottom: 1pt solid; font-size: 14pt }\n"
	"footer b { font-family: inherit }\n"
	"footer p { padding: 0 14pt }\n"
	"footer p + p { border-top: 0.75pt solid }\n"
	".spread { display: flex; justify-content: space-between }\n"
	".small { font: 8pt/10pt \"Courier New\", monospace; text-align: center }\n"
	"@media print { body { width: auto; margin: 0 } }\n"
	"</style>\n";

static void text(struct buf *out, const char *words)
{
	markup_text(out, words, "<br/>");
}

static void element(struct buf *out, const char *name, const char *class, const char *words)
{
	buf_printf(out, "<%s", name);
	if (*class)
		buf_printf(out, " class=\"%s\"", class);
	buf_putc(out, '>');
	text(out, words);
	buf_printf(out, "</%s>\n", name);
}

/* Levels of a paper begin below its title: 一、 is h2. */
static void heading(struct buf *out, const struct doc_node *node)
{
	static const char *const names[] = { "h2", "h3", "h4" };

	element(out, names[node->level < 3 ? node->level - 1 : 2], "", node->text);
}

/* Further lines stand under the text of the first: halves of a Han of label and colon. */
static void label(struct buf *out, const struct doc_node *node, int indent)
{
	int hang = width_text(node->label) + width_text("：");

	buf_printf(out, "<p style=\"padding-left: %d.%dem; text-indent: -%d.%dem\"><b>",
		(indent + hang) / 2, (indent + hang) % 2 * 5, hang / 2, hang % 2 * 5);
	text(out, node->label);
	buf_puts(out, "：</b>");
	text(out, node->text);
	buf_puts(out, "</p>\n");
}

static void spread(struct buf *out, const struct doc_node *node)
{
	buf_puts(out, "<p class=\"spread\"><span>");
	text(out, node->label);
	buf_puts(out, "</span> <span>");
	text(out, node->text);
	buf_puts(out, "</span></p>\n");
}

static void signature(struct buf *out, const struct doc_node *node)
{
	buf_printf(out, "<p class=\"sign\" style=\"padding-right: %d.%dem\">", node->level / 2,
		node->level % 2 * 5);
	text(out, node->text);
	buf_puts(out, "</p>\n");
}

static void row(
	struct buf *out, const struct doc_table *t, const struct doc_row *cells, const char *name)
{
	buf_puts(out, "<tr>");
	for (size_t i = 0; i < t->cols; i++) {
		buf_printf(out, "<%s>", name);
		text(out, cells->cells[i]);
		buf_printf(out, "</%s>", name);
	}
	buf_puts(out, "</tr>\n");
}

static void table(struct buf *out, const struct doc_table *t)
{
	buf_puts(out, "<table>\n<colgroup>");
	for (size_t i = 0; i < t->cols; i++)
		buf_printf(out, "<col style=\"width: %d%%\"/>", t->han[i] * 100 / DOC_HAN);
	buf_puts(out, "</colgroup>\n<thead>");
	if (t->head)
		row(out, t, t->head, "th");
	buf_puts(out, "</thead>\n<tbody>\n");
	for (const struct doc_row *r = t->head ? t->head->next : NULL; r; r = r->next)
		row(out, t, r, "td");
	buf_puts(out, "</tbody>\n</table>\n");
}

static void put_node(struct buf *out, const struct doc_node *node, bool colophon)
{
	if (node->page)
		buf_puts(out, "<div class=\"page\"></div>\n");
	switch (node->kind) {
	case DOC_TITLE:
		element(out, "h1", "", node->text);
		break;
	case DOC_RED_HEAD:
		element(out, "p", "red", node->text);
		break;
	case DOC_RED_RULE:
		buf_puts(out, "<hr class=\"redrule\"/>\n");
		break;
	case DOC_CENTRED:
		element(out, "p", "centred", node->text);
		break;
	case DOC_TO:
		element(out, "p", "", node->text);
		break;
	case DOC_HEADING:
		heading(out, node);
		break;
	case DOC_PARA:
		element(out, "p", "para", node->text);
		break;
	case DOC_LABEL:
		label(out, node, colophon ? 2 : 4);
		break;
	case DOC_TABLE:
		table(out, node->table);
		break;
	case DOC_SIGN:
		signature(out, node);
		break;
	case DOC_SPREAD:
		spread(out, node);
		break;
	case DOC_GAP:
		element(out, "p", "gap", "");
		break;
	case DOC_FOOT:
		element(out, "p", "small", node->text);
		break;
	case DOC_RULE: /* see colophon() */
		break;
	}
}

/* From the rule that opens it to the one that closes it, which it returns. */
static const struct doc_node *colophon(
	struct buf *out, const struct doc_node *opening, const struct doc_node *closing)
{
	buf_puts(out, "<footer>\n");
	for (const struct doc_node *node = opening->next; node != closing; node = node->next)
		put_node(out, node, true);
	buf_puts(out, "</footer>\n");
	return closing;
}

void doc_html(const struct doc *d, struct buf *out)
{
	buf_puts(out, head);
	element(out, "title", "", doc_title(d));
	buf_puts(out, style);
	buf_puts(out, "</head>\n<body>\n");
	for (const struct doc_node *node = d->first; node; node = node->next) {
		const struct doc_node *closing = doc_colophon_end(node);

		if (closing)
			node = colophon(out, node, closing);
		else
			put_node(out, node, false);
	}
	buf_puts(out, "</body>\n</html>\n");
}
