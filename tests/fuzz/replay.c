/* replay.c — the fuzzers of this folder as tests that need no fuzzer.
 *
 * Each fuzz_X.c defines LLVMFuzzerTestOneInput(), which must return 0 on any
 * bytes and abort() where a promise is broken.  Linked with this file it runs
 * every file of tests/fuzz/corpus/X/ and then mutations of them: always the same
 * ones, as many as a second and a half allow.  `fuzz_X FILE...` runs just those
 * files.  Input that kills the program is left in fuzz_X.crash beside it.
 */
#include "locale/base/arena.h"
#include "locale/base/buf.h"
#include "locale/base/clock.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MUTATIONS = 20000, LONGEST = 1 << 16, BUDGET_MS = 1500 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct buf *seeds;
static size_t seed_count;
static struct buf input; /* what runs now */
static char crash_path[512];
static uint64_t state = 88172645463325252u;

static size_t random_below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return n ? (size_t)(state % n) : 0;
}

static void crashed(int signal_number)
{
	static const char words[] = "the input that did it is in ";
	int fd = open(crash_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t done = fd < 0 ? -1 : write(fd, input.at, input.n);

	if (done >= 0 && write(STDOUT_FILENO, words, sizeof(words) - 1) >= 0 &&
		write(STDOUT_FILENO, crash_path, strlen(crash_path)) >= 0)
		done = write(STDOUT_FILENO, "\n", 1);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

/* A copy of its own size, so that the sanitizer sees a read past its end. */
static void run(void)
{
	uint8_t *exact = must_alloc(input.n + !input.n);

	memcpy(exact, buf_text(&input), input.n);
	LLVMFuzzerTestOneInput(exact, input.n);
	free(exact);
}

static void add_seed(const char *path)
{
	struct buf b = { 0 };

	if (!buf_read_file(&b, path, LONGEST)) {
		buf_free(&b);
		return;
	}
	seeds = must_realloc(seeds, (seed_count + 1) * sizeof(*seeds));
	seeds[seed_count++] = b;
}

static void add_corpus(const char *name)
{
	struct dirent **list;
	char path[512];
	int n;

	snprintf(path, sizeof(path), "tests/fuzz/corpus/%s", name);
	n = scandir(path, &list, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "tests/fuzz/corpus/%s/%s", name, list[i]->d_name);
		if (list[i]->d_name[0] != '.')
			add_seed(path);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

/* Takes `gone` bytes out at `at` and puts others there. */
static void exchange(size_t at, size_t gone, const void *with, size_t n)
{
	struct buf out = { 0 };

	buf_add(&out, buf_text(&input), at);
	buf_add(&out, with, n);
	buf_add(&out, buf_text(&input) + at + gone, input.n - at - gone);
	buf_free(&input);
	input = out;
}

static void mutate(void)
{
	static const char *const marks[] = { "\xEF\xBB\xBF", "\xFF\xFE", "\xE8\xAE\xAE", "\xD2\xE9",
		"\"", ",", "\r\n", "\x1B[", "\xEF\xBF\xBD", "0", "-1", "18446744073709551616" };
	size_t at = random_below(input.n + 1), left = input.n - at, m;
	const struct buf *other = &seeds[random_below(seed_count)];
	char byte = (char)random_below(256);

	switch (random_below(6)) {
	case 0:
		exchange(at, left > 0, &byte, 1);
		break;
	case 1:
		exchange(at, 0, &byte, 1);
		break;
	case 2:
		exchange(at, random_below(left + 1), "", 0);
		break;
	case 3:
		m = random_below(sizeof(marks) / sizeof(marks[0]));
		exchange(at, 0, marks[m], strlen(marks[m]));
		break;
	case 4:
		exchange(at, random_below(left + 1), buf_text(other), random_below(other->n + 1));
		break;
	default:
		if (left)
			input.at[at] ^= (char)(1 << random_below(8));
	}
	buf_cut(&input, LONGEST);
}

static void run_mutation(void)
{
	const struct buf *seed = &seeds[random_below(seed_count)];

	buf_cut(&input, 0);
	buf_add(&input, buf_text(seed), seed->n);
	for (size_t i = 1 + random_below(6); i > 0; i--)
		mutate();
	run();
}

int main(int argc, char **argv)
{
	int64_t until = clock_monotonic_ms() + BUDGET_MS;
	const char *name = strrchr(argv[0], '/');
	size_t runs = 0;

	name = name ? name + 1 : argv[0];
	snprintf(crash_path, sizeof(crash_path), "%s.crash", argv[0]);
	signal(SIGSEGV, crashed);
	signal(SIGABRT, crashed);
	for (int i = 1; i < argc; i++)
		add_seed(argv[i]);
	if (argc == 1)
		add_corpus(name + strlen("fuzz_"));
	for (size_t i = 0; i < seed_count; i++, runs++) {
		buf_cut(&input, 0);
		buf_add(&input, buf_text(&seeds[i]), seeds[i].n);
		run();
	}
	add_seed("/dev/null");
	while (argc == 1 && runs < MUTATIONS && clock_monotonic_ms() < until) {
		run_mutation();
		runs++;
	}
	printf("%zu inputs\n1 passed, 0 failed\n", runs);
	return 0;
}
