/* Names in running text.  A Chinese name has no sign of its own, so a name is
 * looked for only where one is announced: after 联系人： and the like, before
 * 先生 and the like, before a number that was found to be personal.  Hiding a word
 * that is no name spoils a sentence of the minutes: where in doubt, a word that
 * begins like a name but is in the list below is none. */
#include "locale/base/array.h"
#include "locale/text/mask_sheet.h"

static const wchar_t surnames[] =
	L"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
	L"姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤尚"
	L"文易常康乔赖施牛洪温樊殷庞符兰章颜柯伍梅盛季俞聂詹岳齐阎翁游祁耿关焦包左欧凌舒鲁喻邢涂卓谷葛童蓝裴屈"
	L"鲍倪穆翟项成甘宁柳骆柴丛辛单饶车申管冼辜占吉麦邝陀傅萧艾池尤庄苗匡冉卞应宗芦娄费连晏敖窦褚郎寇储路"
	L"陳張劉楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉呂蘇盧鍾陸範賈韋鄒閻顧龔萬錢嚴湯賴齊歐";

static const wchar_t *const double_surnames[] = { L"欧阳", L"司马", L"上官", L"诸葛", L"皇甫",
	L"尉迟", L"慕容", L"令狐", L"司徒", L"歐陽", L"司馬" };

static const wchar_t *const titles[] = { L"先生", L"女士", L"小姐", L"同志", L"老师", L"师傅",
	L"阿姨", L"大爷", L"大妈" };

/* What stands for a person without being a name: 王队长 says no more than 王先生. */
static const wchar_t *const offices[] = { L"队长", L"经理", L"主任", L"所长", L"局长", L"科长",
	L"处长", L"书记", L"镇长", L"村长", L"组长", L"站长", L"院长", L"校长", L"队员", L"队友",
	L"老板", L"医生", L"律师", L"会计", L"警官", L"民警", L"司机", L"总监", L"主管", L"店长",
	L"线长", L"厂长", L"班长", L"乡长", L"县长", L"市长", L"校医" };

/* Words whose first character is a surname. */
static const wchar_t *const words[] = { L"孙子", L"孙女", L"高层", L"高速", L"高峰", L"高中",
	L"高温", L"方面", L"方式", L"方便", L"金额", L"金融", L"马上", L"马路", L"于是", L"白天",
	L"白沙", L"白龙", L"周边", L"周围", L"周末", L"周转", L"江边", L"石头", L"石油", L"田地",
	L"常年", L"安全", L"成为", L"成立", L"文件", L"文化", L"文明", L"连续", L"关于", L"关系",
	L"万元", L"包括", L"包含", L"单位", L"应该", L"应当", L"严重", L"温度", L"管理", L"项目",
	L"龙华", L"龙昆", L"龙桥", L"海口", L"路段", L"路口", L"路灯", L"路边", L"车辆", L"车主",
	L"车牌", L"车位", L"许多", L"许可", L"何时", L"何处", L"余款", L"余额", L"易燃", L"武装",
	L"申请", L"申报", L"任何", L"任务", L"全部", L"凌晨", L"左右", L"康复", L"施工", L"洪水",
	L"王府", L"林业", L"水务", L"游客", L"游泳", L"尤其", L"费用", L"储存", L"占用", L"占地",
	L"占道", L"辛苦", L"卓越", L"成都", L"宁夏", L"江西", L"江苏", L"黄金", L"盛夏", L"史上",
	L"章程", L"齐全", L"牛奶", L"马鞍", L"毛坯", L"万达", L"万科", L"夏天", L"谷物", L"金牛",
	L"付款", L"付费", L"付清", L"连同", L"梅雨", L"钱款", L"钱财", L"甘蔗", L"童年", L"丁村",
	L"金盘", L"关门", L"关着", L"关车", L"关闭", L"路线", L"曾经", L"尚未", L"管道", L"常常",
	L"文书", L"安置", L"安装", L"安排", L"包工", L"成交", L"成本", L"万绿", L"高新", L"方案",
	L"白色", L"黄色", L"金额", L"连接", L"应急", L"何况", L"单独", L"项链", L"车库", L"车费",
	L"车站", L"车上", L"车内", L"水果", L"成绩", L"谢谢", L"陈述", L"任课", L"任职", L"单身",
	L"历史", L"应知", L"于昨", L"于今", L"包更", L"林地", L"林场", L"石材", L"温馨", L"成员",
	L"高考", L"高兴", L"路过", L"马桶", L"江东", L"万象" };

/* Words whose last character is a surname, seen from there. */
static const struct {
	wchar_t surname;
	const wchar_t *before;
} not_after[] = {
	{ L'于', L"对关由至位处属在等基鉴善便急" },
	{ L'谢', L"感多答致道谢酬" },
	{ L'方', L"对双警校院官厂各甲乙三卖买店地业行司平大前后南北东西一另" },
	{ L'金', L"现资押基租奖罚定公佣保美" },
	{ L'高', L"提最过很较太更偏增" },
	{ L'万', L"一二两三四五六七八九十几百千" },
	{ L'单', L"名清账罚订菜简回保处" },
	{ L'成', L"完造变建形达组做" },
	{ L'关', L"有机相海开部公" },
	{ L'路', L"道公马线一二三四五六七八九十" },
	{ L'车', L"停汽货客公出开电堵私快火租机轿" },
	{ L'文', L"公作语发下行" },
	{ L'应', L"反答供适相响" },
	{ L'马', L"罗" },
	{ L'龙', L"白水恐" },
	{ L'管', L"城主不水交保物房" },
	{ L'石', L"砂沙" },
	{ L'左', L"向" },
	{ L'项', L"事各款" },
	{ L'盛', L"茂" },
	{ L'温', L"高低气" },
	{ L'段', L"路地阶一" },
	{ L'包', L"承面书" },
	{ L'安', L"公治保平" },
	{ L'程', L"工过流" },
	{ L'余', L"其多剩" },
	{ L'任', L"主责担信" },
	{ L'张', L"一两几纸" },
	{ L'游', L"旅上下" },
	{ L'费', L"收缴交水电" },
	{ L'常', L"正平经日通非时异照" },
};

/* Hardly ever the second or third character of a given name. */
static const wchar_t no_name[] =
	L"的是为在与及等说称反表电手联住现已男女不也都就即系所当则并因让给把被请要了这该故但者员们人你我他她它您"
	L"某回提报咨投认随从去到带拿向其各每次个位名市县区镇村街路号楼房局院校园店厂公司总";

/* Who is named behind it, with or without a colon.  `sure`: nothing but a name
 * is, `rare`: even if its surname is none of ours. */
static const struct {
	const wchar_t *word;
	bool sure, rare;
} labels[] = {
	{ L"联系人", true, true },
	{ L"姓名", true, true },
	{ L"名字", true, false },
	{ L"名叫", true, false },
	{ L"诉求人", false, false },
	{ L"来电人", false, false },
	{ L"投诉人", false, false },
	{ L"举报人", false, false },
	{ L"反映人", false, false },
	{ L"申请人", false, false },
	{ L"当事人", false, false },
	{ L"负责人", false, false },
	{ L"法定代表人", true, false },
	{ L"法人", false, false },
	{ L"代理人", false, false },
	{ L"经办人", true, false },
	{ L"户主", false, false },
	{ L"车主", false, false },
	{ L"房东", false, false },
	{ L"业主", false, false },
	{ L"老板", false, false },
	{ L"市民", false, false },
	{ L"本人", false, false },
};

static bool begins_any(const struct sheet *s, size_t i, const wchar_t *const *list, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (sheet_begins(s, i, list[k]))
			return true;
	return false;
}

bool mask_is_title(const struct sheet *s, size_t i)
{
	return begins_any(s, i, titles, COUNT(titles));
}

static bool is_office(const struct sheet *s, size_t i)
{
	return mask_is_title(s, i) || begins_any(s, i, offices, COUNT(offices));
}

static bool ends_a_word(const struct sheet *s, size_t i)
{
	for (size_t k = 0; k < COUNT(not_after); k++)
		if (sheet_at(s, i) == (uint32_t)not_after[k].surname)
			return sheet_is_one_of(s, i - 1, not_after[k].before);
	return false;
}

size_t mask_surname(const struct sheet *s, size_t i)
{
	if (begins_any(s, i, double_surnames, COUNT(double_surnames)))
		return 2;
	return sheet_is_one_of(s, i, surnames) ? 1 : 0;
}

/* A surname and `given` characters that may be a given name. */
static bool is_name(const struct sheet *s, size_t i, size_t family, size_t given)
{
	if (!family || given < 1 || given > 3 || mask_surname(s, i) != family ||
		begins_any(s, i, words, COUNT(words)) || (family == 1 && ends_a_word(s, i)))
		return false;
	for (size_t k = i + family; k < i + family + given; k++)
		if (!sheet_is_han(s, k) || sheet_is_one_of(s, k, no_name))
			return false;
	return !is_office(s, i + family);
}

static size_t hide_given(struct sheet *s, size_t i, size_t family, size_t given)
{
	sheet_hide(s, i + family, i + family + given, SHEET_SOMEBODY);
	return i + family + given;
}

static size_t han_run(const struct sheet *s, size_t i)
{
	size_t n = 0;

	while (n < 8 && sheet_is_han(s, i + n))
		n++;
	return n;
}

/* What may follow a name at once in a sentence. */
static bool ends_name(const struct sheet *s, size_t i)
{
	return !sheet_is_han(s, i) || mask_is_title(s, i) || sheet_is_one_of(s, i, no_name) ||
		sheet_is_one_of(s, i, L"和来于家同由经将对时均皆再仍又先后共");
}

/* Characters of the given name behind a surname at i; 0 where none can be told. */
static size_t given_at(const struct sheet *s, size_t i, size_t family, bool sure)
{
	size_t run = han_run(s, i);

	if (sure && run == family + 3 && is_name(s, i, family, 3))
		return 3;
	for (size_t given = 2; given >= 1; given--)
		if (is_name(s, i, family, given) &&
			(run == family + given || ends_name(s, i + family + given)))
			return given;
	return sure && run > family + 2 && is_name(s, i, family, 2) ? 2 : 0;
}

/* 李盛冠、李盛作: one after the other. */
static void hide_list(struct sheet *s, size_t i, bool sure)
{
	for (;;) {
		size_t family = mask_surname(s, i), given = given_at(s, i, family, sure);

		if (!given)
			return;
		i = hide_given(s, i, family, given);
		if (!sheet_is_one_of(s, i, L"、"))
			return;
		i++;
	}
}

static size_t skip_signs(const struct sheet *s, size_t i)
{
	while (sheet_is_one_of(s, i, L": (是为叫“\"《"))
		i++;
	return i;
}

/* A name whose surname is none of ours, where nothing but a name can stand. */
static void hide_rare(struct sheet *s, size_t i)
{
	size_t run = han_run(s, i);

	if (run < 2 || run > 4 || is_office(s, i) || is_office(s, i + 1))
		return;
	for (size_t k = i; k < i + run; k++)
		if (sheet_is_one_of(s, k, no_name))
			return;
	hide_given(s, i, 1, run - 1);
}

static size_t hide_labelled(struct sheet *s, size_t i)
{
	for (size_t k = 0; k < COUNT(labels); k++) {
		size_t n = sheet_begins(s, i, labels[k].word), at = i + n;
		bool announced;

		if (!n || (sheet_at(s, i) == L'业' && sheet_at(s, i - 1) == L'物'))
			continue;
		at = skip_signs(s, at);
		announced = labels[k].sure && at > i + n;
		if (mask_surname(s, at))
			hide_list(s, at, announced);
		else if (labels[k].rare && sheet_at(s, at - 1) == ':')
			hide_rare(s, at);
		return n;
	}
	return 1;
}

/* What comes before a name in a sentence, so that 由陈海女士 is 由 and 陈海. */
static bool may_begin_name(const struct sheet *s, size_t i)
{
	return !sheet_is_han(s, i - 1) ||
		sheet_is_one_of(s, i - 1, L"和与由向给对同及是为的致民让叫找经被将");
}

/* 王小明先生, 欧阳兰女士; 王先生 says too little to hide. */
static void hide_titled(struct sheet *s, size_t title)
{
	size_t i = title;

	if (is_name(s, i - 4, 2, 2)) {
		hide_given(s, i - 4, 2, 2);
		return;
	}
	if (mask_surname(s, i - 3) == 2 || mask_surname(s, i - 2) == 2) {
		if (is_name(s, i - 3, 2, 1))
			hide_given(s, i - 3, 2, 1);
		return;
	}
	for (int begun = 1; begun >= 0; begun--)
		for (size_t given = 2, at; given >= 1; given--) {
			at = i - 1 - given;
			if (!is_name(s, at, 1, given) ||
				(begun ? !may_begin_name(s, at) : mask_surname(s, i - 1)))
				continue;
			hide_given(s, at, 1, given);
			return;
		}
}

static const wchar_t *const before_number[] = { L"身份证号码", L"身份证号", L"身份证", L"联系电话",
	L"联系方式", L"联系号码", L"手机号码", L"手机号", L"手机", L"电话号码", L"电话", L"证号",
	L"号码", L"男", L"女" };

static size_t back_over(const struct sheet *s, size_t i)
{
	for (size_t k = 0; k < COUNT(before_number); k++) {
		size_t n = sheet_ends(s, i, before_number[k]);

		if (n)
			return n;
	}
	return sheet_is_one_of(s, i - 1, L":,( 、。;为是") ? 1 : 0;
}

/* 蒋桂芳，联系方式：138…: the name before a number that is personal. */
static void hide_before_number(struct sheet *s, size_t i)
{
	for (size_t n; (n = back_over(s, i)) > 0;)
		i -= n;
	if (is_office(s, i - 2) || sheet_is_one_of(s, i - 1, no_name) || !sheet_is_han(s, i - 1))
		return;
	if (is_name(s, i - 3, 1, 2))
		hide_given(s, i - 3, 1, 2);
	else if (is_name(s, i - 2, 1, 1) && may_begin_name(s, i - 2))
		hide_given(s, i - 2, 1, 1);
}

/* The first digit of a number of which some are hidden; not a landline's. */
static bool begins_personal_number(const struct sheet *s, size_t i)
{
	size_t k = i;

	if (!sheet_is_digit(s, i) || sheet_is_digit(s, i - 1) || s->cp[i] == '0')
		return false;
	while (sheet_is_digit(s, k) && s->mark[k] == SHEET_SHOWN)
		k++;
	return k >= i + 3 && sheet_is_digit(s, k);
}

void mask_persons(struct sheet *s)
{
	for (size_t i = 0; i < s->n;) {
		if (begins_personal_number(s, i))
			hide_before_number(s, i);
		if (!sheet_is_han(s, i)) {
			i++;
			continue;
		}
		if (i > 0 && mask_is_title(s, i))
			hide_titled(s, i);
		i += hide_labelled(s, i);
	}
}
