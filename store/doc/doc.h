/* doc.h — a paper as a tree, before it is text, a web page or a docx.
 *
 * Built once from the records (minutes.c), written by text.c and its like.  Nodes and
 * their texts live in the document's arena.  Texts are Chinese and already masked.
 */
#ifndef YANPAN_STORE_DOC_DOC_H
#define YANPAN_STORE_DOC_DOC_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"

enum doc_kind {
	DOC_TITLE,   /* centred; GB/T 9704: 小标宋 2号 */
	DOC_CENTRED, /* a line under the title: number, issuer, date */
	DOC_HEADING, /* 一、 黑体 (level 1), （一） 楷体 (level 2) */
	DOC_PARA,    /* two Han indented */
	DOC_LABEL,   /* 出席： and its text, whose further lines stand under the first */
	DOC_RIGHT,   /* the signature and its date: two Han in from the right */
	DOC_RULE,    /* the line above and below 印发 */
	DOC_GAP,     /* an empty line */
	DOC_FOOT,    /* small print at the end, not indented */
};

struct doc_node {
	enum doc_kind kind;
	int level;         /* of a heading, 1 … */
	const char *label; /* of DOC_LABEL */
	const char *text;
	struct doc_node *next;
};

struct doc {
	struct arena *arena;
	struct doc_node *first, *last;
};

void doc_start(struct doc *, struct arena *);
struct doc_node *doc_add(struct doc *, enum doc_kind, const char *text);
struct doc_node *doc_label(struct doc *, const char *label, const char *text);
struct doc_node *doc_heading(struct doc *, int level, const char *text);

enum { DOC_COLUMNS = 56 }; /* 28 Han: the line of GB/T 9704 */

/* As text on a grid of `cols` columns, LF line ends, no line wider. */
void doc_text(const struct doc *, int cols, struct buf *out);

#endif
