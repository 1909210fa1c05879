/* doc.h — a paper as a tree, before it is text, a web page or a docx.
 *
 * Built once from the records (minutes.c, opinion.c, slip.c), written by text.c, html.c
 * and docx.c.  Nodes and their texts live in the document's arena.  Texts are Chinese and
 * already masked.
 */
#ifndef YANPAN_STORE_DOC_DOC_H
#define YANPAN_STORE_DOC_DOC_H

#include "locale/base/arena.h"
#include "locale/base/buf.h"

#include <stdbool.h>

/* What a paragraph is for; GB/T 9704 gives each its face and size. */
enum doc_kind {
	DOC_RED_HEAD, /* 发文机关标志: red, centred, above everything */
	DOC_RED_RULE, /* the red line below it and 发文字号 */
	DOC_TITLE,    /* 小标宋 2号, centred */
	DOC_CENTRED,  /* a line under the title: the number */
	DOC_TO,       /* 主送: not indented */
	DOC_HEADING,  /* 一、 黑体; （一） 楷体 at level 2 */
	DOC_PARA,     /* 仿宋 3号, two Han indented */
	DOC_LABEL,    /* 出席： in 黑体, further lines under the first one's text */
	DOC_TABLE,    /* its first row is printed again on every page */
	DOC_SIGN,     /* 署名 and 成文日期, `level` columns from the right end */
	DOC_RULE,     /* opens and closes 版记, which stands at the lower end of the last page */
	DOC_SPREAD,   /* `label` at the left, the text at the right end: 印发机关, 印发日期 */
	DOC_GAP,      /* an empty line */
	DOC_FOOT,     /* small print at the foot of the pages */
};

/* A line of the page in columns of text, as GB/T 9704 has 28 Han in it. */
enum { DOC_HAN = 28, DOC_COLUMNS = 2 * DOC_HAN };

enum { DOC_SIGN_EDGE = 4 }; /* columns that a signature keeps from the right end */

enum { DOC_TABLE_COLS = 8 }; /* a table has at most so many */

struct doc_row {
	const char **cells;
	struct doc_row *next;
};

struct doc_table {
	size_t cols;
	const int *han; /* their widths, DOC_HAN together */
	struct doc_row *head, *last;
};

struct doc_node {
	enum doc_kind kind;
	int level; /* of a heading, 1 …; of a signature, columns */
	bool page; /* begins a page of its own */
	const char *label, *text;
	struct doc_table *table;
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

/* `han` is to outlive the document; rows are added below, the head first. */
struct doc_node *doc_table(struct doc *, const int *han, size_t cols);
void doc_row(struct doc *, struct doc_node *table, const char *const *cells);

/* The first title, "" where there is none. */
const char *doc_title(const struct doc *);
/* Where `node` opens 版记: the rule that closes it; else NULL. */
const struct doc_node *doc_colophon_end(const struct doc_node *node);

#endif
