#include "tui/screen/deadline.h"

#include "locale/calendar/workday.h"
#include "locale/msg/msg.h"

/* "余1日", "今日", "超1日". */
static void left(struct day due, struct day today, struct buf *out)
{
	bool unknown = false;
	int days = workday_between(today, due, &unknown);

	if (unknown)
		buf_puts(out, _("holidays unknown"));
	else if (due.n == today.n)
		buf_puts(out, _("due today"));
	else if (due.n > today.n)
		buf_printf(out, _("%d left"), days);
	else
		buf_printf(out, _("%d over"), -days);
}

void deadline_short(struct time due, struct day today, struct buf *out)
{
	char text[DATE_TEXT];

	if (due.s == 0)
		return;
	buf_printf(out, "%s ", day_short_text(time_day(due), text));
	left(time_day(due), today, out);
}

void deadline_long(struct time due, struct day today, struct buf *out)
{
	char text[DATE_TEXT];

	if (due.s == 0)
		return;
	buf_printf(out, "%s(", day_weekday_text(time_day(due), text));
	left(time_day(due), today, out);
	buf_putc(out, ')');
}

/* A day alone lasts until its end. */
static bool day_alone(struct time due)
{
	return time_of(time_day(due), 0).s == due.s;
}

bool deadline_past(struct time due, struct time now)
{
	if (due.s == 0)
		return false;
	return day_alone(due) ? time_day(due).n < time_day(now).n : due.s < now.s;
}
