/* layout.h — the bytes of LMDB 0.9's data.mdb, as its mdb.c lays them out.
 *
 * Numbers are in the machine's own order; page numbers and counts have the width of
 * its pointers.  Page N begins at N times the page size; pages 0 and 1 are meta pages.
 */
#ifndef YANPAN_STORE_KV_LAYOUT_H
#define YANPAN_STORE_KV_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	METAS = 2,
	TREE_DEPTH_MAX = 32,
	TABLE_NAME_MAX = 511,
};

static const size_t NO_PAGE = SIZE_MAX;

enum { PAGE_BRANCH = 1, PAGE_LEAF = 2, PAGE_OVERFLOW = 4, PAGE_META = 8 };

struct page_head {
	size_t number;
	uint16_t pad, flags;
	union {
		struct {
			uint16_t lower, upper; /* of the free bytes between offsets and nodes */
		};
		uint32_t pages; /* of an overflow: it and those behind it */
	};
};

/* A tree of keys and values: one per table. */
struct tree {
	uint32_t page_size; /* only in a meta page's tree of unused pages */
	uint16_t flags, depth;
	size_t branches, leaves, overflows, entries, root;
};

struct meta {
	struct page_head head;
	uint32_t magic, version;
	size_t address, map;
	struct tree unused, tables;
	size_t last, txn;
};

enum { NODE_BIG = 1, NODE_TREE = 2 };

/* Followed by the key; in a leaf then by the value, the number of its first overflow page
 * (NODE_BIG) or a struct tree (NODE_TREE).  In a branch low, high and flags are the child's
 * page number. */
struct node {
	uint16_t low, high, flags, key_size;
};

_Static_assert(sizeof(size_t) != 8 || offsetof(struct meta, txn) == 144, "LMDB's layout");

#endif
