#!/bin/sh
# make_seed_table.sh — writes seed_table.c beside itself from an environment that LMDB makes.
#
# To be run on a little-endian 64-bit machine whose pages have 4096 bytes.
set -eu
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/make.c" <<'END'
int main(int count, char **words)
{
	MDB_env *env;

	return count != 2 || mdb_env_create(&env) || mdb_env_set_mapsize(env, (size_t)64 << 30) ||
		mdb_env_open(env, words[1], 0, 0600);
}
END
cc -include lmdb.h -o "$folder/make" "$folder/make.c" -llmdb
"$folder/make" "$folder"

{
	echo '/* Made by make_seed_table.sh. */'
	echo '#include "store/kv/seed.h"'
	echo
	echo 'const unsigned char seed_table[SEED_BYTES] = {'
	od -An -v -t u1 -w1 "$folder/data.mdb" |
		awk '$1 { printf "\t[%d] = 0x%02X,\n", NR - 1, $1 }'
	echo '};'
} >"$folder/seed_table.c"
mv "$folder/seed_table.c" seed_table.c
