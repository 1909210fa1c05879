/* rulebook_write.c — the files of a county to begin with: every setting with its default. */
#include "locale/base/file.h"
#include "locale/msg/msg.h"
#include "store/kv/place.h"
#include "store/rec/rulebook.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* In the language of the person: the keys too, where it is Chinese. */
static const char *key_of(const struct setting *s)
{
	return !strncmp(msg_lang(), "zh", 2) ? s->word : s->name;
}

static void add_setting(const struct setting *s, struct buf *out)
{
	struct arena a = { 0 };

	buf_printf(out, "\n# %s\n", _(s->help));
	buf_printf(out, "#   %s\n", setting_takes(s, &a));
	buf_printf(out, "#%s = %s\n", key_of(s), s->value);
	arena_free(&a);
}

static void add_heading(const char *help, struct buf *out)
{
	buf_printf(out, "# %s\n", _(help));
	buf_printf(out, "# %s\n",
		_("One \"name = value\" a line. A # at the beginning of a line makes it a remark: take it "
		  "away to change the value."));
	buf_printf(out, "# %s\n", _("yanpan settings --check says whether all is right."));
}

static void settings_text(const struct rules_file *f, struct buf *out)
{
	add_heading(f->help, out);
	for (size_t i = 0; i < f->n; i++)
		add_setting(&f->settings[i], out);
}

static void holidays_text(struct buf *out)
{
	add_heading(N_("Days off and make-up days beyond the notices that yanpan knows."), out);
	buf_printf(out, "# %s\n",
		_("It takes a day, or the first and the last with .. between; 休 (a day off) or 班 (a day "
		  "worked)."));
	buf_puts(out, "\n#2027-01-01 = 休\n#2027-02-06..2027-02-12 = 休\n#2027-02-14 = 班\n");
}

static bool write_new(const char *path, const struct buf *text, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool good;

	if (fd < 0)
		return err_errno(e, errno, path);
	good = (file_write(fd, text->at, text->n) && !fsync(fd)) || err_errno(e, errno, path);
	if (close(fd) && good)
		good = err_errno(e, errno, path);
	if (!good)
		unlink(path);
	return good;
}

static bool write_file(const char *folder, const char *name, const struct buf *text,
	struct rulebook_written *out, struct arena *a, struct err *e)
{
	const char *path = arena_format(a, "%s/%s", folder, name);

	if (!access(path, F_OK)) {
		out->kept++;
		return true;
	}
	out->paths[out->n++] = path;
	return write_new(path, text, e);
}

bool rulebook_write(
	const char *folder, struct rulebook_written *out, struct arena *a, struct err *e)
{
	struct buf text = { 0 };
	bool good = place_make(folder, e);

	*out = (struct rulebook_written){ 0 };
	for (size_t i = 0; i < rules_file_count && good; i++) {
		buf_cut(&text, 0);
		settings_text(&rules_files[i], &text);
		good = write_file(folder, rules_files[i].name, &text, out, a, e);
	}
	buf_cut(&text, 0);
	holidays_text(&text);
	good = good && write_file(folder, "holidays.conf", &text, out, a, e);
	if (out->n)
		file_sync_folder(folder);
	buf_free(&text);
	return good;
}
