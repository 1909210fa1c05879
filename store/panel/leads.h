/* leads.h — three different units of a case, never derived from each other (F9, F12).
 *
 *     协商主办部门  convenes the talks: named, else the first named party, else who proposed
 *                   first to return it.  It does not become the lead by that.
 *     先行办理单位  acts meanwhile: designated, else as it was done under an earlier ruling
 *                   on the same category, else the first that it was dispatched to.
 *     建议牵头单位  only suggested, with reasons; nothing fills it in.
 *
 * Each comes with the rule that it follows from.  Texts are translated and live in the arena.
 */
#ifndef YANPAN_STORE_PANEL_LEADS_H
#define YANPAN_STORE_PANEL_LEADS_H

#include "store/rec/record.h"
#include "store/schema/review.h"

struct by_rule {
	struct uid unit; /* none: no rule gives one */
	const char *name;
	const char *rule; /* 首派单位 */
};

void convener_of(struct kv_txn *, const struct case_ *, struct by_rule *out, struct arena *);
void meanwhile_of(struct kv_txn *, const struct case_ *, struct by_rule *out, struct arena *);

/* Who could lead, and why: what it claims, earlier rulings on the category, bases that name
 * it; the one with the most reasons first. */
struct suggestion {
	struct uid unit;
	const char *name;
	const char *reasons; /* 认领2个环节; 结论2026-08同类由其牵头 */
	int weight;
};
size_t suggested_leads(
	struct kv_txn *, const struct case_ *, struct suggestion **out, struct arena *);

#endif
