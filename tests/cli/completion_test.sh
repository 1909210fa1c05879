#!/bin/sh
# completion bash: the script is bash, and it completes what the program takes.
. tests/cli/lib.sh
command -v bash >/dev/null || {
	echo "skipped: there is no bash here"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
}

yp demo "$YANPAN_STORE"
yp completion fish
is 2 "for another shell there is none"
yp completion bash
is 0 "for bash there is one"
cp "$work/out" "$work/yanpan.bash"
bash -n "$work/yanpan.bash"
status=$?
is 0 "it is sound bash"

cat >"$work/try" <<'TRY'
. "$1"
program=$2
shift 2
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_yanpan "$program"
echo "${COMPREPLY[*]}"
TRY

# What is offered behind these words, the last of which is being typed.
offers() {
	want=$1
	shift
	bash "$work/try" "$work/yanpan.bash" "$bin" "$@" >"$work/out" 2>"$work/err"
	status=$?
	out=$(cat "$work/out")
	prints "$want" "$*"
}

offers import yanpan im
offers "--store" yanpan --st
offers "zh_CN zh_TW" yanpan --lang z
offers "member meeting" yanpan list m
offers "state:" yanpan list order sta
offers "due" yanpan list order --sort du
offers "order" yanpan import --kind or
offers "--kind --keep-personal" yanpan import --k
offers "attend" yanpan do at
offers "item" yanpan do agree ""
offers "2026-15/1 2026-15/2 2026-15/3 2026-15/4 2026-15/5" yanpan do agree item 2026-15
offers "unit= person= as= for_whom= at= reason=" yanpan do attend item 2026-15/1 ""
offers "present" yanpan do attend item 2026-15/1 as = pre
offers "reason=" yanpan do attend item 2026-15/1 as = present rea
offers "body" yanpan set unit 住建局 role = b
offers "short=" yanpan new unit name = 某局 sh
offers "2026-15 2026-14 2026-13" yanpan minutes ""
offers "2026-14" yanpan show meeting 2026-14
offers "bash" yanpan completion ""
offers "completion" yanpan help com
offers "" yanpan nonsense ""
ends
