/* effect.h — what a screen asks the loop to do.
 *
 * An action or input handler changes its own state and returns one of these.
 * Texts and tables in an effect need to live only until it is carried out: the
 * loop copies what it keeps.  What is handed back later (`data` of a list or a
 * job) belongs to the screen and has to live as long as its state.
 *
 *     return stay();
 *     return pass();                                   not mine: let the keys decide
 *     return go("review", arg_record(ITEM, origin, counter));
 *     return say(e);                                   what, where, how to fix
 *     return tell(_("Saved."));
 *     return ask((struct question){ .words = …, .choices = c, .count = 2, .then = dropped });
 */
#ifndef YANPAN_TUI_APP_EFFECT_H
#define YANPAN_TUI_APP_EFFECT_H

#include "locale/base/err.h"
#include "tui/widget/picker.h"
#include "tui/widget/prompt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ctx;
struct effect;

enum effect_kind {
	EFFECT_STAY,
	EFFECT_PASS,   /* only from `input`: the event was not used */
	EFFECT_GO,     /* opens a screen on top of this one */
	EFFECT_TURN,   /* opens it in place of this one */
	EFFECT_BACK,   /* closes this screen; `words`, where not NULL, are told then */
	EFFECT_STEP,   /* this screen again, on the next (+1) or previous (-1) record of the
					  list one came from */
	EFFECT_SAY,    /* a refusal on the message line */
	EFFECT_TELL,   /* a message that all is well */
	EFFECT_ASK,    /* a numbered question, or for a line of text */
	EFFECT_CHOOSE, /* a list with a finder, over the screen */
	EFFECT_READ,   /* a long text, over the screen */
	EFFECT_JOB,    /* work in slices between the keys */
	EFFECT_LEAVE,  /* ends the program; drafts stay */
};

enum { ARG_TEXT = 1024 };

/* What a screen is opened with, or what was chosen: a record, a number, words.  A value. */
struct arg {
	uint32_t kind;   /* of a record: enum of store/schema; 0 when there is none */
	uint32_t origin; /* with counter: its uid */
	uint64_t counter;
	int64_t number;
	char text[ARG_TEXT];
};

/* Choices are numbered from 1, the safe one first: Enter and Esc take it (so do 否 and n
 * where there are two; 是 and y take the second).  One with a why_not is greyed and says why.
 * Without choices it asks for a line of text; Esc then wants nothing and `then` is not called. */
struct question {
	const char *words;
	const char *detail;                  /* what will happen, several lines; or NULL */
	const struct prompt_choice *choices; /* words, why_not */
	size_t count;                        /* at most 9; 0: a line of text */
	const char *text;                    /* the line to begin with, or NULL */
	struct effect (*then)(void *state, struct ctx *ctx, size_t choice, const char *text);
};

/* A list over the screen, with a finder; `rows` are the numbers of what was taken (one,
 * unless `many`).  With Esc `then` is not called. */
struct choose {
	const char *title;
	struct picker_source source;
	const char *text;     /* what the finder begins with, or NULL */
	size_t focus;         /* where the cursor stands first */
	bool many;            /* Space marks; Enter takes the marked */
	const size_t *marked; /* numbers that are marked at first */
	size_t marked_count;
	struct effect (*then)(void *state, struct ctx *ctx, const size_t *rows, size_t count);
};

/* Work of more than a moment.  `step` does a little (a few milliseconds) and moves `done`;
 * it returns false with the error when it cannot go on.  Keys are looked at between steps;
 * Ctrl+C stops it.  `then` is called once at the end, also after a stop or an error, and
 * says with its effect how it went. */
struct progress {
	uint64_t done, total; /* total 0: not known */
	bool finished;        /* set by step */
};

enum job_unit { JOB_ITEMS, JOB_BYTES };

enum job_end { JOB_DONE, JOB_STOPPED, JOB_FAILED };

struct job {
	const char *words;  /* what is going on: "reading orders.csv" */
	enum job_unit unit; /* of done and total */
	void *data;
	bool (*step)(void *data, struct progress *p, struct err *e);
	struct effect (*then)(void *state, struct ctx *ctx, enum job_end end, const struct err *e);
};

struct effect {
	enum effect_kind kind;
	const char *words; /* GO, TURN: the screen's name; TELL, READ, BACK: the text */
	const char *title; /* READ */
	int by;            /* STEP */
	struct arg arg;    /* GO, TURN */
	struct err err;    /* SAY */
	struct question question;
	struct choose choose;
	struct job job;
};

struct effect stay(void);
struct effect pass(void);
struct effect go(const char *screen, struct arg arg);
struct effect turn(const char *screen, struct arg arg);
struct effect back(void);
struct effect back_with(const char *words); /* … and tells that all is well */
struct effect step_record(int by);
struct effect say(struct err e);
struct effect tell(const char *words);
struct effect ask(struct question q);
struct effect choose(struct choose c);
struct effect read_text(const char *title, const char *words);
struct effect run_job(struct job j);
struct effect leave(void);

struct arg arg_none(void);
struct arg arg_record(uint32_t kind, uint32_t origin, uint64_t counter);
struct arg arg_text(const char *text); /* cut at a character if too long */

#endif
