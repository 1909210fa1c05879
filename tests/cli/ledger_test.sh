#!/bin/sh
# import --kind ruling and ledger: the old ledger comes in as rulings, and the county's own
# columns go out and come in again.
. tests/cli/lib.sh

cat >"$work/units.csv" <<'CSV'
名称,简称,别名,类别,角色
临溪县公安局交通警察大队,交警大队,县交警、交通警察大队,政府部门,承办单位
临溪县住房和城乡建设局,住建局,县住建局、综合科,政府部门,承办单位
临溪县发展和改革局,发改局,物价局、综合科,政府部门,承办单位
城关街道办事处,城关街道,城关镇,镇街,承办单位
CSV
cat >"$work/bases.csv" <<'CSV'
编号,名称,条款,内容,类别,用途
,道路交通安全法,第三十条,及时修复,法律,职责
CSV
cat >"$work/old.csv" <<'CSV'
临溪县联合研判台账,,,,,,,,,,,
序号,编号,会议时间,研判事项,工单号,牵头单位,配合单位,职责分工,研判依据,发文字号,效力,经办人
1,2025-07,2025-03-12,学校门口信号灯养护,20250301000001,县交警,住建局、城关镇,"交警大队：日常养护
住建局：移交资料",《道路交通安全法》第三十条,临研纪[2025]3号,有效,小王
2,2025-09,2025年4月2日,小区弃土清运,,住建局,城关街道、某某物业公司,清运弃土,三定规定,,已撤销,
3,2025-09,2025-04-02,重复的编号,,住建局,,清运弃土,三定规定,,,
4,,2025-05-06,没有编号的,,综合科,,清运弃土,三定规定,,已取代,
5,2026-05,2026-01-06,两家牵头,,住建局、交警大队,,,,,已办结,
6,2026-06,2026-13-06,日期错,,住建局,,,,,,
CSV
yp import --kind unit "$work/units.csv"
yp import --kind basis "$work/bases.csv"

yp import --kind ruling --dry-run "$work/old.csv"
is 1 "a trial tells what is refused"
says "研判事项 → 事由" "an office's own headings are understood"
says "新增4" "and what would come in"
yp list ruling --count
prints 0 "but writes nothing"
yp import --kind ruling --rejects "$work/rejects.csv" "$work/old.csv"
is 1 "a line with a wrong day is refused"
complains "第8行" "by its row"
that "and can be mended" grep -q 2026-13-06 "$work/rejects.csv"
complains "第4行，第7列 配合单位 [2025-09]: 某某物业公司" "a unit that is not known is named by row"
complains "综合科: 不止一家单位" "and a name of two units is not guessed at"
complains "2025-09在文件前面已有" "a number stands once"
yp show ruling 2025-07
says "牵头 | 交警大队 | 日常养护" "aliases are units, and each has its duty"
says "配合 | 住建局 | 移交资料" "a unit a line"
says "临研纪〔2025〕3号" "brackets become those of the standard"
says "历史导入" "where it came from is said"
says "工单号 | 20250301000001" "what no field holds stays under its heading"
says "Y001" "a basis of the register is linked"
says "经办人 | 小王" "columns that nobody knows stay, too"
yp list ruling --json --fields number,state,earlier
says '"number":"2025-07","state":"in_force","earlier":true' "it is in force unless the ledger says otherwise"
says '"number":"2025-09","state":"revoked"' "revoked stays revoked"
says '"state":"superseded"' "and superseded superseded"
yp list ruling 信号灯 --count
prints 1 "it is found by its words"

# Out, in again, out: the same.
yp ledger
cp "$work/out" "$work/first.csv"
says "序号,结论编号,发文字号,事由,工单编号,研判日期,牵头单位,配合单位,职责,时限,依据,形成,状态,沿用次数" "the ledger has the usual columns"
says "2025-07,临研纪〔2025〕3号,学校门口信号灯养护,20250301000001,2025-03-12,交警大队,住建局、城关街道" "a ruling a line"
yp ledger 弃土 --csv
hides 信号灯 "a query narrows it"
yp ledger -o "$work/out.xlsx"
is 0 "it goes into a workbook"
yp ledger -o "$work/ledger.csv"
again() { # FILE: into a store of its own
	YANPAN_STORE=$work/again
	rm -rf "$YANPAN_STORE"
	yp import --kind unit "$work/units.csv"
	yp import --kind basis "$work/bases.csv"
	yp import --kind ruling "$1"
	yp ledger
	YANPAN_STORE=$work/store
}
again "$work/out.xlsx"
that "and comes in again unchanged" cmp -s "$work/out" "$work/first.csv"
again "$work/ledger.csv"
that "so does CSV" cmp -s "$work/out" "$work/first.csv"
if command -v soffice >/dev/null; then
	mkdir "$work/office"
	soffice --headless --convert-to xlsx --outdir "$work/office" "$work/out.xlsx" >/dev/null 2>&1
	again "$work/office/out.xlsx"
	that "also when LibreOffice has saved it" cmp -s "$work/out" "$work/first.csv"
else
	echo "note: no LibreOffice here; its workbooks are not tried"
fi
yp import --kind ruling "$work/out.xlsx"
says "新增0" "what is there does not come in twice"
says "跳过4" "with or without a number"

yp import --undo 3
is 0 "the old ledger is taken back whole"
yp list ruling --count
prints 0 "and nothing of it counts"
yp import --kind ruling "$work/old.csv"
says "新增4" "its numbers are free for the mended file"

mkdir -p "$work/store/county"
echo '台账栏目 = 编号=number|案由=事由|主办=lead|协办=assists' >"$work/store/county/rules.conf"
yp ledger
says "编号,案由,主办,协办" "a county has its own columns and headings"
says "2025-09,小区弃土清运,住建局,城关街道、某某物业公司" "in its own order"
echo 'ledger = 编号=number|案由=没有这一栏' >"$work/store/county/rules.conf"
yp settings --check
complains "台账没有栏目" "a column that is none is named"
complains "rules.conf" "with its file"
ends
