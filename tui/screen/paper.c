#include "tui/screen/paper.h"

#include "locale/base/file.h"
#include "locale/msg/msg.h"
#include "store/doc/file.h"
#include "tui/screen/store.h"

#include <stdlib.h>

static struct effect show_difference(struct ctx *ctx, const struct doc_file *file)
{
	const char *kept = _("the file was changed by hand and stays as it is");
	const char *words;

	if (!*file->difference)
		return tell(arena_format(ctx->frame, "%s; %s", kept,
			arena_format(ctx->frame, _("the new paper is %s: it says the same"), file->written)));
	words = arena_format(ctx->frame, "%s\n\n%s\n\n%s", kept,
		arena_format(ctx->frame, _("the new paper is %s: take over what differs"), file->written),
		_("- only in the file changed by hand, + only in the new one:"));
	return read_text(file->path, arena_format(ctx->frame, "%s\n%s", words, file->difference));
}

/* Wherever the program was started from, the person can find it. */
static const char *whole_path(struct ctx *ctx, const char *path)
{
	char *whole = realpath(path, NULL);
	const char *copy = arena_text(ctx->frame, whole ? whole : path);

	free(whole);
	return copy;
}

struct effect paper_write(struct ctx *ctx, const struct doc *doc, const char *path)
{
	const struct store *s = ctx->store;
	struct doc_file file = {
		.path = file_typed(path, ctx->frame),
		.ledger = arena_format(ctx->frame, "%s/papers", kv_folder(s->kv)),
		.read_only = kv_is_read_only(s->kv),
	};
	struct err e = { 0 };

	if (!doc_file_write(doc, &file, ctx->frame, &e))
		return say(e);
	if (file.beside)
		return show_difference(ctx, &file);
	return tell(arena_format(ctx->frame, _("written: %s"), whole_path(ctx, file.written)));
}
