/* The indexes decide which records are meant (narrow.h) and the records that they cannot
 * decide about are read; then `set` says how many of a block have a value, and only a field
 * that does not stand there is read record by record. */
#include "store/find/tally.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "store/find/match.h"
#include "store/find/narrow.h"
#include "store/rec/index.h"
#include "store/rec/record.h"

#include <stdlib.h>
#include <string.h>

enum worth_kind { WORTH_VALUE, WORTH_EMPTY, WORTH_NO_ROWS };

/* One value that a record has. */
struct worth {
	enum worth_kind kind;
	const char *text; /* of a text */
	int64_t number;   /* of a number, choice, flag; of a day or time the months since year 0 */
	struct uid link;
};

/* A row: a value and how many have it. */
struct count {
	struct worth worth;
	struct bytes key;              /* what makes it this value */
	const char *shown, *condition; /* once it was asked for */
	size_t n;
	uint32_t last; /* the record that counted last: it counts once */
};

enum stage { STAGE_MATCH, STAGE_VALUES, STAGE_DONE };

struct tally {
	struct kv *kv;
	struct arena arena, scratch;
	struct query query;
	struct tally_by by;
	uint32_t last, blocks;
	struct narrow_plan plan;
	bool planned;
	enum stage stage;
	uint32_t block; /* where the stage is */
	uint32_t place;
	bool narrowed;      /* the block at hand has been, and `open` is what is left to be read */
	struct block open;  /* to be matched, or read */
	struct block *sure; /* of each block: found, their values not counted yet */
	struct count *counts;
	size_t count, room;
	uint32_t *slots; /* a table of places in `counts`, from 1 */
	size_t slot_room;
	size_t *order;
	bool sorted;
	size_t records, damaged;
	struct buf fold, word;
	int64_t until;
	unsigned ticks;
};

/* --- what it is counted by --------------------------------------------------------- */

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_WORDS;
}

static bool is_month(const struct field *f)
{
	return f->type == FIELD_DAY || f->type == FIELD_TIME;
}

static bool is_number(const struct field *f)
{
	return f->type == FIELD_NUMBER || f->type == FIELD_CHOICE || f->type == FIELD_FLAG;
}

static bool is_link(const struct field *f)
{
	return f->type == FIELD_LINK || f->type == FIELD_LINKS;
}

static const struct field *leaf(const struct tally_by *by)
{
	return by->row ? by->row : by->field;
}

bool tally_may(const struct tally_by *by)
{
	const struct field *f = leaf(by);

	return !((by->field->flags | f->flags) & FIELD_PERSONAL) &&
		(is_text(f) || is_month(f) || is_number(f) || is_link(f));
}

static const char *const months[] = { "month", "月", "月份" };
static const char *const dated[] = { "received", "day", "time", "date", "from", "issued" };

/* The day that a kind goes by. */
static const struct field *dated_field(const struct schema *s)
{
	for (size_t i = 0; i < COUNT(dated); i++) {
		const struct field *f = schema_field(s, dated[i]);

		if (f && is_month(f))
			return f;
	}
	return NULL;
}

bool tally_by(const struct schema *s, const char *word, struct tally_by *out, struct err *e)
{
	*out = (struct tally_by){ .field = NULL };
	for (size_t i = 0; i < COUNT(months); i++)
		if (!strcmp(word, months[i]))
			out->field = dated_field(s);
	if (!out->field)
		out->field = query_field(s, word, &out->row);
	if (out->field && out->field->type == FIELD_ROWS && !out->row)
		out->field = query_field_counted(s, out->field);
	if (out->field && tally_may(out))
		return true;
	err_set(e, ERR_INPUT, "%s cannot be counted by %s", _(s->plural), word);
	return err_fix(e, "yanpan schema %s names the fields; month counts by month", s->name);
}

const char *tally_by_words(const struct tally_by *by, struct arena *a)
{
	if (by->row)
		return arena_format(a, "%s.%s", _(by->field->label), _(by->row->label));
	return is_month(by->field) ? arena_format(a, _("%s (month)"), _(by->field->label))
							   : _(by->field->label);
}

/* What people ask first, of whichever kind has it. */
static const char *const usual[] = { "unit", "parties", "category", "state", "area", "received",
	"day", "time", "returns.unit", "type", "bounces", "first_unit", "channel", "kind", "role" };

static bool known(const struct tally_by *list, size_t n, const struct tally_by *by)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].field == by->field && list[i].row == by->row)
			return true;
	return false;
}

size_t tally_usual(const struct schema *s, struct tally_by *out, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < COUNT(usual) && n < most; i++) {
		struct tally_by by = { 0 };

		if (strchr(usual[i], '.'))
			by.field = query_field(s, usual[i], &by.row);
		else
			by.field = schema_field(s, usual[i]);
		if (by.field && tally_may(&by) && !known(out, n, &by))
			out[n++] = by;
	}
	for (size_t i = 0; i < s->field_count && n < most; i++) {
		struct tally_by by = { .field = &s->fields[i] };

		if ((by.field->flags & FIELD_INDEXED) && tally_may(&by) && !known(out, n, &by))
			out[n++] = by;
	}
	return n;
}

/* --- values ------------------------------------------------------------------------ */

static int64_t month_of(struct day day)
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
	if (is_text(f))
		fold_text(out, w->text, strlen(w->text));
	else if (is_link(f))
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
static uint32_t *slot_of(struct tally *t, struct bytes key)
{
	size_t i = hash(key) & (t->slot_room - 1);

	for (; t->slots[i]; i = (i + 1) & (t->slot_room - 1)) {
		const struct bytes *other = &t->counts[t->slots[i] - 1].key;

		if (other->n == key.n && !memcmp(other->at, key.at, key.n))
			break;
	}
	return &t->slots[i];
}

static void grow_slots(struct tally *t)
{
	t->slot_room = t->slot_room ? t->slot_room * 2 : 256;
	free(t->slots);
	t->slots = must_alloc(t->slot_room * sizeof(*t->slots));
	memset(t->slots, 0, t->slot_room * sizeof(*t->slots));
	for (size_t i = 0; i < t->count; i++)
		*slot_of(t, t->counts[i].key) = (uint32_t)i + 1;
}

static struct count *new_count(struct tally *t, const struct worth *w, struct bytes key)
{
	struct count *c;

	if (t->count == t->room) {
		t->room = t->room ? t->room * 2 : 64;
		t->counts = must_realloc(t->counts, t->room * sizeof(*t->counts));
	}
	c = &t->counts[t->count++];
	*c = (struct count){ .worth = *w };
	c->key = (struct bytes){ arena_copy(&t->arena, key.at, key.n), key.n };
	if (w->text)
		c->worth.text = arena_text(&t->arena, w->text);
	return c;
}

static struct count *count_of(struct tally *t, const struct worth *w)
{
	struct bytes key;
	uint32_t *slot;

	if ((t->count + 1) * 2 > t->slot_room)
		grow_slots(t);
	write_key(&t->fold, leaf(&t->by), w);
	key = (struct bytes){ buf_text(&t->fold), t->fold.n };
	slot = slot_of(t, key);
	if (*slot)
		return &t->counts[*slot - 1];
	*slot = (uint32_t)t->count + 1;
	return new_count(t, w, key);
}

static void add(struct tally *t, const struct worth *w, size_t n)
{
	count_of(t, w)->n += n;
	t->sorted = false;
}

/* A record counts once with each of its values. */
static void add_of(struct tally *t, const struct worth *w, uint32_t ordinal)
{
	struct count *c = count_of(t, w);

	c->n += c->last != ordinal;
	c->last = ordinal;
	t->sorted = false;
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
		w->number = month_of(*FIELD_CONST(f, record, struct day));
	else
		w->number = month_of(time_day(*FIELD_CONST(f, record, struct time)));
}

static void add_words(struct tally *t, const char *words, uint32_t ordinal)
{
	for (;;) {
		size_t n = strcspn(words, "|");
		struct worth w = { .text = arena_copy(&t->scratch, words, n) };

		add_of(t, &w, ordinal);
		if (!words[n])
			return;
		words += n + 1;
	}
}

static void add_field(struct tally *t, const struct field *f, const void *record, uint32_t ordinal)
{
	struct worth w = { .kind = WORTH_VALUE };

	if (field_empty(f, record)) {
		w.kind = WORTH_EMPTY;
		add_of(t, &w, ordinal);
	} else if (f->type == FIELD_LINKS) {
		const struct uids *links = FIELD_CONST(f, record, struct uids);

		for (size_t i = 0; i < links->n; i++)
			add_of(t, &(struct worth){ .link = links->at[i] }, ordinal);
	} else if (f->type == FIELD_WORDS) {
		add_words(t, *FIELD_CONST(f, record, char *), ordinal);
	} else {
		if (is_text(f))
			w.text = *FIELD_CONST(f, record, char *);
		else if (is_link(f))
			w.link = *FIELD_CONST(f, record, struct uid);
		else
			read_number(f, record, &w);
		add_of(t, &w, ordinal);
	}
}

static void add_record(struct tally *t, const void *record, uint32_t ordinal)
{
	const struct rows *rows;

	if (!t->by.row) {
		add_field(t, t->by.field, record, ordinal);
		return;
	}
	rows = FIELD_CONST(t->by.field, record, struct rows);
	if (!rows->n)
		add_of(t, &(struct worth){ .kind = WORTH_NO_ROWS }, ordinal);
	for (size_t i = 0; i < rows->n; i++)
		add_field(t, t->by.row, (const char *)rows->at + i * t->by.field->rows->size, ordinal);
}

/* --- which records ------------------------------------------------------------------ */

/* A look at the clock now and then. */
static bool time_is_up(struct tally *t)
{
	return t->until && t->ticks++ % 16 == 0 && clock_monotonic_ms() >= t->until;
}

/* Reads one record; counts it if the query is sure of it or it is found to match. */
static void read_one(struct tally *t, struct kv_txn *txn, uint32_t ordinal, bool sure)
{
	struct arena_mark mark = arena_mark(&t->scratch);
	void *record = schema_new(t->query.schema, &t->scratch);
	struct err e = { 0 };

	if (!record_peek(txn, t->query.schema, ordinal, record, &t->scratch, &e)) {
		t->damaged += e.kind == ERR_STORE;
		t->records -= sure;
	} else if (sure || match_record(&t->query, record, &t->word)) {
		t->records += !sure;
		add_record(t, record, ordinal);
	}
	arena_reset(&t->scratch, mark);
}

/* False: time is up before all that are open were read. */
static bool read_open(struct tally *t, struct kv_txn *txn, bool sure)
{
	for (t->place = block_next(&t->open, t->place); t->place < BLOCK_SIZE;
		 t->place = block_next(&t->open, t->place + 1)) {
		if (time_is_up(t))
			return false;
		read_one(t, txn, t->block * BLOCK_SIZE + t->place, sure);
	}
	return true;
}

static void next_block(struct tally *t)
{
	t->block++;
	t->place = 0;
	t->narrowed = false;
}

static void narrow(struct tally *t, struct kv_txn *txn)
{
	struct narrow found;
	struct block live;

	if (!t->planned)
		narrow_plan(txn, &t->query, t->blocks, &t->plan, &t->arena);
	t->planned = true;
	index_live(txn, t->query.schema->kind, t->block, &live);
	narrow_block(txn, &t->plan, t->block, &live, &found);
	t->sure[t->block] = found.sure;
	t->open = found.maybe;
	t->narrowed = true;
	t->records += block_count(&found.sure);
}

static void match_on(struct tally *t, struct kv_txn *txn)
{
	while (t->block < t->blocks && !time_is_up(t)) {
		if (!t->narrowed)
			narrow(t, txn);
		if (!read_open(t, txn, false))
			return;
		next_block(t);
	}
	if (t->block < t->blocks)
		return;
	t->block = 0;
	t->stage = STAGE_VALUES;
}

/* --- values by `set` ------------------------------------------------------------------ */

/* The value of a key; false: a text that fills its key, which may go on behind it. */
static bool value_of(struct tally *t, struct bytes rest, struct worth *w)
{
	const struct field *f = t->by.field;

	*w = (struct worth){ .kind = WORTH_VALUE };
	if (is_text(f)) {
		buf_cut(&t->word, 0);
		if (!key_take_text(&rest, &t->word) || t->word.n + 1 >= INDEX_TEXT_MAX)
			return false;
		w->text = buf_text(&t->word);
		return true;
	}
	if (is_link(f))
		return key_take_u32(&rest, &w->link.origin) && key_take_u64(&rest, &w->link.counter);
	if (!key_take_i64(&rest, &w->number))
		return false;
	if (is_month(f)) /* times stand there by their day, too */
		w->number = month_of((struct day){ (int32_t)w->number });
	return true;
}

/* What only the record knows whole becomes `open`; returns how many have a value. */
static uint32_t count_values(struct tally *t, struct kv_txn *txn, const struct block *sure)
{
	uint32_t valued = 0;
	struct kv_cursor c;
	struct key prefix;

	index_set_key(t->query.schema->kind, t->block, t->by.field, &prefix);
	kv_cursor_open(txn, KV_SET, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&prefix)); on;
		 on = kv_next_in(&c, key_bytes(&prefix))) {
		struct bytes value = { (const char *)c.key.at + prefix.n, c.key.n - prefix.n };
		struct block with;
		struct worth w;
		uint32_t n;

		index_read_block(txn, KV_SET, c.key, &with); /* fails the transaction where damaged */
		block_and(&with, sure);
		n = block_count(&with);
		valued += n;
		if (n && value_of(t, value, &w))
			add(t, &w, n);
		else if (n)
			block_or(&t->open, &with);
	}
	kv_cursor_close(&c);
	return valued;
}

static void count_block(struct tally *t, struct kv_txn *txn)
{
	const struct block *sure = &t->sure[t->block];
	uint32_t valued, all = block_count(sure);

	memset(&t->open, 0, sizeof(t->open));
	t->narrowed = true;
	if (!all)
		return;
	valued = count_values(t, txn, sure);
	if (all > valued)
		add(t, &(struct worth){ .kind = WORTH_EMPTY }, all - valued);
}

static void values_by_set(struct tally *t, struct kv_txn *txn)
{
	for (; t->block < t->blocks && !time_is_up(t); next_block(t)) {
		if (!t->narrowed)
			count_block(t, txn);
		if (!read_open(t, txn, true))
			return;
	}
}

/* --- values by reading ---------------------------------------------------------------- */

static void values_by_reading(struct tally *t, struct kv_txn *txn)
{
	for (; t->block < t->blocks && !time_is_up(t); next_block(t)) {
		if (!t->narrowed)
			t->open = t->sure[t->block];
		t->narrowed = true;
		if (!read_open(t, txn, true))
			return;
	}
}

static bool by_set(const struct tally *t)
{
	const struct field *f = t->by.field;

	return !t->by.row && index_in_set(f) && f->type != FIELD_LINKS && f->type != FIELD_WORDS;
}

static void values_on(struct tally *t, struct kv_txn *txn)
{
	if (by_set(t))
		values_by_set(t, txn);
	else
		values_by_reading(t, txn);
	if (t->block == t->blocks)
		t->stage = STAGE_DONE;
}

/* --- opening and stepping -------------------------------------------------------------- */

static bool look_around(struct tally *t, struct err *e)
{
	struct kv_txn txn;
	bool good;

	if (!kv_begin_read(t->kv, &txn, e))
		return false;
	good = match_prepare(&txn, &t->query, &t->arena, e);
	t->last = record_last(&txn, t->query.schema->kind);
	kv_end_read(&txn);
	t->blocks = block_of(t->last) + 1;
	t->sure = must_alloc(t->blocks * sizeof(*t->sure));
	return good;
}

bool tally_open(struct kv *kv, const struct schema *s, const char *query, struct tally_by by,
	struct day today, struct tally **out, struct err *e)
{
	struct tally *t = must_alloc(sizeof(*t));

	memset(t, 0, sizeof(*t));
	*out = NULL;
	t->kv = kv;
	t->by = by;
	if (!query_parse(s, query, today, &t->query, &t->arena, e) || !look_around(t, e)) {
		tally_close(t);
		return false;
	}
	*out = t;
	return true;
}

void tally_close(struct tally *t)
{
	if (!t)
		return;
	free(t->sure);
	free(t->counts);
	free(t->slots);
	free(t->order);
	buf_free(&t->fold);
	buf_free(&t->word);
	arena_free(&t->scratch);
	arena_free(&t->arena);
	free(t);
}

bool tally_exact(const struct tally *t)
{
	return t->stage == STAGE_DONE;
}

bool tally_step(struct tally *t, int ms, struct err *e)
{
	struct kv_txn txn;
	bool good;

	if (tally_exact(t))
		return true;
	if (!kv_begin_read(t->kv, &txn, e))
		return false;
	t->until = ms < 0 ? 0 : clock_monotonic_ms() + ms;
	if (t->stage == STAGE_MATCH)
		match_on(t, &txn);
	if (t->stage == STAGE_VALUES)
		values_on(t, &txn);
	good = !txn.err.kind;
	if (!good)
		*e = txn.err;
	kv_end_read(&txn);
	return good;
}

void tally_progress(const struct tally *t, uint64_t *done, uint64_t *total)
{
	uint64_t here = (uint64_t)t->block * BLOCK_SIZE + t->place;

	*total = 2 * (uint64_t)t->last + 1;
	if (here > t->last)
		here = t->last;
	*done = t->stage == STAGE_DONE ? *total : here + (t->stage == STAGE_VALUES) * t->last;
}

size_t tally_records(const struct tally *t)
{
	return t->records;
}

size_t tally_damaged(const struct tally *t)
{
	return t->damaged;
}

/* --- rows ------------------------------------------------------------------------------ */

/* For qsort(), which hands no argument on. */
static const struct tally *sorting;

/* Values before those that were not said; then months by time, all else by count. */
static int compare_counts(const void *x, const void *y)
{
	const struct count *a = &sorting->counts[*(const size_t *)x];
	const struct count *b = &sorting->counts[*(const size_t *)y];

	if (a->worth.kind != b->worth.kind)
		return a->worth.kind < b->worth.kind ? -1 : 1;
	if (is_month(leaf(&sorting->by)))
		return (a->worth.number < b->worth.number) - (a->worth.number > b->worth.number);
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	if (a->key.n != b->key.n)
		return a->key.n < b->key.n ? -1 : 1;
	return memcmp(a->key.at, b->key.at, a->key.n);
}

size_t tally_rows(struct tally *t)
{
	if (t->sorted)
		return t->count;
	t->order = must_realloc(t->order, (t->count + 1) * sizeof(*t->order));
	for (size_t i = 0; i < t->count; i++)
		t->order[i] = i;
	sorting = t;
	if (t->count)
		qsort(t->order, t->count, sizeof(*t->order), compare_counts);
	t->sorted = true;
	return t->count;
}

static const char *link_words(struct tally *t, struct uid link)
{
	const char *words = "";
	struct err e = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(t->kv, &txn, &e))
		return words;
	words = record_number(&txn, leaf(&t->by)->kind, link, &t->arena);
	kv_end_read(&txn);
	return words;
}

static const char *value_words(struct tally *t, const struct worth *w)
{
	const struct field *f = leaf(&t->by);
	const struct choice *choice;

	if (f->type == FIELD_FLAG)
		return w->kind == WORTH_VALUE && w->number ? _("yes") : _("no");
	if (f->type == FIELD_NUMBER && w->kind != WORTH_NO_ROWS)
		return arena_format(&t->arena, "%lld", (long long)w->number);
	if (w->kind != WORTH_VALUE)
		return "";
	if (is_month(f))
		return arena_format(
			&t->arena, "%04d-%02d", (int)(w->number / 12), (int)(w->number % 12) + 1);
	if (is_link(f))
		return link_words(t, w->link);
	if (f->type != FIELD_CHOICE)
		return w->text;
	choice = field_choice(f, (uint32_t)w->number);
	return choice ? _(choice->label) : arena_format(&t->arena, "%lld", (long long)w->number);
}

/* Bytes of the quotation mark there, of any form that a query takes for one; 0: none. */
static size_t quote_at(const char *s)
{
	static const char *const quotes[] = { "\"", "“", "”", "„", "‟" };

	for (size_t i = 0; i < COUNT(quotes); i++)
		if (!strncmp(s, quotes[i], strlen(quotes[i])))
			return strlen(quotes[i]);
	return 0;
}

static size_t before_quote(const char *s)
{
	size_t n = 0;

	while (s[n] && !quote_at(s + n))
		n++;
	return n;
}

/* A quotation mark cannot be asked for: what stands between them can. */
static void write_text(const char *head, const char *value, struct buf *out)
{
	const char *sign = value[before_quote(value)] ? "" : "=";

	while (*value) {
		size_t n = before_quote(value);

		if (n)
			buf_printf(out, "%s%s:%s\"%.*s\"", out->n ? " " : "", head, sign, (int)n, value);
		value += n + quote_at(value + n);
	}
}

static const char *condition(struct tally *t, const struct count *c)
{
	const struct field *f = leaf(&t->by);
	struct buf head = { 0 }, out = { 0 };
	const char *words;

	if (c->worth.kind == WORTH_NO_ROWS)
		query_field_word(t->query.schema, t->by.field, NULL, &head);
	else
		query_field_word(t->query.schema, t->by.field, t->by.row, &head);
	if (c->worth.kind != WORTH_VALUE && f->type != FIELD_FLAG)
		buf_printf(&out, "%s:=\"\"", buf_text(&head));
	else if (is_text(f) || is_link(f) || f->type == FIELD_CHOICE)
		write_text(buf_text(&head), c->shown, &out);
	else
		buf_printf(&out, "%s:%s", buf_text(&head), c->shown);
	words = arena_text(&t->arena, buf_text(&out));
	buf_free(&head);
	buf_free(&out);
	return words;
}

void tally_row(struct tally *t, size_t i, struct tally_row *out)
{
	struct count *c;

	*out = (struct tally_row){ .value = "", .condition = "" };
	if (i >= tally_rows(t))
		return;
	c = &t->counts[t->order[i]];
	if (!c->shown) {
		c->shown = value_words(t, &c->worth);
		c->condition = condition(t, c);
	}
	*out = (struct tally_row){ c->shown, c->condition, c->n };
}
