#include "store/io/mapping.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/io/fit.h"
#include "store/io/heading.h"
#include "store/kv/digest.h"
#include "store/rec/meta.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT_FEW = 20, UNIT_MANY = 60 /* percent */, FEW_VALUES = 3 };

/* --- the guess ----------------------------------------------------------------------- */

size_t mapping_known(const struct schema *s, const char *const *cells, size_t n)
{
	struct heading_sense sense;
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		known += *cells[i] && heading_sense(s, cells[i], &sense);
	return known;
}

static enum map_use default_use(const struct mapping *m, const struct heading_sense *sense)
{
	if (sense->useless || (sense->personal && !m->keep_personal))
		return MAP_DROPPED;
	return sense->field ? MAP_TAKEN : MAP_CARRIED;
}

/* A field takes one column: the others are carried along. */
static void carry(struct map_column *c)
{
	c->field = NULL;
	c->level = 0;
	c->use = c->personal && c->use == MAP_DROPPED ? MAP_DROPPED : MAP_CARRIED;
}

static void settle_doubles(struct mapping *m, const int *ranks)
{
	for (size_t i = 0; i < m->n; i++)
		for (size_t j = 0; j < m->n; j++) {
			struct map_column *one = &m->columns[i], *other = &m->columns[j];

			if (i != j && one->field && one->field == other->field && !one->level &&
				!other->level && (ranks[i] < ranks[j] || (ranks[i] == ranks[j] && i < j)))
				carry(other);
		}
}

static size_t same_tree(const struct mapping *m, const char *stem, bool drop_others)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		struct map_column *c = &m->columns[i];
		struct buf own = { 0 };

		if (!c->field || strcmp(c->field->name, "category") != 0)
			continue;
		heading_stem(&own, c->heading);
		if (c->level && !strcmp(buf_text(&own), stem))
			n++;
		else if (drop_others)
			carry(c);
		buf_free(&own);
	}
	return n;
}

/* Of several category trees in a file the one with most levels is taken, and before
 * a column that holds the whole. */
static void settle_levels(struct mapping *m)
{
	struct buf best = { 0 }, stem = { 0 };
	size_t most = 0;

	for (size_t i = 0; i < m->n; i++) {
		size_t n;

		if (!m->columns[i].level)
			continue;
		buf_cut(&stem, 0);
		heading_stem(&stem, m->columns[i].heading);
		n = same_tree(m, buf_text(&stem), false);
		if (n > most) {
			most = n;
			buf_cut(&best, 0);
			buf_puts(&best, buf_text(&stem));
		}
	}
	if (most)
		same_tree(m, buf_text(&best), true);
	buf_free(&best);
	buf_free(&stem);
}

void mapping_guess(struct mapping *m, const struct schema *s, const char *const *headings, size_t n,
	bool keep_personal, struct arena *a)
{
	int *ranks = arena_array(a, n, sizeof(*ranks));

	*m = (struct mapping){
		.schema = s,
		.n = n,
		.columns = arena_array(a, n, sizeof(*m->columns)),
		.keep_personal = keep_personal,
	};
	for (size_t i = 0; i < n; i++) {
		struct map_column *c = &m->columns[i];
		struct heading_sense sense = { 0 };

		c->heading = arena_text(a, headings[i]);
		c->samples[0] = c->samples[1] = "";
		if (!heading_sense(s, headings[i], &sense))
			continue;
		c->field = sense.field;
		c->level = sense.level;
		c->personal = sense.personal;
		c->use = default_use(m, &sense);
		ranks[i] = sense.rank;
	}
	settle_doubles(m, ranks);
	settle_levels(m);
}

/* --- as told -------------------------------------------------------------------------- */

static struct map_column *column_named(const struct mapping *m, const char *heading)
{
	struct buf want = { 0 }, own = { 0 };
	struct map_column *found = NULL;
	char *end;
	unsigned long place = strtoul(heading, &end, 10);

	for (size_t i = 0; i < m->n && !found; i++)
		if (!strcmp(m->columns[i].heading, heading))
			found = &m->columns[i];
	heading_fold(&want, heading);
	for (size_t i = 0; i < m->n && !found && want.n; i++) {
		buf_cut(&own, 0);
		heading_fold(&own, m->columns[i].heading);
		if (!strcmp(buf_text(&own), want.at))
			found = &m->columns[i];
	}
	if (!found && *heading && !*end && place >= 1 && place <= m->n)
		found = &m->columns[place - 1];
	buf_free(&want);
	buf_free(&own);
	return found;
}

static bool no_such_heading(const struct mapping *m, const char *heading, struct err *e)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < m->n && all.n < 300; i++)
		buf_printf(&all, "%s%s", i ? ", " : "", m->columns[i].heading);
	err_set(e, ERR_USAGE, "the file has no such heading");
	err_at(e, "%s", heading);
	err_fix(e, "it has: %s", buf_text(&all));
	buf_free(&all);
	return false;
}

static bool may_be_mapped(const struct field *f)
{
	return f && !(f->flags & FIELD_READONLY) && f->type != FIELD_BYTES && strcmp(f->name, "extra");
}

/* "category.2" is the second level of a category. */
static bool field_told(
	const struct mapping *m, const char *name, const struct field **f, int *level, struct err *e)
{
	const char *dot = strrchr(name, '.');
	char word[128];

	snprintf(word, sizeof(word), "%.*s", dot ? (int)(dot - name) : (int)strlen(name), name);
	*level = dot ? atoi(dot + 1) : 0;
	*f = schema_field_named(m->schema, word);
	if (may_be_mapped(*f) && *level >= 0 && *level <= 9)
		return true;
	err_set(e, ERR_USAGE, "there is no such field to map to");
	err_at(e, "%s", name);
	return err_fix(e, "yanpan schema %s lists the fields", m->schema->name);
}

static void tell(struct mapping *m, struct map_column *c, const struct field *f, int level,
	enum map_use use, enum map_how how)
{
	for (size_t i = 0; f && i < m->n; i++)
		if (&m->columns[i] != c && m->columns[i].field == f &&
			(!level || !m->columns[i].level || m->columns[i].level == level))
			carry(&m->columns[i]);
	c->field = f;
	c->level = level;
	c->use = use;
	c->personal = f ? (f->flags & FIELD_PERSONAL) != 0 : use == MAP_DROPPED && c->personal;
	c->how = how;
	c->doubt = NULL;
}

static bool tell_as(
	struct mapping *m, const char *field, const char *heading, enum map_how how, struct err *e)
{
	struct map_column *c = column_named(m, heading);
	const struct field *f;
	int level;

	if (!c)
		return no_such_heading(m, heading, e);
	if (!strcmp(field, "-") || !strcmp(field, "extra")) {
		tell(m, c, NULL, 0, *field == '-' ? MAP_DROPPED : MAP_CARRIED, how);
		return true;
	}
	if (!field_told(m, field, &f, &level, e))
		return false;
	tell(m, c, f, level, MAP_TAKEN, how);
	return true;
}

bool mapping_tell(struct mapping *m, const char *field, const char *heading, struct err *e)
{
	return tell_as(m, field, heading, MAP_TOLD, e);
}

/* --- from one import to the next -------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The set of headings, whatever their order. */
static void memory_name(const struct mapping *m, char name[64])
{
	const char **sorted = must_alloc((m->n + 1) * sizeof(*sorted));
	struct buf all = { 0 };
	char hex[DIGEST_HEX];
	struct digest d;

	for (size_t i = 0; i < m->n; i++)
		sorted[i] = m->columns[i].heading;
	qsort(sorted, m->n, sizeof(*sorted), by_text);
	for (size_t i = 0; i < m->n; i++)
		buf_printf(&all, "%s\n", sorted[i]);
	d = digest_of((struct bytes){ buf_text(&all), all.n });
	digest_hex(&d, hex);
	snprintf(name, 64, "mapping %s %.32s", m->schema->name, hex);
	buf_free(&all);
	free(sorted);
}

static void add_target(struct buf *out, const struct map_column *c)
{
	if (c->use == MAP_DROPPED)
		buf_puts(out, "-");
	else if (c->use == MAP_CARRIED || !c->field)
		buf_puts(out, "extra");
	else if (c->level)
		buf_printf(out, "%s.%d", c->field->name, c->level);
	else
		buf_puts(out, c->field->name);
}

void mapping_recall(struct mapping *m, struct kv_txn *txn, struct arena *a)
{
	char name[64];
	char *at;

	memory_name(m, name);
	at = arena_text(a, meta_text(txn, name, a));
	while (*at) {
		char *end = at + strcspn(at, "\n"), *heading;
		struct err e = { 0 };

		*end = '\0';
		if (*at == '@')
			m->means = (uint32_t)atoi(at + 1);
		heading = strchr(at, '=');
		if (heading) {
			*heading++ = '\0';
			tell_as(m, at, heading, MAP_REMEMBERED, &e);
		}
		at = end + 1;
	}
}

void mapping_remember(const struct mapping *m, struct kv_txn *txn)
{
	struct buf lines = { 0 };
	char name[64];

	for (size_t i = 0; i < m->n; i++) {
		const struct map_column *c = &m->columns[i];

		if (c->how == MAP_GUESSED || strchr(c->heading, '\n'))
			continue;
		add_target(&lines, c);
		buf_printf(&lines, "=%s\n", c->heading);
	}
	if (m->means_told)
		buf_printf(&lines, "@%u\n", m->means);
	memory_name(m, name);
	if (lines.n)
		meta_set_text(txn, name, buf_text(&lines));
	buf_free(&lines);
}

const char *mapping_text(const struct mapping *m, struct arena *a)
{
	struct buf lines = { 0 };
	const char *text;

	for (size_t i = 0; i < m->n; i++) {
		buf_printf(&lines, "%s%s=", i ? "\n" : "", m->columns[i].heading);
		add_target(&lines, &m->columns[i]);
	}
	text = arena_text(a, buf_text(&lines));
	buf_free(&lines);
	return text;
}

/* --- the values -------------------------------------------------------------------------- */

static void measure(const struct mapping *m, const char *const *values, size_t rows,
	struct day today, struct fit *fits)
{
	for (size_t r = 0; r < rows; r++)
		for (size_t i = 0; i < m->n; i++)
			fit_add(&fits[i], values[r * m->n + i], today);
}

static void take_samples(
	struct map_column *c, const char *const *values, size_t rows, size_t step, struct arena *a)
{
	size_t taken = 0;

	c->samples[0] = c->samples[1] = "";
	for (size_t r = 0; r < rows && taken < COUNT(c->samples) && !c->personal; r++)
		if (*values[r * step])
			c->samples[taken++] = arena_text(a, values[r * step]);
}

static bool is_unit_field(const struct field *f)
{
	return f && (!strcmp(f->name, "unit") || !strcmp(f->name, "first_unit"));
}

static bool is_category(const struct field *f)
{
	return f && !strcmp(f->name, "category");
}

/* Units and categories are both short words; when they stand in each other's column it
 * shows only side by side. */
static bool swapped_units(const struct mapping *m, const struct fit *fits, size_t column)
{
	const struct field *own = m->columns[column].field;
	bool unit = is_unit_field(own);

	if (m->schema->kind != KIND_ORDER || (!unit && !is_category(own)))
		return false;
	if (unit ? fit_share(&fits[column], SHAPE_UNIT) >= UNIT_FEW
			 : fit_share(&fits[column], SHAPE_UNIT) < UNIT_MANY)
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct field *f = m->columns[i].use == MAP_TAKEN ? m->columns[i].field : NULL;

		if (!f || !fits[i].values)
			continue;
		if (unit && is_category(f) && fit_share(&fits[i], SHAPE_UNIT) >= UNIT_MANY)
			return true;
		if (!unit && is_unit_field(f) && fit_share(&fits[i], SHAPE_UNIT) < UNIT_FEW)
			return true;
	}
	return false;
}

/* One or two odd values are rows to refuse, not a heading to doubt, but where the number
 * or the request should be. */
static bool misfits(const struct mapping *m, const struct fit *fits, size_t column)
{
	const struct map_column *c = &m->columns[column];
	size_t least = FEW_VALUES;

	if (c->field && (!strcmp(c->field->name, m->schema->number) || !strcmp(c->field->name, "text")))
		least = 1;
	return c->use == MAP_TAKEN && c->how == MAP_GUESSED && fits[column].values >= least &&
		(!fit_holds(&fits[column], m->schema, c->field) || swapped_units(m, fits, column));
}

/* Of the columns in doubt, the one field whose own column is in doubt too and that this
 * column's values would fit. */
static const struct field *better(const struct mapping *m, const struct fit *fits, size_t column)
{
	const struct field *found = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const struct map_column *c = &m->columns[i];

		if (i == column || !c->doubt || !fit_holds(&fits[column], m->schema, c->field))
			continue;
		if (found && found != c->field)
			return NULL;
		found = c->field;
	}
	return found;
}

size_t mapping_check(
	struct mapping *m, const char *const *values, size_t rows, struct day today, struct arena *a)
{
	struct fit *fits = arena_array(a, m->n, sizeof(*fits));
	size_t doubts = 0;

	measure(m, values, rows, today, fits);
	for (size_t i = 0; i < m->n; i++) {
		struct map_column *c = &m->columns[i];

		take_samples(c, values + i, rows, m->n, a);
		c->doubt = NULL;
		c->offer = NULL;
		if (!misfits(m, fits, i))
			continue;
		c->doubt = arena_format(
			a, _("holds %s; that is no %s"), _(fit_words(&fits[i])), _(c->field->label));
		doubts++;
	}
	for (size_t i = 0; i < m->n; i++)
		if (m->columns[i].doubt)
			m->columns[i].offer = better(m, fits, i);
	return doubts;
}

/* Fields a record cannot do without, or that something else can be made from. */
static bool can_be_made(const struct schema *s, const struct field *f, const struct mapping *m)
{
	if (s->kind != KIND_UNIT || (strcmp(f->name, "short") && strcmp(f->name, "name")))
		return false;
	for (size_t i = 0; i < m->n; i++) {
		const struct map_column *c = &m->columns[i];

		if (c->use == MAP_TAKEN &&
			(!strcmp(c->field->name, "short") || !strcmp(c->field->name, "name")))
			return true;
	}
	return false;
}

bool mapping_complete(const struct mapping *m, struct err *e)
{
	for (size_t i = 0; i < m->schema->field_count; i++) {
		const struct field *f = &m->schema->fields[i];
		bool taken = false;

		if (!(f->flags & FIELD_REQUIRED) || can_be_made(m->schema, f, m))
			continue;
		for (size_t j = 0; j < m->n; j++)
			taken = taken || (m->columns[j].use == MAP_TAKEN && m->columns[j].field == f);
		if (taken)
			continue;
		err_set(e, ERR_INPUT, "no column is known as the %s", _(f->label));
		return err_fix(e, "name it: --map %s=HEADING", f->name);
	}
	return true;
}
