#include "store/doc/doc.h"

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
