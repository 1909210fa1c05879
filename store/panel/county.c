#include "store/panel/county.h"

#include "locale/base/array.h"
#include "store/panel/attendance.h"
#include "store/rec/meta.h"
#include "store/rec/rulebook.h"

#include <string.h>

/* 临溪县 of 临溪县司法局 or 中共临溪县委办公室; "" where a name begins otherwise. */
static const char *county_in(const char *name, struct arena *a)
{
	static const char *const ends[] = { "县", "旗", "区", "市" };
	const char *end = NULL;

	if (!strncmp(name, "中共", strlen("中共")))
		name += strlen("中共");
	for (size_t i = 0; i < COUNT(ends); i++) {
		const char *at = strstr(name, ends[i]);

		if (at && (size_t)(at - name) >= 2 * strlen("县") && (!end || at < end))
			end = at;
	}
	return end ? arena_copy(a, name, (size_t)(end - name) + strlen("县")) : "";
}

const char *county_name(struct kv_txn *txn, struct arena *a)
{
	const char *said = rules_of(txn)->county, *name = *said ? said : meta_text(txn, "county", a);
	struct unit *bodies;
	size_t n = attendance_bodies(txn, &bodies, a);

	for (size_t i = 0; i < n && !*name; i++)
		name = county_in(bodies[i].name, a);
	return name;
}
