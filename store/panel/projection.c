#include "store/panel/projection.h"

#include "locale/base/array.h"
#include "locale/base/file.h"
#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"
#include "locale/text/mask.h"
#include "store/panel/agenda.h"
#include "store/panel/matrix.h"
#include "store/panel/sentence.h"
#include "store/panel/units.h"
#include "store/schema/panel.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20, MOST_LINES = 512 };

/* --- what the room may see -------------------------------------------------------------- */

/* On one line, with what looks personal hidden. */
static const char *shown(const char *text, struct arena *a)
{
	struct buf masked = { 0 };
	char *out;

	mask_text(&masked, text);
	out = arena_text(a, buf_text(&masked));
	buf_free(&masked);
	for (char *p = out; *p; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	return out;
}

static struct day last_day(const struct limit *l, struct day today)
{
	bool unknown = false; /* the form says so; the room needs the day */

	switch (l->unit) {
	case LIMIT_WORKDAYS:
		return workday_add(today, l->n, &unknown);
	case LIMIT_DAYS:
		return (struct day){ today.n + l->n };
	default:
		return (struct day){ 0 };
	}
}

/* 5个工作日，10月9日前: how long, and what that is if it were issued today. */
static const char *limit_shown(const struct limit *l, struct day today, struct arena *a)
{
	struct day last = last_day(l, today);
	struct buf words = { 0 };
	const char *out;

	switch (l->unit) {
	case LIMIT_WORKDAYS:
		buf_printf(&words, _("%d working days"), l->n);
		break;
	case LIMIT_DAYS:
		buf_printf(&words, _("%d days"), l->n);
		break;
	case LIMIT_HOURS:
		buf_printf(&words, _("%d hours"), l->n);
		break;
	case LIMIT_DAY:
		last = l->day;
		break;
	case LIMIT_STANDING:
		buf_puts(&words, _("standing"));
		break;
	case LIMIT_NONE:
		break;
	}
	if (last.n) {
		struct civil d = day_civil(last);

		if (words.n)
			buf_printf(&words, _(", by %d-%d"), d.month, d.day);
		else
			buf_printf(&words, _("by %d-%d"), d.month, d.day);
	}
	out = arena_text(a, buf_text(&words));
	buf_free(&words);
	return out;
}

static const char *unit_name(struct kv_txn *txn, struct uid uid, struct arena *a)
{
	struct unit u;
	struct err e = { 0 };

	return uid_none(uid) || !record_get(txn, &unit_schema, uid, &u, a, &e) ? "" : u.name;
}

static void add_duties(struct kv_txn *txn, const struct ruling *r, enum duty_role role,
	struct day today, struct projection *out, struct arena *a)
{
	const struct duty *duties = r->duties.at;
	const char *label = role == DUTY_LEADS
		? (r->duties.n == 1 ? _("alone responsible") : _("leads"))
		: _("assists");

	for (size_t i = 0; i < r->duties.n && out->count < MOST_LINES; i++)
		if ((duties[i].role == DUTY_LEADS) == (role == DUTY_LEADS))
			out->lines[out->count++] = (struct projection_line){
				.label = label,
				.name = unit_name(txn, duties[i].unit, a),
				.limit = limit_shown(&duties[i].limit, today, a),
				.words = shown(duties[i].task, a),
			};
}

/* 争议: parts that nobody or several claim; room for so many duties behind them. */
static void add_disputes(struct kv_txn *txn, const struct case_ *c, size_t duties,
	struct projection *out, struct arena *a)
{
	struct matrix m;

	matrix_read(txn, c, &m, a);
	out->lines = arena_array(a, m.part_count + duties, sizeof(*out->lines));
	for (size_t i = 0; i < m.part_count && out->count < MOST_LINES; i++) {
		const char *words = matrix_dispute(&m, i, a);

		if (words)
			out->lines[out->count++] = (struct projection_line){
				.label = C_("projector", "dispute"),
				.name = shown(arena_format(a, "%s: %s", m.parts[i].label, words), a),
				.limit = "",
				.words = "",
			};
	}
}

static const char *bases_shown(struct kv_txn *txn, const struct ruling *r, struct arena *a)
{
	struct buf words = { 0 };
	const char *out;

	for (size_t i = 0; i < r->bases.n; i++) {
		struct basis b;
		struct err e = { 0 };

		if (record_get(txn, &basis_schema, r->bases.at[i], &b, a, &e))
			buf_printf(&words, "%s%s %s", words.n ? "、" : "", b.title, b.article);
	}
	out = shown(buf_text(&words), a);
	buf_free(&words);
	return out;
}

void projection_item(struct kv_txn *txn, const struct case_ *c, const struct ruling *wording,
	struct day today, struct projection *out, struct arena *a)
{
	*out = (struct projection){ .kind = PROJECTION_ITEM, .stage = "", .bases = "" };
	out->meeting = out->item = "";
	out->title = shown(c->title, a);
	add_disputes(txn, c, wording ? wording->duties.n : 0, out, a);
	if (!wording)
		return;
	add_duties(txn, wording, DUTY_LEADS, today, out, a);
	add_duties(txn, wording, DUTY_ASSISTS, today, out, a);
	out->bases = bases_shown(txn, wording, a);
}

/* 牵头 住建局 5个工作日，10月9日前；配合 … */
static const char *duties_shown(
	struct kv_txn *txn, const struct ruling *r, struct day today, struct arena *a)
{
	const struct duty *duties = r->duties.at;
	const char *all = "";

	for (size_t i = 0; i < r->duties.n; i++)
		all = arena_format(a, "%s%s%s %s %s", all, *all ? "；" : "",
			duties[i].role == DUTY_LEADS ? _("leads") : _("assists"),
			unit_short(txn, duties[i].unit, a), limit_shown(&duties[i].limit, today, a));
	return all;
}

static const char *outcome_shown(const struct item *item, struct arena *a)
{
	const struct choice *c = field_choice(schema_field(&item_schema, "state"), item->state);
	struct civil d = day_civil(item->until);

	if (item_undecided(item))
		return _("goes over to the next meeting");
	if (!item->until.n)
		return c ? _(c->label) : "";
	return arena_format(
		a, "%s%s", c ? _(c->label) : "", arena_format(a, _(", by %d-%d"), d.month, d.day));
}

static void summary_line(struct kv_txn *txn, const struct item *item, struct day today,
	struct projection_line *out, struct arena *a)
{
	struct ruling r;
	struct err none = { 0 };

	*out = (struct projection_line){
		.label = item_name(item, a),
		.name = shown(record_title(txn, KIND_CASE, item->case_, a), a),
		.limit = outcome_shown(item, a),
		.words = *item->whom ? shown(item->whom, a) : "",
	};
	if (item->state == ITEM_AGREED && record_get(txn, &ruling_schema, item->ruling, &r, a, &none))
		out->words = duties_shown(txn, &r, today, a);
}

void projection_summary(struct kv_txn *txn, struct uid meeting, struct day today,
	struct projection *out, struct arena *a)
{
	struct item *items;
	size_t n = meeting_items(txn, meeting, &items, a);

	*out = (struct projection){ .kind = PROJECTION_SUMMARY, .stage = "", .bases = "" };
	out->meeting = out->item = "";
	out->title = _("Outcomes of the meeting, to be read out");
	out->lines = arena_array(a, n + 1, sizeof(*out->lines));
	for (size_t i = 0; i < n && i < MOST_LINES; i++)
		summary_line(txn, &items[i], today, &out->lines[out->count++], a);
}

/* --- as text ------------------------------------------------------------------------------ */

static const char *const kinds[] = { "none", "between", "item", "summary" };

/* A text of the projection by its name in the file. */
static const char **text_at(struct projection *p, const char *name)
{
	const struct {
		const char *name;
		const char **at;
	} texts[] = {
		{ "meeting", &p->meeting },
		{ "item", &p->item },
		{ "stage", &p->stage },
		{ "title", &p->title },
		{ "bases", &p->bases },
	};

	for (size_t i = 0; i < COUNT(texts); i++)
		if (!strcmp(texts[i].name, name))
			return texts[i].at;
	return NULL;
}

void projection_text(const struct projection *p, struct buf *out)
{
	buf_printf(out, "kind\t%s\ncurtain\t%d\n", kinds[p->kind], p->curtain);
	buf_printf(out, "meeting\t%s\nitem\t%s\nstage\t%s\n", p->meeting, p->item, p->stage);
	buf_printf(out, "title\t%s\nbases\t%s\n", p->title, p->bases);
	buf_printf(out, "seconds\t%" PRId64 "\nat\t%" PRId64 "\n", p->seconds, p->at.s);
	for (size_t i = 0; i < p->count; i++)
		buf_printf(out, "line\t%s\t%s\t%s\t%s\n", p->lines[i].label, p->lines[i].name,
			p->lines[i].limit, p->lines[i].words);
}

/* Takes up to the next tab or line's end off `*at`. */
static char *take(char **at)
{
	char *from = *at, *to = from + strcspn(from, "\t\n");

	*at = *to == '\t' ? to + 1 : to;
	if (*to == '\t')
		*to = '\0';
	return from;
}

static void parse_line(struct projection *p, char *rest)
{
	struct projection_line *l = &p->lines[p->count++];

	l->label = take(&rest);
	l->name = take(&rest);
	l->limit = take(&rest);
	l->words = take(&rest);
}

static void parse_value(struct projection *p, const char *name, char *value)
{
	const char **text = text_at(p, name);

	if (text)
		*text = value;
	else if (!strcmp(name, "line") && p->count < MOST_LINES)
		parse_line(p, value);
	else if (!strcmp(name, "curtain"))
		p->curtain = *value == '1';
	else if (!strcmp(name, "seconds"))
		p->seconds = strtoll(value, NULL, 10);
	else if (!strcmp(name, "at"))
		p->at.s = strtoll(value, NULL, 10);
	for (size_t i = 0; !strcmp(name, "kind") && i < COUNT(kinds); i++)
		if (!strcmp(value, kinds[i]))
			p->kind = (enum projection_kind)i;
}

void projection_parse(const char *text, struct projection *p, struct arena *a)
{
	char *at = arena_text(a, text);

	*p = (struct projection){
		.meeting = "",
		.item = "",
		.stage = "",
		.title = "",
		.bases = "",
		.lines = arena_array(a, MOST_LINES, sizeof(*p->lines)),
	};
	while (*at) {
		char *line = at, *end = at + strcspn(at, "\n"), *name;

		at = *end ? end + 1 : end;
		*end = '\0';
		name = take(&line);
		parse_value(p, name, line);
	}
}

/* --- the file ------------------------------------------------------------------------------- */

static const char *file_in(const char *folder, const char *name, struct arena *a)
{
	return arena_format(a, "%s/%s", folder, name);
}

bool projection_write(const char *folder, const struct buf *text, struct err *e)
{
	struct arena a = { 0 };
	const char *path = file_in(folder, "projector", &a);
	bool done = file_replace(path, text->at, text->n, false) || err_errno(e, errno, path);

	arena_free(&a);
	return done;
}

void projection_read(const char *folder, struct projection *out, struct arena *a)
{
	struct buf text = { 0 };

	if (!buf_read_file(&text, file_in(folder, "projector", a), MOST_BYTES))
		buf_cut(&text, 0);
	projection_parse(buf_text(&text), out, a);
	buf_free(&text);
}

static int open_lock(const char *folder)
{
	struct arena a = { 0 };
	int fd = open(file_in(folder, "projecting", &a), O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	arena_free(&a);
	return fd;
}

int projection_follow(const char *folder)
{
	int fd = open_lock(folder);

	if (fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

bool projection_followed(const char *folder)
{
	int fd = open_lock(folder);
	bool followed = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;

	if (fd >= 0)
		close(fd);
	return followed;
}
