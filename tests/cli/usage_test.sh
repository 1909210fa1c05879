#!/bin/sh
# How the command line is read, and what the exit status says.
. tests/cli/lib.sh

yp --version
is 0 "the version is a success"
says "yanpan 0" "the version names the program"
yp help
is 0 "help is a success"
says "history" "help lists the commands"
says "--store" "help lists the options of all commands"
yp list --help
is 0 "every command explains itself"
says "--limit" "a command's options are explained"
yp help list
says "--limit" "help COMMAND says the same"
yp --lang en help
says "Find records" "help speaks the language asked for"

yp nonsense
is 2 "an unknown command is wrong usage"
complains "nonsense" "the unknown command is named"
yp list --nonsense
is 2 "an unknown option is wrong usage"
complains "--nonsense" "the unknown option is named"
yp list --limit
is 2 "an option without its value is wrong usage"
yp list --limit many
is 2 "a limit that is no number is wrong usage"
complains "many" "the wrong number is named"
yp list --count=3
is 2 "a flag takes no value"
yp show
is 2 "too few words are wrong usage"
yp show unit a b
is 2 "too many words are wrong usage"
yp new nothing
is 2 "an unknown kind is wrong usage"
complains "order" "the known kinds are named"
yp --lang klingon list
is 2 "an unknown language is wrong usage"
yp list --encoding morse
is 2 "an unknown encoding is wrong usage"

yp list
is 3 "no store is trouble with the store"
complains "$YANPAN_STORE" "the folder without a store is named"
complains "yanpan: " "errors begin with the program's name"
that "what failed printed nothing" [ -z "$out" ]

yp new unit name=临溪县水利局 short=水利局
is 0 "the first record makes the store"
yp --json list unit
is 0 "options may stand before the command"
says 水利局 "and mean the same there"
yp list unit --limit=1 --json
is 0 "values may be joined by ="
yp --store "$work/other" list
is 3 "--store goes before YANPAN_STORE"
YANPAN_STORE= yp list
is 3 "without both it is the user's own folder"
complains "$XDG_DATA_HOME/yanpan" "which is named"

gb=$(printf '\313\256\300\373')
yp list unit "$gb"
is 0 "words may come in GB18030"
says 水利局 "and are understood"
yp list unit "$(printf '\377\376')"
is 2 "words in no encoding are wrong usage"

yp --as "$(printf '%041d' 0)" set unit 水利局 note=x
is 2 "who sits here has a name of a person"
yp --as "宋知夏
root = 别人" set unit 水利局 note=x
is 2 "in one line"

"$bin" list unit >&- 2>"$work/err" </dev/null
status=$?
is 3 "a closed stream to print to is told"
"$bin" list unit >"$work/out" 2>&- <&-
status=$?
is 0 "the other streams may be closed"
that "nothing was printed into the store" sh -c '! grep -qF 水利局 "$1"/lock.mdb' - "$YANPAN_STORE"

# More than a pipe holds, so that the reader is gone while it is still printing.
awk 'BEGIN { print "编号,标题"; for (i = 0; i < 5000; i++) print "P" i ",施工噪声扰民" }' >"$work/many.csv"
yp import --map number=编号 "$work/many.csv"
"$bin" list order --json 2>"$work/err" | head -n 1 >"$work/out"
err=$(cat "$work/err") out=$(cat "$work/out") status=0
that "a reader that leaves early hears no complaint" [ -z "$err" ]

yp --read-only new unit name=x short=x
is 1 "--read-only refuses to write"
yp --read-only list unit
is 0 "--read-only reads"
ends
