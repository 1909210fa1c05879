/* verify [--head HEX] — whether everything in the store agrees, walked in a child.
 *
 * A flipped byte can kill whoever reads it, so the child does all of it: opening, walking
 * and printing.  What it prints comes as it finds it.
 */
#include "store/rec/verify.h"

#include "locale/msg/msg.h"
#include "store/kv/child.h"
#include "store/rec/journal.h"
#include "store/rec/migrate.h"
#include "tui/cli/command.h"
#include "tui/cli/meter.h"

#include <string.h>

struct check {
	struct cli *cli;
	bool json;
	const struct digest *head; /* from paper, or NULL */
};

static void print_finding(const struct err *finding, void *arg)
{
	const struct check *c = arg;
	struct buf b = { 0 };

	if (c->json) {
		buf_puts(&b, "{\"what\":");
		json_text(&b, finding->what, strlen(finding->what));
		buf_puts(&b, ",\"where\":");
		json_text(&b, finding->where, strlen(finding->where));
		buf_puts(&b, "}\n");
	} else {
		buf_printf(&b, "%s%s%s\n", finding->where, *finding->where ? ": " : "", finding->what);
	}
	fputs(buf_text(&b), c->cli->out);
	buf_free(&b);
}

static void print_counts(const struct check *c, struct kv_txn *txn, const struct verify_counts *n)
{
	struct digest head = journal_head(txn);
	char hex[DIGEST_HEX];

	digest_hex(&head, hex);
	if (c->json) {
		fprintf(c->cli->out,
			"{\"records\":%llu,\"lookups\":%llu,\"entries\":%llu,\"findings\":%llu,\"form\":%u,\"head\":\"%s\"}\n",
			(unsigned long long)n->records, (unsigned long long)n->lookups,
			(unsigned long long)n->entries, (unsigned long long)n->findings, migrate_form(txn),
			hex);
		return;
	}
	fprintf(c->cli->out, _("%llu records, %llu look-ups, %llu journal entries; %llu findings"),
		(unsigned long long)n->records, (unsigned long long)n->lookups,
		(unsigned long long)n->entries, (unsigned long long)n->findings);
	fprintf(c->cli->out, "\n%s %s\n%s %u\n", _("chain head:"), hex, _("form of the store:"),
		migrate_form(txn));
}

static void show_progress(uint64_t done, uint64_t total, void *arg)
{
	meter_show(arg, done, done, total);
}

static bool walk(struct check *c, struct kv *kv, int *status, struct err *e)
{
	struct verify_counts counts = { 0 };
	struct meter meter;
	struct verify_watch watch = { show_progress, &meter };
	struct kv_txn txn;
	bool clean;

	if (!kv_begin_read(kv, &txn, e))
		return false;
	meter_begin(&meter);
	clean = verify_watched(&txn, c->head, print_finding, c, &watch, &counts);
	meter_end(&meter);
	print_counts(c, &txn, &counts);
	fflush(c->cli->out);
	if (txn.err.kind)
		*e = txn.err;
	kv_end_read(&txn);
	*status = clean ? CLI_DONE : CLI_STORE;
	return !e->kind;
}

/* In the child. */
static bool open_and_walk(void *arg, int *status, struct err *e)
{
	struct check *c = arg;
	struct kv *kv;
	bool good, due;

	if (!kv_open(c->cli->folder, KV_READ_ONLY, &kv, e))
		return false;
	good = migrate_due(kv, &due, e) && walk(c, kv, status, e);
	kv_close(kv);
	return good;
}

bool run_verify(struct cli *cli, struct err *e)
{
	const char *hex = args_value(&cli->args, "head");
	struct check c = { .cli = cli, .json = args_has(&cli->args, "json") };
	struct digest head;
	int status = CLI_DONE;

	if (hex && !digest_from_hex(hex, &head)) {
		err_set(e, ERR_USAGE, "a chain head is 64 digits 0-9 a-f: %s", hex);
		return err_fix(e, "it stands at the foot of the minutes");
	}
	c.head = hex ? &head : NULL;
	fflush(cli->out);
	if (!kv_in_child(cli->folder, open_and_walk, &c, &status, e)) {
		if (e->kind == ERR_ABSENT)
			e->kind = ERR_STORE;
		return false;
	}
	cli->status = (enum cli_status)status;
	return true;
}
