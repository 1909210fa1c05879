#include "store/schema/rules.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/schema/ledger.h"
#include "store/schema/rules_parts.h"

#include <assert.h>

#define RULE_AT(member, type) SETTING_AT(struct rules, member, type)

static const struct setting_choice starts[] = {
	{ LIMITS_FROM_ISSUE, "issue", "印发" },
	{ LIMITS_FROM_DELIVERY, "delivery", "签收" },
};

static const struct setting_choice strictness[] = {
	{ STRICT_WARN, "warn", "提醒" },
	{ STRICT_REFUSE, "refuse", "不允许" },
};

static const struct setting_choice needs[] = {
	{ STRICT_OFF, "off", "不要求" },
	{ STRICT_WARN, "warn", "提醒" },
	{ STRICT_REFUSE, "refuse", "不允许" },
};

static const struct setting_choice silences[] = {
	{ SILENCE_NOTHING, "nothing", "不作推定" },
	{ SILENCE_CONSENTS, "consents", "视为无异议" },
};

static const struct setting_choice beginnings[] = {
	{ ACCEPT_READY, "ready", "待上会" },
	{ ACCEPT_CONSULTING, "consulting", "协商中" },
};

static const struct setting_choice countersigning[] = {
	{ COUNTERSIGNING_REQUIRED, "required", "须会签" },
	{ COUNTERSIGNING_NONE, "none", "不会签" },
};

static const struct setting rules_conf[] = {
	{
		RULE_AT(county, SETTING_TEXT),
		.word = "本县名称",
		.value = "",
		.help = N_("The county's name as papers say it; else it is read off the names of the "
				   "panel's bodies."),
	},
	{
		RULE_AT(returns_to_screen, SETTING_NUMBER),
		.least = 1,
		.most = 99,
		.word = "退单进初审次数",
		.value = "1",
		.help = N_("An order that units asked to return so often comes in to be screened."),
	},
	{
		RULE_AT(returns_to_meet, SETTING_NUMBER),
		.least = 0,
		.most = 99,
		.word = "退单上会次数",
		.value = "2",
		.help = N_("How often a case is to have been returned before it goes to a meeting."),
	},
	{
		RULE_AT(need_returns, SETTING_CHOICE),
		.choices = needs,
		.choice_count = COUNT(needs),
		.word = "上会条件退单次数",
		.value = "warn",
		.help = N_("Before a meeting: whether too few returns are warned of or refused."),
	},
	{
		RULE_AT(need_parts, SETTING_CHOICE),
		.choices = needs,
		.choice_count = COUNT(needs),
		.word = "上会条件环节",
		.value = "warn",
		.help = N_("Before a meeting: the parts of the matter are named."),
	},
	{
		RULE_AT(need_bases, SETTING_CHOICE),
		.choices = needs,
		.choice_count = COUNT(needs),
		.word = "上会条件依据",
		.value = "warn",
		.help = N_("Before a meeting: a basis is cited."),
	},
	{
		RULE_AT(need_replies, SETTING_CHOICE),
		.choices = needs,
		.choice_count = COUNT(needs),
		.word = "上会条件书面意见",
		.value = "warn",
		.help = N_("Before a meeting: units that were asked have answered or are noted as late."),
	},
	{
		RULE_AT(accept_to, SETTING_CHOICE),
		.choices = beginnings,
		.choice_count = COUNT(beginnings),
		.word = "受理后状态",
		.value = "ready",
		.help = N_("In which state a case begins that is taken up."),
	},
	{
		RULE_AT(consult_days, SETTING_NUMBER),
		.least = 1,
		.most = 60,
		.word = "征求意见天数",
		.value = "3",
		.help = N_("Working days that a unit has to answer in writing."),
	},
	{
		RULE_AT(consult_rounds, SETTING_NUMBER),
		.least = 1,
		.most = 9,
		.word = "征求意见轮次",
		.value = "2",
		.help = N_("How often a unit is asked in writing about one case."),
	},
	{
		RULE_AT(silence, SETTING_CHOICE),
		.choices = silences,
		.choice_count = COUNT(silences),
		.word = "逾期未复",
		.value = "nothing",
		.help = N_("Whether a unit that does not answer in time may be deemed to agree."),
	},
	{
		RULE_AT(least_bodies, SETTING_NUMBER),
		.least = 1,
		.most = 9,
		.word = "最少成员单位",
		.value = "2",
		.help = N_("So many of the panel's bodies must not have recused from an item; with fewer "
				   "it is referred up."),
	},
	{
		RULE_AT(meeting_bodies, SETTING_NUMBER),
		.least = 0,
		.most = 9,
		.word = "会议到会单位",
		.value = "0",
		.help = N_("Meeting quorum: so many bodies must have come; 0: all of them."),
	},
	{
		RULE_AT(item_bodies, SETTING_NUMBER),
		.least = 0,
		.most = 9,
		.word = "议题到会单位",
		.value = "0",
		.help = N_("Item quorum: so many bodies must be there when it is agreed; 0: all that have "
				   "not recused."),
	},
	{
		RULE_AT(near_days, SETTING_NUMBER),
		.least = 0,
		.most = 60,
		.word = "临近天数",
		.value = "3",
		.help = N_("A platform deadline is near in so many calendar days."),
	},
	{
		RULE_AT(limits_from, SETTING_CHOICE),
		.choices = starts,
		.choice_count = COUNT(starts),
		.word = "时限起算",
		.value = "issue",
		.help = N_("What a unit's time limit runs from: the day of issue, or of delivery."),
	},
	{
		RULE_AT(circulate_days, SETTING_NUMBER),
		.least = 1,
		.most = 30,
		.word = "传签天数",
		.value = "3",
		.help = N_("Working days in which the bodies state their positions in writing (传签)."),
	},
	{
		RULE_AT(deemed_days, SETTING_NUMBER),
		.least = 0,
		.most = 30,
		.word = "视签收天数",
		.value = "3",
		.help = N_(
			"Working days after the hand-over, or after issue where its day is not recorded, until "
			"it counts as delivered (视签收)."),
	},
	{
		RULE_AT(extension_times, SETTING_NUMBER),
		.least = 0,
		.most = 99,
		.word = "延期次数",
		.value = "1",
		.help = N_("How often a unit's time is extended; approving one more is warned of."),
	},
	{
		RULE_AT(extension_days, SETTING_NUMBER),
		.least = 1,
		.most = 365,
		.word = "每次延期天数",
		.value = "10",
		.help = N_("Working days of one extension; approving more is warned of."),
	},
	{
		RULE_AT(unconfirmed, SETTING_CHOICE),
		.choices = strictness,
		.choice_count = COUNT(strictness),
		.word = "未决协调意见",
		.value = "warn",
		.help = N_("Settling a later order by a 协调意见 on its class before the government has "
				   "decided."),
	},
	{
		RULE_AT(rival, SETTING_CHOICE),
		.choices = strictness,
		.choice_count = COUNT(strictness),
		.word = "先例冲突",
		.value = "refuse",
		.help = N_("Agreeing on another lead than a ruling in force on the same matter, neither "
				   "told apart from it nor superseding it."),
	},
	{
		RULE_AT(common_words, SETTING_WORDS),
		.word = "常见词",
		.value = "问题|反映|无人|职责|推诿|管理|部门|单位|处理|解决|要求|情况|影响|小区|"
				 "道路|群众|居民|存在|扰民|城区",
		.help = N_("Words that so many titles have that they make no two matters alike."),
	},
	{
		RULE_AT(vague_words, SETTING_WORDS),
		.word = "空泛用语",
		.value = "指导|参与|配合做好|协助做好|积极配合|支持配合|做好相关|相关工作|加强|高度重视|"
				 "酌情|适时|各司其职|共同做好|统筹协调|及时关注|按职责",
		.help = N_("Words of which a duty is better off without: they do not say what is done."),
	},
	{
		RULE_AT(duty_verbs, SETTING_WORDS),
		.word = "履职动词",
		.value = "修复|恢复|维修|抢修|养护|维护|管护|清理|清运|清掏|清洗|疏通|查处|处罚|取缔|拆除|整治|"
				 "整改|检查|巡查|核查|调查|核实|监测|检测|检验|鉴定|监管|监督|督促|督办|劝阻|制止|"
				 "受理|办理|处理|处置|答复|回复|告知|通知|公示|公布|报送|报告|上报|移交|移送|接收|"
				 "登记|建档|备案|审批|许可|划定|设置|安装|更换|改造|建设|施划|疏导|维持|签订|组织|"
				 "征集|协调|调解|化解|提供|出具|制定|编制|牵头|召集|承担|负责|会同|支付|退还|退费|"
				 "赔偿|收集|运输|宣传|培训|管理|查找|确认|测量|评估|供水|供电|供气|抢险|救助|捕捉|"
				 "收容|停用|关闭|封闭|开展|撤除|追缴|追究|责令|约谈|统计|跟踪|回访",
		.help = N_("Words that say what is done: a duty has at least one of them."),
	},
	{
		RULE_AT(countersigning, SETTING_CHOICE),
		.choices = countersigning,
		.choice_count = COUNT(countersigning),
		.word = "会签",
		.value = "required",
		.help =
			N_("Whether the panel's bodies countersign a ruling before it is signed and issued."),
	},
	{
		RULE_AT(objection_days, SETTING_NUMBER),
		.least = 1,
		.most = 60,
		.word = "异议期限",
		.value = "5",
		.help = N_("Working days in which a unit may object to a ruling, from issue or delivery."),
	},
	{
		RULE_AT(objection_times, SETTING_NUMBER),
		.least = 1,
		.most = 9,
		.word = "异议次数",
		.value = "1",
		.help = N_("How often one unit may object to one ruling."),
	},
	{
		RULE_AT(objection_late, SETTING_CHOICE),
		.choices = strictness,
		.choice_count = COUNT(strictness),
		.word = "逾期异议",
		.value = "refuse",
		.help =
			N_("What becomes of an objection that comes late: refused, or taken with a warning."),
	},
	{
		RULE_AT(objection_answer, SETTING_NUMBER),
		.least = 1,
		.most = 60,
		.word = "异议复核期限",
		.value = "3",
		.help = N_("Working days in which the panel answers an objection."),
	},
	{
		RULE_AT(order_number, SETTING_PATTERN),
		.word = "工单编号格式",
		.value = "",
		.help = N_("What an order's number looks like: ^[0-9]{14}$; nothing: any text."),
	},
	{
		RULE_AT(disputed, SETTING_WORDS),
		.word = "疑难标记",
		.value = "研判|疑难|争议",
		.help = N_("An order whose platform state has one of these words comes in to be screened."),
	},
	{
		RULE_AT(hotline, SETTING_WORDS),
		.word = "派单单位",
		.value = "12345|热线|群众服务中心|市民服务中心|诉求服务中心",
		.help = N_("A unit whose name has one of these words dispatches orders and is no party."),
	},
	{
		RULE_AT(ledger, SETTING_WORDS),
		.word = "台账栏目",
		.value = "序号=ordinal|结论编号=number|发文字号=document|事由=title|工单编号=orders|"
				 "研判日期=agreed|牵头单位=lead|配合单位=assists|职责=duties|时限=limits|依据=bases|"
				 "形成=standing|状态=state|沿用次数=used",
		.help = N_("The columns of the ledger (台账) in their order: a column, or a heading of "
				   "your own and the column, 案由=事由."),
		.check = ledger_columns_sound,
	},
};

const struct rules_file rules_files[] = {
	{
		.name = "rules.conf",
		.help = N_("The county's rules."),
		.settings = rules_conf,
		.n = COUNT(rules_conf),
	},
	{
		.name = "formulas.conf",
		.help = N_("Formulas that the matter (事由) of an order leaves out."),
		.settings = rules_formulas,
		.n = RULES_FORMULAS,
	},
	{
		.name = "papers.conf",
		.help = N_("The words of the papers."),
		.settings = rules_papers,
		.n = RULES_PAPERS,
	},
};

const size_t rules_file_count = COUNT(rules_files);

void rules_fill(struct rules *r, struct arena *a)
{
	for (size_t i = 0; i < COUNT(rules_files); i++)
		for (size_t k = 0; k < rules_files[i].n; k++) {
			const struct setting *s = &rules_files[i].settings[k];
			struct err e = { 0 };
			bool good = setting_read(s, s->value, r, a, &e);

			assert(good);
			(void)good;
		}
}
