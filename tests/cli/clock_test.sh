#!/bin/sh
# A PC whose clock was set back, or far ahead: the journal says so, nothing is lost by it.
. tests/cli/lib.sh

at() { # TIME COMMAND...
	YANPAN_NOW=$1
	shift
	yp "$@"
}

at '2026-09-21 08:40:00' new order number=20260916000001 text=路灯不亮
at '2026-09-21 08:39:30' set order 20260916000001 note=一
that "some seconds back are nothing to speak of" [ -z "$err" ]
at '2000-01-01 08:00:00' set order 20260916000001 note=二
is 0 "with a clock of 2000 work goes on"
complains 2026-09-21 "but it is told, with the time of the last step"
yp history order 20260916000001
says "调回" "the history marks the entry"
says "2026-09-21 08:39:30" "with the time before it"
yp history order 20260916000001 --json
says '"clock_set_back_from":"2026-09-21 08:39:30"' "also for programs"
at '2026-09-22 08:40:00' set order 20260916000001 note=三
that "once it is right nothing is said any more" [ -z "$err" ]
yp history order 20260916000001
that "and one entry alone is marked" [ "$(grep -c 调回 "$work/out")" -eq 1 ]
touch -d 2090-01-01 "$YANPAN_STORE/pen" "$YANPAN_STORE/store"
yp undo
is 0 "files from the future hold nobody up"
yp verify
is 0 "and all agrees"

# Backups: a day of 2099 makes all of them old.
for day in 01 02 03 04 05 06 07 08; do
	at "2026-10-$day 09:00:00" set order 20260916000001 note="$day"
	yp backup
done
generations() {
	ls -d "$YANPAN_STORE"/backups/2* | wc -l
}
before=$(generations)
at '2099-01-01 09:00:00' set order 20260916000001 note=2099
yp backup
is 0 "a backup of 2099 is made"
that "and takes no more than two others along" [ "$(generations)" -ge $((before - 1)) ]
that "not the newest" [ -d "$YANPAN_STORE/backups/20261008-090000" ]
at '2000-01-01 09:00:00' set order 20260916000001 note=2000
yp backup
is 0 "one of 2000, too"
that "which stays" [ -d "$YANPAN_STORE/backups/20000101-090000" ]
that "beside the others" [ "$(generations)" -ge "$before" ]
for made in "$YANPAN_STORE"/backups/2*; do
	YANPAN_STORE=$made yp verify
	is 0 "each is whole: ${made##*/}"
done
ends
