# lib.sh — what the tests of subcommands share; sourced, from the top of the repository.
#
#     yp list order            runs build/yanpan on this test's own store: $out, $err, $status
#     is 0 "lists are empty"   the last exit status
#     says 住建局 "…"          standard output has the text (grep -F)
#     complains number "…"     standard error has it
#     prints "$want" "…"       standard output is exactly that
#     ends                     the suite's last line
set -u
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bin=$PWD/${BUILD:-build}/yanpan
YANPAN_NOW='2026-09-21 08:40:00'
YANPAN_LANG=zh_CN
XDG_DATA_HOME=$work/data HOME=$work TMPDIR=$work
YANPAN_STORE=$work/store
export YANPAN_NOW YANPAN_LANG XDG_DATA_HOME HOME TMPDIR YANPAN_STORE
unset NO_COLOR LC_ALL

yp() {
	"$bin" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	out=$(cat "$work/out")
	err=$(cat "$work/err")
}

verdict() {
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "FAILED $2"
	echo "  status $status"
	head -c 2000 "$work/out" | sed 's/^/  out: /'
	echo
	head -c 2000 "$work/err" | sed 's/^/  err: /'
	echo
}

is() {
	[ "$status" -eq "$1" ]
	verdict $? "$2"
}

says() {
	grep -qF -e "$1" "$work/out"
	verdict $? "$2"
}

hides() {
	! grep -qF -e "$1" "$work/out"
	verdict $? "$2"
}

complains() {
	grep -qF -e "$1" "$work/err"
	verdict $? "$2"
}

prints() {
	[ "$out" = "$1" ]
	verdict $? "$2"
}

that() {
	sentence=$1
	shift
	"$@"
	verdict $? "$sentence"
}

ends() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
	exit
}
