#include "store/kv/pages.h"

#include "locale/base/arena.h"
#include "store/kv/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum kind { KIND_DATA, KIND_UNUSED, KIND_TABLES };

struct audit {
	int fd;
	size_t page; /* bytes of one */
	size_t last; /* number of the last in use */
	size_t txn;
	unsigned char *seen; /* a bit per page */
	char *table;         /* the named one that is being read, 64 bytes */
};

/* One tree on the way through it. */
struct way {
	struct audit *a;
	const struct tree *tree;
	enum kind kind;
	struct tree found; /* counted so far */
};

static bool read_at(const struct audit *a, size_t page, size_t offset, void *to, size_t bytes)
{
	return pread(a->fd, to, bytes, (off_t)(page * a->page + offset)) == (ssize_t)bytes;
}

/* Nobody else has these pages. */
static bool claim(struct audit *a, size_t first, size_t n)
{
	if (first < METAS || first > a->last || n > a->last - first + 1)
		return false;
	for (size_t p = first; p < first + n; p++) {
		unsigned char bit = (unsigned char)(1 << p % 8);

		if (a->seen[p / 8] & bit)
			return false;
		a->seen[p / 8] |= bit;
	}
	return true;
}

/* --- values ------------------------------------------------------------------- */

static bool audit_tree(struct audit *a, const struct tree *tree, enum kind kind);

/* A list of unused pages: how many, then their numbers, falling. */
static bool audit_unused(struct audit *a, const unsigned char *list, size_t bytes)
{
	size_t count, page, before = SIZE_MAX;

	if (bytes < sizeof(count))
		return false;
	memcpy(&count, list, sizeof(count));
	if (count != bytes / sizeof(page) - 1 || bytes % sizeof(page) != 0)
		return false;
	for (size_t i = 1; i <= count; i++, before = page) {
		memcpy(&page, list + i * sizeof(page), sizeof(page));
		if (page >= before || !claim(a, page, 1))
			return false;
	}
	return true;
}

static bool audit_table(
	struct audit *a, const unsigned char *name, size_t n, const unsigned char *value, size_t bytes)
{
	struct tree tree;
	bool sound;

	if (bytes != sizeof(tree))
		return false;
	memcpy(&tree, value, sizeof(tree));
	snprintf(a->table, 64, "%.*s", (int)n, (const char *)name);
	sound = tree.flags == 0 && audit_tree(a, &tree, KIND_DATA);
	if (sound)
		a->table[0] = '\0';
	return sound;
}

static bool audit_big_list(struct audit *a, size_t page, size_t bytes)
{
	unsigned char *list = must_alloc(bytes);
	bool sound =
		read_at(a, page, sizeof(struct page_head), list, bytes) && audit_unused(a, list, bytes);

	free(list);
	return sound;
}

static bool audit_overflow(struct way *w, const unsigned char *value, size_t bytes)
{
	struct audit *a = w->a;
	struct page_head head;
	size_t page;

	memcpy(&page, value, sizeof(page));
	if (page > a->last || !read_at(a, page, 0, &head, sizeof(head)) || head.number != page ||
		head.flags != PAGE_OVERFLOW || sizeof(head) + bytes > (uint64_t)head.pages * a->page ||
		!claim(a, page, head.pages))
		return false;
	w->found.overflows += head.pages;
	return w->kind != KIND_UNUSED || audit_big_list(a, page, bytes);
}

/* --- nodes -------------------------------------------------------------------- */

static size_t even(size_t n)
{
	return n + (n & 1);
}

static size_t value_size(const struct node *n)
{
	return n->low | (size_t)n->high << 16;
}

static size_t child_of(const struct node *n)
{
	return value_size(n) | (sizeof(size_t) > 4 ? (size_t)n->flags << 16 << 16 : 0);
}

/* The bytes of a node in its page. */
static size_t node_size(const struct node *n, bool leaf)
{
	size_t head = sizeof(*n) + n->key_size;

	if (!leaf)
		return even(head);
	return even(head + (n->flags & NODE_BIG ? sizeof(size_t) : value_size(n)));
}

static bool audit_leaf_node(struct way *w, const struct node *n, const unsigned char *key)
{
	const unsigned char *value = key + n->key_size;

	w->found.entries++;
	if (w->kind == KIND_TABLES)
		return n->flags == NODE_TREE && audit_table(w->a, key, n->key_size, value, value_size(n));
	if (n->flags == NODE_BIG)
		return audit_overflow(w, value, value_size(n));
	if (w->kind == KIND_UNUSED)
		return n->flags == 0 && audit_unused(w->a, value, value_size(n));
	return n->flags == 0;
}

static bool audit_page(struct way *w, size_t number, int level);

static bool audit_node(
	struct way *w, const unsigned char *page, size_t offset, int level, size_t *bytes)
{
	bool leaf = level == w->tree->depth;
	size_t room = w->a->page - offset;
	struct node n;

	if (offset % 2 || room < sizeof(n))
		return false;
	memcpy(&n, page + offset, sizeof(n));
	*bytes = node_size(&n, leaf);
	if (*bytes > room || n.key_size > TABLE_NAME_MAX)
		return false;
	return leaf ? audit_leaf_node(w, &n, page + offset + sizeof(n))
				: audit_page(w, child_of(&n), level + 1);
}

/* Offsets grow from the head, nodes from the end, and together the nodes fill what
 * lies behind `upper`. */
static bool audit_nodes(struct way *w, const unsigned char *page, int level)
{
	struct page_head head;
	size_t n, sum = 0;

	memcpy(&head, page, sizeof(head));
	if (head.lower <= sizeof(head) || head.lower > head.upper || head.upper > w->a->page)
		return false;
	n = (head.lower - sizeof(head)) / sizeof(uint16_t);
	for (size_t i = 0; i < n; i++) {
		uint16_t offset;
		size_t bytes;

		memcpy(&offset, page + sizeof(head) + i * sizeof(offset), sizeof(offset));
		if (offset < head.upper || offset >= w->a->page ||
			!audit_node(w, page, offset, level, &bytes))
			return false;
		sum += bytes;
	}
	return sum == w->a->page - head.upper;
}

static bool audit_page(struct way *w, size_t number, int level)
{
	bool leaf = level == w->tree->depth;
	unsigned char *page;
	struct page_head head;
	bool sound;

	if (!claim(w->a, number, 1))
		return false;
	page = must_alloc(w->a->page);
	sound = read_at(w->a, number, 0, page, w->a->page);
	memcpy(&head, page, sizeof(head));
	w->found.leaves += leaf;
	w->found.branches += !leaf;
	sound = sound && head.number == number && head.flags == (leaf ? PAGE_LEAF : PAGE_BRANCH) &&
		audit_nodes(w, page, level);
	free(page);
	return sound;
}

/* --- trees ---------------------------------------------------------------------- */

static bool audit_tree(struct audit *a, const struct tree *t, enum kind kind)
{
	struct way w = { .a = a, .tree = t, .kind = kind };

	if (t->depth > TREE_DEPTH_MAX || (t->depth == 0) != (t->root == NO_PAGE))
		return false;
	if (t->depth && !audit_page(&w, t->root, 1))
		return false;
	return w.found.branches == t->branches && w.found.leaves == t->leaves &&
		w.found.overflows == t->overflows && w.found.entries == t->entries;
}

/* The meta page of this transaction; datafile_look() has found both sound. */
static bool find_meta(struct audit *a, struct meta *m)
{
	struct meta first;

	if (pread(a->fd, &first, sizeof(first), 0) != (ssize_t)sizeof(first))
		return false;
	*m = first;
	a->page = first.unused.page_size;
	if (m->txn != a->txn && !read_at(a, 1, 0, m, sizeof(*m)))
		return false;
	a->last = m->last;
	return true;
}

static enum pages_state audit(struct audit *a)
{
	enum pages_state state = PAGES_SOUND;
	struct meta m;

	if (!find_meta(a, &m))
		return PAGES_UNREAD;
	if (m.txn != a->txn)
		return PAGES_OVERTAKEN;
	a->seen = must_alloc(a->last / 8 + 1);
	memset(a->seen, 0, a->last / 8 + 1);
	if (!audit_tree(a, &m.tables, KIND_TABLES) || !audit_tree(a, &m.unused, KIND_UNUSED))
		state = PAGES_DAMAGED;
	free(a->seen);
	return state;
}

enum pages_state pages_audit(const char *path, uint64_t txn, char table[64])
{
	struct audit a = { .fd = open(path, O_RDONLY | O_CLOEXEC), .txn = (size_t)txn, .table = table };
	enum pages_state state;

	table[0] = '\0';
	if (a.fd < 0)
		return PAGES_UNREAD;
	state = audit(&a);
	close(a.fd);
	return state;
}
