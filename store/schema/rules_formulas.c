#include "locale/msg/msg.h"
#include "store/schema/rules_parts.h"

#define FORMULA_AT(member)                                                                         \
	.name = #member, .offset = offsetof(struct rules, formulas.member), .type = SETTING_WORDS

const struct setting rules_formulas[RULES_FORMULAS] = {
	{
		FORMULA_AT(callers),
		.word = "诉求人称呼",
		.value = "市民|网民|网友|群众|居民|业主|诉求人|来电人|反映人|投诉人|"
				 "举报人|匿名市民|热心市民|该市民|村民",
		.help = N_("Words for the caller with which requests begin."),
	},
	{
		FORMULA_AT(ways),
		.word = "来电方式",
		.value = "再次|多次|继续|补充|来电|致电|来访|来信|来函|微信|公众号|"
				 "网站|网络|云|公证后|网上|短信|邮件|手机|客户端|APP|app|"
				 "小程序|微博|电话|留言|通过|12345|热线",
		.help = N_("How the request came: words behind those for the caller."),
	},
	{
		FORMULA_AT(doings),
		.word = "反映动作",
		.value = "反映|咨询|投诉|举报|求助|建议|反馈|表示|称|来电|诉求|表扬|"
				 "感谢|询问|要求|说|撤销|补充",
		.help = N_("What the caller does; a colon may follow."),
	},
	{
		FORMULA_AT(leads),
		.word = "正文引导",
		.value = "工单内容|原工单内容|诉求内容|主要内容|具体内容|反映内容|问题描述|"
				 "尊敬的领导|尊敬的各位领导|各位领导|领导您好|领导好|领导你好|"
				 "您好|你好|其表示|其称|其反映|说明|关于",
		.help = N_("Words that stand before the request itself."),
	},
	{
		FORMULA_AT(tails),
		.word = "结尾套话",
		.value = "（请职能局|(请职能局|（请职能|(请职能|请职能局|请职能部门|"
				 "请相关部门核实|请相关单位核实|请有关部门|谢谢|感谢|望核实|请核实处理|"
				 "请尽快核实|望尽快|恳请|盼复|此致|来电人要求保密|市民诉求：|"
				 "市民诉求:|诉求：|诉求:",
		.help = N_("From one of these on the dispatcher or politeness speaks."),
	},
};
