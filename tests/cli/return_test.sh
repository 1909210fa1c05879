#!/bin/sh
# import --kind return: a file of its own says who sent which order back.
. tests/cli/lib.sh

cat >"$work/orders.csv" <<'CSV'
工单编号,诉求内容,现办单位
20260916118206,中学门口信号灯不亮,交警大队
20260917119164,垃圾清运停摆,住建局
20260918120088,烧烤店油烟扰民,生态环境分局
CSV
yp import "$work/orders.csv"
cat >"$work/returns.csv" <<'CSV'
工单号,申请单位,申请时间,退回理由,具体说明,依据,审核结果,审核时间,建议承办单位
20260916118206,交警大队,2026-09-16 15:40,职责不符,信号灯未移交我队，电话13812342096,三定第四条,驳回,2026-09-17,住建局
20260916118206,住建局,2026年9月17日,R03,,,同意,,
20260916118206,交警大队,2026-09-16 15:40,职责不符,信号灯未移交我队，电话13812342096,三定第四条,驳回,2026-09-17,住建局
20260999999999,住建局,2026-09-17,职责不符,,,,,
CSV

yp import --kind return "$work/returns.csv"
is 1 "退回 alone is not understood by guessing"
complains "--means" "and the way to say it is named"
yp list batch --count
prints 1 "nothing was written"
yp import --kind return --means 随便 "$work/returns.csv"
is 2 "--means takes one of the two"
yp import --kind return --means 申请退单 --dry-run --json "$work/returns.csv"
says '"added":2,"changed":0,"same":1' "a dry run counts returns, and one row twice once"
says '"orders":1,"screened":1' "and orders, and those that come to be screened"
yp list order --json --fields number,bounces 20260916118206
hides '"bounces"' "but it writes nothing"

yp import --kind return --means 申请退单 --rejects "$work/unknown.csv" "$work/returns.csv"
is 1 "a row of an order that is not there is refused"
complains "第5行" "by its row"
complains 20260999999999 "and its number"
that "and goes to the rejects" grep -q 20260999999999 "$work/unknown.csv"
yp list order 状态:待初审 --json --fields number,bounces,days_lost
prints '{"number":"20260916118206","bounces":2,"days_lost":1}' "returned twice, it comes to be screened"
yp show 20260916118206
says "2026-09-16 | 交警大队 | 职责不符" "with unit, day and coded reason"
says "权属不清" "a code is a reason"
says "三定第四条" "what is cited"
says "驳回 | 2026-09-17" "how it ended"
hides 13812342096 "and masked words"

yp import --kind return "$work/returns.csv"
says "新增0" "the meaning is remembered, and known rows are not doubled"
sed 's/,同意,,/,不同意,2026-09-18,/' "$work/returns.csv" >"$work/later.csv"
yp import --kind return --json "$work/later.csv"
says '"added":0,"changed":1' "an outcome that came since is a change of its row"
yp show 20260916118206
says "驳回 | 2026-09-18" "and is kept"
before=$("$bin" list order --csv </dev/null | md5sum)
yp import --update "$work/orders.csv"
that "orders that come in again do not lose them" [ "$before" = "$("$bin" list order --csv </dev/null | md5sum)" ]

yp import --undo 3
is 0 "the later one is taken back"
yp import --undo 2
is 0 "a file of returns is taken back as one batch"
yp list order 状态:待初审 --count
prints 0 "and nothing waits to be screened"
yp import --redo 2
yp list order 状态:待初审 --count
prints 1 "and brought again"

cat >"$work/mixed.csv" <<'CSV'
工单编号,环节,承办单位,操作时间,意见,转派单位
20260917119164,申请退单,住建局,2026-09-18,非我局职责,综合执法局
20260917119164,退回重办,住建局,2026-09-19,答复不实,
20260917119164,改派,住建局,2026-09-20,,综合执法局
20260918120088,退回重办,生态环境分局,2026-09-19,答复不实,
20260918120088,阅知,生态环境分局,2026-09-19,,
CSV
yp import --kind 退单 "$work/mixed.csv"
is 1 "a step that is neither is refused"
complains "阅知" "in its words"
yp list order --json --fields number,bounces 20260917119164
prints '{"number":"20260917119164","bounces":1}' "only the unit's asking counts"
yp list order --json --fields state 20260918120088
prints '{"state":"on_file"}' "sent back to be redone, an order is not disputed"
yp show 20260917119164
says "退回重办" "but it is told"
says "改派" "as is where it went"
yp verify
is 0 "the store is whole"
ends
