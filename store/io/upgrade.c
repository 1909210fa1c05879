#include "store/io/upgrade.h"

#include "store/io/dump.h"
#include "store/io/generation.h"
#include "store/rec/migrate.h"
#include "store/rec/reindex.h"

enum { SLICE_MS = 1000 };

static bool write_dump(struct kv *kv, const char *path, struct time now, struct err *e)
{
	struct dump_counts counts;
	struct outlet out;

	if (!outlet_file(&out, path, NULL, e))
		return false;
	if (dump_store(kv, &out, now, true, &counts, e))
		return outlet_end(&out, e);
	outlet_drop(&out);
	return false;
}

/* Killed in it, the mark of it stays, and the program goes on with it when nobody waits. */
static bool build_indexes(struct kv *kv, struct err *e)
{
	struct reindex *r;
	bool good = reindex_open(kv, false, &r, e);

	while (good && !reindex_done(r))
		good = reindex_step(r, SLICE_MS, e);
	reindex_close(r);
	return good;
}

bool upgrade_store(struct kv *kv, const struct who *who, struct time now, const char **dump,
	struct arena *a, struct err *e)
{
	char name[GENERATION_NAME];
	bool due;

	*dump = NULL;
	if (!migrate_due(kv, &due, e) || !due)
		return !e->kind;
	generation_name(now, name);
	*dump = arena_format(a, "%s/before-%s.dump", kv_folder(kv), name);
	return write_dump(kv, *dump, now, e) && migrate_store(kv, who, now, e) && build_indexes(kv, e);
}
