/* rules.h — what a county decides for itself: one table of all its numbers, words and phrases.
 *
 * They stand in plain text in the store's folder county/ (store/rec/rulebook.h reads it);
 * each file has its part of the table:
 *
 *     rules.conf      numbers and words that verbs go by
 *     formulas.conf   with what requests begin and end, which 事由 leaves out
 *     papers.conf     the words of 纪要, 研判意见书, 交办单
 *
 * The default of the table holds where a county said nothing.
 */
#ifndef YANPAN_STORE_SCHEMA_RULES_H
#define YANPAN_STORE_SCHEMA_RULES_H

#include "store/schema/setting.h"

/* What a rule does where it does not hold. */
enum strictness { STRICT_OFF, STRICT_WARN, STRICT_REFUSE };
enum silence { SILENCE_NOTHING, SILENCE_CONSENTS };
enum accept_to { ACCEPT_READY, ACCEPT_CONSULTING };

enum limits_from { LIMITS_FROM_ISSUE = 1, LIMITS_FROM_DELIVERY };
enum countersigning { COUNTERSIGNING_REQUIRED = 1, COUNTERSIGNING_NONE };

/* See matter.c for what each is. */
struct formulas {
	struct phrases callers, ways, doings, leads, tails;
};

struct paper_texts {
	const char *red_head, *issuer, *signature, *copied, *meeting, *circulated;
	const char *minutes_title, *minutes_to, *minutes_opening, *minutes_none, *minutes_agreed,
		*minutes_adjourned, *minutes_returned, *minutes_law, *minutes_referred, *minutes_declined,
		*minutes_carried, *minutes_closing;
	const char *minutes_circulated;
	const char *notice_title, *notice_opening, *notice_bring, *circular_title, *circular_opening;
	const char *pack_title, *pack_question;
	const char *opinion_title, *opinion_opening, *opinion_matter, *opinion_ruling, *opinion_bases,
		*opinion_standing, *opinion_closing;
	const char *letter_title, *letter_opening, *letter_asks, *letter_closing;
	const char *slip_title, *slip_opening, *slip_closing, *slip_receipt;
	const char *sheet_title, *referral_title, *referral_opening, *referral_closing;
	const char *result_title, *result_opening, *result_closing;
};

struct rules {
	const char *county;    /* "": off the names of the panel's bodies */
	int returns_to_screen; /* 申请退单 after which an order comes into 待初审 */
	int returns_to_meet;   /* 上会条件: how many are needed; need_returns says how firmly */
	int need_returns, need_parts, need_bases, need_replies; /* enum strictness */
	int accept_to;            /* enum accept_to: in which state a case begins */
	int consult_days;         /* working days that a unit has to answer in writing */
	int consult_rounds;       /* how often a unit is asked in writing */
	int silence;              /* enum silence: what a unit means that does not answer */
	int least_bodies;         /* how many bodies an item needs, whoever has recused */
	int meeting_bodies;       /* how many are to have come to the meeting; 0: all */
	int item_bodies;          /* how many are to be there for an item; 0: all not recused */
	int near_days;            /* calendar days before a platform deadline in which it is near */
	int limits_from;          /* enum limits_from: what a unit's time runs from */
	int circulate_days;       /* 传签: working days for the bodies' positions */
	int deemed_days;          /* working days after issue: 视签收 */
	int extension_times;      /* how often a unit is given more time before it is warned of */
	int extension_days;       /* working days, at a time */
	int countersigning;       /* enum countersigning: 会签 between agreement and issue */
	int objection_days;       /* working days in which a unit may object to a ruling */
	int objection_times;      /* how often a unit may object to one ruling */
	int objection_late;       /* enum strictness */
	int objection_answer;     /* working days in which the panel answers an objection */
	const char *order_number; /* extended regular expression of an order's number; "": any text */
	int unconfirmed;          /* enum strictness: following a 协调意见 before 政府决定 */
	int rival;                /* enum strictness: agreeing against a ruling in force (F29) */

	struct phrases vague_words;  /* in a duty they say little (F13) */
	struct phrases duty_verbs;   /* a duty has one of these; none: not looked at */
	struct phrases common_words; /* in so many titles that they make no two matters alike */
	struct phrases disputed;     /* in a platform state: the order is hard to place */
	struct phrases hotline;      /* a unit called so dispatches orders, and is no party by having
									one in hand */
	struct phrases ledger;       /* 台账: its columns, see ledger.h */
	struct formulas formulas;
	struct paper_texts papers;
};

/* The table, a part for each file. */
struct rules_file {
	const char *name; /* of the file, in the store's folder county/ */
	const char *help; /* msgid: what it is for */
	const struct setting *settings;
	size_t n;
};

extern const struct rules_file rules_files[];
extern const size_t rules_file_count;

/* Every setting as its default says; what it keeps lives as long as `a`. */
void rules_fill(struct rules *, struct arena *a);

#endif
