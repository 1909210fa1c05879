#include "store/doc/paragraphs.h"

#include "locale/base/array.h"
#include "locale/text/decode.h"
#include "locale/text/detect.h"
#include "store/io/xml.h"
#include "store/io/zip.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const size_t FILE_MOST = 64 << 20;

struct reading {
	struct arena *arena;
	struct paragraphs *out;
	size_t room;
	struct buf line;
	bool inside; /* between <w:t> and </w:t>; of a web page, in what is shown */
};

static void end_paragraph(struct reading *r)
{
	const char *at = buf_text(&r->line);
	size_t n = r->line.n;

	while (n && isspace((unsigned char)*at))
		at++, n--;
	while (n && isspace((unsigned char)at[n - 1]))
		n--;
	if (n && r->out->n == r->room) {
		const char **more = arena_array(r->arena, r->room * 2 + 64, sizeof(*more));

		if (r->room)
			memcpy(more, r->out->at, r->room * sizeof(*more));
		r->out->at = more;
		r->room = r->room * 2 + 64;
	}
	if (n)
		r->out->at[r->out->n++] = arena_copy(r->arena, at, n);
	buf_cut(&r->line, 0);
}

/* --- text ------------------------------------------------------------------------------- */

static bool decode_file(const char *path, struct buf *text, struct err *e)
{
	struct buf raw = { 0 };
	struct detect_guess guess;
	struct decoder d;
	bool good = buf_read_file(&raw, path, FILE_MOST) || err_errno(e, errno, path);

	if (good) {
		guess = detect_encoding(buf_text(&raw), raw.n);
		good = decoder_open(&d, guess.encoding, e);
	}
	if (good) {
		decoder_feed(&d, buf_text(&raw) + guess.bom, raw.n - guess.bom, text);
		decoder_end(&d, text);
		decoder_close(&d);
	}
	buf_free(&raw);
	return good;
}

static void read_text(struct reading *r, const struct buf *text)
{
	for (size_t i = 0; i < text->n; i++)
		if (text->at[i] == '\n')
			end_paragraph(r);
		else
			buf_putc(&r->line, text->at[i]);
	end_paragraph(r);
}

/* --- web pages, which an office suite may have written anew ------------------------- */

static bool is_tag(const char *tag, size_t n, const char *name)
{
	size_t length = strlen(name);

	return n >= length && !strncasecmp(tag, name, length) &&
		(n == length || !isalnum((unsigned char)tag[length]));
}

static bool ends_paragraph(const char *tag, size_t n)
{
	static const char *const names[] = { "p", "h1", "h2", "h3", "h4", "td", "th", "tr", "div", "li",
		"br" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (is_tag(tag, n, names[i]))
			return true;
	return false;
}

static void take_tag(struct reading *r, const char *tag, size_t n)
{
	static const char *const hidden[] = { "head", "style", "script" };

	for (size_t i = 0; i < COUNT(hidden); i++)
		if (is_tag(tag, n, hidden[i]))
			r->inside = false;
		else if (n && is_tag(tag + 1, n - 1, hidden[i]) && *tag == '/')
			r->inside = true;
	if (ends_paragraph(tag, n) || (n && *tag == '/' && ends_paragraph(tag + 1, n - 1)))
		end_paragraph(r);
}

/* The sign and how many bytes of the page stand for it. */
static size_t take_sign(struct reading *r, const char *at)
{
	static const struct {
		const char *written, *sign;
	} signs[] = {
		{ "&amp;", "&" },
		{ "&lt;", "<" },
		{ "&gt;", ">" },
		{ "&quot;", "\"" },
		{ "&nbsp;", " " },
	};

	for (size_t i = 0; i < COUNT(signs); i++)
		if (!strncmp(at, signs[i].written, strlen(signs[i].written))) {
			buf_puts(&r->line, signs[i].sign);
			return strlen(signs[i].written);
		}
	buf_putc(&r->line, *at == '\n' ? ' ' : *at);
	return 1;
}

static void read_html(struct reading *r, const struct buf *text)
{
	const char *at = buf_text(text), *end;

	r->inside = true;
	while (*at)
		if (*at == '<' && (end = strchr(at, '>'))) {
			take_tag(r, at + 1, (size_t)(end - at) - 1);
			at = end + 1;
		} else if (r->inside) {
			at += take_sign(r, at);
		} else {
			at++;
		}
	end_paragraph(r);
}

/* --- docx --------------------------------------------------------------------------------- */

static void start_tag(void *arg, const char *name, const char **attributes)
{
	struct reading *r = arg;

	(void)attributes;
	r->inside = !strcmp(name, "t");
	if (!strcmp(name, "tab"))
		buf_putc(&r->line, ' ');
}

static void end_tag(void *arg, const char *name)
{
	struct reading *r = arg;

	r->inside = false;
	if (!strcmp(name, "p"))
		end_paragraph(r);
}

static void tag_text(void *arg, const char *text, size_t bytes)
{
	struct reading *r = arg;

	if (r->inside)
		buf_add(&r->line, text, bytes);
}

static ssize_t from_zip(void *zip, void *to, size_t bytes, struct err *e)
{
	return zip_read(zip, to, bytes, e);
}

static bool read_body(struct reading *r, struct zip *z, struct err *e)
{
	static const struct xml_events events = { start_tag, end_tag, tag_text };
	struct xml *x;
	bool good;

	if (!zip_enter(z, "word/document.xml", e))
		return false;
	x = xml_open((struct xml_input){ from_zip, z }, NULL, &events, r);
	good = xml_next(x, e) == XML_DONE;
	xml_close(x);
	return good;
}

static bool read_docx(struct reading *r, const char *path, struct err *e)
{
	FILE *f = fopen(path, "r");
	struct zip *z = NULL;
	bool good;

	if (!f)
		return err_errno(e, errno, path);
	good = zip_open(f, &z, e) && read_body(r, z, e);
	zip_close(z);
	fclose(f);
	return good;
}

bool paragraphs_read(
	const char *path, enum doc_form form, struct paragraphs *out, struct arena *a, struct err *e)
{
	struct reading r = { .arena = a, .out = out };
	struct buf text = { 0 };
	bool good;

	*out = (struct paragraphs){ 0 };
	good = form == FORM_DOCX ? read_docx(&r, path, e) : decode_file(path, &text, e);
	if (good && form == FORM_TEXT)
		read_text(&r, &text);
	else if (good && form == FORM_HTML)
		read_html(&r, &text);
	buf_free(&text);
	buf_free(&r.line);
	return good || err_at(e, "%s", path);
}
