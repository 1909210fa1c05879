#include "tui/cli/output.h"

#include "locale/msg/msg.h"

#include <string.h>
#include <strings.h>

static bool ends_in(const char *path, const char *end)
{
	size_t n = strlen(path), m = strlen(end);

	return n > m && !strcasecmp(path + n - m, end);
}

bool output_read(struct cli *cli, enum print_form for_people, struct output *o, struct err *e)
{
	o->form = cli_form(cli, for_people);
	o->path = args_value(&cli->args, "output");
	if (!o->path)
		return true;
	if (ends_in(o->path, ".csv") && o->form != PRINT_JSON) {
		o->form = o->form == PRINT_CSV ? PRINT_CSV : PRINT_TABLE;
		return true;
	}
	if (!ends_in(o->path, ".xlsx") || o->form != for_people) {
		err_set(e, ERR_USAGE, "a list is written as a workbook or as CSV: %s", o->path);
		return err_fix(e, "let the name end in .xlsx or .csv");
	}
	o->form = PRINT_XLSX;
	if (!args_has(&cli->args, "encoding"))
		return true;
	err_set(e, ERR_USAGE, "a workbook has its own encoding");
	return err_fix(e, "leave --encoding out, or write .csv");
}

/* Excel takes CSV for UTF-8 only with a mark. */
bool output_open(struct cli *cli, struct output *o, struct err *e)
{
	const char *encoding = args_value(&cli->args, "encoding");

	if (!o->path)
		return cli_outlet(cli, &o->out, e);
	return outlet_file(&o->out, o->path,
		o->form == PRINT_XLSX ? NULL
			: encoding        ? encoding
							  : "utf-8-bom",
		e);
}

bool output_end(struct cli *cli, struct output *o, size_t rows, struct err *e)
{
	if (!cli_outlet_end(cli, &o->out, e))
		return false;
	if (o->path)
		cli_say(cli, _("%zu rows are in %s"), rows, o->path);
	return true;
}
