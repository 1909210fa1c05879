#!/bin/sh
# Four programs on one store for some seconds: one types, one imports, one verifies and
# backs up, one changes and takes back.  Each ends in words; what was confirmed is there.
. tests/cli/lib.sh
seconds=${FAULT_SECONDS:-5}
[ -n "${SOAK:-}" ] && seconds=60

# LOG NAME COMMAND...: its status and, where it failed, its words.
try() {
	log=$1
	shift
	"$bin" "$@" >"$log.out" 2>"$log.err" </dev/null
	code=$?
	case $code in
	0) echo "ok $*" >>"$log" ;;
	[123]) if [ -s "$log.err" ]; then echo "told $(head -n 1 "$log.err")" >>"$log"; else echo "silent $code $*" >>"$log"; fi ;;
	*) echo "died $code $*" >>"$log" ;;
	esac
	return $code
}

going() {
	[ "$(date +%s)" -lt "$until" ]
}

types() {
	n=0
	while going; do
		n=$((n + 1))
		number=$(printf '30000000%06d' $n)
		try "$work/types" --as 甲 new order number="$number" text=键入的 && echo "$number" >>"$work/typed"
	done
}

imports() {
	n=0
	while going; do
		n=$((n + 1))
		{
			echo 工单编号,诉求内容,诉求人
			seq -f "4$(printf %04d $n)%09.0f,路灯不亮需要修理,张三" 40
		} >"$work/import-$n.csv"
		try "$work/imports" --as 乙 import "$work/import-$n.csv" && echo $n >>"$work/imported"
	done
}

looks() {
	while going; do
		try "$work/looks" verify
		try "$work/looks" --as 丙 backup "$work/stick"
		rm -rf "$work"/stick/2*
		try "$work/looks" list order --count
	done
}

undoes() {
	n=0
	while going; do
		n=$((n + 1))
		try "$work/undoes" --as 丁 set order 20260916000001 note=$n
		try "$work/undoes" --as 丁 undo
	done
}

yp --as 丁 new order number=20260916000001 text=路灯不亮
until=$(($(date +%s) + seconds))
types &
imports &
looks &
undoes &
wait

cat "$work/types" "$work/imports" "$work/looks" "$work/undoes" >"$work/all"
that "nobody died" sh -c "! grep '^died' '$work/all'"
that "nobody failed without words" sh -c "! grep '^silent' '$work/all'"
for who in types imports looks undoes; do
	that "$who got on" sh -c "[ \$(grep -c '^ok' '$work/$who') -ge 2 ]"
done
yp verify
is 0 "all agrees"
yp list order --json
missing=0
while read -r number; do
	grep -q "\"$number\"" "$work/out" || missing=$((missing + 1))
done <"$work/typed"
that "every order that was confirmed is there" [ "$missing" -eq 0 ]
missing=0
while read -r n; do
	[ "$(grep -c "\"number\":\"4$(printf %04d "$n")" "$work/out")" -eq 40 ] || missing=$((missing + 1))
done <"$work/imported"
that "every import that was confirmed is there, whole" [ "$missing" -eq 0 ]
that "no part of another is" [ "$(grep -c '"number":"4' "$work/out")" -eq $((40 * $(wc -l <"$work/imported"))) ]
echo "$(grep -c '^ok' "$work/all") done, $(grep -c '^told' "$work/all") told to wait or refused"
grep '^told' "$work/all" | sort | uniq -c | sort -rn | head -n 5
ends
