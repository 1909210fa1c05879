#!/bin/sh
# The hotline's file once more, a week later: what is new, changed, returned again, gone.
. tests/cli/lib.sh

cat >"$work/week1.csv" <<'CSV'
工单编号,诉求内容,受理时间,现办单位,退单次数
20260907100001,路灯不亮,2026-09-07 08:00,住建局,0
20260908100002,电梯困人,2026-09-08 09:00,市场监管局,1
20260909100003,垃圾停摆,2026-09-09 10:00,住建局,0
20260920100009,早先的一件,2026-08-01 10:00,住建局,0
CSV
cat >"$work/other.csv" <<'CSV'
工单编号,诉求内容,受理时间
20260908100077,别处来的,2026-09-08 09:30
CSV
cat >"$work/week2.csv" <<'CSV'
诉求内容,工单编号,受理时间,现办单位,退单次数
路灯不亮,20260907100001,2026-09-07 08:00,供电公司,0
电梯困人,20260908100002,2026-09-08 09:00,市场监管局,2
积水,2.02609E+13,2026-09-10 09:00,住建局,0
噪声,20260914100004,2026-09-14 09:00,公安局,0
CSV
yp import "$work/week1.csv" "$work/other.csv"
is 0 "two files come in one after another"
yp list --count
prints 5 "with all their orders"

yp import --update --dry-run "$work/week2.csv"
says "新增1，变更2(再退单1)" "a trial counts new, changed and returned again"
says "1件在以前的同类文件中有" "and those that are gone"
complains "20260909100003" "which it names"
that "not what another kind of file brought" sh -c "! grep -q 20260908100077 '$work/err'"
that "nor what lies outside its days" sh -c "! grep -q 20260920100009 '$work/err'"
yp import --update --json "$work/week2.csv"
says '"kind":"gone"' "programs are told each"
says '"gone":1' "and how many"
yp list --count
prints 6 "nothing is taken away"
yp import --undo 1
yp import --update --json "$work/week2.csv"
hides '"gone"' "what was taken back is not missed"
printf '工单编号,诉求内容\n20260908100099,没有日期\n' >"$work/undated.csv"
yp import "$work/undated.csv" "$work/undated.csv"
hides "同类文件" "a file without days of receipt misses nothing"

yp import "$work/absent.csv" "$work/week1.csv"
is 1 "a file that cannot be read is told by the exit status"
complains absent.csv "and by its name"
yp list 20260909100003 --count
prints 1 "the others come in all the same"
ends
