#include "tui/screen/screens.h"

#include "locale/base/array.h"

const struct screen_ops *const screens[] = {
	&list_screen,
	&ticket_screen,
	&form_screen,
	&meeting_screen,
	&review_screen,
	&import_screen,
	&project_screen,
	&counts_screen,
};

const size_t screen_count = COUNT(screens);

const char *screen_of(enum kind kind)
{
	switch (kind) {
	case KIND_MEETING:
		return "meeting";
	case KIND_ITEM:
		return "review";
	default:
		return "ticket";
	}
}

struct arg arg_uid(enum kind kind, struct uid uid)
{
	return arg_record(kind, uid.origin, uid.counter);
}
