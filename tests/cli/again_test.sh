#!/bin/sh
# Our own lists come in again: nothing of what they hide, clean or leave out changes the store.
. tests/cli/lib.sh

dump_sum() {
	"$bin" dump - </dev/null 2>/dev/null | md5sum
}

{
	echo '工单编号,诉求内容,来电人,联系电话,受理时间,现办单位,要求保密,退单情况,楼栋'
	printf '00260916118206,"市民来电:\t路灯不亮 ，联系人张三丰，电话13812342096",张三丰,13812342096,2026-09-16 08:12,住建局,是,"2026-09-17 住建局 权属不清: 请联系13912342097; 建议交警大队; 驳回 2026-09-18",3栋\n'
	printf "20260917119164,'=1+1 价格多少?,李四,13912342097,2026/9/17,市场监管局,否,,\n"
	printf '20260917119165,桥头\357\277\275桥塌了,王五,13912342098,2026/9/17,交通局,否,,\n'
} >"$work/orders.csv"
yp import --keep-personal "$work/orders.csv"
yp list --count
prints 3 "three orders are there"
before=$(dump_sum)

for form in lists.csv lists.xlsx; do
	yp list order -o "$work/$form"
	is 0 "$form goes out"
	for personal in "" --keep-personal; do
		yp import --update $personal "$work/$form"
		is 0 "$form comes in again $personal"
		says "新增0，变更0" "and changes nothing"
		that "the store is what it was ($form $personal)" [ "$before" = "$(dump_sum)" ]
	done
done
"$bin" list order --csv >"$work/names.csv" </dev/null
yp import --update --keep-personal "$work/names.csv"
says "新增0，变更0" "so does a list with the names of fields"
that "and with what it hides" [ "$before" = "$(dump_sum)" ]
yp list order -o "$work/lists.csv"
that "the list hid a number" grep -qF '138****2096' "$work/lists.csv"

sed 's/138\*\*\*\*2096/138****2096，已派人/' "$work/lists.csv" >"$work/mended.csv"
yp import --update "$work/mended.csv"
complains "00260916118206" "a masked text that was mended is named by its order"
complains "有隐去的字样" "and said to be left"
that "and left" [ "$before" = "$(dump_sum)" ]
yp import --update --json "$work/mended.csv"
says '"kind":"masked"' "programs are told its kind"
sed 's/市场监管局/水利局/' "$work/lists.csv" >"$work/moved.csv"
yp import --update "$work/moved.csv"
says "变更1" "what is really new comes in beside it"
yp list --count 13812342096 --personal 1
prints 1 "and the number is there as it was"
ends
