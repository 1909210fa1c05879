/* pty.h — a program on a terminal of our own, and what is on its screen.
 *
 * The program runs on a pty; its output goes through libvterm, so that tests compare
 * cells and not bytes.  YANPAN_TEST_FRAMES makes it mark the end of each frame, so that
 * nobody has to guess when one is whole.
 */
#ifndef YANPAN_TESTS_TERM_PTY_H
#define YANPAN_TESTS_TERM_PTY_H

#include "locale/base/buf.h"
#include "locale/text/decode.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

struct pty {
	int fd;
	pid_t pid;
	int rows, cols;
	VTerm *vt;
	VTermScreen *screen;
	int frames;           /* marked so far */
	int alternate;        /* the second screen is in use */
	int pastes;           /* bracketed paste is on */
	int answer_width;     /* columns the terminal says an ambiguous character takes; 0: as it is */
	enum encoding speaks; /* not UTF-8: it reads this, and “ and — take two columns */
	struct buf raw;       /* everything the program sent */
	struct decoder decoder;
	struct buf text; /* of the last piece, in UTF-8 */
};

/* Set answer_width and speaks before these. */
/* Runs this very program again with `role` and `argument` as its arguments. */
void pty_start(
	struct pty *p, int rows, int cols, const char *type, const char *role, const char *argument);
/* Any program. */
void pty_run(struct pty *p, int rows, int cols, const char *type, char *const argv[]);

void pty_send(struct pty *p, const char *bytes, size_t n);
void pty_keys(struct pty *p, const char *text);
void pty_resize(struct pty *p, int rows, int cols);

bool pty_frame(struct pty *p);                   /* waits for the next frame; false: none came */
void pty_rest(struct pty *p);                    /* until it has been quiet for a moment */
bool pty_shows(struct pty *p, const char *text); /* waits until a row has this text */
bool pty_ended(struct pty *p, int *status);      /* waits for the end */
void pty_free(struct pty *p);

const char *pty_row(struct pty *p, int row); /* the text; until the next call */
bool pty_cell(struct pty *p, int row, int col, uint32_t *cp, int *cols);

#endif
