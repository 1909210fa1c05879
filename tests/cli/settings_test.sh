#!/bin/sh
# settings: the county's rules listed, checked, written, journalled; what they change.
. tests/cli/lib.sh

yp settings
is 0 "settings are listed before there is a store"
says "near_days (临近天数) = 3" "with their value"
says 默认 "and where it comes from"
says "escape" "those of the screens, too"
yp settings --json
says '"name":"near_days","word":"临近天数","value":"3","default":"3"' "for programs"
yp settings --csv
says "rules.conf,near_days,临近天数,3,3,,," "as CSV"
yp settings --check
is 0 "nothing is wrong where nothing is said"
yp settings --write
is 3 "files are written into a store"

yp demo "$YANPAN_STORE"
yp settings --write
is 0 "which is there now"
says "county/rules.conf" "and named"
that "remarks only" [ -z "$(grep -v '^#' "$YANPAN_STORE"/county/*.conf | grep -v ':$')" ]
that "nobody else may read them" [ "$(stat -c %a "$YANPAN_STORE/county/papers.conf")" = 600 ]
yp --read-only settings --write
is 1 "nothing is written with --read-only"
yp settings --check
is 0 "what was written is right"

echo '退单进初审次数 = 5' >>"$YANPAN_STORE/county/rules.conf"
yp settings --write
is 0 "again"
that "what is there stays" grep -q '^退单进初审次数 = 5' "$YANPAN_STORE/county/rules.conf"
yp settings
says "returns_to_screen (退单进初审次数) = 5" "the file holds"
says "county/rules.conf 第" "and is named with its line"
yp new order number=G1 title=一 bounces=3
yp show G1
says 仅备查 "an order that was returned three times stays on file"
yp history
is 0 "the journal knows"
says "returns_to_screen: 1 → 5" "from what to what"
says "rules.conf SM3 " "of which file"
yp new order number=G2 title=二 bounces=5
yp show G2
says 待初审 "five times bring it in"
yp history --json
that "said once" [ "$(grep -c '"verb":"rules"' "$work/out")" = 1 ]
yp verify
is 0 "and verify agrees"

echo 'near_day = 3' >>"$YANPAN_STORE/county/rules.conf"
yp settings --check
is 1 "a wrong line is wrong"
complains near_days "what was meant"
complains "rules.conf 第" "and where it is"
yp list order --count
is 0 "the good ones hold"
complains near_days "and it is said in passing"
yp doctor
says near_day "also by the doctor"
mkdir -p "$HOME/.config/yanpan"
printf 'escape = 30\nescapes = 1\ncolour = blue\n' >"$HOME/.config/yanpan/yanpan.conf"
yp settings --check
is 1 "so is one of the person's own file"
complains "yanpan.conf 第2行" "with its line"
complains "yanpan.conf 第3行" "every one of them"
yp settings
says "escape = 30" "and its good ones are listed"

printf '\262\351\303\373 = x\n' >"$YANPAN_STORE/county/rules.conf"
yp settings --check
complains 查名 "a file in GB18030 is read all the same"
ends
