/* review_draft.c — what is typed and not confirmed, as a draft (store/rec/draft.h).
 *
 *     ruling 1234        bytes of the ruling, as the codec writes it, and the bytes
 *     …
 *     speaker 1.17       of the note; 0.0 nobody
 *     noted 1790000000   when the note was begun
 *     note 9             bytes of the note, and the text
 *     …
 *     field 2            where text stands that cannot be read: enum review_part,
 *     duty 0             of which duty, and the text
 *     typed 7
 *     …
 */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "store/rec/codec.h"
#include "store/rec/draft.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SYNC_SECONDS = 5 };

static const struct bytes no_key = { "", 0 };

static const char *folder_of(const struct ctx *ctx)
{
	return kv_folder(ctx->store->kv);
}

/* "ruling-2026-15-2": the screen of drafts opens it by this. */
static const char *name_of(const char *number, struct arena *a)
{
	char *name = arena_format(a, "ruling-%s", number);

	for (char *p = name; *p; p++)
		if (*p == '/')
			*p = '-';
	return name;
}

/* As it would be stored: without empty duties, the wording only where it is by hand. */
static struct ruling tidied(const struct ruling *from, struct arena *a)
{
	struct ruling r = *from;
	struct duty *duties = arena_array(a, r.duties.n + 1, sizeof(*duties));

	if (r.duties.n)
		memcpy(duties, r.duties.at, r.duties.n * sizeof(*duties));
	r.duties.at = duties;
	review_ruling_tidy(&r);
	if (!r.by_hand)
		r.sentence = "";
	return r;
}

static void write_ruling(const struct ruling *from, struct buf *out)
{
	struct arena a = { 0 };
	struct ruling r = tidied(from, &a);

	codec_write(&ruling_schema, &r, CODEC_PUBLIC, no_key, out);
	arena_free(&a);
}

static void write_draft(const struct review *r, struct buf *out)
{
	struct buf ruling = { 0 };

	write_ruling(&r->made.ruling, &ruling);
	buf_printf(out, "ruling %zu\n", ruling.n);
	buf_add(out, ruling.at, ruling.n);
	buf_printf(out, "\nspeaker %" PRIu32 ".%" PRIu64 "\nnoted %" PRId64 "\nnote %zu\n%s\n",
		r->speaker.origin, r->speaker.counter, r->noted.s, r->note.text.n, edit_text(&r->note));
	if (r->unread.on)
		buf_printf(out, "field %d\nduty %zu\ntyped %zu\n%s\n", (int)r->unread.part, r->unread.duty,
			r->unread.text.n, buf_text(&r->unread.text));
	buf_free(&ruling);
}

static bool same(const struct buf *a, const struct buf *b)
{
	return a->n == b->n && (!a->n || !memcmp(a->at, b->at, a->n));
}

bool review_draft_changed(struct review *r)
{
	struct buf now = { 0 };

	write_ruling(&r->made.ruling, &now);
	bool changed = !same(&now, &r->stored);
	buf_free(&now);
	return changed;
}

/* ---- reading back ---- */

struct reader {
	const char *at, *end;
};

static const char *line(struct reader *r, char *to, size_t room)
{
	const char *eol = memchr(r->at, '\n', (size_t)(r->end - r->at));
	size_t n = eol ? (size_t)(eol - r->at) : 0;

	if (!eol || n >= room)
		return NULL;
	memcpy(to, r->at, n);
	to[n] = '\0';
	r->at = eol + 1;
	return to;
}

/* "word N", the N bytes, and a line end. */
static bool stretch(struct reader *r, const char *word, struct bytes *out)
{
	char head[64];
	size_t n = strlen(word);
	char *end;

	if (!line(r, head, sizeof(head)) || strncmp(head, word, n) != 0 || head[n] != ' ')
		return false;
	out->n = strtoul(head + n + 1, &end, 10);
	out->at = r->at;
	if (*end || out->n >= (size_t)(r->end - r->at) || r->at[out->n] != '\n')
		return false;
	r->at += out->n + 1;
	return true;
}

bool review_draft_store(struct ctx *ctx, const struct item *item, struct act *act, struct err *e)
{
	const struct verb *draft = verb_named(KIND_ITEM, "draft");
	const char *name = name_of(item->number, ctx->frame);
	struct buf text = { 0 };
	struct err none = { 0 };
	struct ruling typed;
	struct bytes value;
	struct item after;
	bool good = true;

	if (draft_load(folder_of(ctx), name, &text, &none)) {
		struct reader from = { text.at, text.at + text.n };

		schema_init(&ruling_schema, &typed);
		if (stretch(&from, "ruling", &value) &&
			codec_read(&ruling_schema, no_key, value, CODEC_PUBLIC, &typed, &act->scratch, &none)) {
			typed.head = (struct head){ .ordinal = 0 }; /* on whatever is stored */
			good = verb_do(act, draft, item->head.uid, &typed, &after, e);
		}
	}
	buf_free(&text);
	return good;
}

static bool apply_ruling(struct review *r, struct bytes value)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct ruling typed;

	schema_init(&ruling_schema, &typed);
	bool good = codec_read(&ruling_schema, no_key, value, CODEC_PUBLIC, &typed, &a, &e);
	if (good) {
		typed.head = r->facts.ruling.head;
		review_ruling_load(r, &typed);
	}
	arena_free(&a);
	return good;
}

static bool apply_note(struct review *r, struct reader *from)
{
	struct bytes text;
	char words[64];

	if (!line(from, words, sizeof(words)) ||
		sscanf(words, "speaker %" SCNu32 ".%" SCNu64, &r->speaker.origin, &r->speaker.counter) !=
			2 ||
		!line(from, words, sizeof(words)) || sscanf(words, "noted %" SCNd64, &r->noted.s) != 1 ||
		!stretch(from, "note", &text))
		return false;
	struct arena a = { 0 };
	edit_set(&r->note, arena_copy(&a, text.at, text.n));
	arena_free(&a);
	r->speaker_known = !uid_none(r->speaker) || text.n;
	return true;
}

/* Most drafts have none. */
static void apply_unread(struct review *r, struct reader *from)
{
	struct bytes text;
	char words[64];
	int part;

	if (!line(from, words, sizeof(words)) || sscanf(words, "field %d", &part) != 1 ||
		!line(from, words, sizeof(words)) || sscanf(words, "duty %zu", &r->unread.duty) != 1 ||
		!stretch(from, "typed", &text))
		return;
	r->unread.on = true;
	r->unread.part = (enum review_part)part;
	buf_add(&r->unread.text, text.at, text.n);
}

static bool apply(struct review *r, const struct buf *text)
{
	struct reader from = { text->at, text->at + text->n };
	struct bytes ruling;

	if (!stretch(&from, "ruling", &ruling) || !apply_ruling(r, ruling) || !apply_note(r, &from))
		return false;
	apply_unread(r, &from);
	return true;
}

static void restore(struct review *r, struct ctx *ctx)
{
	struct buf text = { 0 };
	struct err e = { 0 };

	if (draft_load(folder_of(ctx), r->draft, &text, &e) && apply(r, &text)) {
		r->drafted = true;
		r->greeting = _("What was typed last time and not agreed is here again.");
	}
	buf_free(&text);
}

void review_draft_open(struct review *r, struct ctx *ctx)
{
	r->draft = name_of(r->facts.item->number, ctx->arena);
	r->drafted = false;
	r->greeting = NULL;
	edit_set(&r->note, "");
	r->speaker = (struct uid){ 0 };
	r->speaker_known = false;
	r->noted = (struct time){ 0 };
	r->unread.on = false;
	buf_cut(&r->unread.text, 0);
	review_ruling_load(r, &r->facts.ruling);
	buf_cut(&r->stored, 0);
	write_ruling(&r->made.ruling, &r->stored);
	if (r->facts.open)
		restore(r, ctx);
	buf_cut(&r->saved, 0);
	write_draft(r, &r->saved);
}

void review_draft_keep(struct review *r)
{
	r->made.ruling.head = r->facts.ruling.head;
	buf_cut(&r->stored, 0);
	write_ruling(&r->facts.ruling, &r->stored);
}

void review_draft_forget(struct ctx *ctx, const struct item *item)
{
	struct err e = { 0 };

	draft_drop(folder_of(ctx), name_of(item->number, ctx->frame), &e);
}

/* ---- writing ---- */

bool review_draft_drop(struct review *r, struct ctx *ctx, struct err *e)
{
	if (r->drafted && !draft_drop(folder_of(ctx), r->draft, e))
		return false;
	r->drafted = false;
	return true;
}

bool review_draft_save(struct review *r, struct ctx *ctx, bool sync, struct err *e)
{
	struct buf now = { 0 };
	bool good = true;

	if (!r->draft || !r->facts.open)
		return true;
	write_draft(r, &now);
	sync = sync || ctx->now.s - r->synced.s >= SYNC_SECONDS;
	if (!review_draft_changed(r) && edit_empty(&r->note) && !r->unread.on) {
		good = review_draft_drop(r, ctx, e);
	} else if (!same(&now, &r->saved) || (sync && r->unsynced)) {
		good = draft_save(folder_of(ctx), r->draft, (struct bytes){ now.at, now.n }, sync, e);
		r->drafted |= good;
		r->unsynced = !sync;
		if (good && sync)
			r->synced = ctx->now;
	}
	if (good) {
		buf_cut(&r->saved, 0);
		buf_add(&r->saved, now.at, now.n);
	}
	buf_free(&now);
	return good;
}
