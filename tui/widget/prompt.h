/* prompt.h — one question: numbered ways on, the safe one first, or a line of text. */
#ifndef YANPAN_TUI_WIDGET_PROMPT_H
#define YANPAN_TUI_WIDGET_PROMPT_H

#include "tui/widget/edit.h"

struct prompt_choice {
	const char *words;
	const char *why_not; /* NULL: can be taken */
};

struct prompt {
	const char *words, *detail; /* detail: several lines, or NULL */
	const struct prompt_choice *choices;
	size_t count; /* 0: a line of text */
	size_t focus;
	struct edit edit;
	struct rect area;
};

enum prompt_use {
	PROMPT_KEPT,    /* still open */
	PROMPT_TAKEN,   /* prompt.focus is the choice, or the text stands */
	PROMPT_REFUSED, /* prompt.focus has a why_not */
	PROMPT_LEFT,    /* Esc: with choices the safe one is in focus; with a text nothing is wanted */
};

/* The texts live as long as the prompt. */
void prompt_open(struct prompt *p, const char *words, const char *detail,
	const struct prompt_choice *choices, size_t count, const char *text);
void prompt_free(struct prompt *p);
void prompt_place(struct prompt *p, struct rect screen); /* takes its place in the middle */
enum prompt_use prompt_input(struct prompt *p, const struct input *in);
void prompt_draw(const struct prompt *p, struct canvas *c);

#endif
