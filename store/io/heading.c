#include "store/io/heading.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"

#include <string.h>

/* KIND_NONE is a file of returns.  The words are folded already, the usual one first, with '|'
 * between.  field "": none, but personal; NULL: none, and of no use. */
struct synonyms {
	enum kind kind;
	const char *field;
	const char *words;
};

#define PHONES                                                                                                                         \
	"联系电话|电话|电话号码|手机号码|手机号|手机|联系方式|来电号码|主叫号码|诉求人电话|"           \
	"诉求人联系电话|来电电话|来电人电话|反映人电话|投诉人电话|联系人电话|联系人手机|联系手机|" \
	"联系号码|固定电话|回访电话|客户电话|诉求电话|主叫"

#define ORDER_NUMBERS                                                                                                                    \
	"工单编号|工单号|工单号码|工单流水号|工单id|诉求编号|诉求单号|受理编号|受理单号|办件编号|"     \
	"办件号|留言编号|留言id|信件编号|案件编号|案卷号|任务编号|任务号|业务编号|派单编号|登记编号|" \
	"热线编号|平台编号|事项编号|流水号|单号|编号|orderno|orderid|ticketno|caseno"

static const struct synonyms table[] = {
	{ KIND_ORDER, "number", ORDER_NUMBERS },
	{ KIND_ORDER, "title",
		"工单标题|诉求标题|留言主题|诉求主题|工单主题|事项标题|信件标题|来信标题|问题标题|反映主题|"
		"标题|主题" },
	{ KIND_ORDER, "matter", "事由|诉求摘要|内容摘要|摘要" },
	{ KIND_ORDER, "text",
		"诉求内容|工单内容|留言详情|留言内容|市民诉求|内容描述|诉求描述|诉求详情|诉求事项|反映内容|"
		"反映问题|问题描述|问题内容|事项内容|来电内容|受理内容|投诉内容|信件内容|来信内容|工单描述|"
		"事件描述|情况描述|详细内容|具体内容|主要内容|诉求|内容|描述" },
	{ KIND_ORDER, "type",
		"工单类型|诉求类型|诉求性质|工单类别|诉求类别|留言类型|信件类型|受理类型|业务类型|事项类型|"
		"服务类型" },
	{ KIND_ORDER, "channel",
		"来电渠道|诉求渠道|受理渠道|来源渠道|反映渠道|诉求来源|工单来源|信息来源|受理方式|受理途径|"
		"渠道|来源" },
	{ KIND_ORDER, "received",
		"受理时间|来电时间|诉求时间|留言时间|工单生成时间|工单创建时间|诉求受理时间|登记时间|建单时间|"
		"提交时间|创建时间|生成时间|反映时间|投诉时间|来信时间|接收时间|受理日期|登记日期|来电日期|"
		"时间|日期" },
	{ KIND_ORDER, "caller",
		"诉求人|来电人|诉求人姓名|来电人姓名|反映人|反映人姓名|投诉人|投诉人姓名|市民姓名|联系人|"
		"联系人姓名|留言用户|留言人|用户昵称|客户姓名|客户名称|申请人|举报人|来信人|当事人|姓名|"
		"昵称|网名" },
	{ KIND_ORDER, "phone", PHONES },
	{ KIND_ORDER, "id_number",
		"身份证号|身份证号码|公民身份号码|身份证件号码|证件号码|证件号|居民身份证|身份证" },
	{ KIND_ORDER, "",
		"家庭住址|户籍地址|户籍地|居住地址|现住址|住址|联系地址|诉求人地址|来电人地址|通讯地址|性别|"
		"诉求人性别|来电人性别|年龄|出生日期|民族|职业|电子邮箱|邮箱|电子邮件|微信|微信号|qq|qq号|"
		"车牌号|车牌号码|银行卡号|银行账号" },
	{ KIND_ORDER, "against",
		"被反映单位|被投诉单位|被反映对象|被投诉对象|被诉求单位|被举报单位|涉事单位|涉及单位|投诉对象|"
		"诉求对象|被反映人" },
	{ KIND_ORDER, "confidential", "是否保密|是否要求保密|要求保密|信息保密|保密标识|保密" },
	{ KIND_ORDER, "area",
		"行政区划|所属区域|诉求区域|事发区域|所属镇街|事发镇街|所属街道|所属乡镇|所属区县|所属辖区|"
		"所属地区|留言属地|镇街|街镇|乡镇|街道|区域|辖区|区县|属地" },
	{ KIND_ORDER, "address",
		"诉求地址|事发地址|事发地点|发生地址|发生地点|发生位置|问题地址|问题点位|事件地址|事件地点|"
		"反映地址|案发地址|具体位置|详细地址|地址|地点|点位|位置" },
	{ KIND_ORDER, "category",
		"诉求分类|工单分类|行业分类|问题分类|事项分类|内容分类|业务分类|诉求归类|问题类别|问题类型|"
		"主要类别|事项类别|留言领域|归口分类|分类|类别|标签" },
	{ KIND_ORDER, "urgency", "紧急程度|缓急程度|紧急级别|紧急度|是否紧急|优先级|重要程度|加急" },
	{ KIND_ORDER, "unit",
		"处置单位|现办单位|办理单位|承办单位|主办单位|当前处理单位|当前办理单位|当前承办单位|当前单位|"
		"责任单位|主责单位|处理单位|经办单位|转办单位|交办单位|接收单位|承办部门|主办部门|办理部门|"
		"处理部门|处置部门|责任部门|回复组织|留言对象" },
	{ KIND_ORDER, "platform_state",
		"工单状态|办理状态|当前状态|处理状态|办件状态|留言状态|处置状态|平台状态|流程状态|当前环节|"
		"办理进度|状态" },
	{ KIND_ORDER, "due",
		"办理时限|办结时限|处置时限|反馈时限|截止时间|办理截止时间|平台截止|平台截止时间|办理期限|"
		"处理期限|办结期限|要求办结时间|规定办结时间|应办结时间|应办结日期|要求完成时间|要求反馈时间|"
		"限办时间|到期时间|截止日期|时限" },
	{ KIND_ORDER, "first_unit",
		"首派单位|首次派单单位|初次派单单位|初派单位|首办单位|首次承办单位|首派部门|原承办单位|"
		"原办理单位|原处置单位" },
	{ KIND_ORDER, "dispatched",
		"派单时间|首派时间|首次派单时间|派发时间|下派时间|派遣时间|转办时间|交办时间|转派时间|派单日期" },
	{ KIND_ORDER, "earlier",
		"关联工单|关联工单号|关联工单编号|关联编号|原工单号|原工单编号|历史工单|历史工单号|前单编号|"
		"重复工单号|相关工单" },
	{ KIND_ORDER, "level", "办理层级|工单层级|工单级别|诉求层级|办理级别|层级" },
	{ KIND_ORDER, "no_return", "不可退单|禁止退单|不得退单|不予退单|是否禁退|是否不可退" },
	{ KIND_ORDER, "not_assessed",
		"不予考核|不纳入考核|不参与考核|免考核|是否免考核|是否不考核|剔除考核" },
	{ KIND_ORDER, "not_assessed_reason", "不考核原因|不予考核原因|免考核原因|剔除原因" },
	{ KIND_ORDER, "call_back",
		"回访结果|回访情况|回访意见|回访内容|回访满意度|满意情况|满意度|是否满意|回访" },
	{ KIND_ORDER, "reply",
		"答复意见|答复内容|回复内容|回复意见|办理结果|办理情况|办理意见|处理结果|处理情况|处理描述|"
		"处理意见|处置结果|处置情况|处置意见|承办意见|办结意见|办结内容|反馈内容|反馈结果|答复|回复" },
	{ KIND_ORDER, "disputed",
		"是否疑难|是否疑难工单|疑难工单|疑难标识|是否待研判|待研判|是否研判|需研判|是否争议|争议工单|"
		"疑难" },
	{ KIND_ORDER, "returns",
		"退单记录|退单情况|退单明细|退单历史|退单意见|退单原因|退单理由|退单说明" },
	{ KIND_ORDER, "bounces", "退单次数|申请退单次数|退件次数|退单数|退单量" },
	{ KIND_ORDER, NULL, "序号|行号|序列|id|拒收原因" },

	{ KIND_NONE, "number",
		ORDER_NUMBERS "|退单编号|原工单编号|原工单号|关联工单|关联工单号|关联工单编号" },
	{ KIND_NONE, "way",
		"退回类型|退单类型|退回性质|流转类型|流转环节|流程环节|操作类型|操作环节|处理类型|类型|环节|操作|"
		"动作|节点|流转动作|办理环节|业务类型" },
	{ KIND_NONE, "day",
		"申请退单时间|退单申请时间|退单时间|退单日期|申请时间|申请日期|退回时间|退回日期|退件时间|"
		"改派时间|转派时间|转办时间|流转时间|操作时间|提交时间|发起时间|重办时间|登记时间|时间|日期" },
	{ KIND_NONE, "unit",
		"申请退单单位|退单申请单位|退单单位|退单部门|申请单位|申请部门|退回单位|退件单位|提出单位|"
		"发起单位|原承办单位|原办理单位|原处置单位|原单位|改派前单位|转派前单位|转出单位|承办单位|"
		"办理单位|处置单位|主办单位|责任单位|操作单位|承办部门|办理部门|重办单位|单位|部门" },
	{ KIND_NONE, "reason",
		"退单原因|退单理由|退回原因|退回理由|申请原因|申请理由|申请退单原因|申请退单理由|退件原因|"
		"改派原因|转派原因|重办原因|原因分类|退单原因分类|退单类别|原因代码|原因|理由" },
	{ KIND_NONE, "words",
		"退单说明|退单意见|退回说明|退回意见|申请说明|申请意见|具体说明|详细说明|具体理由|情况说明|"
		"操作意见|办理意见|处理意见|说明|意见|内容|备注" },
	{ KIND_NONE, "basis", "退单依据|引用依据|政策依据|法律依据|法规依据|依据" },
	{ KIND_NONE, "result",
		"审核结果|审批结果|退单结果|申请结果|认定结果|审核状态|审批状态|退单状态|申请状态|审核意见|"
		"审批意见|是否同意|是否认可|是否通过|处理结果|结果|状态" },
	{ KIND_NONE, "decided",
		"审核时间|审核日期|审批时间|审批日期|认定时间|答复时间|批复时间|处理时间|办结时间|审定时间" },
	{ KIND_NONE, "upheld", "认可时间|认可日期|同意时间|同意日期|通过时间|通过日期" },
	{ KIND_NONE, "rejected", "驳回时间|驳回日期|不同意时间|未通过时间|不认可时间" },
	{ KIND_NONE, "proposed",
		"建议承办单位|建议办理单位|建议转办单位|建议改派单位|建议单位|建议部门|拟转单位|改派单位|"
		"改派后单位|转派单位|转派后单位|转办单位|接收单位|转入单位|现承办单位|新承办单位|改派至|转至" },
	{ KIND_NONE, NULL, "序号|行号|序列|id|拒收原因" },

	{ KIND_RULING, "number",
		"结论编号|研判结论编号|研判编号|结论号|编号|研判号|意见书编号|台账编号|案号" },
	{ KIND_RULING, "document", "发文字号|文号|发文号|发文编号|文件编号|纪要文号|文件字号" },
	{ KIND_RULING, "title",
		"事由|研判事项|研判事由|争议事项|争议问题|议题|事项|事项名称|诉求事项|案由|问题|标题|诉求标题|"
		"研判议题|争议焦点|诉求内容|主要内容" },
	{ KIND_RULING, "orders",
		"工单编号|工单号|工单|涉及工单|关联工单|诉求编号|热线编号|工单编号及来源" },
	{ KIND_RULING, "case", "研判件|研判件编号|件号" },
	{ KIND_RULING, "meeting", "会议|会议名称|会次|研判会|会议届次|研判会议" },
	{ KIND_RULING, "agreed",
		"研判日期|研判时间|研判会时间|会议日期|会议时间|议定日期|议定时间|日期|时间|召开时间" },
	{ KIND_RULING, "issued", "印发日期|印发时间|发文日期|印发|生效日期|交办日期|交办时间" },
	{ KIND_RULING, "lead",
		"牵头单位|牵头部门|主办单位|主办部门|责任单位|责任部门|承办单位|承办部门|负责单位|牵头|主责单位|"
		"明确单位|研判确定单位|办理单位" },
	{ KIND_RULING, "assists",
		"配合单位|配合部门|协办单位|协办部门|协同单位|协助单位|配合|参与单位|配合责任单位" },
	{ KIND_RULING, "duties",
		"职责|职责分工|责任分工|任务分工|分工|工作任务|具体职责|任务|工作职责" },
	{ KIND_RULING, "limits",
		"时限|办理时限|办结时限|完成时限|期限|办理期限|完成时间|要求完成时间" },
	{ KIND_RULING, "bases", "依据|研判依据|政策依据|法律依据|职责依据|法规依据|依据条款|文件依据" },
	{ KIND_RULING, "standing", "形成|形成方式|形成情况|结论性质|意见性质" },
	{ KIND_RULING, "scope", "范围|适用范围" },
	{ KIND_RULING, "conditions", "条件|适用条件|适用情形" },
	{ KIND_RULING, "sentence",
		"成文|结论|研判结论|研判意见|研判结果|会议结论|会议决定|议定事项|议定意见|处理意见|结论内容" },
	{ KIND_RULING, "state", "状态|效力|是否有效|有效性|结论状态|现行状态|效力状态" },
	{ KIND_RULING, "used", "沿用次数|沿用|引用次数|适用次数" },
	{ KIND_RULING, "signer", "签发人|签批人|签发领导" },
	{ KIND_RULING, "government", "政府决定日期|政府决定时间" },
	{ KIND_RULING, "note", "备注|说明|备考" },
	{ KIND_RULING, "",
		"诉求人|诉求人姓名|来电人|反映人|投诉人|联系人|联系电话|电话|手机|手机号|诉求人电话|联系方式|"
		"身份证号|住址|家庭住址" },
	{ KIND_RULING, NULL, "序号|行号|序列|id|拒收原因" },

	{ KIND_CLAIM, "number", "研判件|研判件编号|案件编号|编号|件号" },
	{ KIND_CLAIM, "part", "环节|事项环节|具体环节|事项" },
	{ KIND_CLAIM, "unit", "单位|回复单位|填报单位|单位名称|部门" },
	{ KIND_CLAIM, "says", "意见|回复意见|部门意见|态度|牵头配合不属|职责认领" },
	{ KIND_CLAIM, "bases", "依据|职责依据|法律依据|政策依据" },
	{ KIND_CLAIM, "words", "说明|理由|情况说明|具体意见|备注" },
	{ KIND_CLAIM, "by", "签字人|填报人|回复人|经办人|负责人" },
	{ KIND_CLAIM, "day", "日期|回复日期|填报日期|签字日期" },
	{ KIND_CLAIM, NULL, "事由|研判事项|序号|拒收原因" },

	{ KIND_UNIT, "name", "名称|单位名称|单位全称|全称|机构名称|部门名称|单位|部门|fullname" },
	{ KIND_UNIT, "short", "简称|单位简称|部门简称|机构简称|shortname" },
	{ KIND_UNIT, "aliases", "别名|别称|其他名称|曾用名|又名|alias" },
	{ KIND_UNIT, "kind", "类别|单位类别|单位类型|单位性质|机构类型|性质|类型" },
	{ KIND_UNIT, "role", "角色|研判角色|单位角色|panelrole" },
	{ KIND_UNIT, "parent", "上级单位|主管单位|上级部门|主管部门|隶属单位" },
	{ KIND_UNIT, "level", "级别|层级|行政级别|单位级别" },
	{ KIND_UNIT, "contact", "联系人|联络员|联系人姓名|联络人" },
	{ KIND_UNIT, "phone", PHONES },
	{ KIND_UNIT, "note", "备注|说明" },
	{ KIND_UNIT, NULL, "序号|行号|id|拒收原因" },

	{ KIND_MEMBER, "name", "姓名|人员|成员|人员姓名|成员姓名" },
	{ KIND_MEMBER, "unit", "单位|所在单位|工作单位|部门|所属单位" },
	{ KIND_MEMBER, "post", "职务|岗位|职位|职称" },
	{ KIND_MEMBER, "right", "权限|权利|角色" },
	{ KIND_MEMBER, "note", "备注|说明" },
	{ KIND_MEMBER, NULL, "序号|行号|id|拒收原因" },

	{ KIND_BASIS, "number", "编号|依据编号" },
	{ KIND_BASIS, "kind", "类别|依据类别|依据类型|类型" },
	{ KIND_BASIS, "issuer", "制定机关|发布机关|颁布机关|发文机关|制定单位|发文单位" },
	{ KIND_BASIS, "document", "文号|发文字号|文件编号" },
	{ KIND_BASIS, "title", "名称|依据名称|法规名称|法律名称|文件名称|法规|标题" },
	{ KIND_BASIS, "article", "条款|条文号|条目|条" },
	{ KIND_BASIS, "text", "内容|条文|条文内容|条款内容|原文" },
	{ KIND_BASIS, "from", "施行日期|生效日期|实施日期|版本日期" },
	{ KIND_BASIS, "to", "失效日期|废止日期|终止日期" },
	{ KIND_BASIS, "rank", "位阶|效力等级|层级" },
	{ KIND_BASIS, "use", "用途|作用" },
	{ KIND_BASIS, "replaced_by", "取代依据|被取代|替代依据" },
	{ KIND_BASIS, NULL, "序号|行号|id|拒收原因" },
};

static bool is_sign(char c)
{
	return c && strchr(" *:_-.,;'\"?#!/\\", c);
}

void heading_fold(struct buf *out, const char *heading)
{
	struct buf folded = { 0 };

	fold_text(&folded, heading, strlen(heading));
	for (size_t i = 0; i < folded.n; i++)
		if (!is_sign(folded.at[i]))
			buf_putc(out, folded.at[i]);
	buf_free(&folded);
}

/* Leaves out what stands in brackets: 联系电话(必填). */
static void drop_remarks(struct buf *b)
{
	size_t n = 0;
	int depth = 0;

	for (size_t i = 0; i < b->n; i++) {
		if (b->at[i] == '(')
			depth++;
		else if (b->at[i] == ')' && depth > 0)
			depth--;
		else if (depth == 0)
			b->at[n++] = b->at[i];
	}
	buf_cut(b, n);
}

/* Place of `word` among words with '|' between, from 0; -1: not there. */
static int place_of(const char *words, const char *word)
{
	size_t n = strlen(word);
	int place = 0;

	for (const char *at = words; n; place++) {
		size_t length = strcspn(at, "|");

		if (length == n && !memcmp(at, word, n))
			return place;
		if (!at[length])
			break;
		at += length + 1;
	}
	return -1;
}

static bool in_table(const struct schema *s, const char *word, struct heading_sense *out)
{
	for (size_t i = 0; i < COUNT(table); i++) {
		const struct synonyms *row = &table[i];
		int rank = row->kind == s->kind ? place_of(row->words, word) : -1;

		if (rank < 0)
			continue;
		*out = (struct heading_sense){
			.field = row->field ? schema_field(s, row->field) : NULL,
			.rank = rank,
			.useless = !row->field,
		};
		out->personal = !out->useless && (!out->field || (out->field->flags & FIELD_PERSONAL));
		return true;
	}
	return false;
}

static bool same_folded(const char *word, const char *name)
{
	struct buf folded = { 0 };
	bool same;

	heading_fold(&folded, name);
	same = folded.n > 0 && !strcmp(word, folded.at);
	buf_free(&folded);
	return same;
}

/* Our own lists have columns that follow from others or are never read back. */
static bool not_read(const struct field *f)
{
	return (f->flags & FIELD_READONLY) || f->type == FIELD_BYTES || !strcmp(f->name, "extra");
}

/* A field's own name or label. */
static bool in_schema(const struct schema *s, const char *word, struct heading_sense *out)
{
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		if (!same_folded(word, f->name) && !same_folded(word, f->label) &&
			!same_folded(word, _(f->label)))
			continue;
		*out = (struct heading_sense){ .field = f, .personal = f->flags & FIELD_PERSONAL };
		if (not_read(f))
			*out = (struct heading_sense){ .useless = true };
		return true;
	}
	return false;
}

/* --- categories in several columns ------------------------------------------------ */

struct level_word {
	const char *word;
	int level;
};

static const struct level_word level_words[] = {
	{ "一级", 1 },
	{ "二级", 2 },
	{ "三级", 3 },
	{ "四级", 4 },
	{ "五级", 5 },
	{ "1级", 1 },
	{ "2级", 2 },
	{ "3级", 3 },
	{ "4级", 4 },
	{ "5级", 5 },
	{ "大类", 1 },
	{ "中类", 2 },
	{ "小类", 3 },
	{ "细类", 4 },
};

static const char *const tree_words[] = { "分类", "标签", "类别", "类目", "归类", "领域", "类型" };

static const struct level_word *level_in(const char *folded, const char **at)
{
	for (size_t i = 0; i < COUNT(level_words); i++) {
		*at = strstr(folded, level_words[i].word);
		if (*at)
			return &level_words[i];
	}
	return NULL;
}

static bool names_tree(const char *stem)
{
	for (size_t i = 0; i < COUNT(tree_words); i++)
		if (strstr(stem, tree_words[i]))
			return !strstr(stem, "单位");
	return false;
}

void heading_stem(struct buf *out, const char *heading)
{
	struct buf folded = { 0 };
	const struct level_word *level;
	const char *at;

	heading_fold(&folded, heading);
	level = level_in(buf_text(&folded), &at);
	if (level) {
		buf_add(out, folded.at, (size_t)(at - folded.at));
		buf_puts(out, at + strlen(level->word));
	}
	buf_free(&folded);
}

static bool is_level(const struct schema *s, const char *folded, struct heading_sense *out)
{
	const char *at;
	const struct level_word *level = s->kind == KIND_ORDER ? level_in(folded, &at) : NULL;
	struct buf stem = { 0 };
	bool tree;

	if (!level)
		return false;
	heading_stem(&stem, folded);
	tree = names_tree(buf_text(&stem)) || strstr(level->word, "类");
	buf_free(&stem);
	if (tree)
		*out = (struct heading_sense){
			.field = schema_field(s, "category"),
			.level = level->level,
		};
	return tree;
}

bool heading_sense(const struct schema *s, const char *heading, struct heading_sense *out)
{
	struct buf word = { 0 };
	bool known;

	heading_fold(&word, heading);
	known = in_table(s, buf_text(&word), out) || is_level(s, buf_text(&word), out) ||
		in_schema(s, buf_text(&word), out);
	if (!known) {
		drop_remarks(&word);
		known = word.n && (in_table(s, buf_text(&word), out) || in_schema(s, buf_text(&word), out));
	}
	buf_free(&word);
	return known;
}
