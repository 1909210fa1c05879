#include "store/doc/doc.h"

#include <assert.h>

struct doc_node *doc_label(struct doc *d, enum doc_kind kind, const char *label, const char *text)
{
	struct doc_node *node = arena_alloc(d->arena, sizeof(*node));

	node->kind = kind;
	node->label = arena_text(d->arena, label);
	node->text = arena_text(d->arena, text);
	if (d->last)
		d->last->next = node;
	else
		d->first = node;
	d->last = node;
	return node;
}

struct doc_node *doc_add(struct doc *d, enum doc_kind kind, const char *text)
{
	return doc_label(d, kind, "", text);
}

struct doc_node *doc_heading(struct doc *d, int level, const char *text)
{
	struct doc_node *node = doc_add(d, DOC_HEADING, text);

	node->level = level;
	return node;
}

struct doc_node *doc_table(struct doc *d, const int *han, size_t cols)
{
	struct doc_node *node = doc_add(d, DOC_TABLE, "");

	assert(cols && cols <= DOC_TABLE_COLS);
	node->table = arena_alloc(d->arena, sizeof(*node->table));
	node->table->han = han;
	node->table->cols = cols;
	return node;
}

void doc_row(struct doc *d, struct doc_node *node, const char *const *cells)
{
	struct doc_table *t = node->table;
	struct doc_row *row = arena_alloc(d->arena, sizeof(*row));

	row->cells = arena_array(d->arena, t->cols, sizeof(*row->cells));
	for (size_t i = 0; i < t->cols; i++)
		row->cells[i] = arena_text(d->arena, cells[i]);
	if (t->last)
		t->last->next = row;
	else
		t->head = row;
	t->last = row;
}

const char *doc_title(const struct doc *d)
{
	for (const struct doc_node *node = d->first; node; node = node->next)
		if (node->kind == DOC_TITLE)
			return node->text;
	return "";
}

const struct doc_node *doc_colophon_end(const struct doc_node *node)
{
	if (node->kind != DOC_RULE)
		return NULL;
	do
		node = node->next;
	while (node && node->kind != DOC_RULE);
	return node;
}
