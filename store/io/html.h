/* html.h — tags and text out of a web page.
 *
 * Works on bytes as csv.h does, whatever the encoding: < > & " ' and spaces are only ever
 * themselves in UTF-8, GB18030 and Big5.  Comments, declarations, scripts and styles are
 * passed over.  Any bytes are a page; nothing here fails.
 */
#ifndef YANPAN_STORE_IO_HTML_H
#define YANPAN_STORE_IO_HTML_H

#include "locale/base/buf.h"

#include <stdbool.h>

enum html_kind { HTML_END, HTML_TEXT, HTML_TAG };

struct html_token {
	enum html_kind kind;
	struct bytes text; /* of a text: as it stands; of a tag: its attributes */
	char name[12];     /* of a tag: in small letters, "td", "/td"; longer ones are cut */
};

/* The token at *at, and steps behind it. */
void html_next(struct bytes page, size_t *at, struct html_token *out);

bool html_is(const struct html_token *, const char *name);

/* The value of a tag's attribute, without quotes. */
bool html_attribute(const struct html_token *, const char *name, struct bytes *out);

/* The same as a count: 1 where there is none or it makes no sense, at most `most`. */
size_t html_count(const struct html_token *, const char *name, size_t most);

#endif
