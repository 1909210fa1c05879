#include "locale/msg/msg.h"
#include "tui/screen/form.h"

static const struct fields_entry *entry_now(const struct form_screen *s)
{
	return &s->fields.entries[s->form.scroll.focus];
}

static struct effect take(struct form_screen *s, const char *text)
{
	if (!form_take(&s->form, text))
		return say(s->form.err);
	return stay();
}

static struct effect label_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct form_screen *s = state;

	(void)ctx;
	return count ? take(s, s->labels[rows[0]].words) : stay();
}

static struct effect records_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct form_screen *s = state;
	struct buf text = { 0 };

	for (size_t i = 0; i < count; i++)
		buf_printf(
			&text, "%s%s", i ? "、" : "", pick_number(&s->pick, (uint32_t)rows[i], ctx->frame));
	struct effect effect = take(s, buf_text(&text));
	buf_free(&text);
	return effect;
}

/* Into a text, where the caret stands. */
static struct effect words_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct form_screen *s = state;

	for (size_t i = 0; i < count; i++)
		form_insert(&s->form, pick_number(&s->pick, (uint32_t)rows[i], ctx->frame));
	return stay();
}

static struct effect choose_record(struct form_screen *s, struct ctx *ctx, enum kind kind,
	bool many, struct effect (*then)(void *, struct ctx *, const size_t *, size_t))
{
	struct err e = { 0 };
	size_t *marked;

	if (!pick_open(&s->pick, ctx, kind, "", &e))
		return say(e);
	size_t n = pick_ordinals(
		&s->pick, fields_links(&s->fields, s->form.scroll.focus), &marked, ctx->frame);
	return choose((struct choose){
		.title = many
			? arena_format(ctx->frame, _("%s: Space marks several"), _(schema_of(kind)->plural))
			: _(schema_of(kind)->plural),
		.source = pick_source(&s->pick),
		.text = s->form.typed,
		.many = many,
		.marked = marked,
		.marked_count = n,
		.then = then,
	});
}

static const enum kind inserted[] = { KIND_UNIT, KIND_BASIS, KIND_MEMBER };

static struct effect insert_kind_chosen(
	void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	return count ? choose_record(state, ctx, inserted[rows[0]], false, words_chosen) : stay();
}

/* A text takes a name from any of several lists. */
static struct effect choose_insert(struct form_screen *s, struct ctx *ctx)
{
	struct picker_row *rows = arena_array(ctx->arena, COUNT(inserted), sizeof(*rows));

	(void)s;
	for (size_t i = 0; i < COUNT(inserted); i++)
		rows[i] = (struct picker_row){ .words = _(schema_of(inserted[i])->plural) };
	return choose((struct choose){
		.title = _("insert into the text"),
		.source = picker_list(rows, COUNT(inserted), ctx->arena),
		.then = insert_kind_chosen,
	});
}

static struct effect choose_label(struct form_screen *s, struct ctx *ctx)
{
	const struct fields_entry *entry = entry_now(s);

	s->labels = arena_array(ctx->arena, entry->choice_count, sizeof(*s->labels));
	for (size_t i = 0; i < entry->choice_count; i++)
		s->labels[i] = (struct picker_row){ .words = entry->choices[i] };
	return choose((struct choose){
		.title = _(entry->field->label),
		.source = picker_list(s->labels, entry->choice_count, ctx->arena),
		.text = s->form.typed,
		.then = label_chosen,
	});
}

struct effect form_pick(void *state, struct ctx *ctx)
{
	struct form_screen *s = state;
	const struct fields_entry *entry = entry_now(s);

	switch (entry->field->type) {
	case FIELD_LINK:
		return choose_record(s, ctx, entry->field->kind, false, records_chosen);
	case FIELD_LINKS:
		return choose_record(s, ctx, entry->field->kind, true, records_chosen);
	case FIELD_CHOICE:
		return choose_label(s, ctx);
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		return choose_insert(s, ctx);
	default:
		return stay();
	}
}

const char *form_no_list(const void *state, struct ctx *ctx)
{
	const struct fields_entry *entry = entry_now(state);

	(void)ctx;
	switch (entry->heading || entry->masked || entry->fixed ? FIELD_ROWS : entry->field->type) {
	case FIELD_LINK:
	case FIELD_LINKS:
	case FIELD_CHOICE:
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		return NULL;
	default:
		return _("There is no list for this field.");
	}
}
