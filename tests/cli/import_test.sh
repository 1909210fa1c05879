#!/bin/sh
# import: files become batches, findings are told, batches are taken back and brought again.
. tests/cli/lib.sh

cat >"$work/orders.csv" <<'CSV'
工单编号,标题,诉求内容,来电人,联系电话,现办单位,退单次数
20260916118206,路灯不亮,中学门口路灯不亮，电话13812342096,张三,13812342096,住建局,2
20260917119164,电梯损坏,小区电梯损坏,李四,13912342097,市场监管局,0
2.02609E+13,科学计数,编号坏了,王五,13912342098,住建局,0
20260917119164,重复,同一个编号,赵六,13912342099,住建局,0
CSV
cp "$work/orders.csv" "$work/named.csv"

yp import "$work/orders.csv" --dry-run --store "$work/none"
is 1 "a dry run needs no store"
says "新增" "and counts all the same"
that "and makes none" [ ! -e "$work/none" ]
that "nor leaves anything behind" sh -c "! ls -d '$work'/yanpan-trial-* 2>/dev/null"

yp import "$work/orders.csv" --dry-run
is 1 "a dry run says that rows would be rejected"
says 诉求内容 "it shows how columns are understood"
yp list --count
is 3 "but nothing was written, not even a store"
yp import "$work/orders.csv" --dry-run --json
says '"row":4' "a finding has its row"
says '"kind":"number"' "and its kind"
that "every line is JSON" sh -c "command -v python3 >/dev/null || exit 0; python3 -c 'import json,sys; [json.loads(l) for l in sys.stdin]' <'$work/out'"

yp import "$work/orders.csv" --rejects "$work/bad.csv"
is 1 "some rows rejected is 1"
that "rejected rows are in their file" grep -q 2.02609E+13 "$work/bad.csv"
that "which is the owner's alone" [ "$(stat -c %a "$work/bad.csv")" = 600 ]
yp list --count
prints 2 "good rows came in all the same"
yp list batch --json
says '"file":"' "the batch is a record"
yp list --json
says 路灯不亮 "texts are there"
hides 13812342096 "phones in them are masked"
yp list 状态:待初审 --json --fields number
prints '{"number":"20260916118206"}' "a returned order waits to be screened"

yp import "$work/named.csv"
yp list --count
prints 2 "known numbers are skipped"
sed -i 's/小区电梯损坏/小区电梯修好了/' "$work/named.csv"
yp import "$work/named.csv" --update
yp list 修好了 --count
prints 1 "or follow the file with --update"

yp import "$work/absent.csv"
is 1 "a file that is not there is refused"
complains absent.csv "by its name"
printf '工单编号,受理时间,诉求内容\n20260916118299,13812342096,电梯损坏\n' >"$work/moved.csv"
yp import "$work/moved.csv" --dry-run --json
hides 13812342096 "what a cell should not hold is told without personal data"
printf '"工单编号,诉求内容\n20260916118299,电梯损坏\n20260916118300,积水\n' >"$work/quote.csv"
yp import "$work/quote.csv"
is 1 "a quote never closed in the headings stops the import"
complains "第1行的引号" "and is named by its line"

yp import --undo 1
is 0 "a batch is taken back"
says "已撤销" "and it says so"
yp list 路灯 --count
prints 0 "and its orders are gone"
yp import --redo 1
is 0 "and brought again"
yp list 路灯 --count
prints 1 "with them"
yp import --undo 99
is 1 "a batch that is not there is refused"
yp import --undo one
is 2 "a batch is a number"
yp import --undo 1 "$work/orders.csv"
is 2 "no file goes with --undo"
yp list event --json --fields verb,subject_number
says '{"verb":"import redo","subject_number":"1"}' "the journal names the batch"
yp history batch 1
hides "import undo" "and says in words what was done with it"
yp undo
that "an import is not undone by undo" [ "$status" -ne 0 ]

yp import
is 2 "a file is needed"
yp import "$work/nothing.csv"
that "a file that is not there is refused" [ "$status" -ne 0 ]
complains nothing.csv "and named"
yp import "$work"
that "a folder is refused" [ "$status" -ne 0 ]
: >"$work/empty.csv"
yp import "$work/empty.csv"
that "an empty file is no crash" [ "$status" -lt 4 ]
yp import "$work/orders.csv" --kind nonsense
is 2 "an unknown kind is wrong usage"
complains "工单" "and the kinds are named in Chinese, too"
yp import "$work/orders.csv" --map nonsense
is 2 "--map takes field=heading"

printf '名称,简称\n临溪县水利局,水利局\n' >"$work/units.csv"
yp import --kind unit "$work/units.csv"
is 0 "units come in, too"
yp show unit 水利局
says 临溪县水利局 "and are found"
ends
