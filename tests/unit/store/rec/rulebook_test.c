#include "store/rec/rulebook.h"

#include "locale/calendar/workday.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void write_bytes(const char *folder, const char *name, const char *bytes, size_t n)
{
	char path[600];
	FILE *f;

	mkdir(folder, 0700);
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	fwrite(bytes, 1, n, f);
	fclose(f);
}

static void write_text(const char *folder, const char *name, const char *text)
{
	write_bytes(folder, name, text, strlen(text));
}

static bool wrong_is(const struct rulebook *b, size_t i, const char *what, const char *where)
{
	return b->wrong_count > i && strstr(b->wrong[i].what, what) && strstr(b->wrong[i].where, where);
}

static void without_files_every_default_holds(void)
{
	struct rulebook b;

	rulebook_read("/nowhere/at/all", &b);
	CHECK_INT(b.wrong_count, 0);
	CHECK_INT(b.rules.returns_to_screen, 1);
	CHECK_INT(b.rules.returns_to_meet, 2);
	CHECK_INT(b.rules.least_bodies, 2);
	CHECK_INT(b.rules.limits_from, LIMITS_FROM_ISSUE);
	CHECK_INT(b.rules.disputed.n, 3);
	CHECK_TEXT(b.rules.hotline.at[1], "热线");
	CHECK(b.rules.formulas.tails.n > 20);
	CHECK_TEXT(b.rules.papers.opinion_bases, "三、依据");
	CHECK_TEXT(b.files, "");
	rulebook_drop(&b);
}

static void every_setting_has_all_that_a_person_reads(void)
{
	struct arena a = { 0 };
	struct rules rules;

	rules_fill(&rules, &a);
	for (size_t i = 0; i < rules_file_count; i++)
		for (size_t k = 0; k < rules_files[i].n; k++) {
			const struct setting *s = &rules_files[i].settings[k];

			check_case(s->name);
			CHECK(s->name && *s->word && *s->help && s->value && *setting_takes(s, &a));
			for (size_t m = 0; m < k; m++)
				CHECK(strcmp(rules_files[i].settings[m].name, s->name) &&
					strcmp(rules_files[i].settings[m].word, s->word) &&
					rules_files[i].settings[m].offset != s->offset);
		}
	check_case(NULL);
	arena_free(&a);
}

static void good_lines_hold_beside_wrong_ones(void)
{
	const char *folder = check_folder();
	struct rulebook b;

	write_text(folder, "rules.conf",
		"\xEF\xBB\xBF# 说明\r\n临近天数 = 7\r\nreturns_to_meet = 100\nnear_day = 3\n"
		"时限起算 = 签收\nnear_days = 5\nhotline = 热线 | 中心 |\norder_number = ^[0-9\n"
		"callers = 市民\nnonsense\n");
	rulebook_read(folder, &b);
	CHECK_INT(b.rules.near_days, 7);
	CHECK_INT(b.rules.returns_to_meet, 2);
	CHECK_INT(b.rules.limits_from, LIMITS_FROM_DELIVERY);
	CHECK_INT(b.rules.hotline.n, 2);
	CHECK_TEXT(b.rules.hotline.at[1], "中心");
	CHECK_TEXT(b.rules.order_number, "");
	CHECK_INT(b.wrong_count, 6);
	CHECK(wrong_is(&b, 0, "no setting", "rules.conf, line 10"));
	CHECK(wrong_is(&b, 1, "returns_to_meet cannot be \"100\"", "rules.conf, line 3"));
	CHECK(strstr(b.wrong[1].fix, "0 to 99") != NULL);
	CHECK(wrong_is(&b, 2, "no setting \"near_day\"", "line 4"));
	CHECK(strstr(b.wrong[2].fix, "near_days") != NULL);
	CHECK(wrong_is(&b, 3, "near_days is set twice", "line 6"));
	CHECK(strstr(b.wrong[3].fix, "line 2") != NULL);
	CHECK(wrong_is(&b, 4, "order_number cannot be", "line 8"));
	CHECK(strstr(b.wrong[5].fix, "formulas.conf") != NULL);
	CHECK_TEXT(b.said, "near_days = 7\nlimits_from = 签收\nhotline = 热线 | 中心 |\n");
	rulebook_drop(&b);
}

static void an_unknown_placeholder_is_named(void)
{
	const char *folder = check_folder();
	struct rulebook b;

	write_text(folder, "papers.conf",
		"minutes.title = {县}{会仪}纪要\nslip.title = {县\n意见书.标题三 = 三、{县}\n"
		"纪要.标题 = {会议}纪要\n");
	rulebook_read(folder, &b);
	CHECK_INT(b.wrong_count, 3);
	CHECK(wrong_is(&b, 0, "{会仪}", "papers.conf, line 1"));
	CHECK(strstr(b.wrong[0].fix, "{会议}") != NULL);
	CHECK(wrong_is(&b, 1, "a { without its }", "line 2"));
	CHECK(wrong_is(&b, 2, "{县}", "line 3"));
	CHECK_TEXT(b.rules.papers.minutes_title, "{会议}纪要");
	rulebook_drop(&b);
}

static void a_pattern_that_would_take_all_memory_is_refused(void)
{
	const char *folder = check_folder();
	struct rulebook b;

	write_text(folder, "rules.conf", "order_number = (((x{255}){255}){255}){255}\n");
	rulebook_read(folder, &b);
	CHECK_INT(b.wrong_count, 1);
	rulebook_drop(&b);
}

static void a_file_saved_as_gb18030_is_recognised(void)
{
	/* 疑难标记 = 难办 */
	static const char gbk[] = "\xD2\xC9\xC4\xD1\xB1\xEA\xBC\xC7 = \xC4\xD1\xB0\xEC\n";
	const char *folder = check_folder();
	struct rulebook b;

	write_bytes(folder, "rules.conf", gbk, sizeof(gbk) - 1);
	rulebook_read(folder, &b);
	CHECK_INT(b.wrong_count, 0);
	CHECK_INT(b.rules.disputed.n, 1);
	CHECK_TEXT(b.rules.disputed.at[0], "难办");
	rulebook_drop(&b);
}

static void a_file_of_no_known_name_is_named(void)
{
	const char *folder = check_folder();
	struct rulebook b;

	write_text(folder, "rule.conf", "near_days = 4\n");
	write_text(folder, "notes.txt", "x\n");
	rulebook_read(folder, &b);
	CHECK_INT(b.wrong_count, 1);
	CHECK(strstr(b.wrong[0].what, "rule.conf") != NULL);
	rulebook_drop(&b);
}

static void days_of_the_file_go_before_the_notices(void)
{
	struct kv *kv = fresh_store();
	char folder[600], out[DATE_TEXT];
	bool unknown = false;

	snprintf(folder, sizeof(folder), "%s/county", kv_folder(kv));
	write_text(folder, "holidays.conf",
		"2027-01-01 = 休\n2027-02-06..02-12 = 休\n2027年2月14日 = 班\n2027-02-07 = 班\n"
		"2027-03-01 = 假\n2027-05-03..2027-05-01 = 休\n今天 = 休\n");
	CHECK(!workday_known(day_of(2027, 1, 4)));
	CHECK_INT(rulebook_of(kv)->day_count, 9);
	CHECK_INT(rulebook_of(kv)->wrong_count, 4);
	CHECK(workday_known(day_of(2027, 6, 1)) && !workday_known(day_of(2028, 6, 1)));
	CHECK_TEXT(day_text(workday_add(day_of(2026, 12, 31), 1, &unknown), out), "2027-01-04");
	CHECK_TEXT(day_text(workday_add(day_of(2027, 2, 5), 1, &unknown), out), "2027-02-14");
	CHECK(!unknown);
	fresh_close(kv);
	CHECK(!workday_known(day_of(2027, 6, 1)));
}

static size_t notes(struct kv *kv, const char **words, struct arena *a)
{
	struct err e = { 0 };
	struct kv_txn txn;
	size_t n = 0;

	CHECK(kv_begin_read(kv, &txn, &e));
	for (uint64_t i = 1; i <= journal_last(&txn); i++) {
		struct event ev;

		CHECK(journal_read(&txn, meta_origin(&txn), i, &ev, a, &e));
		if (strcmp(ev.verb, "rules") != 0)
			continue;
		*words = ev.words;
		n++;
	}
	kv_end_read(&txn);
	return n;
}

static void begin_an_act(struct kv *kv)
{
	struct err e = { 0 };
	struct act act;

	CHECK(act_begin(&act, kv, &fresh_who, fresh_now, &e));
	act_abort(&act);
}

static void the_journal_says_what_changed_before_the_next_act(void)
{
	struct kv *kv = fresh_store();
	struct arena a = { 0 };
	const char *words = "";
	char folder[600];

	snprintf(folder, sizeof(folder), "%s/county", kv_folder(kv));
	begin_an_act(kv);
	CHECK_INT(notes(kv, &words, &a), 0);
	write_text(folder, "rules.conf", "near_days = 7\nlimits_from = 签收\n");
	CHECK_INT(rulebook_of(kv)->rules.near_days, 3); /* one act goes by one set of rules */
	begin_an_act(kv);
	CHECK_INT(rulebook_of(kv)->rules.near_days, 7);
	CHECK_INT(notes(kv, &words, &a), 1);
	CHECK(strstr(words, "near_days: 3 → 7\nlimits_from: issue → 签收\nrules.conf SM3 ") == words);
	begin_an_act(kv);
	CHECK_INT(notes(kv, &words, &a), 1);
	write_text(folder, "rules.conf", "near_days = 17\n");
	begin_an_act(kv);
	CHECK_INT(notes(kv, &words, &a), 2);
	CHECK(strstr(words, "limits_from: 签收 → issue\nnear_days: 7 → 17\n") == words);
	fresh_close(kv);
	arena_free(&a);
}

static void files_to_begin_with_say_the_defaults_and_replace_nothing(void)
{
	const char *folder = check_folder();
	struct rulebook_written written;
	struct arena a = { 0 };
	struct rulebook b;
	struct err e = { 0 };

	write_text(folder, "rules.conf", "near_days = 9\n");
	CHECK(rulebook_write(folder, &written, &a, &e));
	CHECK_INT(written.n, 3);
	CHECK_INT(written.kept, 1);
	rulebook_read(folder, &b);
	CHECK_INT(b.wrong_count, 0);
	CHECK_INT(b.rules.near_days, 9);
	CHECK_TEXT(b.said, "near_days = 9\n");
	rulebook_drop(&b);
	arena_free(&a);
}

static const struct test tests[] = {
	TEST(without_files_every_default_holds),
	TEST(every_setting_has_all_that_a_person_reads),
	TEST(good_lines_hold_beside_wrong_ones),
	TEST(an_unknown_placeholder_is_named),
	TEST(a_pattern_that_would_take_all_memory_is_refused),
	TEST(a_file_saved_as_gb18030_is_recognised),
	TEST(a_file_of_no_known_name_is_named),
	TEST(days_of_the_file_go_before_the_notices),
	TEST(the_journal_says_what_changed_before_the_next_act),
	TEST(files_to_begin_with_say_the_defaults_and_replace_nothing),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
