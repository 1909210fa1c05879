#include "store/find/word.h"

#include "locale/text/pinyin.h"
#include "store/rec/gram.h"

#include <string.h>

enum { FEW = 24 }; /* candidates that are looked at sooner than another gram is read */

/* A character that was read, or part of it: letters from, to (not included). */
struct step {
	size_t from, to;
	uint64_t syllable; /* gram; 0: any that begins with the letter */
};

struct reading {
	size_t letters;
	unsigned char letter[PINYIN_MOST];
	size_t n;
	struct step *steps; /* by `from` */
	struct block *at;   /* who can be at a letter, of the block at hand */
};

struct word {
	size_t n;
	uint64_t *grams; /* all of them; none: any text */
	size_t *bytes;   /* of the set of each, of the block at hand */
	bool exact;      /* to have them is to have the word */
	bool anywhere;   /* in any field */
	struct reading *reading;
};

/* --- as it is written ------------------------------------------------------------------ */

static unsigned width_of(unsigned char lead)
{
	return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* Bytes of the letters and digits from here on. */
static size_t run_at(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && is_letter(s[n]))
		n++;
	return n;
}

/* The longest gram there is at a place of the word, and where the next one starts. */
static size_t gram_at(const char **s, const char *end)
{
	size_t first = width_of((unsigned char)**s), run = run_at(*s, end), n;

	if (run >= 3) {
		n = run > 4 ? 4 : run;
		*s += run > 4 ? 1 : run - 1; /* the last one goes on with what follows */
		return n;
	}
	n = first;
	if (*s + first < end)
		n += width_of((unsigned char)(*s)[first]);
	*s += first;
	return n;
}

static void plan_written(struct word *w, const struct query_value *v, struct arena *a)
{
	const char *s = v->text, *end = v->text + v->bytes;

	w->grams = arena_array(a, v->bytes, sizeof(*w->grams));
	w->bytes = arena_array(a, v->bytes, sizeof(*w->bytes));
	while (s < end) {
		const char *from = s;
		size_t n = gram_at(&s, end);

		w->grams[w->n++] = gram_of(from, n);
		if (from + n >= end)
			break;
	}
	w->exact = w->n == 1;
}

/* --- as it is read ------------------------------------------------------------------------ */

static bool stands(uint64_t places, size_t at)
{
	return places >> at & 1;
}

static void read_letters(struct reading *r, const struct pinyin *p)
{
	r->letters = p->n;
	for (unsigned c = 0; c < 256; c++)
		for (size_t i = 0; i < p->n; i++)
			if (stands(p->at[c], i))
				r->letter[i] = (unsigned char)c;
}

static void add_step(struct reading *r, size_t from, size_t to, uint64_t syllable)
{
	if (r->steps)
		r->steps[r->n] = (struct step){ from, to, syllable };
	r->n++;
}

static uint64_t syllable_gram(size_t number)
{
	const struct pinyin_syllable *s = &pinyin_syllable[number];

	return gram_of(s->letters, s->length) >> 8 | (uint64_t)GRAM_READ_SYLLABLE << 56;
}

/* zh ch sh stand for a character as their first letter does. */
static bool has_h(const struct reading *r, const struct pinyin *p, size_t at)
{
	return at + 1 < r->letters && strchr("zcs", r->letter[at]) && r->letter[at + 1] == 'h' &&
		!stands(p->parted, at + 1);
}

/* Whether a step without a syllable goes there.  One over all letters would say nothing: it
 * is then what the syllables that begin so say. */
static bool goes_freely(const struct reading *r, const struct pinyin *p, size_t from, size_t to)
{
	if (from == 0 && to == r->letters)
		return false;
	return to == from + 1 || (to == from + 2 && has_h(r, p, from));
}

static void add_syllables(struct reading *r, const struct pinyin *p, size_t from)
{
	for (size_t i = 1; i < PINYIN_SYLLABLES; i++) {
		size_t to = from + pinyin_syllable[i].length;

		if (stands(p->whole[i], from) && to < r->letters && !goes_freely(r, p, from, to))
			add_step(r, from, to, syllable_gram(i));
		if ((stands(p->begun[i], from) || (stands(p->whole[i], from) && to == r->letters)) &&
			!goes_freely(r, p, from, r->letters))
			add_step(r, from, r->letters, syllable_gram(i));
	}
}

static void add_steps(struct reading *r, const struct pinyin *p)
{
	for (size_t from = 0; from < r->letters; from++) {
		for (size_t to = from + 1; to <= from + 2 && to <= r->letters; to++)
			if (goes_freely(r, p, from, to))
				add_step(r, from, to, 0);
		add_syllables(r, p, from);
	}
}

static void plan_read(struct word *w, const struct pinyin *p, struct arena *a)
{
	struct reading *r = w->reading = arena_alloc(a, sizeof(*r));

	read_letters(r, p);
	add_steps(r, p); /* counts */
	r->steps = arena_array(a, r->n, sizeof(*r->steps));
	r->n = 0;
	add_steps(r, p);
	r->at = arena_array(a, r->letters + 1, sizeof(*r->at));
}

struct word *word_plan(const struct query_value *v, const struct field *field, struct arena *a)
{
	bool read = v->test == QUERY_HAS && v->pinyin && (!field || (field->flags & FIELD_PINYIN));
	struct word *w;

	if ((v->test != QUERY_HAS && v->test != QUERY_IS) || !v->bytes)
		return NULL;
	w = arena_alloc(a, sizeof(*w));
	w->anywhere = !field;
	plan_written(w, v, a);
	if (read)
		plan_read(w, v->pinyin, a);
	return w;
}

/* --- of a block ------------------------------------------------------------------------------ */

static void and_gram(
	struct kv_txn *txn, enum kind kind, uint32_t block, uint64_t gram, struct block *with)
{
	struct block has;

	gram_get(txn, kind, block, gram, &has);
	block_and(with, &has);
}

static bool is_empty(const struct block *b)
{
	return block_next(b, 0) == BLOCK_SIZE;
}

static size_t stored_bytes(struct kv_txn *txn, enum kind kind, uint32_t block, uint64_t gram)
{
	struct bytes stored;
	struct key k;

	gram_key(kind, block, gram, &k);
	return kv_get(txn, KV_GRAM, key_bytes(&k), &stored) ? stored.n : 0;
}

/* False: nobody in the block has one of them. */
static bool weigh(struct kv_txn *txn, struct word *w, enum kind kind, uint32_t block)
{
	for (size_t i = 0; i < w->n; i++) {
		w->bytes[i] = stored_bytes(txn, kind, block, w->grams[i]);
		if (!w->bytes[i])
			return false;
	}
	return true;
}

/* The one whose set is smallest goes to place i. */
static void rarest_next(struct word *w, size_t i)
{
	size_t least = i, bytes = w->bytes[i];
	uint64_t gram = w->grams[i];

	for (size_t k = i + 1; k < w->n; k++)
		if (w->bytes[k] < w->bytes[least])
			least = k;
	w->bytes[i] = w->bytes[least];
	w->grams[i] = w->grams[least];
	w->bytes[least] = bytes;
	w->grams[least] = gram;
}

static void block_written(
	struct kv_txn *txn, struct word *w, enum kind kind, uint32_t block, struct block *out)
{
	if (!weigh(txn, w, kind, block)) {
		memset(out, 0, sizeof(*out));
		return;
	}
	for (size_t i = 0; i < w->n && (i == 0 || block_count(out) > FEW); i++) {
		rarest_next(w, i);
		and_gram(txn, kind, block, w->grams[i], out);
	}
}

static uint64_t pair_gram(unsigned char first, unsigned char second)
{
	unsigned char pair[] = { GRAM_READ_PAIR, first, second };

	return gram_of(pair, sizeof(pair));
}

/* Who can be where a step begins, goes on to where it ends. */
static void take_step(
	struct kv_txn *txn, struct reading *r, const struct step *s, enum kind kind, uint32_t block)
{
	struct block here = r->at[s->from];

	if (is_empty(&here))
		return;
	if (s->syllable)
		and_gram(txn, kind, block, s->syllable, &here);
	if (s->to < r->letters && !is_empty(&here))
		and_gram(txn, kind, block, pair_gram(r->letter[s->from], r->letter[s->to]), &here);
	block_or(&r->at[s->to], &here);
}

static void block_read_word(
	struct kv_txn *txn, struct reading *r, enum kind kind, uint32_t block, const struct block *live)
{
	memset(r->at, 0, (r->letters + 1) * sizeof(*r->at));
	r->at[0] = *live;
	for (size_t i = 0; i < r->n; i++)
		take_step(txn, r, &r->steps[i], kind, block);
}

void word_block(struct kv_txn *txn, struct word *w, enum kind kind, uint32_t block,
	const struct block *live, struct narrow *out)
{
	struct block with = *live;

	if (is_empty(live))
		return;
	block_written(txn, w, kind, block, &with);
	block_or(w->exact && w->anywhere ? &out->sure : &out->maybe, &with);
	if (!w->reading)
		return;
	block_read_word(txn, w->reading, kind, block, live);
	block_or(w->reading->letters <= 2 && w->anywhere ? &out->sure : &out->maybe,
		&w->reading->at[w->reading->letters]);
}
