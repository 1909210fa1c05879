/* xml.h — XML read event by event, and text written into XML.
 *
 * Names come without their prefix, texts as UTF-8 and in pieces.  A handler may hold the
 * reading: xml_next() then returns and the next call goes on behind the event, so that a
 * table of any size comes row by row.
 *
 * Nothing is trusted: a document type (entities that multiply), tags deeper than
 * XML_DEPTH or longer than XML_TAG bytes, and what is no XML are refused as ERR_INPUT
 * with the line.
 */
#ifndef YANPAN_STORE_IO_XML_H
#define YANPAN_STORE_IO_XML_H

#include "locale/base/buf.h"
#include "locale/base/err.h"

#include <stdbool.h>
#include <sys/types.h>

enum { XML_DEPTH = 200, XML_TAG = 1 << 20 };

struct xml_events {
	/* Attributes: name, value, …, NULL. */
	void (*start)(void *arg, const char *name, const char **attributes);
	void (*end)(void *arg, const char *name);
	void (*text)(void *arg, const char *text, size_t bytes);
};

/* Bytes to read: how many came, 0 at the end, -1 with e set. */
struct xml_input {
	ssize_t (*read)(void *from, void *to, size_t bytes, struct err *e);
	void *from;
};

struct xml;

enum xml_answer { XML_HELD, XML_DONE, XML_BROKEN };

/* `encoding`: what the bytes are whatever they say of themselves; NULL: as they say. */
struct xml *xml_open(struct xml_input, const char *encoding, const struct xml_events *, void *arg);
enum xml_answer xml_next(struct xml *, struct err *e);
void xml_hold(struct xml *);  /* from within a handler */
void xml_close(struct xml *); /* safe on NULL */

/* The value of the attribute, by its name without prefix; NULL: it has none. */
const char *xml_attribute(const char **attributes, const char *name);

/* Text for between tags and within quotes; what XML cannot hold (controls) is left out. */
void xml_text(struct buf *out, const char *text, size_t bytes);

#endif
