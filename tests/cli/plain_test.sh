#!/bin/sh
# --plain: the whole work by numbered menus, one line after the other.
. tests/cli/lib.sh

# Runs it on the lines given.
menus() {
	printf '%s\n' "$@" | "$bin" --plain >"$work/out" 2>"$work/err"
	status=$?
	out=$(cat "$work/out")
	err=$(cat "$work/err")
}

yp demo "$YANPAN_STORE"
is 0 "there is a county"

menus 0
is 0 "0 leaves"
says "宋知夏" "the menu says who sits here"
says " 2  工单" "kinds are on the menu"
menus
is 0 "so does the end of the input"
menus 99 x２ 0
says "没有这一项: 99" "a number that is not there is said"

# ---- lists ----
menus 2 10 0 0
says "以下是第1至9条" "a list comes in pages"
says "以下是第10至18条" "the next page follows"
menus 2 状态:待初审 0 0
says "查找: 状态:待初审" "words narrow the list"
menus ２ ０ ０
says "以下是第1至9条" "full-width digits are numbers"
menus 物业撤管 1 0 0 0
says "20260917119164" "words on the menu find orders"
hides "没有这一项" "and the order opens"
menus 2 状态:什么 0 0
says "未办成" "a query that cannot be read is explained"

# ---- a new record, field by field ----
menus 7 '建设测试' 1 '测试建设管理局' '' 0 0 0
says "(必填)" "what is needed is marked"
says "简称必填" "and asked for again"
menus 7 '建设测试' 1 '测试建设管理局' '测试局' '测建' 1 3 '?' . 0 0 0
yp show unit 测试局
is 1 "a form that is given up leaves nothing"
menus 7 '建设测试' 1 '测试建设管理局' '测试局' '' '' '' '' '' '' '' '' 0 0 0
yp show unit 测试局
is 0 "a form that is ended makes the record"
says "测试建设管理局" "with what was typed"
menus 7 测试局 1 1 '' '' '测建' '' '' '' '' '' '' '' '' 0 0 0
yp show unit 测建
is 0 "a record is changed by the same form"
menus 12 0
yp show unit 测建
is 1 "the last step is taken back"

# ---- an order becomes a case ----
menus 物业撤管 1 1 '' '' '' '' '' '' 0 0 0
says "已办理" "a step is done"
yp show order 20260917119164
says "已受理" "and the order has its new state"

# ---- a meeting ----
YANPAN_NOW='2026-09-23 09:30:00'
menus 4 2026-15 1 1 \
	1 县委编办 李望舒 1 '' '' '' 1 司法局 陈砚秋 1 '' '' '' 1 群众服务中心 周景行 1 '' '' '' \
	5 1 12 县委编办 1 '' '' '' 12 司法局 1 '' '' '' 12 群众服务中心 1 '' '' '' \
	9 1 市场监管局 督促退费 '' '' Y017 5 9 2 教体局 协助核实 '' '' '' 5 9 2 商务局 协助核实 '' '' '' 5 \
	1 '' '' '' '' '' '' '' '' '' '' 1 0 0 0 0 0
is 0 "a meeting is played by numbers"
says "市场监管局尚未答复，不能算协商一致" "what should be known is said before"
says "由市场监管局牵头，教体局、商务局配合" "the ruling's sentence is shown"
yp show item 2026-15/1
says "议定" "the item is agreed"
says "李望舒 | 出席" "who came is recorded"
menus 5 2026-15/2 1 2 待补材料 '' 2026-10-15 0 0 0
yp show item 2026-15/2
says "缓议" "an item is adjourned"
says "待补材料" "with its reason"
menus 11 1 2026-15 '' 11 1 2026-14 '' 0
says "请先散会" "there are no minutes of a meeting that goes on"
says "人民广场音响噪声扰民" "the minutes are shown"
menus 11 3 2026-11 公安局 '' 11 2 2026-0074 '' 0
says "临溪县联合研判交办单" "a slip for a unit"
says "处理人民广场音响噪声" "says its duty"
says "临溪县联合研判意见书" "the opinion on a case"
menus 11 1 2026-14 "$work/纪要.html" 0
grep -q 人民广场音响噪声扰民 "$work/纪要.html"
status=$?
is 0 "or written into a file"

# ---- import ----
cat >"$work/单位.csv" <<'CSV'
单位全称,单位简称,类别,角色
临溪县测试事务中心,测试中心,政府部门,承办单位
CSV
menus 10 2 "$work/单位.csv" 0 0
says "单位简称 →" "a file is looked at first"
yp show unit 测试中心
is 1 "and nothing is taken in when one says no"
menus 10 2 "$work/单位.csv" 1 0
yp show unit 测试中心
is 0 "1 takes it in"
menus 10 1 "$work/没有.csv" 0 0
says "未办成" "a file that is not there is explained"

# ---- what must not change ----
printf '2\n状态:待初审\n1\n3\n\n\n0\n0\n0\n' | "$bin" --plain --read-only >"$work/out" 2>&1
says "未办成" "with --read-only nothing is done"
printf '\377\376 2\n0\n0\n' | "$bin" --plain >"$work/out" 2>&1
says "以下是第1至9条" "bytes that are no character are left out"
ends
