#!/bin/sh
# 交办 by command: a unit's tasks from the hand-over to the caller's word; sheets that units
# fill in and send back; 催办单 and 交办单.
. tests/cli/lib.sh

state() {
	yp show task "$1" --fields state --json
	sed -n 's/.*"state":"\([^"]*\)".*/\1/p' "$work/out"
}

yp demo "$work/store"
is 0 "there is a county with tasks"
YANPAN_NOW='2026-09-21 10:00:00'

# ---- steps ----
yp do receive task 2026-12/2 day=2026-09-20
is 0 "a unit signs for its task"
yp do report task 2026-12/2 words=已督促公示 by=程守信
is 0 "and reports"
yp do check task 2026-12/2 result=通过 by=程守信
is 1 "who reported does not check"
complains "程守信是反馈人，须由他人审核" "and it is said why"
yp do check task 2026-12/2 result=通过 by=周景行
is 0 "somebody else does"
that "the task is done" [ "$(state 2026-12/2)" = done ]
yp do approve task 2026-11/1
is 1 "what nobody asked for is not approved"
yp do close case 2026-0071
is 1 "a case with open tasks is not closed"
complains "交办2026-08/1(综合执法局)还没有办结" "and the task is named"
yp new task number=1
is 1 "tasks are not typed in"
yp undo
that "a check is taken back" [ "$(state 2026-12/2)" = reported ]

# ---- lists ----
yp list task 'state:=in_hand|redo due:<3d' --count
prints 4 "tasks are found by state and day"
yp list task unit:综合执法局 --csv
says 2026-11/2 "and by unit"

# ---- papers ----
yp paper unit 城关街道 --as 催办单
says "你单位有2项联合研判交办事项" "a reminder counts what is open"
says "其中1项已经超期" "and what is late"
yp paper task 2026-10/2 --as 催办单
says "城关街道办事处" "a task has the reminder of its unit"
yp paper unit 财政局 --as 催办单
is 1 "a unit with nothing open gets none"
yp paper ruling 2026-08 --as 交办单 --to 综合执法局
says "签收：2026年9月2日，马怀瑾" "a slip says who signed"
says "至2026年9月23日" "and the day as it now stands"

# ---- sheets ----
yp sheet task 城关街道 -o "$work/a.xlsx"
is 0 "a sheet is written"
yp sheet task --read "$work/a.xlsx"
is 0 "one that nobody filled in changes nothing"
says "未填" "and says so"
yp sheet task 城关街道 -o "$work/a.csv"
is 2 "a sheet to fill in is a workbook"
yp sheet task 财政局 -o "$work/b.xlsx"
is 1 "a unit with nothing open gets none"
yp sheet unit 财政局 -o "$work/b.xlsx"
is 2 "there are sheets of tasks only"
cat >"$work/filled.csv" <<-END
	交办编号,单位,事由,办理情况,佐证材料,反馈人,反馈日期
	2026-10/2,城关街道,化粪池,已征集业主意见,记录1份,邵邻安,2026-09-20
	2026-11/3,城关街道,噪声,,,,
END
yp sheet task --read "$work/filled.csv" --dry-run
is 0 "a dry run"
says "可收反馈1条，不能收0条" "counts"
that "and writes nothing" [ "$(state 2026-10/2)" = in_hand ]
yp sheet task --read "$work/filled.csv"
says "第2行  2026-10/2  已收反馈" "a filled row is a report"
that "of the task" [ "$(state 2026-10/2)" = reported ]
yp show task 2026-10/2
says "邵邻安" "with who reports"
yp sheet task --read "$work/filled.csv"
is 0 "the same sheet once more"
says "同样的反馈已经有了" "says that it is there already"
yp undo
that "all of a sheet is one step" [ "$(state 2026-10/2)" = in_hand ]

cat >"$work/bad.csv" <<-END
	交办编号,单位,办理情况,佐证材料,反馈人,反馈日期
	2026-10/2,城关街道,已办,,邵邻安,2026-09-19
	2026-10/2,城关街道,再写一遍,,邵邻安,
	2026-99/1,城关街道,已办,,,
	2026-11/1,公安局,已办,,,
	,城关街道,没有编号,,,
	2026-11/3,公安局,已办,,,
	2026-11/3,城关街道,已办,,,2026-12-31
END
yp sheet task --read "$work/bad.csv"
is 1 "rows that cannot be taken make it fail"
says "收到反馈1条，未收6条" "the good one is taken"
says "2026-10/2在表里有两行" "a task twice"
says "2026-99/1" "a number that is none"
says "这项交办是公安局的，本表是另一家单位的" "another unit's task"
says "本行没有交办编号" "no number"
says "本行写的是公安局，这项交办是城关街道的" "another unit's name"
printf '交办编号,办理情况\n2026-11/3,已约定\n' >"$work/short.csv"
yp undo
yp sheet task --read "$work/short.csv" --dry-run
says "表里没有而仍在办理: 2026-10/2" "a row that was deleted is named"
printf 'a,b\n1,2\n' >"$work/other.csv"
yp sheet task --read "$work/other.csv"
is 1 "another table is no sheet"
complains "不是交办反馈表" "and says what it lacks"
yp sheet task
is 2 "a unit or a file is named"
yp verify
is 0 "all of it is sound"

ends
