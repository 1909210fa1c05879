#include "store/doc/docx.h"

#include "locale/base/array.h"
#include "store/doc/docx_parts.h"
#include "store/io/zip.h"

#include <string.h>

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PACKAGE_TYPE "application/vnd.openxmlformats-package."

struct part {
	const char *id;     /* by which it is related */
	const char *folder; /* "word": related to the body; else to the package */
	const char *name;
	const char *type;
	const char *relation;
	void (*write)(const struct doc *, struct buf *);
};

static const struct part parts[] = {
	{
		.id = "body",
		.folder = "",
		.name = "word/document.xml",
		.type = WORD_TYPE "document.main+xml",
		.relation = DOCX_OFFICE "relationships/officeDocument",
		.write = docx_body,
	},
	{
		.id = "core",
		.folder = "",
		.name = "docProps/core.xml",
		.type = PACKAGE_TYPE "core-properties+xml",
		.relation = DOCX_PACKAGE "relationships/metadata/core-properties",
		.write = docx_core,
	},
	{
		.id = "styles",
		.folder = "word/",
		.name = "styles.xml",
		.type = WORD_TYPE "styles+xml",
		.relation = DOCX_OFFICE "relationships/styles",
		.write = docx_styles,
	},
	{
		.id = "settings",
		.folder = "word/",
		.name = "settings.xml",
		.type = WORD_TYPE "settings+xml",
		.relation = DOCX_OFFICE "relationships/settings",
		.write = docx_settings,
	},
	{
		.id = "fonts",
		.folder = "word/",
		.name = "fontTable.xml",
		.type = WORD_TYPE "fontTable+xml",
		.relation = DOCX_OFFICE "relationships/fontTable",
		.write = docx_fonts,
	},
	{
		.id = DOCX_ODD_FOOTER,
		.folder = "word/",
		.name = "footer1.xml",
		.type = WORD_TYPE "footer+xml",
		.relation = DOCX_OFFICE "relationships/footer",
		.write = docx_odd_footer,
	},
	{
		.id = DOCX_EVEN_FOOTER,
		.folder = "word/",
		.name = "footer2.xml",
		.type = WORD_TYPE "footer+xml",
		.relation = DOCX_OFFICE "relationships/footer",
		.write = docx_even_footer,
	},
};

static void types(struct buf *out)
{
	buf_puts(out, DOCX_XML "<Types xmlns=\"" DOCX_PACKAGE "content-types\">\n");
	buf_puts(out,
		"<Default Extension=\"rels\" ContentType=\"" PACKAGE_TYPE "relationships+xml\"/>\n"
		"<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n");
	for (size_t i = 0; i < COUNT(parts); i++)
		buf_printf(out, "<Override PartName=\"/%s%s\" ContentType=\"%s\"/>\n", parts[i].folder,
			parts[i].name, parts[i].type);
	buf_puts(out, "</Types>\n");
}

static void relations(const char *folder, struct buf *out)
{
	buf_puts(out, DOCX_XML "<Relationships xmlns=\"" DOCX_PACKAGE "relationships\">\n");
	for (size_t i = 0; i < COUNT(parts); i++)
		if (!strcmp(parts[i].folder, folder))
			buf_printf(out, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>\n", parts[i].id,
				parts[i].relation, parts[i].name);
	buf_puts(out, "</Relationships>\n");
}

static bool put(struct zip_maker *z, const char *name, struct buf *text, struct err *e)
{
	bool good = zip_part(z, name, e) && zip_put(z, buf_text(text), text->n, e);

	buf_cut(text, 0);
	return good;
}

static bool put_part(const struct doc *d, const struct part *part, struct zip_maker *z,
	struct buf *text, struct err *e)
{
	char name[64];

	snprintf(name, sizeof(name), "%s%s", part->folder, part->name);
	part->write(d, text);
	return put(z, name, text, e);
}

/* What tells the kind of file comes first. */
static bool put_all(const struct doc *d, struct zip_maker *z, struct buf *text, struct err *e)
{
	bool good;

	types(text);
	good = put(z, "[Content_Types].xml", text, e);
	relations("", text);
	good = good && put(z, "_rels/.rels", text, e);
	relations("word/", text);
	good = good && put(z, "word/_rels/document.xml.rels", text, e);
	for (size_t i = 0; i < COUNT(parts) && good; i++)
		good = put_part(d, &parts[i], z, text, e);
	return good;
}

bool doc_docx(const struct doc *d, FILE *out, struct err *e)
{
	struct buf text = { 0 };
	struct zip_maker *z;
	bool good;

	if (!zip_make(out, &z, e))
		return false;
	good = put_all(d, z, &text, e);
	buf_free(&text);
	return zip_end(z, e) && good;
}
