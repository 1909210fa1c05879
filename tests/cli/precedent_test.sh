#!/bin/sh
# Later orders settled by a ruling on their class, where orders go by it, what resembles a
# case, returns after the ruling, and what an import says of all that.
. tests/cli/lib.sh

YANPAN_STORE=$work/demo
yp demo "$YANPAN_STORE"
is 0 "the demo county is there"

yp precedents case 2026-0087
is 0 "precedents of a case"
says 2026-09 "the ruling on traffic lights is near it"
says 条件相符 "and says why"
yp precedents case 2026-0087 --json
says '"matches":true' "the same for programs"
yp precedents unit 住建局
is 2 "a unit has none"

yp guide
says "请按研判结论2026-08（临研纪〔2026〕13号）办理：综合执法局主办" "words to paste"
says 20260919120812 "an order that waits is in it"
yp guide --csv
says "20260918120088," "for programs, too"
yp guide -o "$work/guide.xlsx"
is 0 "as a workbook"

yp paper ruling 2026-08 --as 派单指引
is 0 "the guide of one ruling as a paper"
says 主办 "with who is in charge"
says 20260820101537 "and its orders"
yp paper ruling 2026-08 --as dispatch -o "$work/guide.docx"
is 0 "for the word processor, too"

yp do follow order 20260918120088
is 0 "an order is settled by precedent"
yp show ruling 2026-08 --json
says '"used":1' "the ruling counts it"
yp show order 20260918120088
says 依先例 "the order says so"
yp undo
yp show ruling 2026-08 --json
case $out in *'"used"'*) status=1 ;; *) status=0 ;; esac
is 0 "undo takes it back, and the count with it"
yp do follow order 20260920121007
is 1 "what no ruling matches is not settled without naming one"
yp do follow order 20260918120088
yp do follow order 20260919120812 ruling=2026-09

# A unit returns it after all.
printf '工单编号,退单单位,退单日期,退回类型,退单原因\n20260918120088,综合执法局,2026-09-24,申请退单,职责不符\n' \
	>"$work/returns.csv"
YANPAN_NOW='2026-09-25 09:00:00'
yp import --kind return "$work/returns.csv"
is 0 "the return is recorded"
yp list order late_open:是 --count
prints 1 "and rings"
yp due
says 定后再退 "today"
yp show order 20260918120088
says 定后再退 "on the order"
yp precedents 20260918120088 --json
says '"returned":1' "on the ruling"
yp do urge order 20260918120088 words=已发督办函
is 0 "somebody takes charge"
yp list order late_open:是 --count
prints 0 "it rings no more"

# The next file: one order of the class, sent to a unit that the ruling does not name.
printf '工单编号,诉求内容,诉求分类,承办单位,受理时间\n20260925100001,滨河路烧烤油烟呛人,生态环境/餐饮油烟,住建局,2026-09-25 08:00\n20260925100002,滨河路烧烤油烟,生态环境/餐饮油烟,综合执法局,2026-09-25 08:01\n' \
	>"$work/next.csv"
yp import "$work/next.csv"
is 0 "the next file comes in"
says "有先例可依2件，派往他处1件" "it says what rulings settle"
says 20260925100001 "and which went elsewhere"

ends
