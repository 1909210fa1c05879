/* completion bash — a script for the shell that completes commands, options, kinds, verbs and
 * fields.  Tables in front, from those that the program itself reads; the code behind them
 * is completion.bash, which stands in the program as it is. */
#include "locale/base/array.h"
#include "store/panel/verb.h"
#include "tui/cli/command.h"

#include <string.h>

__asm__(".pushsection .rodata\n"
		".global completion_code\n.global completion_code_end\ncompletion_code:\n"
		".incbin \"tui/cli/completion.bash\"\ncompletion_code_end:\n.popsection\n");
extern const char completion_code[], completion_code_end[];

static void print_options(FILE *out, struct cli_options set, bool with_value)
{
	for (size_t i = 0; i < set.n; i++) {
		if (with_value && !set.at[i].takes)
			continue;
		fprintf(out, " --%s", set.at[i].name);
		if (set.at[i].letter)
			fprintf(out, " -%c", set.at[i].letter);
	}
}

/* A verb of one name may be there for several kinds. */
static bool is_first(const struct verb *const *all, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (!strcmp(all[k]->name, all[i]->name))
			return false;
	return true;
}

static void print_names(FILE *out)
{
	size_t n;
	const struct verb *const *all = verb_all(&n);

	fprintf(out, "_yanpan_commands='");
	for (size_t i = 0; i < command_count; i++)
		fprintf(out, " %s", commands[i].name);
	fprintf(out, "'\n_yanpan_kinds='");
	for (size_t i = 0; i < schema_count; i++)
		fprintf(out, " %s", schemas[i]->name);
	fprintf(out, "'\n_yanpan_verbs='");
	for (size_t i = 0; i < n; i++)
		if (is_first(all, i))
			fprintf(out, " %s", all[i]->name);
	fprintf(out, "'\n_yanpan_globals='");
	print_options(out, cli_globals, false);
	fprintf(out, "'\n_yanpan_takes='");
	print_options(out, cli_globals, true);
	for (size_t i = 0; i < command_count; i++)
		print_options(
			out, (struct cli_options){ commands[i].options, commands[i].option_count }, true);
	fprintf(out, "'\n");
}

/* A table is a function of a word: case $1 in … */
static void begin_table(FILE *out, const char *name)
{
	fprintf(out, "_yanpan_%s() {\n\tcase $1 in\n", name);
}

static void end_table(FILE *out)
{
	fprintf(out, "\tesac\n}\n");
}

static void print_commands(FILE *out)
{
	begin_table(out, "usage");
	for (size_t i = 0; i < command_count; i++)
		fprintf(out, "\t%s) echo '%s' ;;\n", commands[i].name, commands[i].words);
	end_table(out);
	begin_table(out, "options");
	for (size_t i = 0; i < command_count; i++) {
		fprintf(out, "\t%s) echo '", commands[i].name);
		print_options(
			out, (struct cli_options){ commands[i].options, commands[i].option_count }, false);
		fprintf(out, "' ;;\n");
	}
	end_table(out);
}

static void print_fields(FILE *out, const struct schema *s)
{
	fprintf(out, " echo '");
	for (size_t i = 0; i < s->field_count; i++)
		fprintf(out, "%s%s", i ? " " : "", s->fields[i].name);
	fprintf(out, "' ;;\n");
}

static void print_kinds(FILE *out)
{
	begin_table(out, "fields");
	for (size_t i = 0; i < schema_count; i++) {
		fprintf(out, "\t%s)", schemas[i]->name);
		print_fields(out, schemas[i]);
	}
	end_table(out);
	begin_table(out, "number");
	for (size_t i = 0; i < schema_count; i++)
		fprintf(out, "\t%s) echo '%s' ;;\n", schemas[i]->name,
			schemas[i]->number ? schemas[i]->number : "");
	end_table(out);
}

static void print_subjects(FILE *out, const struct verb *const *all, size_t n)
{
	begin_table(out, "subjects");
	for (size_t i = 0; i < n; i++) {
		if (!is_first(all, i))
			continue;
		fprintf(out, "\t%s) echo '", all[i]->name);
		for (size_t k = i; k < n; k++)
			if (!strcmp(all[k]->name, all[i]->name))
				fprintf(out, " %s", all[k]->subject->name);
		fprintf(out, "' ;;\n");
	}
	end_table(out);
}

static void print_args(FILE *out, const struct verb *const *all, size_t n)
{
	begin_table(out, "args");
	for (size_t i = 0; i < n; i++) {
		if (!all[i]->args)
			continue;
		fprintf(out, "\t'%s %s')", all[i]->name, all[i]->subject->name);
		print_fields(out, all[i]->args);
	}
	end_table(out);
}

/* `form`: a kind, or a verb and its kind. */
static void print_choices_of(FILE *out, const char *form, const struct schema *s)
{
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		if (f->type != FIELD_CHOICE)
			continue;
		fprintf(out, "\t'%s %s') echo '", form, f->name);
		for (size_t k = 0; k < f->choice_count; k++)
			fprintf(out, " %s", f->choices[k].name);
		fprintf(out, "' ;;\n");
	}
}

static void print_choices(FILE *out, const struct verb *const *all, size_t n, struct arena *a)
{
	begin_table(out, "choices");
	for (size_t i = 0; i < schema_count; i++)
		print_choices_of(out, schemas[i]->name, schemas[i]);
	for (size_t i = 0; i < n; i++)
		if (all[i]->args)
			print_choices_of(
				out, arena_format(a, "%s %s", all[i]->name, all[i]->subject->name), all[i]->args);
	end_table(out);
}

bool run_completion(struct cli *cli, struct err *e)
{
	size_t n;
	const struct verb *const *all = verb_all(&n);

	if (strcmp(cli->args.words[0], "bash") != 0) {
		err_set(e, ERR_USAGE, "no completion for %s", cli->args.words[0]);
		return err_fix(e, "there is one for bash: yanpan completion bash");
	}
	fprintf(cli->out, "# Completion of yanpan for bash, made by: yanpan completion bash\n");
	print_names(cli->out);
	print_commands(cli->out);
	print_kinds(cli->out);
	print_subjects(cli->out, all, n);
	print_args(cli->out, all, n);
	print_choices(cli->out, all, n, &cli->arena);
	fwrite(completion_code, 1, (size_t)(completion_code_end - completion_code), cli->out);
	return true;
}
