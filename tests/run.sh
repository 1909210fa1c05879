#!/bin/sh
# run.sh [GROUP...] — runs the suites (all groups, or those named) and adds up their last lines.
#
# Every suite ends in `N passed, N failed`.  One that does not, or that ends on a
# signal, counts as one failed.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
export BUILD
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
passed=0 failed=0 skipped=0

suite() {
	name=$1
	shift
	"$@" >"$out" 2>&1 </dev/null
	status=$?
	last=$(tail -n 1 "$out")
	case $last in
	*' passed, '*' failed'*)
		p=${last%% passed*}
		f=${last#*passed, }
		f=${f%% failed*}
		s=0
		case $last in *' skipped') s=${last##*failed, } s=${s%% *} ;; esac
		;;
	*) p=0 f=1 s=0 ;;
	esac
	case $p$f$s in *[!0-9]*) p=0 f=1 s=0 ;; esac
	[ "$status" -ne 0 ] && [ "$f" -eq 0 ] && f=1
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	printf '%-44s %s\n' "$name" "$last"
	if [ "$f" -ne 0 ]; then
		sed 's/^/    /' "$out" | tail -n 60
		echo "    (exit status $status)"
	else
		grep '^skipped' "$out" | sed 's/^/    /'
	fi
}

wanted() {
	[ -z "$groups" ] && return 0
	case " $groups " in *" $1 "*) return 0 ;; esac
	return 1
}

groups=$*
wanted house && suite arrows sh tests/arrows.sh
wanted docs && suite docs sh tests/docs.sh
for group in unit screen cli term fault fuzz; do
	wanted $group || continue
	for t in $(find "$BUILD/tests/$group" -name '*_test' -type f 2>/dev/null | sort); do
		suite "${t#"$BUILD"/tests/}" "$t"
	done
	for t in $(find "$BUILD/tests/$group" -name 'fuzz_*' ! -name '*.*' -type f 2>/dev/null | sort); do
		suite "${t#"$BUILD"/tests/}" "$t"
	done
	for t in $(find "tests/$group" -name '*_test.sh' 2>/dev/null | sort); do
		suite "${t#tests/}" sh "$t"
	done
done
echo
if [ "$skipped" -ne 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
