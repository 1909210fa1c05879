/* hits.h — the words of a query, marked where a list and its preview show them.
 *
 * Only what the view may show is looked at: a word that stands in a masked part is found
 * but not marked.
 */
#ifndef YANPAN_TUI_SCREEN_HITS_H
#define YANPAN_TUI_SCREEN_HITS_H

#include "store/find/match.h"
#include "store/rec/show.h"
#include "tui/widget/table.h"

/* Marks the words in the cells; fields[i] says what cell i shows, NULL: nothing searched.
 * Returns how many it marked. */
size_t hits_mark(
	const struct query *, const struct field *const *fields, size_t cells, struct table_row *row);

/* The query without what is asked of single fields; `terms` has room for HITS_WORDS. */
enum { HITS_WORDS = 16 };
struct query hits_words(const struct query *, struct query_term *terms);

/* "诉求: …小区电梯困人" into `out`: the first text of the record that has a word, from a
 * little before it.  Returns its field, NULL where no text that is shown has one. */
const struct field *hits_context(struct kv_txn *, const struct query *, const void *record,
	const struct view *, struct buf *out);

/* The text wrapped into the area like frame_wrap(), its words marked; from the line before the
 * first of them where that would else be below the area. */
void hits_wrap(struct canvas *, struct rect area, const struct query *, const char *text);

#endif
