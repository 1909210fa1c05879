#!/bin/sh
# Files that a system before us read in a wrong encoding: told, offered, put right when asked.
. tests/cli/lib.sh

printf '%s\n' '¹¤µ¥±àºÅ,ËßÇóÄÚÈÝ,´¦ÖÃµ¥Î»' '20260101000001,ÊÐÃñÀ´µç·´Ó³Â·µÆ²»ÁÁ13812345678,×¡½¨¾Ö' >"$work/latin.csv"
yp --lang en import --as 秘书 --dry-run --json "$work/latin.csv"
is 1 "misread headings stop the import"
says '"offered":"--repair offered"' "and the way out is told"
says '"offered":"市民来电反映路灯不亮138****5678","certain":true' "each text is offered as it must have been, masked"
yp --as 秘书 import "$work/latin.csv" --repair certain
is 0 "what is certain may be put right"
says 2格 "and is counted"
yp show 20260101000001
says 市民来电反映路灯不亮 "the order reads as it was written"
yp --personal 1 list --original --csv --fields text
says 'ÊÐÃñÀ´µç' "what stood in the file is kept"

printf '%s\n' '工单编号,诉求内容,处置单位' '20260101000002,甯傛皯鏉ョ數鍙嶆槧璺伅涓嶄寒灏忓尯闂ㄥ彛,住建局' >"$work/gbk.csv"
yp --as 秘书 import "$work/gbk.csv" --dry-run --json --repair certain
says 市民来电 "what is only likely is offered"
says '"certain":false' "and told as likely"
yp --as 秘书 import "$work/gbk.csv" --repair offered
is 0 "and put right when that is asked for"
yp show 20260101000002
says 市民来电 "the likely text is taken"

yp import "$work/gbk.csv" --repair everything
is 2 "another way is wrong usage"
complains certain "the ways are named"

ends
