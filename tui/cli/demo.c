/* demo [DIR] — the demo county, made from its files by the commands that anybody has.
 *
 * The files lie in the program; import wants them in a folder, so they are put into one
 * that is gone afterwards.  The clock is the story's.
 */
#include "locale/msg/msg.h"
#include "tui/cli/command.h"
#include "tui/cli/folder.h"
#include "tui/cli/story.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Anything in the folder might be somebody's. */
static bool is_free(const char *folder, struct err *e)
{
	if (rmdir(folder) == 0 || errno == ENOENT)
		return true;
	err_set(e, ERR_RULE, "there is something in this folder already");
	err_at(e, "%s", folder);
	return err_fix(e, "name another: yanpan demo DIR");
}

static bool put_file(const struct county_file *f, struct err *e)
{
	size_t n = (size_t)(f->end - f->at);
	FILE *out = fopen(f->name, "w");
	bool good = out && fwrite(f->at, 1, n, out) == n;

	if (out && fclose(out))
		good = false;
	return good || err_errno(e, errno, f->name);
}

static bool put_files(struct err *e)
{
	for (size_t i = 0; i < county_file_count; i++)
		if (!put_file(&county_files[i], e))
			return false;
	return true;
}

static void remove_files(const char *folder)
{
	for (size_t i = 0; i < county_file_count; i++)
		unlink(county_files[i].name);
	rmdir(folder);
}

/* At the story's time `now`. */
static bool tell_line(struct cli *cli, const struct story_line *line, FILE *nowhere, struct err *e)
{
	char place[64];

	if (line->who) {
		cli->now = line->at;
		return cli_operator(cli, line->who, e);
	}
	if (cli_within(cli, (int)line->word_count, line->words, nowhere, e))
		return true;
	snprintf(place, sizeof(place), "story.txt, %d", line->number);
	return *e->where ? err_at(e, "%s: %s", place, arena_text(&cli->arena, e->where))
					 : err_at(e, "%s", place);
}

static bool tell(struct cli *cli, struct err *e)
{
	FILE *nowhere = fopen("/dev/null", "w");
	struct story_line *lines;
	size_t n;
	bool good = story_read(&lines, &n, &cli->arena, e);

	for (size_t i = 0; good && i < n; i++)
		good = tell_line(cli, &lines[i], nowhere, e);
	if (nowhere)
		fclose(nowhere);
	return good;
}

/* Works in a folder of its own and comes back. */
static bool in_folder(struct cli *cli, struct err *e)
{
	const char *base = getenv("TMPDIR");
	char *folder = arena_format(&cli->arena, "%s/yanpan-demo-XXXXXX", base ? base : "/tmp");
	int back = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good;

	if (back < 0 || !mkdtemp(folder) || chdir(folder))
		return err_errno(e, errno, folder);
	good = put_files(e) && tell(cli, e);
	remove_files(folder);
	if (fchdir(back) && good)
		good = err_errno(e, errno, ".");
	close(back);
	return good;
}

bool run_demo(struct cli *cli, struct err *e)
{
	if (cli->args.word_count)
		cli->folder = folder_of(cli->args.words[0], &cli->arena);
	if (!is_free(cli->folder, e) || !cli_store(cli, true, e))
		return false;
	if (!in_folder(cli, e))
		return *e->fix ? false : err_fix(e, "remove %s before you try again", cli->folder);
	cli_say(cli, _("the demo county is in %s: yanpan --store %s"), cli->folder, cli->folder);
	return true;
}
