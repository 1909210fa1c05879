#include "store/find/worth.h"

#include "locale/text/fold.h"

#include <stdlib.h>
#include <string.h>

bool worth_is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_WORDS;
}

bool worth_is_month(const struct field *f)
{
	return f->type == FIELD_DAY || f->type == FIELD_TIME;
}

bool worth_is_number(const struct field *f)
{
	return f->type == FIELD_NUMBER || f->type == FIELD_CHOICE || f->type == FIELD_FLAG;
}

bool worth_is_link(const struct field *f)
{
	return f->type == FIELD_LINK || f->type == FIELD_LINKS;
}

int64_t worth_month(struct day day)
{
	struct civil c = day_civil(day);

	return c.year * 12 + c.month - 1;
}

/* What makes two values the same row. */
static void write_key(struct buf *out, const struct field *f, const struct worth *w)
{
	buf_cut(out, 0);
	buf_putc(out, (char)w->kind);
	if (w->kind != WORTH_VALUE)
		return;
	if (worth_is_text(f))
		fold_text(out, w->text, strlen(w->text));
	else if (worth_is_link(f))
		buf_printf(out, "%u.%llu", w->link.origin, (unsigned long long)w->link.counter);
	else
		buf_printf(out, "%lld", (long long)w->number);
}

static size_t hash(struct bytes key)
{
	const unsigned char *p = key.at;
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ p[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 29);
}

/* The slot of the key: its own, or the free one where it belongs. */
static uint32_t *slot_of(struct counts *c, struct bytes key)
{
	size_t i = hash(key) & (c->slot_room - 1);

	for (; c->slots[i]; i = (i + 1) & (c->slot_room - 1)) {
		const struct bytes *other = &c->at[c->slots[i] - 1].key;

		if (other->n == key.n && !memcmp(other->at, key.at, key.n))
			break;
	}
	return &c->slots[i];
}

static void grow_slots(struct counts *c)
{
	c->slot_room = c->slot_room ? c->slot_room * 2 : 256;
	free(c->slots);
	c->slots = must_alloc(c->slot_room * sizeof(*c->slots));
	memset(c->slots, 0, c->slot_room * sizeof(*c->slots));
	for (size_t i = 0; i < c->n; i++)
		*slot_of(c, c->at[i].key) = (uint32_t)i + 1;
}

static struct count *new_count(struct counts *c, const struct worth *w, struct bytes key)
{
	struct count *fresh;

	if (c->n == c->room) {
		c->room = c->room ? c->room * 2 : 64;
		c->at = must_realloc(c->at, c->room * sizeof(*c->at));
	}
	fresh = &c->at[c->n++];
	*fresh = (struct count){ .worth = *w };
	fresh->key = (struct bytes){ arena_copy(&c->arena, key.at, key.n), key.n };
	if (w->text)
		fresh->worth.text = arena_text(&c->arena, w->text);
	return fresh;
}

static struct count *count_of(struct counts *c, const struct worth *w)
{
	struct bytes key;
	uint32_t *slot;

	if ((c->n + 1) * 2 > c->slot_room)
		grow_slots(c);
	write_key(&c->fold, c->field, w);
	key = (struct bytes){ buf_text(&c->fold), c->fold.n };
	slot = slot_of(c, key);
	if (*slot)
		return &c->at[*slot - 1];
	*slot = (uint32_t)c->n + 1;
	return new_count(c, w, key);
}

void counts_add(struct counts *c, const struct worth *w, size_t n)
{
	count_of(c, w)->n += n;
	c->changed = true;
}

/* A record counts once with each of its values. */
static void add_of(struct counts *c, const struct worth *w, uint32_t ordinal)
{
	struct count *count = count_of(c, w);

	count->n += count->last != ordinal;
	count->last = ordinal;
	c->changed = true;
}

static void read_number(const struct field *f, const void *record, struct worth *w)
{
	if (f->type == FIELD_NUMBER)
		w->number = *FIELD_CONST(f, record, int64_t);
	else if (f->type == FIELD_CHOICE)
		w->number = *FIELD_CONST(f, record, uint32_t);
	else if (f->type == FIELD_FLAG)
		w->number = *FIELD_CONST(f, record, bool);
	else if (f->type == FIELD_DAY)
		w->number = worth_month(*FIELD_CONST(f, record, struct day));
	else
		w->number = worth_month(time_day(*FIELD_CONST(f, record, struct time)));
}

static void add_words(struct counts *c, const char *words, uint32_t ordinal, struct arena *scratch)
{
	for (;;) {
		size_t n = strcspn(words, "|");
		struct worth w = { .text = arena_copy(scratch, words, n) };

		add_of(c, &w, ordinal);
		if (!words[n])
			return;
		words += n + 1;
	}
}

void counts_add_field(struct counts *c, const void *record, uint32_t ordinal, struct arena *scratch)
{
	const struct field *f = c->field;
	struct worth w = { .kind = WORTH_VALUE };

	if (field_empty(f, record)) {
		w.kind = WORTH_EMPTY;
		add_of(c, &w, ordinal);
	} else if (f->type == FIELD_LINKS) {
		const struct uids *links = FIELD_CONST(f, record, struct uids);

		for (size_t i = 0; i < links->n; i++)
			add_of(c, &(struct worth){ .link = links->at[i] }, ordinal);
	} else if (f->type == FIELD_WORDS) {
		add_words(c, *FIELD_CONST(f, record, char *), ordinal, scratch);
	} else {
		if (worth_is_text(f))
			w.text = *FIELD_CONST(f, record, char *);
		else if (worth_is_link(f))
			w.link = *FIELD_CONST(f, record, struct uid);
		else
			read_number(f, record, &w);
		add_of(c, &w, ordinal);
	}
}

void counts_add_no_rows(struct counts *c, uint32_t ordinal)
{
	add_of(c, &(struct worth){ .kind = WORTH_NO_ROWS }, ordinal);
}

void counts_free(struct counts *c)
{
	free(c->at);
	free(c->slots);
	buf_free(&c->fold);
	arena_free(&c->arena);
}
