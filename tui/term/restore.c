#include "tui/term/restore.h"

#include "locale/base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

enum { PATIENCE_S = 3, STACK_BYTES = 64 * 1024 };

static const int ends[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
static const int faults[] = { SIGBUS, SIGSEGV, SIGFPE, SIGILL, SIGABRT };

static char sent[512];
static struct termios before;
static const char *words, *gone;
static volatile sig_atomic_t armed, asked_by, resized;
static int wake[2] = { -1, -1 };

static void put(int fd, const char *s)
{
	size_t n = strlen(s);

	while (n > 0) {
		ssize_t done = write(fd, s, n);

		if (done <= 0)
			return;
		s += done;
		n -= (size_t)done;
	}
}

void restore_now(void)
{
	if (!armed)
		return;
	armed = 0;
	put(STDOUT_FILENO, sent);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void say(const char *line)
{
	if (line) {
		put(STDERR_FILENO, line);
		put(STDERR_FILENO, "\n");
	}
}

static void end_now(int signal_number)
{
	static const struct rlimit none;

	restore_now();
	if (signal_number == SIGBUS)
		say(gone);
	say(words);
	setrlimit(RLIMIT_CORE, &none); /* a core would hold personal data */
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

/* Runs in a handler, maybe between a call that failed and the look at its errno. */
static void wake_loop(void)
{
	int kept = errno;
	ssize_t done = write(wake[1], "", 1);

	(void)done; /* a full pipe wakes as well */
	errno = kept;
}

static void on_end(int signal_number)
{
	if (asked_by)
		end_now(signal_number);
	asked_by = signal_number;
	alarm(PATIENCE_S);
	wake_loop();
}

static void on_alarm(int signal_number)
{
	(void)signal_number;
	end_now(asked_by ? asked_by : SIGTERM);
}

static void on_resize(int signal_number)
{
	(void)signal_number;
	resized = 1;
	wake_loop();
}

/* A handler of its own stack: SIGSEGV may mean that the other one is used up. */
static void handle(int signal_number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_ONSTACK };

	sigemptyset(&action.sa_mask);
	sigaction(signal_number, &action, NULL);
}

static void install_handlers(void)
{
	static char stack_bytes[STACK_BYTES];
	stack_t stack = { .ss_sp = stack_bytes, .ss_size = sizeof(stack_bytes) };

	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < COUNT(ends); i++)
		handle(ends[i], on_end);
	for (size_t i = 0; i < COUNT(faults); i++)
		handle(faults[i], end_now);
	handle(SIGALRM, on_alarm);
	handle(SIGWINCH, on_resize);
	signal(SIGPIPE, SIG_IGN);
}

void restore_remember(void)
{
	tcgetattr(STDIN_FILENO, &before);
}

void restore_prepare(const char *bytes, const char *last_words, const char *gone_words)
{
	size_t n = strlen(bytes);

	n = n < sizeof(sent) ? n : sizeof(sent) - 1;
	memcpy(sent, bytes, n);
	sent[n] = '\0';
	words = last_words;
	gone = gone_words;
	if (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) < 0)
		wake[0] = wake[1] = -1;
	install_handlers();
	armed = 1;
}

void restore_forget(void)
{
	armed = 0;
}

int restore_asked(void)
{
	return asked_by;
}

bool restore_catches(int signal_number)
{
	for (size_t i = 0; i < COUNT(ends); i++)
		if (ends[i] == signal_number)
			return true;
	for (size_t i = 0; i < COUNT(faults); i++)
		if (faults[i] == signal_number)
			return true;
	return false;
}

void restore_finish(void)
{
	if (asked_by)
		end_now(asked_by);
}

int restore_descriptor(void)
{
	return wake[0];
}

bool restore_take_resized(void)
{
	char bytes[64];
	bool was = resized;

	while (read(wake[0], bytes, sizeof(bytes)) > 0)
		;
	resized = 0;
	return was;
}
