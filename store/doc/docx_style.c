/* docx_style.c — what a docx says of itself that is the same in every paper.
 *
 * Faces are those of GB/T 9704; the font table has other names for each, for machines
 * that know them by those.  There is no theme, and styles name their fonts, so that no
 * office suite puts its own in their place.
 */
#include "locale/base/array.h"
#include "store/doc/docx_parts.h"

#define LATIN "Times New Roman"
#define SONG "宋体"
#define HEI "黑体"
#define FANGSONG "仿宋_GB2312"
#define KAI "楷体_GB2312"
#define XIAOBIAOSONG "方正小标宋简体"

struct style {
	const char *id, *name, *based;
	bool letters;          /* of letters in a line, not of paragraphs */
	const char *paragraph; /* what it says of the paragraph */
	const char *han;       /* face of Chinese letters; NULL: as `based` */
	const char *latin;     /* of others; NULL: LATIN */
	int half_points;       /* 0: as `based` */
	bool red;
};

#define CENTRE "<w:jc w:val=\"center\"/>"
#define FROM_LEFT "<w:jc w:val=\"left\"/>"
#define FROM_RIGHT "<w:jc w:val=\"right\"/>"
#define TWO_HAN "<w:ind w:firstLineChars=\"200\" w:firstLine=\"630\"/>"
#define OUTLINE(level) "<w:keepNext/>" TWO_HAN "<w:outlineLvl w:val=\"" level "\"/>"
/* Off the grid: lines of their own height (twips), a little apart. */
#define LINES(height, apart)                                                                       \
	"<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"" apart "\" w:after=\"" apart                \
	"\" w:line=\"" height "\" w:lineRule=\"exact\"/>"

static const struct style styles[] = {
	{
		.id = "Label",
		.name = "公文标签",
		.letters = true,
		.han = HEI,
	},
	{
		.id = "RedHead",
		.name = "发文机关标志",
		.based = "Normal",
		.paragraph =
			"<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>" CENTRE,
		.han = XIAOBIAOSONG,
		.half_points = 72,
		.red = true,
	},
	{
		.id = "RedRule",
		.name = "公文红线",
		.based = "Normal",
		.paragraph =
			"<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"FF0000\"/>"
			"</w:pBdr>" LINES("227", "0"),
		.half_points = 10,
	},
	{
		.id = "Title",
		.name = "Title",
		.based = "Normal",
		.paragraph = CENTRE,
		.han = XIAOBIAOSONG,
		.half_points = 44,
	},
	{
		.id = "Subtitle",
		.name = "Subtitle",
		.based = "Normal",
		.paragraph = CENTRE,
	},
	{
		.id = "Salutation",
		.name = "Salutation",
		.based = "Normal",
		.paragraph = "",
	},
	{
		.id = "Heading1",
		.name = "heading 1",
		.based = "Normal",
		.paragraph = OUTLINE("0"),
		.han = HEI,
	},
	{
		.id = "Heading2",
		.name = "heading 2",
		.based = "Normal",
		.paragraph = OUTLINE("1"),
		.han = KAI,
	},
	{
		.id = "Heading3",
		.name = "heading 3",
		.based = "Normal",
		.paragraph = OUTLINE("2"),
	},
	{
		.id = "Heading4",
		.name = "heading 4",
		.based = "Normal",
		.paragraph = OUTLINE("3"),
	},
	{
		.id = "BodyText",
		.name = "Body Text",
		.based = "Normal",
		.paragraph = TWO_HAN,
	},
	{
		.id = "Attendance",
		.name = "公文名单",
		.based = "Normal",
		.paragraph = FROM_LEFT,
	},
	{
		.id = "Signature",
		.name = "Signature",
		.based = "Normal",
		.paragraph = "<w:keepLines/>" FROM_RIGHT,
	},
	{
		.id = "TableText",
		.name = "公文表格",
		.based = "Normal",
		.paragraph = LINES("360", "40") FROM_LEFT,
		.half_points = 24,
	},
	{
		.id = "TableHead",
		.name = "公文表头",
		.based = "TableText",
		.paragraph = "<w:keepNext/>" CENTRE,
		.han = HEI,
	},
	{
		.id = "TableSpace",
		.name = "公文表距",
		.based = "Normal",
		.paragraph = LINES("120", "0"),
		.half_points = 10,
	},
	{
		.id = "Colophon",
		.name = "公文版记",
		.based = "Normal",
		.paragraph = LINES("400", "40") FROM_LEFT,
		.half_points = 28,
	},
	{
		.id = "PageOdd",
		.name = "公文单页页码",
		.based = "Normal",
		.paragraph = LINES("320", "0") "<w:ind w:rightChars=\"100\" w:right=\"280\"/>" FROM_RIGHT,
		.han = SONG,
		.latin = SONG,
		.half_points = 28,
	},
	{
		.id = "PageEven",
		.name = "公文双页页码",
		.based = "Normal",
		.paragraph = LINES("320", "0") "<w:ind w:leftChars=\"100\" w:left=\"280\"/>" FROM_LEFT,
		.han = SONG,
		.latin = SONG,
		.half_points = 28,
	},
	{
		.id = "SmallPrint",
		.name = "公文校验",
		.based = "Normal",
		.paragraph = LINES("180", "0") CENTRE,
		.han = SONG,
		.latin = "Courier New",
		.half_points = 15,
	},
};

static void face(const char *latin, const char *han, struct buf *out)
{
	buf_printf(out, "<w:rFonts w:ascii=\"%s\" w:eastAsia=\"%s\" w:hAnsi=\"%s\" w:cs=\"%s\"/>",
		latin, han, latin, latin);
}

/* Letters of the text stand a little closer than their size, so that 28 fit; those of
 * another size do not. */
static void size(int half_points, int closer, struct buf *out)
{
	buf_printf(out, "<w:spacing w:val=\"%d\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", -closer,
		half_points, half_points);
}

static void letters(const struct style *s, struct buf *out)
{
	buf_puts(out, "<w:rPr>");
	if (s->han)
		face(s->latin ? s->latin : LATIN, s->han, out);
	if (s->red)
		buf_puts(out, "<w:color w:val=\"FF0000\"/>");
	if (s->half_points)
		size(s->half_points, 0, out);
	buf_puts(out, "</w:rPr>");
}

static void one_style(const struct style *s, struct buf *out)
{
	bool own = (unsigned char)*s->name >= 0x80; /* office suites know the others by name */

	buf_printf(out, "<w:style w:type=\"%s\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
		s->letters ? "character" : "paragraph", own ? " w:customStyle=\"1\"" : "", s->id, s->name);
	if (s->based)
		buf_printf(out, "<w:basedOn w:val=\"%s\"/>", s->based);
	buf_puts(out, "<w:qFormat/>");
	if (!s->letters)
		buf_printf(out, "<w:pPr>%s</w:pPr>", s->paragraph);
	letters(s, out);
	buf_puts(out, "</w:style>\n");
}

/* Word lets punctuation hang over the edge anyway; LibreOffice 7 takes the word for its
 * opposite, and where it does hang, it loses a sign at the end of a full line. */
static void defaults(struct buf *out)
{
	buf_puts(out, "<w:docDefaults><w:rPrDefault><w:rPr>");
	face(LATIN, FANGSONG, out);
	size(TEXT_SIZE / 10, TEXT_SIZE - HAN, out);
	buf_puts(out,
		"<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>"
		"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n");
	buf_printf(out,
		"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
		"<w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct/>"
		"<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>"
		"<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr></w:style>\n",
		LINE);
}

void docx_styles(const struct doc *d, struct buf *out)
{
	(void)d;
	buf_puts(out, DOCX_XML "<w:styles " DOCX_W ">\n");
	defaults(out);
	for (size_t i = 0; i < COUNT(styles); i++)
		one_style(&styles[i], out);
	buf_puts(out, "</w:styles>\n");
}

void docx_fonts(const struct doc *d, struct buf *out)
{
	static const struct {
		const char *name, *others, *family;
	} fonts[] = {
		{ XIAOBIAOSONG, "方正小标宋_GBK,小标宋,华文中宋,STZhongsong", "script" },
		{ FANGSONG, "仿宋,FangSong,华文仿宋,STFangsong", "modern" },
		{ KAI, "楷体,KaiTi,华文楷体,STKaiti", "modern" },
		{ HEI, "SimHei", "modern" },
		{ SONG, "SimSun", "auto" },
	};

	(void)d;
	buf_puts(out, DOCX_XML "<w:fonts " DOCX_W ">\n");
	for (size_t i = 0; i < COUNT(fonts); i++)
		buf_printf(out,
			"<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:charset w:val=\"86\"/>"
			"<w:family w:val=\"%s\"/><w:pitch w:val=\"default\"/></w:font>\n",
			fonts[i].name, fonts[i].others, fonts[i].family);
	buf_puts(out, "</w:fonts>\n");
}

void docx_settings(const struct doc *d, struct buf *out)
{
	(void)d;
	buf_puts(out, DOCX_XML "<w:settings " DOCX_W ">\n<w:zoom w:percent=\"100\"/>\n");
	buf_printf(out, "<w:defaultTabStop w:val=\"%d\"/>\n<w:evenAndOddHeaders/>\n", 2 * HAN);
	buf_puts(out,
		"<w:characterSpacingControl w:val=\"doNotCompress\"/>\n"
		"<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotExpandShiftReturn/><w:useFELayout/>"
		"<w:compatSetting w:name=\"compatibilityMode\""
		" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\n"
		"<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>\n</w:settings>\n");
}
