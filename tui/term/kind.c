#include "tui/term/kind.h"

#include <linux/kd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool kind_is_console(void)
{
	const char *type = getenv("TERM");
	char keyboard;

	return type && !strcmp(type, "linux") && !ioctl(STDOUT_FILENO, KDGKBTYPE, &keyboard);
}

static bool refuse_type(const struct kind_facts *f, struct err *e)
{
	const char *type = f->type ? f->type : "";

	if (!*type)
		err_set(e, ERR_ABSENT, "the terminal does not say what it is: TERM is not set");
	else if (!strcmp(type, "dumb"))
		err_set(e, ERR_ABSENT, "this terminal (TERM=dumb) shows lines and no screens");
	else if (!f->known)
		err_set(e, ERR_ABSENT, "the terminal type \"%s\" is not known here", type);
	else if (f->paper)
		err_set(e, ERR_ABSENT, "the terminal type \"%s\" prints on paper", type);
	else if (!f->moves)
		err_set(e, ERR_ABSENT, "the terminal type \"%s\" cannot move its cursor", type);
	else
		err_set(e, ERR_ABSENT, "the terminal type \"%s\" cannot clear what it shows", type);
	if (!*type || !f->known)
		return err_fix(e,
			"set TERM to xterm, linux or vt100, whichever is nearest, or start yanpan --plain: "
			"numbered menus");
	return err_fix(e, "start yanpan --plain: numbered menus; or use another terminal window");
}

bool kind_judge(const struct kind_facts *f, bool console, struct err *e)
{
	if (!f->terminal) {
		err_set(e, ERR_USAGE, "this is no terminal");
		return err_fix(e, "start yanpan in a terminal window, or give a subcommand or --plain");
	}
	if (f->console && !console) {
		err_set(e, ERR_ABSENT, "the Linux console has no Chinese characters");
		return err_fix(e,
			"start fbterm or kmscon and yanpan in it, or use a graphical terminal; yanpan --plain "
			"works with what can be read; if this console shows Han: YANPAN_CONSOLE=yes");
	}
	if (!f->type || !f->known || !f->moves || !f->clears || f->paper)
		return refuse_type(f, e);
	return true;
}
