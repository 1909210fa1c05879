#include "store/io/xml.h"

#include "locale/base/arena.h"
#include "locale/text/utf8.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 15 };

struct xml {
	XML_Parser parser;
	struct xml_input input;
	const struct xml_events *events;
	void *arg;
	uint64_t fed; /* bytes */
	int depth;
	bool too_deep, doctype;
	bool last; /* the input has ended */
};

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

/* --- what expat says --------------------------------------------------------------------- */

static void XMLCALL start(void *arg, const char *name, const char **attributes)
{
	struct xml *x = arg;

	if (++x->depth > XML_DEPTH) {
		x->too_deep = true;
		XML_StopParser(x->parser, XML_FALSE);
		return;
	}
	if (x->events->start)
		x->events->start(x->arg, local(name), attributes);
}

static void XMLCALL end(void *arg, const char *name)
{
	struct xml *x = arg;

	x->depth--;
	if (x->events->end)
		x->events->end(x->arg, local(name));
}

static void XMLCALL text(void *arg, const char *s, int n)
{
	const struct xml *x = arg;

	if (x->events->text)
		x->events->text(x->arg, s, (size_t)n);
}

/* Neither sheets nor papers have one; it is where entities that multiply are declared. */
static void XMLCALL doctype(
	void *arg, const char *name, const char *system, const char *public, int subset)
{
	struct xml *x = arg;

	(void)name, (void)system, (void)public, (void)subset;
	x->doctype = true;
	XML_StopParser(x->parser, XML_FALSE);
}

/* --- reading -------------------------------------------------------------------------------- */

struct xml *xml_open(
	struct xml_input input, const char *encoding, const struct xml_events *events, void *arg)
{
	struct xml *x = must_alloc(sizeof(*x));

	*x = (struct xml){
		.parser = XML_ParserCreate(encoding),
		.input = input,
		.events = events,
		.arg = arg,
	};
	if (!x->parser)
		abort(); /* no memory: as must_alloc() does */
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, start, end);
	XML_SetCharacterDataHandler(x->parser, text);
	XML_SetStartDoctypeDeclHandler(x->parser, doctype);
	return x;
}

void xml_close(struct xml *x)
{
	if (!x)
		return;
	XML_ParserFree(x->parser);
	free(x);
}

void xml_hold(struct xml *x)
{
	XML_StopParser(x->parser, XML_TRUE);
}

static enum xml_answer broken(const struct xml *x, struct err *e)
{
	if (x->doctype)
		err_set(e, ERR_INPUT, "the file declares its own abbreviations, as no sheet does");
	else if (x->too_deep)
		err_set(e, ERR_INPUT, "the file is nested deeper than any sheet");
	else
		err_set(e, ERR_INPUT, "the file is damaged: line %lu is no XML",
			(unsigned long)XML_GetCurrentLineNumber(x->parser));
	err_fix(e, "open it in WPS or Excel and save it anew");
	return XML_BROKEN;
}

/* A tag that does not end is gathered whole before it is reported. */
static bool swollen(struct xml *x, struct err *e)
{
	XML_Index at = XML_GetCurrentByteIndex(x->parser);

	if (at < 0 || x->fed < (uint64_t)at + XML_TAG + BLOCK)
		return false;
	err_set(e, ERR_INPUT, "the file is damaged: a tag is longer than a million bytes");
	err_fix(e, "open it in WPS or Excel and save it anew");
	return true;
}

static enum XML_Status feed(struct xml *x, struct err *e)
{
	void *block = XML_GetBuffer(x->parser, BLOCK);
	ssize_t n = block ? x->input.read(x->input.from, block, BLOCK, e) : -1;

	if (n < 0)
		return XML_STATUS_ERROR;
	x->fed += (uint64_t)n;
	x->last = n == 0;
	return XML_ParseBuffer(x->parser, (int)n, x->last);
}

enum xml_answer xml_next(struct xml *x, struct err *e)
{
	XML_ParsingStatus now;

	XML_GetParsingStatus(x->parser, &now);
	for (;;) {
		enum XML_Status s = now.parsing == XML_SUSPENDED ? XML_ResumeParser(x->parser) : feed(x, e);

		if (e->kind)
			return XML_BROKEN;
		if (s == XML_STATUS_ERROR)
			return broken(x, e);
		if (s == XML_STATUS_SUSPENDED)
			return XML_HELD;
		if (x->last)
			return XML_DONE;
		if (swollen(x, e))
			return XML_BROKEN;
		now.parsing = XML_PARSING;
	}
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (!strcmp(local(*attributes), name))
			return attributes[1];
	return NULL;
}

/* --- writing --------------------------------------------------------------------------------- */

static const char *replacement(uint32_t cp)
{
	switch (cp) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\r':
		return "&#13;"; /* a bare one would be read as a line feed */
	case UTF8_BAD:
		return UTF8_REPLACEMENT_TEXT;
	case '\n':
	case '\t':
		return NULL;
	default:
		return cp < 0x20 || cp == 0xFFFE || cp == 0xFFFF ? "" : NULL;
	}
}

void xml_text(struct buf *out, const char *s, size_t bytes)
{
	const char *stop = s + bytes;

	while (s < stop) {
		const char *from = s;
		const char *other = replacement(utf8_next(&s, stop));

		if (other)
			buf_puts(out, other);
		else
			buf_add(out, from, (size_t)(s - from));
	}
}
