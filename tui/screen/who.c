#include "tui/screen/who.h"

#include "locale/base/conf.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/rec/record.h"
#include "store/schema/panel.h"

#include <pwd.h>
#include <unistd.h>

enum { HOST_BYTES = 64 };

static const char *keeper(struct kv *kv, struct arena *a)
{
	return arena_format(a, "%s/operators", kv_folder(kv));
}

static const char *os_user(struct arena *a)
{
	const struct passwd *p = getpwuid(geteuid());

	return p ? arena_text(a, p->pw_name) : arena_format(a, "%lu", (unsigned long)geteuid());
}

static const char *host(struct arena *a)
{
	char name[HOST_BYTES] = "";

	if (gethostname(name, sizeof(name) - 1) != 0)
		return "";
	return arena_text(a, name);
}

/* A name that is no member's, or two members', stands for itself. */
static struct uid member_named(struct kv *kv, const char *name, struct arena *a)
{
	struct err e = { 0 };
	struct kv_txn txn;
	struct member m;
	struct uid uid = { 0 };

	if (*name == '\0' || !kv_begin_read(kv, &txn, &e))
		return uid;
	if (record_find(&txn, &member_schema, name, &m, a, &e))
		uid = m.head.uid;
	kv_end_read(&txn);
	return uid;
}

bool who_read(struct kv *kv, struct who *out, struct arena *a, struct err *e)
{
	struct conf conf;

	*out = (struct who){ .name = "", .os_user = os_user(a), .host = host(a) };
	if (!conf_read(keeper(kv, a), &conf, a, e))
		return false;
	const struct conf_line *line = conf_find(&conf, out->os_user);
	if (line)
		out->name = line->value;
	out->member = member_named(kv, out->name, a);
	return true;
}

bool who_keep(struct kv *kv, struct who *who, const char *name, struct arena *a, struct err *e)
{
	who->name = arena_text(a, name);
	who->member = member_named(kv, who->name, a);
	return kv_is_read_only(kv) || conf_write(keeper(kv, a), who->os_user, name, e);
}

size_t who_members(struct kv_txn *txn, struct picker_row **out, struct arena *a)
{
	uint32_t *ordinals;
	size_t n = 0, all = pick_all(txn, KIND_MEMBER, &ordinals, a);

	*out = arena_array(a, all + 1, sizeof(**out));
	for (size_t i = 0; i < all; i++) {
		struct member m;
		struct err e = { 0 };

		if (!record_peek(txn, &member_schema, ordinals[i], &m, a, &e) || m.right == RIGHT_VIEWER)
			continue;
		(*out)[n++] = (struct picker_row){
			.words = m.name,
			.note = arena_format(a, "%s %s", unit_short(txn, m.unit, a), m.post),
		};
	}
	return n;
}
