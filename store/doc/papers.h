/* papers.h — which papers there are, of which records, and how each is made.
 */
#ifndef YANPAN_STORE_DOC_PAPERS_H
#define YANPAN_STORE_DOC_PAPERS_H

#include "store/doc/doc.h"
#include "store/rec/record.h"
#include "store/rec/show.h"

struct paper_kind {
	const char *name;  /* for the command line: minutes */
	const char *label; /* 纪要: as people call it, in every language */
	const struct schema *of;
	/* `record` is one of `of`; `unit`: whom it is for, where it is for one. */
	bool (*build)(struct kv_txn *, const void *record, struct uid unit, const struct view *,
		struct doc *, struct err *);
	bool to_duty;  /* of a ruling, for one unit with a duty under it */
	bool to_party; /* of a case, for one of its parties: while nothing is agreed */
};

/* All of them, *n. */
const struct paper_kind *paper_kinds(size_t *n);

/* By name or label; NULL without a word: the paper of the kind of record.  ERR_USAGE
 * names all. */
const struct paper_kind *paper_named(const char *word, const struct schema *of, struct err *e);

/* The record a paper is of, from one it hangs together with: a case's ruling, a ruling's
 * meeting …  *out is one of kind->of. */
bool paper_record(struct kv_txn *, const struct paper_kind *, const struct schema *from,
	const void *given, void *out, struct arena *, struct err *);

#endif
