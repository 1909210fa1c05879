#include "store/io/import.h"

#include "store/io/source.h"
#include "store/rec/bulk.h"
#include "store/rec/record.h"
#include "store/rec/verify.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct kv *kv;
static struct buf findings; /* "kind row/column" one a line */

static void another_store(void)
{
	static char path[512];
	static int n;
	struct err e = { 0 };

	kv_close(kv);
	kv = NULL;
	/* The one before takes 8 MiB of headroom: a hundred of them should not wait for the end. */
	if (*path)
		unlink(strcat(path, "/data.mdb"));
	snprintf(path, sizeof(path), "%s/store%d", check_own_folder(), ++n);
	CHECK(kv_open(path, KV_CREATE, &kv, &e));
}

static const char *put_bytes(const char *name, const void *bytes, size_t n)
{
	static char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", check_own_folder(), name);
	f = fopen(path, "wb");
	if (f) {
		fwrite(bytes, 1, n, f);
		fclose(f);
	}
	return path;
}

static const char *put(const char *name, const char *text)
{
	return put_bytes(name, text, strlen(text));
}

static void found(const struct finding *f, void *arg)
{
	(void)arg;
	buf_printf(
		&findings, "%s %llu/%zu\n", finding_name(f->kind), (unsigned long long)f->row, f->column);
	CHECK(f->words && *f->words);
}

static struct import_options options(const char *path)
{
	return (struct import_options){
		.schema = &order_schema,
		.path = path,
		.who = &fresh_who,
		.now = fresh_now,
		.found = found,
	};
}

struct outcome {
	bool opened, done, stopped;
	struct import_counts n;
	int64_t batch;
	char rejects[512];
	struct err e;
};

static struct outcome run(const struct import_options *o)
{
	struct outcome out = { 0 };
	struct import *im;
	enum import_answer a;

	buf_cut(&findings, 0);
	out.opened = import_open(kv, o, &im, &out.e);
	if (!out.opened)
		return out;
	while ((a = import_step(im, &out.e)) == IMPORT_MORE)
		;
	out.done = a == IMPORT_DONE;
	out.stopped = import_stopped(im);
	out.n = *import_counts(im);
	out.batch = import_batch(im);
	snprintf(out.rejects, sizeof(out.rejects), "%s", import_rejects(im));
	import_close(im);
	return out;
}

static struct outcome import_text(const char *text)
{
	struct import_options o = options(put("in.csv", text));

	return run(&o);
}

static bool find(const char *number, struct order *o, struct arena *a)
{
	struct kv_txn txn;
	struct err e = { 0 };
	bool there;

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return false;
	there = record_find(&txn, &order_schema, number, o, a, &e);
	kv_end_read(&txn);
	return there;
}

static size_t live_orders(void)
{
	struct kv_txn txn;
	struct err e = { 0 };
	size_t n = 0;

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return 0;
	for (uint32_t i = record_last(&txn, KIND_ORDER); i > 0; i--)
		n += record_live(&txn, KIND_ORDER, i);
	kv_end_read(&txn);
	return n;
}

static void complain(const struct err *e, void *arg)
{
	char line[1024];

	(void)arg;
	err_line(e, line, sizeof(line));
	CHECK_TEXT(line, "");
}

static void verify(void)
{
	struct verify_counts counts = { 0 };
	struct kv_txn txn;
	struct err e = { 0 };

	if (!CHECK(kv_begin_read(kv, &txn, &e)))
		return;
	verify_store(&txn, NULL, complain, NULL, &counts);
	CHECK_INT(counts.findings, 0);
	kv_end_read(&txn);
}

/* The request as it stood in the file. */
static const char *original_text(const struct order *o)
{
	const struct kept_cell *kept = o->kept.at;
	const struct field *f = schema_field(&order_schema, "text");

	for (size_t i = 0; i < o->kept.n; i++)
		if (kept[i].field == f->tag)
			return kept[i].text;
	return o->text;
}

/* --- what comes in ------------------------------------------------------------------- */

static void an_export_becomes_orders_whatever_its_headings(void)
{
	struct arena a = { 0 };
	struct order o;
	struct outcome r;

	another_store();
	r = import_text("某县热线工单明细,,,,,\n导出时间,2026-09-21,,,,\n"
					"诉求内容,来源,工单号,二级分类,一级分类,承办单位\n"
					"\"市民来电反映：  路灯不亮。\n请核实\",电话,GD-001,路灯,市政,住建局\n");
	CHECK_INT(r.n.added, 1);
	CHECK_INT(r.batch, 1);
	if (CHECK(find("gd-001", &o, &a))) {
		CHECK_TEXT(o.text, "市民来电反映： 路灯不亮。\n请核实");
		CHECK_TEXT(original_text(&o), "市民来电反映：  路灯不亮。\n请核实");
		CHECK_TEXT(o.category, "市政/路灯");
		CHECK_TEXT(o.unit, "住建局");
		CHECK_TEXT(o.matter, "路灯不亮");
		CHECK_INT(o.state, ORDER_ON_FILE);
	}
	arena_free(&a);
	verify();
}

static void returned_and_disputed_orders_come_to_be_screened(void)
{
	struct arena a = { 0 };
	struct order o;

	another_store();
	import_text(
		"工单编号,诉求内容,退单记录,退单次数,工单状态\n"
		"1001,信号灯不亮,\"2026-09-16 交警大队 职责不符: 未移交; 建议住建局; 驳回 2026-09-17\n"
		"2026-09-19 住建局 权属不清: 未验收\",2,办理中\n"
		"1002,噪声,,,争议待研判\n1003,停水,,0,办理中\n");
	if (CHECK(find("1001", &o, &a)) && CHECK_INT(o.returns.n, 2)) {
		const struct order_return *r = o.returns.at;

		CHECK_TEXT(r[0].unit, "交警大队");
		CHECK_INT(r[0].reason, RETURN_NOT_OUR_DUTY);
		CHECK_TEXT(r[0].words, "未移交");
		CHECK_TEXT(r[0].proposed, "住建局");
		CHECK_INT(r[0].result, RETURN_REJECTED);
		CHECK_INT(r[1].reason, RETURN_OWNERSHIP);
		CHECK_INT(o.bounces, 2);
		CHECK_INT(o.days_lost, 3);
		CHECK_INT(o.state, ORDER_TO_SCREEN);
	}
	CHECK(find("1002", &o, &a) && o.disputed && o.state == ORDER_TO_SCREEN);
	CHECK(find("1003", &o, &a) && o.state == ORDER_ON_FILE);
	arena_free(&a);
}

static void personal_columns_are_not_taken_unless_asked_for(void)
{
	static const char text[] = "工单编号,诉求内容,诉求人,联系电话,家庭住址,派单员\n"
							   "1,路灯不亮,张清明,13800002096,某村1号,王五\n";
	struct import_options o;
	struct arena a = { 0 };
	struct order r;

	another_store();
	import_text(text);
	if (CHECK(find("1", &r, &a))) {
		CHECK_TEXT(r.caller, "");
		CHECK_TEXT(r.phone, "");
		CHECK_INT(r.extra.n, 1);
		CHECK_TEXT(((struct extra_cell *)r.extra.at)->heading, "派单员");
	}
	another_store();
	o = options(put("in.csv", text));
	o.keep_personal = true;
	run(&o);
	if (CHECK(find("1", &r, &a))) {
		CHECK_TEXT(r.caller, "张清明");
		CHECK_TEXT(r.phone, "13800002096");
		CHECK_INT(r.extra.n, 2);
	}
	arena_free(&a);
}

/* --- what does not ------------------------------------------------------------------- */

static void bad_rows_never_stop_good_ones(void)
{
	static const struct {
		const char *name, *row, *found;
	} cases[] = {
		{ "number missing", ",路灯不亮,住建局,2026-09-01\n", "number 2/1\n" },
		{ "scientific", "2.01801E+13,路灯不亮,住建局,2026-09-01\n", "number 2/1\n" },
		{ "too few cells", "7,路灯不亮\n", "row 2/0\n" },
		{ "too many cells", "7,路灯,不亮,住建局,2026-09-01\n", "row 2/0\n" },
		{ "no date", "7,路灯不亮,住建局,20141\n", "value 2/4\n" },
		{ "secret", "7,机密★10年 路灯不亮,住建局,2026-09-01\n", "secret 2/2\n" },
		{ "quote", "7,\"路灯不亮,住建局,2026-09-01\n", "row 2/0\n" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct outcome r;
		char text[512];

		check_case(cases[i].name);
		another_store();
		snprintf(text, sizeof(text),
			"工单编号,诉求内容,处置单位,受理时间\n%s8,积水,水利局,2026/9/2\n", cases[i].row);
		r = import_text(text);
		CHECK_TEXT(buf_text(&findings), cases[i].found);
		CHECK_INT(r.n.added, 1);
		CHECK_INT(r.n.rejected, 1);
		CHECK(!access(r.rejects, R_OK));
	}
	check_case(NULL);
}

static void headings_over_wrong_values_stop_the_import(void)
{
	static const char text[] =
		"诉求内容,工单编号,处置单位\n20260916118206,信号灯不亮请尽快修复,住建局\n"
		"20260916118207,路面积水请尽快处理,水利局\n20260916118208,夜间施工噪声扰民,综合执法局\n";
	const struct import_map maps[] = { { "number", "诉求内容" }, { "text", "工单编号" } };
	struct import_options o;
	struct outcome r;

	another_store();
	r = import_text(text);
	CHECK(r.done && r.stopped);
	CHECK_INT(r.n.added, 0);
	CHECK_TEXT(buf_text(&findings), "mapping 1/1\nmapping 1/2\n");
	CHECK_INT(live_orders(), 0);
	o = options(put("in.csv", text));
	o.maps = maps;
	o.map_count = 2;
	r = run(&o);
	CHECK_INT(r.n.added, 3);
	/* … and the next file with these headings is mapped so by itself. */
	o = options(put("in.csv", "诉求内容,工单编号,处置单位\n20260916118209,夜间施工噪声,住建局\n"));
	r = run(&o);
	CHECK_INT(r.n.added, 1);
}

static void rejects_can_be_mended_and_imported_again(void)
{
	struct buf file = { 0 };
	struct outcome r;
	struct stat st;
	char *at;

	another_store();
	r = import_text(
		"工单编号,诉求内容,受理时间\n1,\"路灯, 不亮\n第二行\",20141\n2,积水,2026-09-02\n");
	CHECK_INT(r.n.rejected, 1);
	CHECK(!stat(r.rejects, &st) && (st.st_mode & 0777) == 0600);
	if (!CHECK(buf_read_file(&file, r.rejects, 1 << 20)))
		return;
	CHECK(strstr(file.at, "拒收原因,工单编号,诉求内容,受理时间\r\n") == file.at);
	at = strstr(file.at, ",1,\"路灯, 不亮\n第二行\",20141\r\n");
	if (CHECK(at != NULL)) {
		memcpy(strstr(at, "20141"), "9-01 ", 5);
		r = import_text(file.at);
		CHECK_INT(r.n.added, 1);
		CHECK_INT(r.n.rejected, 0);
		CHECK_INT(live_orders(), 2);
	}
	buf_free(&file);
}

static void rejects_do_not_take_the_place_of_those_being_mended(void)
{
	struct buf file = { 0 };
	struct import_options o;
	char first[512];
	struct outcome r;

	another_store();
	r = import_text("工单编号,诉求内容,受理时间\n1,路灯不亮,20141\n2,积水\n");
	CHECK_INT(r.n.rejected, 2);
	snprintf(first, sizeof(first), "%s", r.rejects);
	/* The reason of a row with too few cells stands under its own heading. */
	if (!CHECK(buf_read_file(&file, first, 1 << 20)))
		return;
	CHECK(strstr(file.at, ",2,积水\r\n") != NULL);
	buf_free(&file);
	o = options(first);
	r = run(&o);
	CHECK_INT(r.n.rejected, 2);
	CHECK(strcmp(first, r.rejects) != 0);
	CHECK(buf_read_file(&file, first, 1 << 20) && strstr(file.at, "20141"));
	buf_free(&file);
}

static void numbers_in_full_width_are_the_same_numbers(void)
{
	struct outcome r;

	another_store();
	r = import_text("工单编号,诉求内容\n２０２６０９０１０００１,路灯不亮\n202609010001,积水\n");
	CHECK_INT(r.n.added, 1);
	CHECK_INT(r.n.skipped, 1);
	CHECK_INT(r.n.rejected, 0);
}

static void a_request_told_to_be_the_number_is_refused(void)
{
	const struct import_map maps[] = { { "number", "内容" } };
	struct import_options o;
	struct outcome r;

	another_store();
	o = options(put("in.csv",
		"内容,单位\n市民来电反映某小区一号楼电梯停运多日，物业公司与维保单位互相推诿，三次拨打热线均未解决，"
		"请相关部门尽快协调处理并回复办理结果，联系时间工作日上午，谢谢,住建局\n"));
	o.maps = maps;
	o.map_count = 1;
	r = run(&o);
	CHECK_INT(r.n.added, 0);
	CHECK_INT(r.n.rejected, 1);
}

static void a_secret_row_is_not_copied_to_the_rejects(void)
{
	struct buf file = { 0 };
	struct outcome r;

	another_store();
	r = import_text("工单编号,诉求内容\n1,【秘密】某处设施位置\n2,积水\n3,请为我保守秘密\n");
	CHECK_INT(r.n.rejected, 1);
	CHECK_INT(r.n.added, 2);
	CHECK(buf_read_file(&file, r.rejects, 1 << 20));
	CHECK(strstr(buf_text(&file), "某处设施") == NULL);
	CHECK(strstr(buf_text(&file), ",1,\r\n") != NULL);
	buf_free(&file);
}

static void damage_is_flagged_at_its_place_and_kept(void)
{
	static const char text[] =
		"\xB9\xA4\xB5\xA5\xB1\xE0\xBA\xC5,\xCB\xDF\xC7\xF3\xC4\xDA\xC8\xDD\n"
		"1,\xCA\xD0\xC3\xF1\xB7\xB4\xD3\xB3\xBA\xD3\xB5\xC0\xC0\xAC\xBB\xF8\xD2\n";
	struct arena a = { 0 };
	struct order o;

	another_store();
	import_text(text);
	CHECK_TEXT(buf_text(&findings), "lost 2/2\n");
	if (CHECK(find("1", &o, &a)) && CHECK_INT(o.kept.n, 1)) {
		const struct kept_cell *k = o.kept.at;

		CHECK_INT(o.damaged, 1);
		CHECK_INT(k->lost, 1);
		CHECK_INT(k->at, 8);
		CHECK_INT(k->raw.n, 17);
	}
	arena_free(&a);
}

static void a_dry_run_finds_the_same_and_writes_nothing(void)
{
	static const char text[] = "工单编号,诉求内容,受理时间\n1,路灯,20141\n2,积水,2026-09-02\n"
							   "2,积水,2026-09-02\n3,绿地?园停水,\n";
	struct buf real = { 0 };
	struct import_options o;
	struct outcome dry, r;
	uint64_t generation;

	another_store();
	generation = kv_generation(kv);
	o = options(put("in.csv", text));
	o.dry_run = true;
	dry = run(&o);
	CHECK_INT(kv_generation(kv), generation);
	CHECK_TEXT(dry.rejects, "");
	buf_puts(&real, buf_text(&findings));
	r = import_text(text);
	CHECK_TEXT(buf_text(&findings), buf_text(&real));
	CHECK_TEXT(buf_text(&real), "value 2/3\nduplicate 4/1\ndamaged 5/2\n");
	CHECK_INT(r.n.added, dry.n.added);
	CHECK_INT(r.n.rejected, dry.n.rejected);
	CHECK_INT(r.n.skipped, dry.n.skipped);
	buf_free(&real);
}

/* --- again -------------------------------------------------------------------------- */

/* With a note, and moved through `states`, as a person does. */
static bool edit(const char *number, const char *note, const uint32_t *states, size_t n)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct act act;
	struct order o;
	bool done;

	if (!act_begin(&act, kv, &fresh_who, fresh_now, &e))
		return false;
	done = record_find(&act.txn, &order_schema, number, &o, &a, &e);
	o.note = note;
	done = done && record_put(&act, &order_schema, &o, "edit", &e);
	for (size_t i = 0; done && i < n; i++) {
		o.state = states[i];
		done = record_put(&act, &order_schema, &o, "file", &e);
	}
	done = done && act_commit(&act, &e);
	act_abort(&act);
	arena_free(&a);
	return done;
}

static bool put_note(const char *number, const char *note)
{
	return edit(number, note, NULL, 0);
}

static bool file_by_hand(const char *number)
{
	static const uint32_t states[] = { ORDER_TO_SCREEN, ORDER_ON_FILE };

	return edit(number, "", states, COUNT_OF(states));
}

static void known_numbers_are_skipped_or_follow_the_file(void)
{
	static const char later[] = "工单编号,诉求内容,处置单位,退单次数\n"
								"1,路灯不亮,住建局,1\n2,积水,水利局,0\n3,噪声,公安局,0\n";
	struct import_options o;
	struct arena a = { 0 };
	struct order r;
	struct outcome out;

	another_store();
	import_text("工单编号,诉求内容,处置单位,退单次数\n1,路灯不亮,交警大队,0\n2,积水,水利局,0\n");
	CHECK(put_note("1", "要紧"));
	out = import_text(later);
	CHECK_INT(out.n.skipped, 2);
	CHECK_INT(out.n.added, 1);
	CHECK_TEXT(buf_text(&findings), "duplicate 2/1\nduplicate 3/1\n");
	o = options(put("in.csv", later));
	o.update = true;
	out = run(&o);
	CHECK_INT(out.n.changed, 1);
	CHECK_INT(out.n.same, 2);
	CHECK_INT(out.n.returned, 1);
	if (CHECK(find("1", &r, &a))) {
		CHECK_TEXT(r.unit, "住建局");
		CHECK_TEXT(r.note, "要紧");
	}
	verify();
	arena_free(&a);
}

static void an_order_on_file_that_is_returned_later_comes_to_be_screened(void)
{
	struct import_options o;
	struct arena a = { 0 };
	struct order r;

	another_store();
	import_text("工单编号,诉求内容,退单次数\n1,路灯不亮,0\n2,积水,0\n");
	CHECK(put_note("1", "a note alone says nothing of it"));
	CHECK(file_by_hand("2"));
	o = options(put("in.csv", "工单编号,诉求内容,退单次数\n1,路灯不亮,1\n2,积水,1\n"));
	o.update = true;
	run(&o);
	CHECK(find("1", &r, &a) && r.state == ORDER_TO_SCREEN);
	CHECK(find("2", &r, &a) && r.state == ORDER_ON_FILE); /* a person decided so */
	arena_free(&a);
}

static bool turn(bool redo, int64_t batch, struct buf *kept)
{
	struct err e = { 0 };
	struct act act;
	bool done = act_begin(&act, kv, &fresh_who, fresh_now, &e) &&
		(redo ? import_redo(&act, batch, kept, &e) : import_undo(&act, batch, kept, &e)) &&
		act_commit(&act, &e);

	act_abort(&act);
	return done;
}

static void a_batch_is_taken_back_and_brought_back(void)
{
	struct buf kept = { 0 };

	another_store();
	import_text("工单编号,诉求内容\n1,路灯\n2,积水\n3,噪声\n");
	CHECK(put_note("2", "要紧"));
	CHECK(turn(false, 1, &kept));
	CHECK_TEXT(buf_text(&kept), "2\n");
	CHECK_INT(live_orders(), 1);
	CHECK(!turn(false, 1, &kept));
	buf_cut(&kept, 0);
	CHECK(turn(true, 1, &kept));
	CHECK_TEXT(buf_text(&kept), "");
	CHECK_INT(live_orders(), 3);
	CHECK(turn(false, 1, &kept));
	/* A number that came in anew meanwhile is not borne twice. */
	import_text("工单编号,诉求内容\n3,噪声\n");
	buf_cut(&kept, 0);
	CHECK(turn(true, 1, &kept));
	CHECK_TEXT(buf_text(&kept), "3\n");
	CHECK_INT(live_orders(), 3);
	verify();
	buf_free(&kept);
}

static void an_update_is_taken_back_to_what_was_before(void)
{
	struct import_options o;
	struct buf kept = { 0 };
	struct arena a = { 0 };
	struct order r;

	another_store();
	import_text("工单编号,诉求内容,诉求人,处置单位\n1,路灯,甲,交警大队\n2,积水,乙,水利局\n");
	o = options(
		put("in.csv", "工单编号,诉求内容,诉求人,处置单位\n1,路灯,丙,住建局\n2,积水,乙,街道\n"));
	o.update = o.keep_personal = true;
	run(&o);
	CHECK(find("1", &r, &a) && !strcmp(r.unit, "住建局") && !strcmp(r.caller, "丙"));
	CHECK(put_note("2", "要紧"));
	CHECK(turn(false, 2, &kept));
	CHECK_TEXT(buf_text(&kept), "2\n");
	CHECK(find("1", &r, &a) && !strcmp(r.unit, "交警大队") && !strcmp(r.caller, ""));
	CHECK(find("2", &r, &a) && !strcmp(r.unit, "街道"));
	buf_cut(&kept, 0);
	CHECK(turn(true, 2, &kept));
	CHECK(find("1", &r, &a) && !strcmp(r.unit, "住建局") && !strcmp(r.caller, "丙"));
	verify();
	buf_free(&kept);
	arena_free(&a);
}

/* --- faults --------------------------------------------------------------------------- */

/* Many rows, so that there are flushes before the end. */
static const char *put_many(const char *name, int rows)
{
	struct buf text = { 0 };
	const char *path;

	buf_puts(&text, "工单编号,诉求内容,处置单位\n");
	for (int i = 0; i < rows; i++)
		buf_printf(&text, "%08d,路灯不亮第%d次,住建局\n", i, i);
	path = put_bytes(name, text.at, text.n);
	buf_free(&text);
	return path;
}

static void what_a_killed_import_left_is_swept(void)
{
	struct import_options o;
	struct err e = { 0 };
	int status = 0;
	char store[512];
	pid_t child;

	another_store();
	import_text("工单编号,诉求内容\n1,路灯\n");
	o = options(put_many("many.csv", 20000));
	o.found = NULL;
	snprintf(store, sizeof(store), "%s", kv_folder(kv));
	kv_close(kv);
	kv = NULL;
	child = fork();
	if (child == 0) {
		struct import *im;

		if (!kv_open(store, 0, &kv, &e) || !import_open(kv, &o, &im, &e))
			_exit(1);
		while (import_step(im, &e) == IMPORT_MORE)
			if (import_counts(im)->added > 17000)
				_exit(7);
		_exit(2);
	}
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7);
	if (!CHECK(kv_open(store, 0, &kv, &e)))
		return;
	CHECK_INT(live_orders(), 1);
	CHECK(bulk_sweep(kv, &e));
	verify();
	o = options(put("in.csv", "工单编号,诉求内容\n00000005,路灯\n"));
	CHECK_INT(run(&o).n.added, 1);
	CHECK_INT(live_orders(), 2);
}

static void a_stopped_import_leaves_nothing(void)
{
	struct import_options o;
	struct err e = { 0 };
	struct import *im;

	another_store();
	o = options(put_many("many.csv", 20000));
	if (!CHECK(import_open(kv, &o, &im, &e)))
		return;
	while (import_step(im, &e) == IMPORT_MORE)
		if (import_counts(im)->added > 9000)
			import_stop(im);
	CHECK_INT(import_batch(im), 0);
	import_close(im);
	CHECK_INT(live_orders(), 0);
	verify();
}

static void a_failed_write_leaves_all_or_nothing(void)
{
	bool done = false;
	int n;

	for (n = 1; !done && n < 2000; n++) {
		struct import_options o;

		another_store();
		import_text("工单编号,诉求内容\n1,路灯\n");
		o = options(
			put("in.csv", "工单编号,诉求内容,诉求人\n1,路灯坏了,甲\n2,积水,乙\n3,噪声,丙\n"));
		o.update = true;
		kv_fail_at(n);
		done = run(&o).done;
		kv_fail_at(0);
		CHECK_INT(live_orders(), done ? 3 : 1);
	}
	CHECK(done && n > 10);
	verify();
}

/* --- other kinds ---------------------------------------------------------------------------- */

static void units_may_name_a_parent_that_comes_later(void)
{
	struct import_options o;
	struct arena a = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	struct unit u;
	struct outcome r;

	another_store();
	o = options(put("units.csv",
		"名称,简称,别名,上级单位\n某县公证处,公证处,,司法局\n"
		"某县司法局,司法局,法制办、县司法局,\n某县某所,某所,,没有的单位\n"));
	o.schema = &unit_schema;
	r = run(&o);
	CHECK_INT(r.n.added, 2);
	CHECK_INT(r.n.rejected, 1);
	CHECK_TEXT(buf_text(&findings), "record 4/0\n");
	if (CHECK(kv_begin_read(kv, &txn, &e))) {
		CHECK(record_find(&txn, &unit_schema, "公证处", &u, &a, &e));
		CHECK_TEXT(record_number(&txn, KIND_UNIT, u.parent, &a), "司法局");
		CHECK(record_find(&txn, &unit_schema, "法制办", &u, &a, &e));
		CHECK_TEXT(u.short_, "司法局");
		kv_end_read(&txn);
	}
	arena_free(&a);
	verify();
}

static void a_dry_run_of_units_writes_nothing(void)
{
	struct import_options o;
	struct outcome r;

	another_store();
	o = options(put("units.csv", "名称,简称\n某县司法局,司法局\n"));
	o.schema = &unit_schema;
	o.dry_run = true;
	r = run(&o);
	CHECK_INT(r.n.added, 1);
	CHECK_INT(r.batch, 0);
	o.dry_run = false;
	r = run(&o);
	CHECK_INT(r.n.added, 1);
	CHECK_INT(r.batch, 1);
}

static void a_basis_without_a_number_comes_in_once(void)
{
	struct import_options o;
	struct outcome r;

	another_store();
	o = options(
		put("bases.csv", "法规,条,内容\n某条例,第一条,甲\n某条例,第二条,乙\n某条例,第一条,甲\n"));
	o.schema = &basis_schema;
	r = run(&o);
	CHECK_INT(r.n.added, 2);
	CHECK_INT(r.n.skipped, 1);
	r = run(&o);
	CHECK_INT(r.n.added, 0);
	CHECK_INT(r.n.skipped, 3);
}

/* --- real files --------------------------------------------------------------------------------
 */

static const char *shared(const char *file)
{
	return check_shared(file);
}

static void digest_text(const struct buf *text, char hex[DIGEST_HEX])
{
	struct digest d = digest_of((struct bytes){ buf_text(text), text->n });

	digest_hex(&d, hex);
}

static void every_sound_variant_gives_the_same_orders(void)
{
	static const char *const files[] = { "ref.utf8.csv", "ok-utf8-bom.csv", "ok-gb18030.csv",
		"ok-gbk-lf.csv", "ok-utf16le-bom.tsv", "ok-utf16be-bom.tsv", "ok-semicolon-gb18030.csv" };
	char digests[COUNT_OF(files)][DIGEST_HEX];

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct import_options o;
		struct arena a = { 0 };
		struct err e = { 0 };
		struct kv_txn txn;
		struct batch b;
		char file[128];

		snprintf(file, sizeof(file), "data/encodings/%s", files[i]);
		if (!shared(file))
			return;
		check_case(files[i]);
		another_store();
		o = options(shared(file));
		CHECK_INT(run(&o).n.added, 73);
		CHECK_TEXT(buf_text(&findings), "");
		if (CHECK(kv_begin_read(kv, &txn, &e)) &&
			CHECK(record_find(&txn, &batch_schema, "1", &b, &a, &e))) {
			struct buf all = { 0 };

			for (uint32_t n = 1; n <= 73; n++) {
				struct order r;

				CHECK(record_at(&txn, &order_schema, n, &r, &a, &e));
				buf_printf(&all, "%s|%s|%s|%s\n", r.number, r.text, r.category, r.unit);
			}
			digest_text(&all, digests[i]);
			CHECK_TEXT(digests[i], digests[0]);
			buf_free(&all);
		}
		kv_end_read(&txn);
		arena_free(&a);
	}
	check_case(NULL);
}

static void no_broken_file_goes_unnoticed(void)
{
	static const struct {
		const char *file, *finding;
	} cases[] = {
		{ "ok-big5-traditional.csv", "damaged 26/3" },
		{ "bad-simplified-into-big5.csv", "damaged 2/3" },
		{ "bad-gb2312-rare-lost.csv", "damaged 26/3" },
		{ "bad-utf8-read-as-gbk.utf8.csv", "damaged 2/3" },
		{ "bad-gbk-read-as-latin1.utf8.csv", "damaged 2/3" },
		{ "bad-gbk-read-as-cp1252.utf8.csv", "damaged 2/3" },
		{ "bad-utf8-read-as-latin1.utf8.csv", "damaged 2/3" },
		{ "bad-gbk-read-as-utf8.utf8.csv", "damaged 2/3" },
		{ "bad-kunjinkao.utf8.csv", "damaged 2/3" },
		{ "bad-all-question-marks.csv", "damaged 2/3" },
		{ "bad-bom-read-as-gbk.utf8.csv", "damaged 2/3" },
		{ "bad-lead-byte-lost.gb18030.csv", "lost 3/3" },
		{ "bad-unbalanced-quote.utf8.csv", "row 6/0" },
		{ "bad-html-entities.csv", "damaged 2/3" },
		{ "bad-order-no-scientific.gb18030.csv", "number 2/1" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct import_options o;
		char file[128];

		snprintf(file, sizeof(file), "data/encodings/%s", cases[i].file);
		if (!shared(file))
			return;
		check_case(cases[i].file);
		another_store();
		o = options(shared(file));
		CHECK(run(&o).done);
		CHECK(strstr(buf_text(&findings), cases[i].finding) != NULL);
		verify();
	}
	check_case(NULL);
}

static void empty_rows_by_the_ten_thousand_are_passed_over(void)
{
	struct import_options o;
	struct outcome r;

	if (!shared("data/taidi-2020c/f2-sample-with-empty-tail.gb18030.csv"))
		return;
	another_store();
	o = options(shared("data/taidi-2020c/f2-sample-with-empty-tail.gb18030.csv"));
	r = run(&o);
	CHECK_INT(r.n.rows, 495);
	CHECK_INT(r.n.empty, 64707);
	CHECK_INT(r.n.added + r.n.skipped, 495);
}

/* Every order's text is what the UTF-8 file says. */
static void compare_haikou(void)
{
	struct source_options so = { 0 };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct source_row row;
	struct source *s;
	size_t same = 0;

	if (!CHECK(source_open(shared("data/hotline-haikou/orders.utf8.csv"), &so, &s, &e)))
		return;
	while (source_next(s, &row, &a, &e)) {
		struct order o;

		if (row.row > 1 && find(row.cells[0].text, &o, &a))
			same += !strcmp(original_text(&o), row.cells[5].text);
		arena_free(&a);
	}
	CHECK_INT(same, 19755);
	source_close(s);
}

static void all_real_orders_come_in_with_their_text(void)
{
	static const char *const files[] = { "data/hotline-haikou/orders.gb18030.csv",
		"data/hotline-haikou/orders.utf8.csv" };

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct import_options o;

		if (!shared(files[i]))
			return;
		another_store();
		o = options(shared(files[i]));
		CHECK_INT(run(&o).n.added, 19755);
		CHECK_INT(live_orders(), 19755);
		compare_haikou();
	}
	verify();
}

static const struct test tests[] = {
	TEST(an_export_becomes_orders_whatever_its_headings),
	TEST(returned_and_disputed_orders_come_to_be_screened),
	TEST(personal_columns_are_not_taken_unless_asked_for),
	TEST(bad_rows_never_stop_good_ones),
	TEST(headings_over_wrong_values_stop_the_import),
	TEST(rejects_can_be_mended_and_imported_again),
	TEST(rejects_do_not_take_the_place_of_those_being_mended),
	TEST(numbers_in_full_width_are_the_same_numbers),
	TEST(a_request_told_to_be_the_number_is_refused),
	TEST(a_secret_row_is_not_copied_to_the_rejects),
	TEST(damage_is_flagged_at_its_place_and_kept),
	TEST(a_dry_run_finds_the_same_and_writes_nothing),
	TEST(known_numbers_are_skipped_or_follow_the_file),
	TEST(an_order_on_file_that_is_returned_later_comes_to_be_screened),
	TEST(a_batch_is_taken_back_and_brought_back),
	TEST(an_update_is_taken_back_to_what_was_before),
	TEST(what_a_killed_import_left_is_swept),
	TEST(a_stopped_import_leaves_nothing),
	TEST(a_failed_write_leaves_all_or_nothing),
	TEST(units_may_name_a_parent_that_comes_later),
	TEST(a_dry_run_of_units_writes_nothing),
	TEST(a_basis_without_a_number_comes_in_once),
	TEST(every_sound_variant_gives_the_same_orders),
	TEST(no_broken_file_goes_unnoticed),
	TEST(empty_rows_by_the_ten_thousand_are_passed_over),
	TEST(all_real_orders_come_in_with_their_text),
};

int main(void)
{
	int failed = check_run(tests, COUNT_OF(tests));

	kv_close(kv);
	buf_free(&findings);
	return failed;
}
