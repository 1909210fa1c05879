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
