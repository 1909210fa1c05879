#include "store/io/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

enum {
	SHEETS_MOST = 4096,
	CODES_MOST = 1 << 12,
	STYLES_MOST = 1 << 16,
	LINKS_MOST = 1 << 16,
	TEXT_BYTES_MOST = 1 << 30, /* of the shared ones */
	TEXTS_MOST = 1 << 25,
};

/* --- parts -------------------------------------------------------------------------------- */

static ssize_t read_zip(void *from, void *to, size_t bytes, struct err *e)
{
	return zip_read(from, to, bytes, e);
}

struct xml *book_xml(
	struct book *b, const char *part, const struct xml_events *events, void *arg, struct err *e)
{
	struct xml_input input = { read_zip, b->zip };

	if (!zip_enter(b->zip, part, e))
		return NULL;
	return xml_open(input, NULL, events, arg);
}

static bool read_part(
	struct book *b, const char *part, const struct xml_events *events, void *arg, struct err *e)
{
	struct xml *x = book_xml(b, part, events, arg, e);
	bool done = x && xml_next(x, e) == XML_DONE;

	xml_close(x);
	return done || err_at(e, "%s", part);
}

/* --- links between parts ------------------------------------------------------------------ */

struct link {
	const char *id, *type, *target;
	struct link *next;
};

struct links {
	struct book *book;
	struct link *first;
	size_t n;
};

static void link_start(void *arg, const char *name, const char **attributes)
{
	struct links *l = arg;
	const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type"),
			   *target = xml_attribute(attributes, "Target");
	struct link *k;

	if (strcmp(name, "Relationship") != 0 || !id || !type || !target || l->n++ == LINKS_MOST)
		return;
	k = arena_alloc(&l->book->arena, sizeof(*k));
	k->id = arena_text(&l->book->arena, id);
	k->type = arena_text(&l->book->arena, type);
	k->target = arena_text(&l->book->arena, target);
	k->next = l->first;
	l->first = k;
}

static const struct xml_events link_events = { .start = link_start };

static bool of_type(const struct link *k, const char *type)
{
	const char *slash = strrchr(k->type, '/');

	return slash && !strcmp(slash + 1, type);
}

static const char *link_to(const struct links *l, const char *type)
{
	for (const struct link *k = l->first; k; k = k->next)
		if (of_type(k, type))
			return k->target;
	return NULL;
}

/* Targets are told from the folder of the part that names them, "xl/". */
static const char *part_of(struct book *b, const char *folder, const char *target)
{
	char *part;

	if (*target == '/' || *target == '\\')
		part = arena_text(&b->arena, target + 1);
	else if (!strncmp(target, "../", 3))
		part = arena_text(&b->arena, target + 3);
	else
		part = arena_format(&b->arena, "%s%s", folder, target);
	for (char *c = part; *c; c++)
		if (*c == '\\')
			*c = '/';
	return part;
}

static const char *folder_of(struct book *b, const char *part)
{
	const char *slash = strrchr(part, '/');

	return slash ? arena_copy(&b->arena, part, (size_t)(slash - part) + 1) : "";
}

/* --- sheets --------------------------------------------------------------------------------- */

struct sheet_list {
	struct book *book;
	const struct links *links;
	const char *folder;
};

static const struct link *link_of(const struct links *l, const char *id)
{
	for (const struct link *k = l->first; id && k; k = k->next)
		if (!strcmp(k->id, id))
			return k;
	return NULL;
}

bool book_yes(const char *value)
{
	return value && (!strcmp(value, "1") || !strcmp(value, "true"));
}

/* Charts are sheets, too, but no tables. */
static void add_sheet(struct sheet_list *l, const char **attributes)
{
	struct book *b = l->book;
	const char *name = xml_attribute(attributes, "name"),
			   *state = xml_attribute(attributes, "state");
	const struct link *k = link_of(l->links, xml_attribute(attributes, "id"));

	if (!k || !of_type(k, "worksheet") || b->sheet_count == SHEETS_MOST)
		return;
	b->sheets[b->sheet_count] = (struct source_sheet){
		.name = arena_text(&b->arena, name ? name : ""),
		.hidden = state && strcmp(state, "visible") != 0,
	};
	b->parts[b->sheet_count++].part = part_of(b, l->folder, k->target);
}

static void book_start(void *arg, const char *name, const char **attributes)
{
	struct sheet_list *l = arg;

	if (!strcmp(name, "sheet"))
		add_sheet(l, attributes);
	else if (!strcmp(name, "workbookPr"))
		l->book->from_1904 = book_yes(xml_attribute(attributes, "date1904"));
}

static const struct xml_events book_events = { .start = book_start };

/* --- number formats -------------------------------------------------------------------------- */

struct code {
	int id;
	struct number_format format;
	struct code *next;
};

struct styles {
	struct book *book;
	struct code *codes;
	size_t code_count;
	bool in_codes, in_cells;
};

static void add_code(struct styles *s, const char **attributes)
{
	const char *id = xml_attribute(attributes, "numFmtId"),
			   *code = xml_attribute(attributes, "formatCode");
	struct code *c;

	if (!id || !code || s->code_count++ >= CODES_MOST)
		return;
	c = arena_alloc(&s->book->arena, sizeof(*c));
	*c = (struct code){ atoi(id), number_format(0, code), s->codes };
	s->codes = c;
}

static void add_style(struct styles *s, const char **attributes)
{
	struct book *b = s->book;
	const char *id = xml_attribute(attributes, "numFmtId");
	int number = id ? atoi(id) : 0;
	struct number_format f = number_format(number, NULL);

	if (b->format_count == STYLES_MOST)
		return;
	for (const struct code *c = s->codes; c; c = c->next)
		if (c->id == number)
			f = c->format;
	b->formats[b->format_count++] = f;
}

static void style_start(void *arg, const char *name, const char **attributes)
{
	struct styles *s = arg;

	if (!strcmp(name, "numFmts"))
		s->in_codes = true;
	else if (!strcmp(name, "cellXfs"))
		s->in_cells = true;
	else if (!strcmp(name, "numFmt") && s->in_codes)
		add_code(s, attributes);
	else if (!strcmp(name, "xf") && s->in_cells)
		add_style(s, attributes);
}

static void style_end(void *arg, const char *name)
{
	struct styles *s = arg;

	if (!strcmp(name, "numFmts"))
		s->in_codes = false;
	else if (!strcmp(name, "cellXfs"))
		s->in_cells = false;
}

static const struct xml_events style_events = { .start = style_start, .end = style_end };

static bool read_styles(struct book *b, const char *part, struct err *e)
{
	struct styles s = { .book = b };

	b->formats = arena_array(&b->arena, STYLES_MOST, sizeof(*b->formats));
	return read_part(b, part, &style_events, &s, e);
}

/* --- shared texts ------------------------------------------------------------------------------
 */

struct shared {
	struct book *book;
	struct xml *xml;
	size_t from; /* where the text at hand begins */
	bool in_text;
	int phonetic; /* readings beside a text are no part of it */
	bool too_many;
};

static int hex_digit(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = c ? strchr(digits, c >= 'a' && c <= 'f' ? c - 32 : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* _x000D_ at `s`: its code, or -1. */
static int escape_at(const char *s, size_t left)
{
	int code = 0;

	if (left < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex_digit(s[i]) < 0)
			return -1;
		code = code * 16 + hex_digit(s[i]);
	}
	return code;
}

void book_unescape(struct buf *b, size_t from)
{
	size_t to = from, n = b->n;

	if (!b->at || !memmem(b->at + from, n - from, "_x", 2))
		return;
	for (size_t i = from; i < n;) {
		int code = escape_at(b->at + i, n - i);

		if (code >= 0 && code < 0x80) {
			if (code)
				b->at[to++] = (char)code;
			i += 7;
		} else {
			b->at[to++] = b->at[i++];
		}
	}
	buf_cut(b, to);
}

static void shared_start(void *arg, const char *name, const char **attributes)
{
	struct shared *s = arg;

	(void)attributes;
	if (!strcmp(name, "si"))
		s->from = s->book->texts.n;
	else if (!strcmp(name, "rPh"))
		s->phonetic++;
	s->in_text = !strcmp(name, "t");
}

static void stop_shared(struct shared *s)
{
	s->too_many = true;
	xml_hold(s->xml);
}

static void end_shared(struct shared *s)
{
	struct book *b = s->book;

	if (b->text_count == TEXTS_MOST) {
		stop_shared(s);
		return;
	}
	if (b->text_count == b->text_room) {
		b->text_room = b->text_room ? b->text_room * 2 : 1024;
		b->ends = must_realloc(b->ends, b->text_room * sizeof(*b->ends));
	}
	book_unescape(&b->texts, s->from);
	b->ends[b->text_count++] = b->texts.n;
}

static void shared_end(void *arg, const char *name)
{
	struct shared *s = arg;

	s->in_text = false;
	if (!strcmp(name, "rPh"))
		s->phonetic--;
	else if (!strcmp(name, "si"))
		end_shared(s);
}

static void shared_text(void *arg, const char *text, size_t n)
{
	struct shared *s = arg;

	if (!s->in_text || s->phonetic || s->too_many)
		return;
	if (s->book->texts.n + n > TEXT_BYTES_MOST)
		stop_shared(s);
	else
		buf_add(&s->book->texts, text, n);
}

static const struct xml_events shared_events = { shared_start, shared_end, shared_text };

static bool read_shared(struct book *b, const char *part, struct err *e)
{
	struct shared s = { .book = b };
	enum xml_answer answer;

	s.xml = book_xml(b, part, &shared_events, &s, e);
	if (!s.xml)
		return err_at(e, "%s", part);
	answer = xml_next(s.xml, e);
	xml_close(s.xml);
	if (answer == XML_DONE)
		return true;
	if (s.too_many) {
		err_set(e, ERR_INPUT, "the workbook holds more text than is sound");
		return err_fix(e, "save it in parts");
	}
	return err_at(e, "%s", part);
}

bool book_text(const struct book *b, size_t i, struct bytes *out)
{
	size_t from;

	if (i >= b->text_count)
		return false;
	from = i ? b->ends[i - 1] : 0;
	*out = (struct bytes){ buf_text(&b->texts) + from, b->ends[i] - from };
	return true;
}

/* --- opening ------------------------------------------------------------------------------------
 */

/* What else is a zip file. */
static bool no_workbook(struct zip *z, struct err *e)
{
	if (zip_has(z, "xl/workbook.bin")) {
		err_set(e, ERR_INPUT, "this is a binary workbook (xlsb)");
		return err_fix(e, "open it in WPS or Excel and save it as xlsx");
	}
	if (zip_has(z, "content.xml")) {
		err_set(e, ERR_INPUT, "this is an OpenDocument file");
		return err_fix(e, "open it in WPS or LibreOffice and save the table as xlsx");
	}
	if (zip_has(z, "word/document.xml")) {
		err_set(e, ERR_INPUT, "this is a text document (docx), not a table");
		return err_fix(e, "copy the table into a sheet and save that");
	}
	err_set(e, ERR_INPUT, "this is a packed file (zip) without a workbook in it");
	return err_fix(e, "unpack it first");
}

static const char *workbook_part(struct book *b, struct err *e)
{
	struct links l = { .book = b };
	const char *target;

	if (zip_has(b->zip, "_rels/.rels") && !read_part(b, "_rels/.rels", &link_events, &l, e))
		return NULL;
	target = link_to(&l, "officeDocument");
	if (target)
		target = part_of(b, "", target);
	if (!target || !zip_has(b->zip, target))
		target = "xl/workbook.xml";
	if (zip_has(b->zip, target) && !strstr(target, "word/") && !strstr(target, ".bin"))
		return target;
	no_workbook(b->zip, e);
	return NULL;
}

static bool read_book(struct book *b, struct err *e)
{
	struct links links = { .book = b };
	const char *part = workbook_part(b, e), *name, *rels, *target;
	struct sheet_list list = { b, &links, "" };

	if (!part)
		return false;
	list.folder = folder_of(b, part);
	name = part + strlen(list.folder);
	rels = arena_format(&b->arena, "%s_rels/%s.rels", list.folder, name);
	b->sheets = arena_array(&b->arena, SHEETS_MOST, sizeof(*b->sheets));
	b->parts = arena_array(&b->arena, SHEETS_MOST, sizeof(*b->parts));
	if (!read_part(b, rels, &link_events, &links, e) || !read_part(b, part, &book_events, &list, e))
		return false;
	target = link_to(&links, "styles");
	if (target && !read_styles(b, part_of(b, list.folder, target), e))
		return false;
	target = link_to(&links, "sharedStrings");
	return !target || read_shared(b, part_of(b, list.folder, target), e);
}

bool book_open(struct book *b, FILE *f, struct err *e)
{
	*b = (struct book){ 0 };
	if (!zip_open(f, &b->zip, e) || !read_book(b, e))
		return false;
	if (b->sheet_count)
		return true;
	err_set(e, ERR_INPUT, "the workbook has no sheet with a table");
	return err_fix(e, "open it in WPS or Excel and look what is in it");
}

void book_close(struct book *b)
{
	zip_close(b->zip);
	arena_free(&b->arena);
	buf_free(&b->texts);
	free(b->ends);
	*b = (struct book){ 0 };
}
