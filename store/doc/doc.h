/* doc.h — a paper as a tree, before it is text, a web page or a docx.
 *
 * Built once from the records (minutes.c), written by text.c and its like.  Nodes and
 * their texts live in the document's arena.  Texts are Chinese and already masked.
 */
#ifndef YANPAN_STORE_DOC_DOC_H
#define YANPAN_STORE_DOC_DOC_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"

/* What a paragraph is for; GB/T 9704 gives each its face and size. */
enum doc_kind {
	DOC_TITLE,   /* 小标宋 2号, centred */
	DOC_CENTRED, /* a line under the title: the number */
	DOC_HEADING, /* 一、 黑体; （一） 楷体 at level 2 */
	DOC_PARA,    /* 仿宋 3号, two Han indented */
	DOC_LABEL,   /* 出席： in 黑体, further lines under the first one's text */
	DOC_SPREAD,  /* `label` at the left, the text at the right end: 印发机关, 印发日期 */
	DOC_RULE,    /* the line above and below 版记 */
	DOC_GAP,     /* an empty line */
	DOC_FOOT,    /* small print at the end, not indented */
};

struct doc_node {
	enum doc_kind kind;
	int level; /* of a heading, 1 … */
	const char *label, *text;
	struct doc_node *next;
};

struct doc {
	struct arena *arena;
	struct doc_node *first, *last;
};

/* Each adds a node at the end; texts are copied. */
struct doc_node *doc_add(struct doc *, enum doc_kind, const char *text);
struct doc_node *doc_label(struct doc *, enum doc_kind, const char *label, const char *text);
struct doc_node *doc_heading(struct doc *, int level, const char *text);

#endif
