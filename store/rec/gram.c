/* Most grams are in few records, some in nearly all.  So each has its last bytes of places
 * beside it in a table by hash, as much as the processor fetches at once, and those before
 * in a chain of chunks that grow: memory is about what is written later.  The grams of a
 * text are gathered before they are looked up, so that the table can be fetched ahead. */
#include "store/rec/gram.h"

#include "locale/text/fold.h"
#include "locale/text/pinyin.h"
#include "locale/text/utf8.h"
#include "store/rec/texts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
	FOUND_MOST = 4096,
	SLOTS_FIRST = 1 << 14,
	AHEAD = 16,     /* slots fetched before they are needed */
	BESIDE = 40,    /* bytes of places beside the gram */
	CHUNK_LINK = 4, /* bytes of the offset of the next chunk, first in each */
	CHUNK_MOST = 12 * BESIDE,
	MAP_BYTES = BLOCK_SIZE / 8,
	LARGE_PAGE = 2 << 20,
};

struct posting {
	uint64_t gram;  /* 0: no gram */
	uint32_t first; /* chunk */
	uint32_t at;    /* where the chunks go on */
	uint32_t after; /* the last place + 1 */
	uint16_t left;  /* bytes, in the last chunk */
	uint8_t chunks;
	uint8_t n; /* bytes beside */
	unsigned char beside[BESIDE];
};

_Static_assert(sizeof(struct posting) == 64, "what a processor fetches at once");

uint64_t gram_of(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t gram = 0;

	for (size_t i = 0; i < GRAM_BYTES; i++)
		gram = gram << 8 | (i < n ? p[i] : 0);
	return gram;
}

/* --- the table ---------------------------------------------------------------------------- */

/* The upper bits of a product hang on all the bits of a gram, the others do not: most grams
 * are alike in theirs. */
static size_t slot_of(const struct grams *g, uint64_t gram)
{
	return (size_t)(((gram ^ gram >> 29) * UINT64_C(0x9E3779B97F4A7C15)) >> g->slot_shift);
}

static struct posting *posting_of(const struct grams *g, uint64_t gram)
{
	size_t i = slot_of(g, gram);

	while (g->slots[i].gram && g->slots[i].gram != gram)
		i = (i + 1) & (g->slot_count - 1);
	return &g->slots[i];
}

/* It is read and written all over: the fewer pages, the less the processor looks up. */
static void want_large_pages(void *at, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	madvise(at, bytes, MADV_HUGEPAGE); /* or not: only slower */
#else
	(void)at;
	(void)bytes;
#endif
}

static void new_slots(struct grams *g, size_t n)
{
	size_t bytes = n * sizeof(*g->slots);

	g->slot_room = must_alloc(bytes + LARGE_PAGE);
	g->slots = (void *)(((uintptr_t)g->slot_room + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE);
	g->slot_count = n;
	g->slot_shift = 64;
	for (; n > 1; n /= 2)
		g->slot_shift--;
	if (bytes >= LARGE_PAGE)
		want_large_pages(g->slots, bytes);
	memset(g->slots, 0, bytes);
}

static void grow(struct grams *g)
{
	struct posting *old = g->slots;
	void *room = g->slot_room;
	size_t n = g->slot_count;

	new_slots(g, n ? n * 2 : SLOTS_FIRST);
	for (size_t i = 0; i < n; i++)
		if (old[i].gram)
			*posting_of(g, old[i].gram) = old[i];
	free(room);
}

/* Bytes of places in a chunk. */
static uint32_t chunk_size(unsigned number)
{
	return number > 3 ? CHUNK_MOST : (uint32_t)BESIDE << number;
}

static void put_link(struct grams *g, uint32_t chunk, uint32_t next)
{
	memcpy(g->chunks + chunk, &next, CHUNK_LINK);
}

static uint32_t link_of(const struct grams *g, uint32_t chunk)
{
	uint32_t next;

	memcpy(&next, g->chunks + chunk, CHUNK_LINK);
	return next;
}

static void add_chunk(struct grams *g, struct posting *p)
{
	uint32_t size = chunk_size(p->chunks), at = (uint32_t)g->chunk_bytes;

	if (g->chunk_bytes + CHUNK_LINK + size > g->chunk_room) {
		g->chunk_room = g->chunk_room ? g->chunk_room * 2 : 1 << 20;
		g->chunks = must_realloc(g->chunks, g->chunk_room);
	}
	g->chunk_bytes += CHUNK_LINK + size;
	if (p->chunks)
		put_link(g, p->at - chunk_size(p->chunks - 1u) - CHUNK_LINK, at);
	else
		p->first = at;
	p->chunks++; /* 65,536 places are at most as many bytes: fewer than 150 chunks */
	p->at = at + CHUNK_LINK;
	p->left = (uint16_t)size;
}

static void put_byte(struct grams *g, struct posting *p, unsigned char c)
{
	if (p->n == BESIDE) {
		if (!p->left)
			add_chunk(g, p);
		memcpy(g->chunks + p->at, p->beside, BESIDE);
		p->at += BESIDE;
		p->left -= BESIDE;
		p->n = 0;
	}
	p->beside[p->n++] = c;
}

static void put_place(struct grams *g, struct posting *p, uint32_t place)
{
	uint32_t gap;

	if (place < p->after)
		return; /* it has the gram twice */
	gap = place - p->after;
	p->after = place + 1;
	for (; gap > 0x7F; gap >>= 7)
		put_byte(g, p, (unsigned char)(gap | 0x80));
	put_byte(g, p, (unsigned char)gap);
}

static void put_found(struct grams *g, uint32_t place)
{
	for (size_t i = 0; i < g->found_count; i++) {
		struct posting *p;

		if (i + AHEAD < g->found_count)
			__builtin_prefetch(&g->slots[slot_of(g, g->found[i + AHEAD])], 1);
		p = posting_of(g, g->found[i]);
		if (!p->gram) {
			p->gram = g->found[i];
			g->used++;
		}
		put_place(g, p, place);
	}
	g->found_count = 0;
}

/* --- the grams of a text -------------------------------------------------------------------- */

/* Where grams go: gathered, and handed on by the thousand. */
struct gatherer {
	uint64_t *found;
	size_t n;
	struct buf *folded;
	void (*full)(struct gatherer *);
	void *arg;
	uint32_t place;
};

static void gather(struct gatherer *to, uint64_t gram)
{
	if (to->n == FOUND_MOST)
		to->full(to);
	to->found[to->n++] = gram;
}

static uint64_t at_top(uint64_t bytes, unsigned n)
{
	return bytes << (64 - 8 * n);
}

static unsigned width_of(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool is_ascii_word(uint64_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* `recent`: the last characters, which were letters and digits without a break. */
static void gather_run(struct gatherer *to, uint32_t recent, size_t run)
{
	if (run >= 3)
		gather(to, at_top(recent & 0xFFFFFF, 3));
	if (run >= 4)
		gather(to, at_top(recent, 4));
}

static void gather_folded(struct gatherer *to, const unsigned char *s, const unsigned char *end)
{
	uint64_t before = 0;
	unsigned before_bytes = 0;
	uint32_t recent = 0;
	size_t run = 0;

	while (s < end) {
		unsigned n = width_of(*s);
		uint64_t c = 0;

		for (unsigned i = 0; i < n; i++)
			c = c << 8 | *s++;
		gather(to, at_top(c, n));
		if (before_bytes)
			gather(to, at_top(before << (8 * n) | c, before_bytes + n));
		run = is_ascii_word(c) ? run + 1 : 0;
		recent = recent << 8 | (uint32_t)(c & 0xFF);
		gather_run(to, recent, run);
		before = c;
		before_bytes = n;
	}
}

/* What the character before may begin with, and this one. */
struct begun {
	size_t n;
	unsigned char letters[PINYIN_READINGS];
};

static void gather_read(struct gatherer *to, struct begun *before, const struct begun *now)
{
	for (size_t i = 0; i < before->n; i++)
		for (size_t k = 0; k < now->n; k++)
			gather(to,
				at_top((uint64_t)GRAM_READ_PAIR << 16 | (uint64_t)before->letters[i] << 8 |
						now->letters[k],
					3));
	*before = *now;
}

static bool begin_han(struct gatherer *to, uint32_t cp, struct begun *now)
{
	uint16_t syllables[PINYIN_READINGS];

	now->n = pinyin_readings(cp, syllables);
	for (size_t i = 0; i < now->n; i++) {
		const struct pinyin_syllable *s = &pinyin_syllable[syllables[i]];

		now->letters[i] = (unsigned char)s->letters[0];
		gather(to, gram_of(s->letters, s->length) >> 8 | (uint64_t)GRAM_READ_SYLLABLE << 56);
	}
	return now->n;
}

/* A character as pinyin.c reads it: by itself, else what it folds to. */
static void gather_char(struct gatherer *to, uint32_t cp, struct begun *before)
{
	char folded[FOLDED_MOST];
	const char *s = folded, *end;
	struct begun now;

	if (begin_han(to, cp, &now)) {
		gather_read(to, before, &now);
		return;
	}
	end = folded + fold_char(folded, cp);
	while (s < end) {
		uint32_t part = utf8_next(&s, end);

		if (!begin_han(to, part, &now)) {
			now.n = part > ' ' && part <= '~';
			now.letters[0] = (unsigned char)part;
		}
		gather_read(to, before, &now);
	}
}

static bool gather_text(const struct searched *text, void *arg)
{
	struct gatherer *to = arg;
	const char *s = text->text.at, *end = s + text->text.n;
	const unsigned char *folded;
	struct begun before = { 0 };

	buf_cut(to->folded, 0);
	fold_text(to->folded, s, text->text.n);
	folded = (const unsigned char *)buf_text(to->folded);
	gather_folded(to, folded, folded + to->folded->n);
	if (!(searched_field(text)->flags & FIELD_PINYIN))
		return false;
	while (s < end)
		gather_char(to, utf8_next_han(&s, end), &before);
	return false;
}

/* --- adding ----------------------------------------------------------------------------------- */

static void pass_to_table(struct gatherer *to)
{
	struct grams *g = to->arg;

	while ((g->used + FOUND_MOST) * 10 > g->slot_count * 7)
		grow(g);
	g->found_count = to->n;
	put_found(g, to->place);
	to->n = 0;
}

static struct gatherer gatherer_of(struct grams *g, uint32_t place)
{
	if (!g->found)
		g->found = must_alloc(FOUND_MOST * sizeof(*g->found));
	return (struct gatherer){
		.found = g->found, .folded = &g->folded, .full = pass_to_table, .arg = g, .place = place
	};
}

static bool is_full(const struct grams *g)
{
	return g->slot_count * sizeof(*g->slots) + g->chunk_bytes >= GRAM_FULL;
}

bool gram_add(struct grams *g, const struct schema *s, const void *record, uint32_t place)
{
	struct gatherer to = gatherer_of(g, place);

	texts_each(s, record, gather_text, &to);
	pass_to_table(&to);
	return is_full(g);
}

bool gram_add_stored(struct grams *g, const struct schema *s, struct bytes value, uint32_t place)
{
	struct gatherer to = gatherer_of(g, place);

	texts_stored(s, value, gather_text, &to);
	pass_to_table(&to);
	return is_full(g);
}

/* Who only wants to know them. */
struct asker {
	void (*each)(const uint64_t *grams, size_t n, void *arg);
	void *arg;
};

static void pass_to_asker(struct gatherer *to)
{
	const struct asker *a = to->arg;

	a->each(to->found, to->n, a->arg);
	to->n = 0;
}

void gram_each_stored(const struct schema *s, struct bytes value,
	void (*each)(const uint64_t *grams, size_t n, void *arg), void *arg)
{
	struct asker asker = { each, arg };
	struct buf folded = { 0 };
	struct gatherer to = { .folded = &folded, .full = pass_to_asker, .arg = &asker };

	to.found = must_alloc(FOUND_MOST * sizeof(*to.found));
	texts_stored(s, value, gather_text, &to);
	pass_to_asker(&to);
	free(to.found);
	buf_free(&folded);
}

void gram_leave_out(struct grams *g, const struct block *places)
{
	if (!g->without) {
		g->without = must_alloc(sizeof(*g->without));
		memset(g->without, 0, sizeof(*g->without));
	}
	block_or(g->without, places);
}

/* --- writing ------------------------------------------------------------------------------------
 */

struct ranked {
	uint64_t gram;
	uint32_t slot;
};

/* One step of a sort by bytes, from the lowest on: what was in order stays so. */
static bool sort_byte(const struct ranked *from, struct ranked *to, size_t n, unsigned shift)
{
	size_t at[256] = { 0 }, sum = 0;

	for (size_t i = 0; i < n; i++)
		at[from[i].gram >> shift & 0xFF]++;
	if (at[from[0].gram >> shift & 0xFF] == n)
		return false; /* all alike: nothing to move */
	for (size_t i = 0; i < 256; i++) {
		size_t count = at[i];

		at[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < n; i++)
		to[at[from[i].gram >> shift & 0xFF]++] = from[i];
	return true;
}

static void sort_ranked(struct ranked **ranked, struct ranked **spare, size_t n)
{
	for (unsigned shift = 0; n && shift < 64; shift += 8)
		if (sort_byte(*ranked, *spare, n, shift)) {
			struct ranked *swap = *ranked;

			*ranked = *spare;
			*spare = swap;
		}
}

void gram_sort(struct grams *g)
{
	struct ranked *ranked, *spare;
	size_t n = 0;

	if (g->order || !g->used)
		return;
	ranked = must_alloc(g->used * sizeof(*ranked));
	spare = must_alloc(g->used * sizeof(*spare));
	for (size_t i = 0; i < g->slot_count; i++)
		if (g->slots[i].gram)
			ranked[n++] = (struct ranked){ g->slots[i].gram, (uint32_t)i };
	sort_ranked(&ranked, &spare, n);
	free(spare);
	g->order = must_alloc(n * sizeof(*g->order));
	for (size_t i = 0; i < n; i++)
		g->order[i] = ranked[i].slot;
	free(ranked);
}

static void places_of(const struct grams *g, const struct posting *p, struct buf *out)
{
	uint32_t chunk = p->first;

	buf_cut(out, 0);
	for (unsigned i = 0; i < p->chunks; i++) {
		bool last = i + 1u == p->chunks;

		buf_add(out, g->chunks + chunk + CHUNK_LINK, chunk_size(i) - (last ? p->left : 0u));
		if (!last)
			chunk = link_of(g, chunk);
	}
	buf_add(out, p->beside, p->n);
}

static void damaged(struct kv_txn *txn)
{
	struct err e = { 0 };

	err_set(&e, ERR_STORE, "the index is damaged");
	err_fix(&e, "run yanpan verify, then restore a backup");
	kv_fail(txn, &e);
}

static bool read_gaps(struct block *b, struct bytes stored)
{
	const unsigned char *p = stored.at, *end = p + stored.n;
	uint32_t next = 0;

	memset(b, 0, sizeof(*b));
	while (p < end) {
		uint32_t gap = *p & 0x7F;

		for (unsigned shift = 7; *p++ & 0x80; shift += 7) {
			if (p == end || shift > 14)
				return false;
			gap |= (uint32_t)(*p & 0x7F) << shift;
		}
		next += gap;
		if (next >= BLOCK_SIZE)
			return false;
		block_add(b, next++);
	}
	return true;
}

/* What is there already, and what is new, as it is stored. */
static void put_together(const struct grams *g, struct bytes there, struct buf *value)
{
	struct block all, more;

	read_gaps(&more, (struct bytes){ value->at, value->n });
	if (g->without)
		block_without(&more, g->without);
	if (gram_read_places(&all, there))
		block_or(&more, &all);
	buf_cut(value, 0);
	gram_write_places(&more, value);
}

/* Where the writing stands. */
struct writer {
	struct kv_txn *txn;
	struct key last; /* of all there were */
	struct buf value;
};

static void find_last(struct writer *w)
{
	struct kv_cursor c;

	key_start(&w->last);
	kv_cursor_open(w->txn, KV_GRAM, &c);
	if (kv_last(&c))
		key_raw(&w->last, c.key);
	kv_cursor_close(&c);
}

static bool is_behind(const struct key *k, const struct key *other)
{
	int c = memcmp(k->at, other->at, k->n < other->n ? k->n : other->n);

	return c ? c > 0 : k->n > other->n;
}

static void write_posting(
	struct grams *g, struct writer *w, const struct posting *p, const struct key *k)
{
	struct bytes there = { "", 0 };
	bool append = is_behind(k, &w->last);

	places_of(g, p, &w->value);
	if (!append && !kv_get(w->txn, KV_GRAM, key_bytes(k), &there))
		there = (struct bytes){ "", 0 };
	if (there.n || g->without || w->value.n >= MAP_BYTES)
		put_together(g, there, &w->value);
	if (!w->value.n)
		return;
	if (append)
		kv_put_append(w->txn, KV_GRAM, key_bytes(k), (struct bytes){ w->value.at, w->value.n });
	else
		kv_put(w->txn, KV_GRAM, key_bytes(k), (struct bytes){ w->value.at, w->value.n });
}

/* Empty, but the memory is kept for the next block. */
static void start_again(struct grams *g)
{
	if (g->slots)
		memset(g->slots, 0, g->slot_count * sizeof(*g->slots));
	free(g->order);
	free(g->without);
	g->order = NULL;
	g->without = NULL;
	g->used = g->chunk_bytes = g->written = 0;
}

bool gram_write(struct grams *g, struct kv_txn *txn, enum kind kind, uint32_t block, size_t bytes)
{
	struct writer w = { .txn = txn };
	size_t done = 0;
	struct key k;

	gram_sort(g);
	find_last(&w);
	for (; g->written < g->used && done < bytes; g->written++) {
		const struct posting *p = &g->slots[g->order[g->written]];

		gram_key(kind, block, p->gram, &k);
		write_posting(g, &w, p, &k);
		done += k.n + w.value.n;
	}
	buf_free(&w.value);
	if (g->written < g->used)
		return false;
	start_again(g);
	return true;
}

bool gram_next(struct grams *g, uint64_t *gram, struct block *places)
{
	struct buf stored = { 0 };

	gram_sort(g);
	if (g->written == g->used) {
		start_again(g);
		return false;
	}
	*gram = g->slots[g->order[g->written]].gram;
	places_of(g, &g->slots[g->order[g->written++]], &stored);
	read_gaps(places, (struct bytes){ stored.at, stored.n });
	buf_free(&stored);
	return true;
}

void gram_free(struct grams *g)
{
	free(g->slot_room);
	free(g->chunks);
	free(g->found);
	free(g->order);
	free(g->without);
	buf_free(&g->folded);
	*g = (struct grams){ 0 };
}

/* --- sets
 * -------------------------------------------------------------------------------------------- */

void gram_block_key(enum kind kind, uint32_t block, struct key *k)
{
	key_start(k);
	key_u8(k, (uint8_t)(UINT8_MAX - kind));
	key_u32(k, block);
}

void gram_key(enum kind kind, uint32_t block, uint64_t gram, struct key *k)
{
	gram_block_key(kind, block, k);
	for (; gram; gram <<= 8)
		key_u8(k, (uint8_t)(gram >> 56));
}

bool gram_read_places(struct block *b, struct bytes stored)
{
	return stored.n >= MAP_BYTES ? block_read(b, stored) : read_gaps(b, stored);
}

static void put_gap(struct buf *out, uint32_t gap)
{
	for (; gap > 0x7F; gap >>= 7)
		buf_putc(out, (char)(gap | 0x80));
	buf_putc(out, (char)gap);
}

void gram_write_places(const struct block *b, struct buf *out)
{
	size_t start = out->n;
	uint32_t after = 0;

	for (uint32_t i = block_next(b, 0); i < BLOCK_SIZE && out->n - start < MAP_BYTES;
		 i = block_next(b, i + 1)) {
		put_gap(out, i - after);
		after = i + 1;
	}
	if (out->n - start < MAP_BYTES)
		return;
	buf_cut(out, start);
	block_write_map(b, out);
}

void gram_get(struct kv_txn *txn, enum kind kind, uint32_t block, uint64_t gram, struct block *out)
{
	struct bytes stored;
	struct key k;

	gram_key(kind, block, gram, &k);
	if (!kv_get(txn, KV_GRAM, key_bytes(&k), &stored))
		memset(out, 0, sizeof(*out));
	else if (!gram_read_places(out, stored))
		damaged(txn);
}

void gram_put(
	struct kv_txn *txn, enum kind kind, uint32_t block, uint64_t gram, const struct block *b)
{
	struct buf out = { 0 };
	struct key k;

	gram_key(kind, block, gram, &k);
	gram_write_places(b, &out);
	if (out.n)
		kv_put(txn, KV_GRAM, key_bytes(&k), (struct bytes){ out.at, out.n });
	else
		kv_delete(txn, KV_GRAM, key_bytes(&k));
	buf_free(&out);
}
