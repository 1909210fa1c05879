#include "store/io/dump.h"

#include "store/io/backup.h"
#include "store/rec/bulk.h"
#include "store/rec/journal.h"
#include "store/rec/record.h"
#include "store/rec/undo.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;

static void put_order(struct kv *kv, const char *number, const char *text, bool take_back)
{
	struct order o;
	struct err e = { 0 };
	struct act act;

	schema_init(&order_schema, &o);
	o.number = number;
	o.text = text;
	o.caller = "张三";
	o.phone = "13812342096";
	o.received = fresh_now;
	o.state = ORDER_TO_SCREEN;
	if (!act_begin(&act, kv, &fresh_who, fresh_now, &e) ||
		!record_put(&act, &order_schema, &o, "new", &e) || !act_commit(&act, &e))
		abort();
	if (!take_back)
		return;
	if (!act_begin(&act, kv, &fresh_who, fresh_now, &e) ||
		!record_set_live(&act, &order_schema, o.head.ordinal, false, "undo", &e) ||
		!act_commit(&act, &e))
		abort();
}

static void put_unit(struct kv *kv)
{
	struct unit u;
	struct err e = { 0 };
	struct act act;

	schema_init(&unit_schema, &u);
	u.name = "临溪县住房和城乡建设局";
	u.short_ = "住建局";
	u.aliases = "建设局|房管局";
	u.contact = "李四";
	u.kind = UNIT_DEPARTMENT;
	if (!act_begin(&act, kv, &fresh_who, fresh_now, &e) ||
		!record_put(&act, &unit_schema, &u, "new", &e) || !act_commit(&act, &e))
		abort();
}

/* Orders with odd texts, one that no longer counts, and a unit. */
static struct kv *some_store(void)
{
	struct kv *kv = fresh_store();

	put_order(kv, "20260916000001", "一行\n\"两行\"\t\\ 三行 \x7F 😀", false);
	put_order(kv, "20260916000002", "不算的", true);
	put_order(kv, "20260916000003", "路灯不亮", false);
	put_unit(kv);
	return kv;
}

static const char *dump_to(struct kv *kv, const char *folder, const char *name, bool personal)
{
	const char *path = arena_format(&arena, "%s/%s", folder, name);
	struct dump_counts counts;
	struct outlet out;
	struct err e = { 0 };

	CHECK(outlet_file(&out, path, NULL, &e));
	CHECK(dump_store(kv, &out, fresh_now, personal, &counts, &e));
	CHECK(outlet_end(&out, &e));
	CHECK_INT(counts.records, 4);
	return path;
}

static struct buf contents(const char *path)
{
	struct buf b = { 0 };

	CHECK(buf_read_file(&b, path, 1 << 20));
	return b;
}

static void rewrite(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "w");

	CHECK(fwrite(bytes, 1, n, f) == n);
	fclose(f);
}

static struct kv *load(const char *path, const char *folder, const char *name)
{
	const char *store = arena_format(&arena, "%s/%s", folder, name);
	struct err e = { 0 };
	struct kv *kv = NULL;

	CHECK(dump_load(path, store, fresh_now, &e));
	CHECK_TEXT(e.what, "");
	CHECK(backup_check(store, &e));
	CHECK(kv_open(store, 0, &kv, &e));
	return kv;
}

static struct digest head_of(struct kv *kv)
{
	struct err e = { 0 };
	struct kv_txn txn;
	struct digest d;

	CHECK(kv_begin_read(kv, &txn, &e));
	d = journal_head(&txn);
	kv_end_read(&txn);
	return d;
}

static void a_loaded_store_dumps_the_same_bytes_and_goes_on_the_same(void)
{
	const char *folder = check_folder(), *first, *second;
	struct kv *kv = some_store(), *loaded;
	struct digest before, after;
	struct buf a, b;

	first = dump_to(kv, folder, "first", true);
	loaded = load(first, folder, "loaded");
	second = dump_to(loaded, folder, "second", true);
	a = contents(first);
	b = contents(second);
	CHECK(a.n == b.n && !memcmp(a.at, b.at, a.n));
	before = head_of(kv);
	after = head_of(loaded);
	CHECK(digest_equal(&before, &after));
	kv_close(loaded);
	fresh_close(kv);
	buf_free(&a);
	buf_free(&b);
}

static void the_next_record_gets_the_next_number(void)
{
	const char *folder = check_folder();
	struct kv *kv = some_store(), *loaded = load(dump_to(kv, folder, "d", true), folder, "l");
	struct kv_txn txn;
	struct order o;
	struct err e = { 0 };

	put_order(loaded, "20260916000004", "新来的", false);
	CHECK(kv_begin_read(loaded, &txn, &e));
	CHECK_INT(record_last(&txn, KIND_ORDER), 4);
	CHECK_INT(journal_last(&txn), 6);
	CHECK(record_find(&txn, &order_schema, "20260916000001", &o, &arena, &e));
	CHECK_TEXT(o.phone, "13812342096");
	CHECK(!record_find(&txn, &order_schema, "20260916000002", &o, &arena, &e));
	kv_end_read(&txn);
	kv_close(loaded);
	fresh_close(kv);
}

static void without_personal_fields_the_chain_holds_all_the_same(void)
{
	const char *folder = check_folder(), *path;
	struct kv *kv = some_store(), *loaded;
	struct kv_txn txn;
	struct order o;
	struct err e = { 0 };
	struct buf text;

	path = dump_to(kv, folder, "d", false);
	text = contents(path);
	CHECK(!strstr(text.at, "13812342096") && !strstr(text.at, "张三") && !strstr(text.at, "李四"));
	CHECK(strstr(text.at, "路灯不亮") && !strstr(text.at, "personal_change"));
	loaded = load(path, folder, "l");
	CHECK(kv_begin_read(loaded, &txn, &e));
	CHECK(record_find(&txn, &order_schema, "20260916000001", &o, &arena, &e));
	CHECK_TEXT(o.phone, "");
	kv_end_read(&txn);
	kv_close(loaded);
	fresh_close(kv);
	buf_free(&text);
}

static void mail_programs_line_ends_and_marks_do_no_harm(void)
{
	const char *folder = check_folder(), *path;
	struct kv *kv = some_store();
	struct buf text, odd = { 0 };

	path = dump_to(kv, folder, "d", true);
	text = contents(path);
	buf_puts(&odd, "\xEF\xBB\xBF");
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '\n')
			buf_putc(&odd, '\r');
		buf_putc(&odd, text.at[i]);
	}
	rewrite(path, odd.at, odd.n);
	kv_close(load(path, folder, "l"));
	fresh_close(kv);
	buf_free(&text);
	buf_free(&odd);
}

static int line_at(const struct buf *b, size_t at)
{
	int line = 1;

	for (size_t i = 0; i < at; i++)
		line += b->at[i] == '\n';
	return line;
}

/* Refused, with this line, and nothing of a store is left. */
static void refused(const char *path, const char *folder, int line)
{
	const char *store = arena_format(&arena, "%s/refused", folder);
	const char *place = arena_format(&arena, "%s, line %d", path, line);
	struct err e = { 0 };

	CHECK(!dump_load(path, store, fresh_now, &e));
	CHECK_INT(e.kind, ERR_INPUT);
	if (line)
		CHECK_TEXT(e.where, place);
	CHECK(access(store, F_OK) != 0);
}

static void a_changed_letter_is_named_by_its_line(void)
{
	const char *folder = check_folder(), *path;
	struct kv *kv = some_store();
	struct buf text;

	path = dump_to(kv, folder, "d", true);
	fresh_close(kv);
	text = contents(path);
	for (size_t at = 5; at < text.n - 1; at += text.n / 40) {
		char was = text.at[at];

		if (was == '\n')
			continue;
		text.at[at] = was == 'x' ? 'y' : 'x';
		rewrite(path, text.at, text.n);
		refused(path, folder, line_at(&text, at));
		text.at[at] = was;
	}
	buf_free(&text);
}

static void a_cut_dump_is_refused_wherever_it_was_cut(void)
{
	const char *folder = check_folder(), *path;
	struct kv *kv = some_store();
	struct buf text;

	path = dump_to(kv, folder, "d", true);
	fresh_close(kv);
	text = contents(path);
	for (size_t n = 0; n < text.n - 1; n += text.n / 30) {
		rewrite(path, text.at, n);
		/* Cut beside a line's end it is the next one that is missed. */
		refused(path, folder,
			n == 0 || text.at[n - 1] == '\n' || text.at[n] == '\n' ? 0 : line_at(&text, n));
	}
	for (size_t n = 0; n < text.n - 1; n++) /* at the end of each line */
		if (text.at[n] == '\n' && n % 3 == 0) {
			rewrite(path, text.at, n + 1);
			refused(path, folder, line_at(&text, n + 1));
		}
	buf_free(&text);
}

static void a_line_taken_out_or_put_twice_is_noticed(void)
{
	const char *folder = check_folder(), *path;
	struct kv *kv = some_store();
	struct buf text, odd = { 0 };

	path = dump_to(kv, folder, "d", true);
	fresh_close(kv);
	text = contents(path);
	for (char *line = text.at; line < text.at + text.n; line = strchr(line, '\n') + 1) {
		size_t before = (size_t)(line - text.at), n = strcspn(line, "\n") + 1;

		buf_cut(&odd, 0);
		buf_add(&odd, text.at, before);
		buf_add(&odd, line + n, text.n - before - n);
		rewrite(path, buf_text(&odd), odd.n);
		refused(path, folder, 0);
		buf_cut(&odd, 0);
		buf_add(&odd, text.at, before + n);
		buf_add(&odd, line, text.n - before);
		rewrite(path, odd.at, odd.n);
		refused(path, folder, 0);
	}
	buf_free(&text);
	buf_free(&odd);
}

static void a_folder_with_a_store_is_left_alone(void)
{
	const char *folder = check_folder(), *path;
	struct kv *kv = some_store();
	struct err e = { 0 };

	path = dump_to(kv, folder, "d", true);
	CHECK(!dump_load(path, kv_folder(kv), fresh_now, &e));
	CHECK_INT(e.kind, ERR_RULE);
	fresh_close(kv);
}

int main(void)
{
	static const struct test tests[] = {
		TEST(a_loaded_store_dumps_the_same_bytes_and_goes_on_the_same),
		TEST(the_next_record_gets_the_next_number),
		TEST(without_personal_fields_the_chain_holds_all_the_same),
		TEST(mail_programs_line_ends_and_marks_do_no_harm),
		TEST(a_changed_letter_is_named_by_its_line),
		TEST(a_cut_dump_is_refused_wherever_it_was_cut),
		TEST(a_line_taken_out_or_put_twice_is_noticed),
		TEST(a_folder_with_a_store_is_left_alone),
	};
	int status = check_run(tests, COUNT_OF(tests));

	arena_free(&arena);
	return status;
}
