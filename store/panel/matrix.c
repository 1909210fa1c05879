#include "store/panel/matrix.h"

#include "locale/msg/msg.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"

#include <string.h>

/* Records of a case, whose field `case` is as in `like`; what cannot be read is left out. */
static void *of_case(
	struct kv_txn *txn, const struct schema *s, const void *like, size_t *count, struct arena *a)
{
	uint32_t *ordinals;
	size_t n = pick_where(txn, s, "case", like, &ordinals, a);
	char *at = arena_array(a, n + 1, s->size);
	struct err e = { 0 };

	*count = 0;
	for (size_t i = 0; i < n; i++)
		*count += record_at(txn, s, ordinals[i], at + *count * s->size, a, &e);
	return at;
}

size_t claims_of(struct kv_txn *txn, struct uid uid, struct claim **out, struct arena *a)
{
	struct claim like = { .case_ = uid };
	size_t n;

	*out = of_case(txn, &claim_schema, &like, &n, a);
	return n;
}

size_t consults_of(struct kv_txn *txn, struct uid uid, struct consult **out, struct arena *a)
{
	struct consult like = { .case_ = uid };
	size_t n;

	*out = of_case(txn, &consult_schema, &like, &n, a);
	return n;
}

/* --- rows and columns ---------------------------------------------------------------- */

static size_t part_at(const struct matrix *m, const char *name)
{
	size_t i = 0;

	while (i < m->part_count && strcmp(m->parts[i].name, name) != 0)
		i++;
	return i;
}

static void add_part(struct matrix *m, const char *name)
{
	if (part_at(m, name) == m->part_count)
		m->parts[m->part_count++] = (struct matrix_part){
			.name = name,
			.label = *name ? name : _("the whole matter"),
			.leads = "",
		};
}

static void read_parts(
	struct matrix *m, const struct case_ *c, const struct claim *claims, struct arena *a)
{
	const struct part *parts = c->parts.at;

	m->parts = arena_array(a, c->parts.n + m->claim_count + 1, sizeof(*m->parts));
	for (size_t i = 0; i < c->parts.n; i++)
		add_part(m, parts[i].name);
	for (size_t i = 0; i < m->claim_count; i++)
		add_part(m, claims[i].part);
	if (!m->part_count)
		add_part(m, "");
}

static void read_units(struct matrix *m, struct kv_txn *txn, const struct case_ *c,
	const struct claim *claims, struct arena *a)
{
	struct consult *asked;
	size_t n = consults_of(txn, c->head.uid, &asked, a);
	struct uids units = { 0 };

	for (size_t i = 0; i < c->parties.n; i++)
		uids_add(&units, c->parties.at[i], a);
	for (size_t i = 0; i < n; i++)
		if (asked[i].state != CONSULT_WITHDRAWN)
			uids_add(&units, asked[i].unit, a);
	for (size_t i = 0; i < m->claim_count; i++)
		uids_add(&units, claims[i].unit, a);
	m->units = arena_array(a, units.n + 1, sizeof(*m->units));
	m->unit_count = units.n;
	for (size_t i = 0; i < units.n; i++)
		m->units[i] = (struct matrix_unit){ units.at[i], unit_short(txn, units.at[i], a) };
}

static void place(struct matrix *m, const struct claim *claim)
{
	size_t part = part_at(m, claim->part);

	for (size_t u = 0; u < m->unit_count; u++)
		if (uid_same(m->units[u].uid, claim->unit))
			m->cells[part * m->unit_count + u] = claim;
}

static void count_leaders(struct matrix *m, struct arena *a)
{
	for (size_t p = 0; p < m->part_count; p++)
		for (size_t u = 0; u < m->unit_count; u++) {
			const struct claim *claim = matrix_cell(m, p, u);
			struct matrix_part *part = &m->parts[p];

			if (!claim || claim->says != CLAIM_LEADS)
				continue;
			part->leads =
				arena_format(a, "%s%s%s", part->leads, part->leaders ? "、" : "", m->units[u].name);
			part->leaders++;
		}
}

void matrix_read(struct kv_txn *txn, const struct case_ *c, struct matrix *m, struct arena *a)
{
	struct claim *claims;

	*m = (struct matrix){ .claim_count = claims_of(txn, c->head.uid, &claims, a) };
	read_parts(m, c, claims, a);
	read_units(m, txn, c, claims, a);
	m->cells = arena_array(a, m->part_count * m->unit_count + 1, sizeof(struct claim *));
	for (size_t i = 0; i < m->claim_count; i++)
		place(m, &claims[i]);
	count_leaders(m, a);
}

/* --- what it says ------------------------------------------------------------------------ */

const struct claim *matrix_cell(const struct matrix *m, size_t part, size_t unit)
{
	return part < m->part_count && unit < m->unit_count ? m->cells[part * m->unit_count + unit]
														: NULL;
}

const char *claim_label(const struct claim *claim)
{
	uint32_t says = claim ? claim->says : CLAIM_SILENT;
	const struct choice *c = field_choice(schema_field(&claim_schema, "says"), says);

	return c ? _(c->label) : "?";
}

const char *matrix_summary(const struct matrix_part *p, struct arena *a)
{
	if (p->leaders == 0)
		return _("nobody claims it");
	if (p->leaders == 1)
		return _("one unit claims it");
	if (p->leaders == 2)
		return _("two units claim it");
	return arena_format(a, _("%zu units claim it"), p->leaders);
}

const char *matrix_dispute(const struct matrix *m, size_t part, struct arena *a)
{
	const struct matrix_part *p = &m->parts[part];

	if (!m->claim_count || p->leaders == 1)
		return NULL;
	if (!p->leaders)
		return _("nobody claims it");
	return arena_format(a, _("%s both claim it"), p->leads);
}
