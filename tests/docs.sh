#!/bin/sh
# docs.sh [--write] — the tables of the manual are what the program prints.
#
# In man/*.1 and *.5, and in their translations man/zh_CN/*, a table stands between two
# comments:
#
#     .\" begin: schema order
#     …what `yanpan --lang en schema order` prints, zh_CN in man/zh_CN…
#     .\" end
#
# Without --write each of them is compared and counts as one test; with it they are
# written anew.
set -u
cd "$(dirname "$0")/.." || exit 1
bin=${BUILD:-build}/yanpan
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# The output as roff shows it letter by letter.
as_roff() {
	sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/-/\\-/g' -e "s/'/\\\\(aq/g" -e 's/[[:space:]]*$//'
}

# Numbered files in $work: the arguments, what the page has, what the program prints.
take_apart() {
	awk -v work="$work" '
	/^\.\\" begin: / {
		n++
		inside = 1
		sub(/^\.\\" begin: /, "")
		print >(work "/" n ".args")
		printf "" >(work "/" n ".page")
		next
	}
	/^\.\\" end$/ { inside = 0 }
	inside { print >(work "/" n ".page") }
	END { print n + 0 }' "$1"
}

put_together() {
	awk -v work="$work" '
	/^\.\\" begin: / {
		n++
		print
		while ((getline line <(work "/" n ".want")) > 0)
			print line
		inside = 1
		next
	}
	/^\.\\" end$/ { inside = 0 }
	!inside { print }' "$1" >"$work/page" && cat "$work/page" >"$1"
}

for page in man/*.[15] man/*/*.[15]; do
	rm -f "$work"/*
	case $page in
	man/*/*) lang=$(basename "$(dirname "$page")") ;;
	*) lang=en ;;
	esac
	blocks=$(take_apart "$page")
	for i in $(seq "$blocks"); do
		# shellcheck disable=SC2046
		YANPAN_STORE=/nonexistent XDG_CONFIG_HOME=/nonexistent "$bin" --lang "$lang" \
			$(cat "$work/$i.args") 2>&1 </dev/null |
			as_roff >"$work/$i.want"
		if cmp -s "$work/$i.want" "$work/$i.page"; then
			passed=$((passed + 1))
		elif [ "${1-}" != --write ]; then
			failed=$((failed + 1))
			echo "$page: yanpan $(cat "$work/$i.args") prints something else; sh tests/docs.sh --write"
			diff "$work/$i.page" "$work/$i.want" | head -n 10
		fi
	done
	[ "${1-}" = --write ] && put_together "$page"
done

# A translation has the tables of the original, in its order.
for page in man/*/*.[15]; do
	if [ "$(grep '^\.\\" begin: ' "$page")" = "$(grep '^\.\\" begin: ' "man/${page##*/}")" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$page: other tables, or in another order, than in man/${page##*/}"
	fi
done

# A subcommand that the manual does not name is as wrong as one that it describes badly.
for command in $("$bin" --lang en help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
	if grep -q "^\.\\\\\" begin: help $command\$" man/yanpan.1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "man/yanpan.1: nothing between  .\\\" begin: help $command  and  .\\\" end"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
