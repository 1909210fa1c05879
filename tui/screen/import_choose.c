/* import_choose.c — how a file is meant: its columns, encoding, sheet, what is in it. */
#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/clean.h"
#include "locale/text/decode.h"
#include "store/schema/claim_row.h"
#include "store/schema/ledger.h"
#include "tui/screen/import.h"

#include <stdio.h>
#include <string.h>

/* ---- columns ---- */

enum { DROP, CARRY, FIELDS };

static bool may_come_in(const struct field *f)
{
	return f->type != FIELD_BYTES && !(f->flags & FIELD_OWNED) &&
		(!(f->flags & FIELD_READONLY) || (f->flags & FIELD_NAME));
}

static struct effect tell_map(
	struct import_screen *s, struct ctx *ctx, const char *field, const char *heading)
{
	struct err e = { 0 };

	if (s->map_count == IMPORT_MAPS) {
		err_set(&e, ERR_INPUT, "too many columns were changed by hand");
		err_fix(&e, "mend the headings in the file");
		return say(e);
	}
	s->maps[s->map_count++] = (struct import_map){ field, arena_text(ctx->arena, heading) };
	return import_try(s, ctx);
}

static struct effect field_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct import_screen *s = state;

	if (count == 0)
		return stay();
	const char *heading = import_mapping(s->im)->columns[s->table.scroll.focus].heading;
	if (rows[0] == DROP)
		return tell_map(s, ctx, "-", heading);
	if (rows[0] == CARRY)
		return tell_map(s, ctx, "extra", heading);
	return tell_map(s, ctx, s->fields[rows[0] - FIELDS]->name, heading);
}

struct effect import_choose_field(void *state, struct ctx *ctx)
{
	struct import_screen *s = state;
	const struct schema *schema = s->schema;
	const struct map_column *now = &import_mapping(s->im)->columns[s->table.scroll.focus];
	size_t n = 0, focus = now->use == MAP_CARRIED ? CARRY : DROP;

	s->offers = arena_array(ctx->arena, schema->field_count + FIELDS, sizeof(*s->offers));
	s->fields = arena_array(ctx->arena, schema->field_count, sizeof(struct field *));
	s->offers[DROP] = (struct picker_row){ .words = _("not taken") };
	s->offers[CARRY] = (struct picker_row){ .words = _("carried along, masked, not searched") };
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct field *f = &schema->fields[i];

		if (!may_come_in(f))
			continue;
		if (now->use == MAP_TAKEN && now->field == f)
			focus = FIELDS + n;
		s->fields[n] = f;
		s->offers[FIELDS + n++] = (struct picker_row){ .words = _(f->label), .note = _(f->help) };
	}
	return choose((struct choose){
		.title = _("What is this column?"),
		.source = picker_list(s->offers, n + FIELDS, ctx->arena),
		.focus = focus,
		.then = field_chosen,
	});
}

/* ---- encoding ---- */

enum { SAMPLE_BYTES = 4096, SAMPLE_SHOWN = 60 };

/* The start of the file that is not plain letters, without half a sequence at its end. */
static struct bytes sample_of(const char *path, struct arena *a)
{
	unsigned char *room = arena_alloc(a, SAMPLE_BYTES);
	FILE *f = fopen(path, "rb");
	size_t n = f ? fread(room, 1, SAMPLE_BYTES, f) : 0, from = 0, line = 0;

	if (f)
		fclose(f);
	while (from < n && room[from] < 0x80) {
		if (room[from] == '\n')
			line = from + 1;
		from++;
	}
	if (from == n || (n > 1 && room[0] >= 0xFE)) /* UTF-16 is none but for its ends */
		line = 0;
	n -= line;
	return (struct bytes){ room + line, n < SAMPLE_SHOWN ? n : SAMPLE_SHOWN };
}

/* How the file begins when it is read so. */
static const char *sample_as(struct bytes sample, enum encoding encoding, struct arena *a)
{
	struct buf decoded = { 0 }, line = { 0 };
	struct decoder d;
	struct err e = { 0 };
	size_t bom = encoding_bom_at(encoding, sample.at, sample.n);
	const char *text = "";

	if (!decoder_open(&d, encoding, &e))
		return text;
	decoder_feed(&d, (const char *)sample.at + bom, sample.n - bom, &decoded);
	decoder_close(&d);
	clean_line(&line, buf_text(&decoded), decoded.n);
	text = arena_copy(a, buf_text(&line), line.n);
	buf_free(&decoded);
	buf_free(&line);
	return text;
}

static struct effect encoding_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct import_screen *s = state;

	if (count == 0)
		return stay();
	s->encoding = rows[0] ? encoding_name((enum encoding)(rows[0] - 1)) : NULL;
	return import_try(s, ctx);
}

struct effect import_choose_encoding(void *state, struct ctx *ctx)
{
	struct import_screen *s = state;
	struct bytes sample = sample_of(s->path, ctx->arena);
	size_t now = 0;

	s->offers = arena_array(ctx->arena, ENCODING_COUNT + 1, sizeof(*s->offers));
	s->offers[0] = (struct picker_row){ .words = _("recognised by itself") };
	for (size_t i = 0; i < ENCODING_COUNT; i++) {
		s->offers[i + 1] = (struct picker_row){
			.words = encoding_name((enum encoding)i),
			.note = sample_as(sample, (enum encoding)i, ctx->arena),
		};
		if (s->encoding && strcmp(s->encoding, s->offers[i + 1].words) == 0)
			now = i + 1;
	}
	return choose((struct choose){
		.title = _("Read the file as"),
		.source = picker_list(s->offers, ENCODING_COUNT + 1, ctx->arena),
		.focus = now,
		.then = encoding_chosen,
	});
}

/* ---- sheet ---- */

const char *import_sheet_read(const struct import_screen *s)
{
	const struct source_sheet *sheets;
	size_t read, n = import_sheets(s->im, &sheets, &read);

	return n > 1 ? sheets[read].name : NULL;
}

static struct effect sheet_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct import_screen *s = state;

	if (count == 0)
		return stay();
	s->sheet = s->offers[rows[0]].words;
	s->map_count = 0;
	return import_try(s, ctx);
}

struct effect import_choose_sheet(void *state, struct ctx *ctx)
{
	struct import_screen *s = state;
	const struct source_sheet *sheets;
	size_t read, n = import_sheets(s->im, &sheets, &read);

	s->offers = arena_array(ctx->arena, n, sizeof(*s->offers));
	for (size_t i = 0; i < n; i++)
		s->offers[i] = (struct picker_row){
			.words = arena_text(ctx->arena, sheets[i].name),
			.note = sheets[i].hidden ? _("hidden in the workbook") : NULL,
		};
	return choose((struct choose){
		.title = _("Which sheet?"),
		.source = picker_list(s->offers, n, ctx->arena),
		.focus = read,
		.then = sheet_chosen,
	});
}

/* ---- repair ---- */

static const char *const repairs[] = {
	[IMPORT_REPAIR_NOT] = N_("told only"),
	[IMPORT_REPAIR_CERTAIN] = N_("put right where certain"),
	[IMPORT_REPAIR_OFFERED] = N_("put right where likely, too"),
};

const char *import_repair_words(enum import_repair repair)
{
	return _(repairs[repair]);
}

static struct effect repair_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct import_screen *s = state;

	if (count == 0)
		return stay();
	s->repair = (enum import_repair)rows[0];
	return import_try(s, ctx);
}

struct effect import_choose_repair(void *state, struct ctx *ctx)
{
	struct import_screen *s = state;

	s->offers = arena_array(ctx->arena, COUNT(repairs), sizeof(*s->offers));
	for (size_t i = 0; i < COUNT(repairs); i++)
		s->offers[i] = (struct picker_row){ .words = _(repairs[i]) };
	return choose((struct choose){
		.title = _("Texts misread before they came here (page 4 offers each)"),
		.source = picker_list(s->offers, COUNT(repairs), ctx->arena),
		.focus = s->repair,
		.then = repair_chosen,
	});
}

/* ---- what is in the file ---- */

const struct schema *const import_kinds[IMPORT_KINDS] = { &order_schema, &return_row_schema,
	&unit_schema, &member_schema, &basis_schema, &ledger_row_schema, &claim_row_schema };

static struct effect kind_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	struct import_screen *s = state;

	if (count == 0)
		return stay();
	import_end(s);
	s->schema = import_kinds[rows[0]];
	s->map_count = 0;
	return s->path ? import_try(s, ctx) : stay();
}

struct effect import_choose_kind(void *state, struct ctx *ctx)
{
	struct import_screen *s = state;

	s->offers = arena_array(ctx->arena, IMPORT_KINDS, sizeof(*s->offers));
	for (size_t i = 0; i < IMPORT_KINDS; i++)
		s->offers[i] = (struct picker_row){ .words = _(import_kinds[i]->plural) };
	return choose((struct choose){
		.title = _("What is in the file?"),
		.source = picker_list(s->offers, IMPORT_KINDS, ctx->arena),
		.then = kind_chosen,
	});
}

/* ---- what 退回 means ---- */

static struct effect means_chosen(void *state, struct ctx *ctx, size_t choice, const char *text)
{
	struct import_screen *s = state;

	(void)text;
	if (choice == 0)
		return stay();
	s->means = choice == 1 ? RETURN_BY_UNIT : RETURN_TO_REDO;
	return import_try(s, ctx);
}

struct effect import_ask_means(void *state, struct ctx *ctx)
{
	struct prompt_choice *choices = arena_array(ctx->frame, 3, sizeof(*choices));

	(void)state;
	choices[0].words = _("look at it again");
	choices[1].words = _("a unit asks to return the order: it counts");
	choices[2].words = _("the hotline sends it back to be redone: it does not");
	return ask((struct question){
		.words = _("What does 退回 mean in this file?"),
		.detail = _("It is remembered for files with these headings."),
		.choices = choices,
		.count = 3,
		.then = means_chosen,
	});
}
