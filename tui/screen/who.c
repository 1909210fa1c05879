#include "tui/screen/who.h"

#include "locale/base/conf.h"
#include "locale/text/clean.h"
#include "locale/text/utf8.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/rec/record.h"
#include "store/schema/panel.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

enum { HOST_BYTES = 64, NAME_CHARS = 40 };

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

/* A name stands in every entry of the journal, and in a line of the file. */
static bool is_name(const char *name, struct err *e)
{
	struct buf clean = { 0 };
	size_t chars = utf8_chars(name, strlen(name));
	bool changed = clean_line(&clean, name, strlen(name));

	buf_free(&clean);
	if (!changed && chars <= NAME_CHARS)
		return true;
	err_set(e, ERR_USAGE, "that is no name of a person");
	return err_fix(e, "write it in one line, in at most %d characters", NAME_CHARS);
}

bool who_keep(struct kv *kv, struct who *who, const char *name, struct arena *a, struct err *e)
{
	if (!is_name(name, e))
		return false;
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
