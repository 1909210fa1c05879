#include "tests/desk.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "store/panel/edit.h"
#include "tests/check.h"
#include "tests/fresh.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
	const char *name, *short_, *aliases, *parent;
	uint32_t kind, role;
} units[] = {
	{ "中共临溪县委机构编制委员会办公室", "县委编办", "编办", "", UNIT_PARTY, ROLE_CONVENER },
	{ "临溪县司法局", "司法局", "", "", UNIT_DEPARTMENT, ROLE_BODY },
	{ "临溪县群众服务中心", "群众服务中心", "12345热线", "", UNIT_INSTITUTION, ROLE_BODY },
	{ "临溪县公安局交通管理大队", "交警大队", "交警", "", UNIT_DEPARTMENT, ROLE_HANDLER },
	{ "临溪县住房和城乡建设局", "住建局", "", "", UNIT_DEPARTMENT, ROLE_HANDLER },
	{ "临溪县城关街道办事处", "城关街道", "", "", UNIT_TOWNSHIP, ROLE_HANDLER },
	{ "临溪县公证处", "公证处", "", "司法局", UNIT_INSTITUTION, ROLE_HANDLER },
	{ "国网临溪县供电公司", "供电公司", "", "", UNIT_COMPANY, ROLE_HANDLER },
	{ "临溪县人民政府办公室", "县政府办", "", "", UNIT_DEPARTMENT, ROLE_COPIED },
};

static const struct {
	const char *number, *title, *article, *document;
	uint32_t kind, use;
} bases[] = {
	{ "Y001", "道路交通安全法", "第三十条", "", BASIS_LAW, USE_DUTY },
	{ "Y002", "热线工作规程", "第五条", "", BASIS_DOCUMENT, USE_PROCEDURE },
	{ "Y003", "交警大队三定规定", "第四条(五)", "临编〔2024〕5号", BASIS_CHARTER, USE_DUTY },
};

/* `first` and `second` returned it; "": nobody did. */
static const struct {
	const char *number, *matter, *unit, *first, *second;
	uint32_t state;
} orders[] = {
	{ "G1", "中学门口信号灯损坏无人养护", "城关街道", "交警大队", "住建局", ORDER_TO_SCREEN },
	{ "G2", "公证收费投诉由谁核查", "群众服务中心", "公证处", "", ORDER_TO_SCREEN },
	{ "G3", "咨询社保缴费", "群众服务中心", "", "", ORDER_ON_FILE },
};

static bool said(bool done, const char *what, const struct err *e)
{
	char line[1024];

	err_line(e, line, sizeof(line));
	if (!done)
		printf("%s: %s\n", what, line);
	return done;
}

static void must_new(struct desk *d, const struct schema *s, void *record)
{
	struct err e = { 0 };

	CHECK(said(desk_new(d, s, record, &e), "new", &e));
}

static void add_units(struct desk *d)
{
	for (size_t i = 0; i < COUNT(units); i++) {
		struct unit u;

		schema_init(&unit_schema, &u);
		u.name = units[i].name;
		u.short_ = units[i].short_;
		u.aliases = units[i].aliases;
		u.kind = units[i].kind;
		u.role = units[i].role;
		if (*units[i].parent)
			u.parent = desk_uid(d, &unit_schema, units[i].parent);
		must_new(d, &unit_schema, &u);
	}
}

static void add_bases(struct desk *d)
{
	for (size_t i = 0; i < COUNT(bases); i++) {
		struct basis b;

		schema_init(&basis_schema, &b);
		b.number = bases[i].number;
		b.title = bases[i].title;
		b.article = bases[i].article;
		b.document = bases[i].document;
		b.kind = bases[i].kind;
		b.use = bases[i].use;
		must_new(d, &basis_schema, &b);
	}
}

static void add_orders(struct desk *d)
{
	for (size_t i = 0; i < COUNT(orders); i++) {
		struct order_return returns[2];
		struct order o;

		schema_init(&order_schema, &o);
		schema_init(&order_return_schema, &returns[0]);
		schema_init(&order_return_schema, &returns[1]);
		o.number = orders[i].number;
		o.title = o.matter = orders[i].matter;
		o.unit = orders[i].unit;
		o.state = orders[i].state;
		returns[0].unit = orders[i].first;
		returns[0].day = returns[1].day = time_day(d->now);
		returns[0].reason = returns[1].reason = RETURN_NOT_OUR_DUTY;
		returns[1].unit = orders[i].second;
		o.bounces = (*orders[i].first != 0) + (*orders[i].second != 0);
		o.returns = (struct rows){ (size_t)o.bounces, returns };
		must_new(d, &order_schema, &o);
	}
}

void desk_start(struct desk *d)
{
	*d = (struct desk){ .kv = fresh_store(), .now = fresh_now };
	verb_start();
	add_units(d);
	add_bases(d);
	add_orders(d);
}

void desk_end(struct desk *d)
{
	fresh_close(d->kv);
	arena_free(&d->arena);
}

static bool begin(struct desk *d, struct act *act, struct err *e)
{
	d->now.s += 60;
	return act_begin(act, d->kv, &fresh_who, d->now, e);
}

bool desk_new(struct desk *d, const struct schema *s, void *record, struct err *e)
{
	struct act act;
	bool done;

	if (!begin(d, &act, e))
		return false;
	done = edit_new(&act, s, record, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

bool desk_edit(struct desk *d, const struct schema *s, void *record, struct err *e)
{
	struct act act;
	bool done;

	if (!begin(d, &act, e))
		return false;
	done = edit_save(&act, s, record, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

bool desk_try(struct desk *d, const char *verb, const struct schema *s, const char *number,
	const void *args, struct err *e)
{
	const struct verb *v = verb_named(s->kind, verb);
	struct act act;
	void *subject;
	bool done;

	CHECK(v != NULL);
	if (!v || !begin(d, &act, e))
		return false;
	subject = schema_new(s, &act.scratch);
	done = record_find(&act.txn, s, number, subject, &act.scratch, e) &&
		verb_do(&act, v, schema_head(subject)->uid, args, subject, e) && act_commit(&act, e);
	act_abort(&act);
	return done;
}

void desk_do(
	struct desk *d, const char *verb, const struct schema *s, const char *number, const void *args)
{
	struct err e = { 0 };

	CHECK(said(desk_try(d, verb, s, number, args, &e), verb, &e));
}

static bool find(struct desk *d, const struct schema *s, const char *number, void *record)
{
	struct kv_txn txn;
	struct err e = { 0 };
	bool found;

	CHECK(kv_begin_read(d->kv, &txn, &e));
	found = record_find(&txn, s, number, record, &d->arena, &e);
	kv_end_read(&txn);
	return found;
}

bool desk_has(struct desk *d, const struct schema *s, const char *number)
{
	return find(d, s, number, schema_new(s, &d->arena));
}

void desk_get(struct desk *d, const struct schema *s, const char *number, void *record)
{
	schema_init(s, record);
	CHECK(find(d, s, number, record));
}

struct uid desk_uid(struct desk *d, const struct schema *s, const char *number)
{
	void *record = schema_new(s, &d->arena);

	CHECK(find(d, s, number, record));
	return schema_head(record)->uid;
}

uint32_t desk_state(struct desk *d, const struct schema *s, const char *number)
{
	void *record = schema_new(s, &d->arena);

	if (!find(d, s, number, record))
		return 0;
	return *FIELD_PTR(schema_field(s, s->state), record, uint32_t);
}

void desk_case(struct desk *d)
{
	desk_do(d, "accept", &order_schema, "G1", NULL);
}

void desk_meeting(struct desk *d)
{
	struct meeting m;

	schema_init(&meeting_schema, &m);
	m.time = d->now;
	m.place = "县政府三楼会议室";
	m.chair = "李望舒";
	m.recorder = "宋知夏";
	must_new(d, &meeting_schema, &m);
	desk_do(d, "place", &case_schema, "2026-0001", NULL);
}

void desk_attend(struct desk *d, const char *item, const char *unit, uint32_t as)
{
	struct attender said_of;

	schema_init(&attender_schema, &said_of);
	said_of.unit = desk_uid(d, &unit_schema, unit);
	said_of.as = as;
	desk_do(d, "attend", &item_schema, item, &said_of);
}

void desk_open(struct desk *d)
{
	desk_case(d);
	desk_meeting(d);
	desk_do(d, "open", &meeting_schema, "2026-01", NULL);
	desk_attend(d, "2026-01/1", "县委编办", ATTENDS);
	desk_attend(d, "2026-01/1", "司法局", ATTENDS);
	desk_attend(d, "2026-01/1", "群众服务中心", ATTENDS);
}

void desk_sign(struct desk *d, const char *meeting)
{
	struct sign_args sign = { .signer = "李望舒" };

	for (int i = 0; i < 3; i++) /* whoever has not, as it is suggested */
		desk_do(d, "countersign", &meeting_schema, meeting, NULL);
	desk_do(d, "sign", &meeting_schema, meeting, &sign);
}

void desk_issued(struct desk *d)
{
	struct ruling r;

	desk_open(d);
	r = desk_ruling(d);
	desk_do(d, "agree", &item_schema, "2026-01/1", &r);
	desk_do(d, "close", &meeting_schema, "2026-01", NULL);
	desk_sign(d, "2026-01");
	desk_do(d, "issue", &meeting_schema, "2026-01", NULL);
}

struct ruling desk_ruling(struct desk *d)
{
	struct duty *duties = arena_array(&d->arena, 2, sizeof(*duties));
	struct uid *basis = arena_alloc(&d->arena, sizeof(*basis));
	struct ruling r;

	schema_init(&ruling_schema, &r);
	schema_init(&duty_schema, &duties[0]);
	schema_init(&duty_schema, &duties[1]);
	duties[0].role = DUTY_LEADS;
	duties[0].unit = desk_uid(d, &unit_schema, "交警大队");
	duties[0].task = "修复并承担日常养护";
	duties[0].limit = (struct limit){ .unit = LIMIT_WORKDAYS, .n = 5 };
	duties[1].role = DUTY_ASSISTS;
	duties[1].unit = desk_uid(d, &unit_schema, "住建局");
	duties[1].task = "移交供电接入资料。";
	duties[1].limit = (struct limit){ .unit = LIMIT_WORKDAYS, .n = 3 };
	*basis = desk_uid(d, &basis_schema, "Y001");
	r.title = "中学门口信号灯损坏无人养护";
	r.duties = (struct rows){ 2, duties };
	r.bases = (struct uids){ 1, basis };
	r.scope = SCOPE_CASE;
	return r;
}

void desk_put(struct desk *d, const struct schema *s, void *record)
{
	struct act act;
	struct err e = { 0 };

	CHECK(said(begin(d, &act, &e) && record_put(&act, s, record, "new", &e) && act_commit(&act, &e),
		"put", &e));
	act_abort(&act);
}

struct ruling desk_precedent(struct desk *d)
{
	struct ruling r = desk_ruling(d);

	r.number = "2025-09";
	r.title = "信号灯养护职责";
	r.scope = SCOPE_CLASS;
	r.on_words = "信号灯|红绿灯";
	r.standing = STANDING_CONSENT;
	r.state = RULING_ISSUED;
	r.issued = d->now;
	desk_put(d, &ruling_schema, &r);
	return r;
}

void desk_rules(struct desk *d, const char *lines)
{
	const char *folder = arena_format(&d->arena, "%s/county", kv_folder(d->kv));
	FILE *file;

	mkdir(folder, 0700);
	file = fopen(arena_format(&d->arena, "%s/rules.conf", folder), "w");
	if (!CHECK(file != NULL))
		return;
	fputs(lines, file);
	fclose(file);
}

void desk_part(struct desk *d, const char *name)
{
	struct part_args part = { name, "", "", false };

	desk_do(d, "part", &case_schema, "2026-0001", &part);
}

void desk_claim(struct desk *d, const char *part, const char *unit, uint32_t says)
{
	struct claim_args *claim = schema_new(verb_named(KIND_CASE, "claim")->args, &d->arena);

	claim->part = part;
	claim->unit = desk_uid(d, &unit_schema, unit);
	claim->says = says;
	desk_do(d, "claim", &case_schema, "2026-0001", claim);
}
