#!/bin/sh
# paper, minutes -o: papers of the demo county as docx, web page and text, and hand edits.
. tests/cli/lib.sh

yp demo "$YANPAN_STORE"
is 0 "the demo county is there"

yp paper meeting 2026-14
is 0 "a meeting's paper are its minutes"
says 联合研判会议纪要 "with their title"
yp paper meeting 2026-15 --as 会议通知
is 0 "a meeting has a notice"
says "成员单位：县委编办、司法局、群众服务中心" "to the panel"
says "列席：教体局、市场监管局" "and to those who are invited"
yp paper meeting 2026-14 --as 会议材料 -o "$work/材料.docx"
is 0 "and a pack, as docx"
yp paper meeting 2026-14 --as pack
says "学府路井盖破损权属不明（临时增加）" "a late item is marked"
says "曾提交2026-13号会议，缓议" "one that comes back has its history"
hides 联系电话 "nothing of the caller is in it"
yp paper case 2026-0074 --as 研判意见书
is 0 "a case has an opinion"
says 供承办单位内部办理使用，不作为对诉求人的答复 "which is no answer to the caller"
yp paper 研判结论 2026-11 --as=opinion
is 0 "also asked for by its ruling, and by the name for programs"
yp paper case 2026-0074 --as 交办单 --to 城关街道
is 0 "a slip is found from the case"
says "城关街道办事处：" "and goes to the unit"
yp paper meeting 2026-14 --as 紀要
is 0 "in traditional letters, too"
yp paper ruling 2026-11
is 2 "of several units one has to be named"
complains 公安局、综合执法局、城关街道 "and they are"
yp paper ruling 2026-11 --to 司法局
is 1 "a unit without a duty gets none"
yp paper ruling 2026-11 --as 通知
is 2 "no such paper"
complains 研判意见书 "and those there are"
yp --as 宋知夏 paper case 2026-0074
is 2 "--as is the paper here, not a person"
yp paper basis Y001
is 2 "of a basis there is no paper"
yp paper member 吴怀远 --as 移交清单
is 0 "a new recorder gets a list of what is handed over"
says "接收人：吴怀远" "with who takes over"
says "在办研判件" "the open cases"
says "未签收的交办单（1件）" "the slips that nobody signed for"
says "2026-13" "the next numbers"
says "链头" "and where the journal stands"
yp paper unit 住建局 --as 纪要
is 1 "nor minutes"
yp paper case 2026-0087
is 1 "what is not agreed has no opinion"
yp paper case 2026-0087 --as 交办单
is 1 "nor a slip"
yp minutes 2026-15 -o "$work/15.docx"
is 1 "no minutes before the meeting is over"
that "and no file" [ ! -e "$work/15.docx" ]

yp minutes 2026-14 -o "$work/纪要.docx"
is 0 "minutes become a docx"
says "$work/纪要.docx" "which is named"
that "it is a zip" [ "$(head -c 2 "$work/纪要.docx")" = PK ]
that "nobody else may read it" [ "$(stat -c %a "$work/纪要.docx")" = 600 ]
yp minutes 2026-14 -o "$work/纪要.html"
is 0 "or a web page"
that "whole" grep -q '</html>' "$work/纪要.html"
yp minutes 2026-14 -o "$work/纪要.pdf"
is 2 "another ending is refused"
that "and nothing is there" [ ! -e "$work/纪要.pdf" ]

yp minutes 2026-14 -o "$work/纪要.txt"
yp set unit 县政府办 name=临溪县人民政府办公厅
yp minutes 2026-14 -o "$work/纪要.txt"
is 0 "what nobody touched is written anew"
that "with what is new" grep -q 办公厅 "$work/纪要.txt"
echo "手写一段。" >>"$work/纪要.txt"
yp minutes 2026-14 -o "$work/纪要.txt"
is 1 "what was changed by hand is not"
complains 纪要.新.txt "the new paper is beside it"
says "- 手写一段。" "what differs is told"
that "the old one stands" grep -q 手写 "$work/纪要.txt"
that "the new one is there" grep -q 办公厅 "$work/纪要.新.txt"
that "and no leftovers" [ "$(find "$work" -name '纪要*' | wc -l)" -eq 4 ]

yp paper ruling 2026-12 --as 会签单
is 0 "a ruling has a countersignature sheet"
says "按群众服务中心意见修改。原文：" "which keeps every change of the wording"
yp paper meeting 2026-14 --as 会签单
is 0 "so has a meeting, for all of its rulings"
says 议题2026-14/3 "each by its item"
yp paper item 2026-14/1 --as 提级请示
is 1 "what was not referred up is not referred"
yp paper objection 2026-01
is 1 "no answer before there is one"
yp --as 宋知夏 do decide objection 2026-01 result=维持 reason=移交清单未经双方签字
is 0 "an objection is answered"
yp paper objection 2026-01 -o "$work/答复.docx"
is 0 "and the answer is a paper"
yp paper objection 2026-01
says "维持原结论，请继续执行。移交清单未经双方签字" "with its reason"

yp paper case 2026-0074 -o "$work/意见书.txt" --encoding gb18030
is 0 "text in another encoding"
that "has it" grep -q "$(printf '\322\342\274\373\312\351')" "$work/意见书.txt"

yp --read-only paper case 2026-0074 -o "$work/只读.txt"
is 0 "reading only, papers are written all the same"
yp --read-only paper ruling 2026-11 --to 公安局 --personal 2
is 1 "but what cannot be logged is not shown"
yp paper ruling 2026-11 --to 公安局 --personal 2
is 0 "with a reason it is"
yp list event verb:unmask --json
says 交办单 "and the journal says on which paper"
ends
