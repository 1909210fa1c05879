#!/bin/sh
# sheet claim, import --kind claim: what a unit is asked goes out and comes in again; secret
# texts do not come in at all.
. tests/cli/lib.sh

cat >"$work/units.csv" <<'CSV'
名称,简称,类别,角色
临溪县公安局交通警察大队,交警大队,政府部门,承办单位
临溪县住房和城乡建设局,住建局,政府部门,承办单位
CSV
yp import --kind unit "$work/units.csv"
printf '编号,名称,条款,内容,类别,用途\n,道路交通安全法,第三十条,及时修复,法律,职责\n' >"$work/bases.csv"
yp import --kind basis "$work/bases.csv"
yp new case number=2026-0087 title=中学门口信号灯无人养护 "reason=两家退单" 'parties=交警大队|住建局'
yp do part case 2026-0087 name=日常养护
yp do part case 2026-0087 name=抢修和警示
yp do ask case 2026-0087 units=住建局

yp paper case 2026-0087 --as 征求意见函
is 0 "a letter asks the unit that is to answer"
says "临溪县住房和城乡建设局：" "by its full name"
says "抢修和警示" "part by part"
says "2026年9月24日前填写回复表" "with the day by which"
yp paper case 2026-0087 --as 征求意见函 --to 交警大队
says "临溪县公安局交通警察大队：" "or the one that is named"
yp sheet claim 2026-0087 住建局 -o "$work/reply.xlsx"
is 0 "its sheet is a workbook"
that "with a list to choose from" sh -c "unzip -p '$work/reply.xlsx' xl/worksheets/sheet1.xml | grep -qF '<formula1>\"牵头,配合,不属\"</formula1>'"
that "and locked but for what is to be filled in" sh -c "unzip -p '$work/reply.xlsx' xl/worksheets/sheet1.xml | grep -qF '<sheetProtection sheet=\"1\"'"
yp sheet claim 2026-0087 住建局 -o "$work/reply.txt"
is 2 "nothing else is a sheet"

# A sheet as a unit sends it back: other order of columns, blanks, a row taken out.
cat >"$work/filled.csv" <<'CSV'
单位,意见,环节,研判件,事由,依据,说明,日期,签字人
住建局, 配　合 ,日常养护,2026-0087,中学门口信号灯无人养护,《道路交通安全法》第三十条；局党组纪要,设施未移交,2026-09-21,王工
CSV
yp import --kind claim --dry-run "$work/filled.csv"
is 0 "a trial says what would come in"
says "新增1" "a claim"
complains "回复表缺少环节抢修和警示" "and what the unit took out"
yp list claim --count
prints 0 "and writes nothing"
yp import --kind claim "$work/filled.csv"
yp list claim --json --fields part,unit,says,words,bases,by
says '"part":"日常养护"' "the claim is there"
says '"says":"assist"' "blanks between the Han do not matter"
says '"bases":["Y001"]' "a basis of the register is linked"
says '依据：局党组纪要' "one that is not stays with the words"
yp list consult --json --fields state,replied
says '"state":"replied"' "and the consultation has its answer"
yp import --kind claim "$work/filled.csv"
says "新增0，变更0" "the same sheet twice changes nothing"
sed 's/ 配　合 /牵头/' "$work/filled.csv" >"$work/again.csv"
yp import --kind claim "$work/again.csv"
says "变更1" "a new answer takes the place of the old one"

cat >"$work/wrong.csv" <<'CSV'
研判件,环节,单位,意见
2026-0099,日常养护,住建局,牵头
2026-0087,没有的环节,住建局,牵头
2026-0087,日常养护,没有的局,牵头
2026-0087,抢修和警示,住建局,再议
2026-0087,日常养护,住建局,不属
2026-0087,日常养护,住建局,牵头
2026-0087,抢修和警示,住建局,
CSV
yp import --kind claim --rejects "$work/rejects.csv" "$work/wrong.csv"
is 1 "what cannot be read is refused"
complains "没有研判件2026-0099" "another case"
complains "没有环节“没有的环节”" "another part"
complains "没有单位没有的局" "another unit"
complains "再议: 不是牵头、配合、不属" "another word"
complains "在第6行已有" "a part answered twice"
complains "抢修和警示: 没有填写" "a row left empty is told"
that "refused rows can be mended" grep -q 2026-0099 "$work/rejects.csv"
yp list claim --json --fields part,says
says '"part":"日常养护","says":"not_ours"' "the good row came in"

if command -v soffice >/dev/null; then
	yp sheet claim 2026-0087 交警大队 -o "$work/traffic.xlsx"
	mkdir "$work/office"
	(cd "$work" && unzip -q -o traffic.xlsx -d opened &&
		sed -i 's#\(<c r="E[23]" s="3" t="inlineStr"><is><t xml:space="preserve">\)#\1牵头#g' opened/xl/worksheets/sheet1.xml &&
		cd opened && zip -q -r ../filled.xlsx . -x '.*') &&
		soffice --headless --convert-to xlsx --outdir "$work/office" "$work/filled.xlsx" >/dev/null 2>&1
	yp import --kind claim "$work/office/filled.xlsx"
	says "新增2" "a sheet that LibreOffice has saved is read"
	yp list claim --json --fields part,says
	says '"part":"抢修和警示","says":"lead"' "every part of it"
else
	echo "note: no LibreOffice here; its workbooks are not tried"
fi

# 绝密, 机密, 秘密: by no door.
yp new case number=2026-0090 title=机密★某事项
is 1 "a marked title is refused where it is typed"
complains "标有密级" "and why"
yp do claim case 2026-0087 unit=住建局 part=日常养护 says=牵头 'words=【秘密】内部材料'
is 1 "so it is in what is done"
yp set case 2026-0087 note=密级：绝密
is 1 "and in what is changed"
yp set case 2026-0087 note=诉求人要求保守秘密
is 0 "the word in a sentence is no mark"
ends
