#!/bin/sh
# backup and restore: a verified copy on a stick, and the store back from it.
. tests/cli/lib.sh

yp backup
is 3 "where there is no store there is nothing to copy"
yp restore
is 1 "and nothing to restore"
for n in 1 2 3; do
	yp new order number=2026091600000$n text=路灯不亮第$n盏 caller=张三
done
yp backup
is 0 "a backup is made"
says "$YANPAN_STORE/backups/20260921-084000" "in the store's own folder, named by its time"
yp backup
is 0 "without anything new"
says 不需再备份 "no second one is made, and it is said"
yp --read-only backup
is 1 "reading only, the store's own backups are left as they are"
yp --read-only backup "$work/stick"
is 0 "but a stick takes a copy"
that "of the owner's alone" [ "$(stat -c %a "$work/stick/20260921-084000/data.mdb")" = 600 ]
yp backup "$work/stick" --json
is 0 "a second within the second bears another name"
says '20260921-084001","records":3,"entries":3' "JSON says what is in it"

yp list --json
before=$out
yp new order number=20260916000009 text=后来的
yp --read-only restore
is 1 "reading only, nothing is restored"
yp restore
is 0 "the newest good one is restored"
says "$YANPAN_STORE/aside/20260921-084000" "and what was there is set aside"
yp list --json
prints "$before" "lists are as they were"
yp verify
is 0 "and all agrees, journal and all"
YANPAN_STORE=$YANPAN_STORE/aside/20260921-084000 yp list --count
prints 4 "what was set aside is a store like any other"

truncate -s 20000 "$YANPAN_STORE/data.mdb"
yp list
is 3 "a cut store is told"
complains "2026-09-21 08:40:00" "with the newest backup"
yp restore "$work/stick"
is 0 "it comes back from a stick"
yp list --json
prints "$before" "whole"
YANPAN_STORE=$work/other yp restore "$work/stick/20260921-084000"
is 0 "another PC begins with it"
truncate -s 20000 "$work/stick/20260921-084000/data.mdb"
yp restore "$work/stick/20260921-084000"
is 3 "a damaged backup is refused"
yp list --json
prints "$before" "and the store stays as it is"

YANPAN_BACKUPS=$work/elsewhere yp backup
is 0 "the setting sends backups elsewhere"
that "below the store's own name" [ -d "$work/elsewhere/$(echo "${YANPAN_STORE#/}" | tr / -)/20260921-084000" ]
YANPAN_BACKUPS=no yp backup
is 1 "or nowhere"
{
	echo 工单编号,诉求内容
	seq -f '202609170%05.0f,路灯不亮需要修理的诉求内容若干字若干字若干字' 2500
} >"$work/many.csv"
yp import "$work/many.csv"
is 0 "a larger file is imported"
that "after a backup of what was there" [ "$(ls -d "$YANPAN_STORE"/backups/2026* | wc -l)" -eq 2 ]
ends
