#include "tui/screen/views.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

const struct view_of work_views[] = {
	{
		.digit = '1',
		.label = N_("today"),
		.kind = KIND_NONE,
		.query = "",
	},
	{
		.digit = '2',
		.label = N_("to screen"),
		.kind = KIND_ORDER,
		.query = "state:=to_screen",
		.sort = "due",
	},
	{
		.digit = '4',
		.label = N_("ready"),
		.kind = KIND_CASE,
		.query = "state:=ready|adjourned",
	},
	{
		.digit = '5',
		.label = N_("to be issued"),
		.kind = KIND_CASE,
		.query = "state:=agreed",
	},
	{
		.digit = '7',
		.label = N_("overdue"),
		.kind = KIND_ORDER,
		.query = "state:=to_screen|taken_up due:<0d",
		.sort = "due",
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
	},
};

const size_t work_view_count = COUNT(work_views);
