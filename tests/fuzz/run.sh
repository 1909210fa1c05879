#!/bin/sh
# run.sh [NAME...] — hunts with clang's libFuzzer; FUZZ_SECONDS each (60).
#
# What is found grows in $BUILD/fuzz/found/NAME; what kills the program is left as
# $BUILD/fuzz/NAME-crash-…: put it, made small, into tests/fuzz/corpus/NAME.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${BUILD:-build}/fuzz
seconds=${FUZZ_SECONDS:-60}

if ! command -v clang >/dev/null; then
	echo "make fuzz needs clang: apt-get install clang libclang-rt-dev" >&2
	exit 1
fi
make -s -j2 BUILD="$out" CC=clang \
	CFLAGS="-O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined" \
	"$out/libyanpan.a" || exit 1
[ $# -gt 0 ] || set -- $(ls tests/fuzz/fuzz_*.c | sed 's,.*/fuzz_,,; s/\.c$//')
passed=0 failed=0
for name; do
	mkdir -p "$out/found/$name"
	clang -std=c11 -O1 -g -D_GNU_SOURCE -I. -I"$out/gen" -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
		-o "$out/fuzz_$name" "tests/fuzz/fuzz_$name.c" "$out/libyanpan.a" \
		-lncursesw -ltinfo -llmdb -lgcrypt -lminizip -lexpat -lz -lutil || exit 1
	echo "== $name, $seconds s"
	if "$out/fuzz_$name" -max_total_time="$seconds" -timeout=10 -print_final_stats=0 -verbosity=0 \
		-artifact_prefix="$out/$name-" "$out/found/$name" "tests/fuzz/corpus/$name"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
