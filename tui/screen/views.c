#include "tui/screen/views.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

const struct view_of work_views[] = {
	{
		.digit = '1',
		.label = N_("today"),
		.kind = KIND_NONE,
		.query = "",
		.empty = N_("Nothing is due today."),
	},
	{
		.digit = '2',
		.label = N_("to screen"),
		.kind = KIND_ORDER,
		.query = "state:=to_screen",
		.sort = "due",
		.empty = N_(
			"No order waits to be screened. Disputed ones come here when they are imported; others are marked under 8 and sent here with F5."),
	},
	{
		.digit = '3',
		.label = N_("in consultation"),
		.kind = KIND_CASE,
		.query = "state:=consulting",
		.empty = N_("No case is in talks. F5 on a ready case moves it back to the talks."),
	},
	{
		.digit = '4',
		.label = N_("ready"),
		.kind = KIND_CASE,
		.query = "state:=ready|adjourned",
		.empty = N_("No case is ready for a meeting. Taking up an order (2, then F5) makes one."),
	},
	{
		.digit = '5',
		.label = N_("countersigning"),
		.kind = KIND_RULING,
		.query = "state:=agreed|countersigning|to_sign",
		.empty = N_(
			"Nothing waits to be countersigned, signed or issued. What a meeting agrees comes here."),
	},
	{
		.digit = '6',
		.label = N_("being carried out"),
		.kind = KIND_TASK,
		.query = "state:=to_receive|deemed|in_hand|extension_asked|reported|redo",
		.sort = "due",
		.empty = N_("No unit has anything to do. Issuing rulings makes their tasks."),
	},
	{
		.digit = '7',
		.label = N_("overdue"),
		.kind = KIND_NONE,
		.late = true,
		.query = "state:=to_screen|taken_up due:<0d",
		.empty = N_("Nothing is overdue."),
	},
	{
		.digit = '8',
		.label = N_("all"),
		.kind = KIND_ORDER,
		.query = "",
	},
	{
		.digit = '9',
		.label = N_("meetings"),
		.kind = KIND_MEETING,
		.query = "",
		.empty = N_(
			"There is no meeting yet: Ctrl+N makes one, and F5 on a case puts it on the agenda."),
	},
};

const size_t work_view_count = COUNT(work_views);
