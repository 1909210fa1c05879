#include "tui/app/keymap.h"

#include "locale/msg/msg.h"

#include <string.h>

/* Key names that people read in their own language; the others stand on the keys. */
static const char *const spoken[] = {
	N_("Space"),
	N_("Up"),
	N_("Down"),
	N_("Left"),
	N_("Right"),
};

/* Habits from elsewhere: they work and are never shown. */
static const struct {
	uint32_t habit, key;
} habits[] = {
	{ INPUT_CTRL('S'), K_F1 + 4 },
	{ INPUT_CTRL('Z'), INPUT_CTRL('U') },
};

const char *keymap_keys(const struct options *o, const struct action *a)
{
	for (size_t i = 0; o && i < o->key_count; i++)
		if (!strcmp(o->keys[i].action, a->name))
			return o->keys[i].keys;
	return a->keys ? a->keys : "";
}

/* The next name in `keys`, with blanks between; false when there is none. */
static bool next_name(const char **keys, size_t *bytes)
{
	*keys += *bytes;
	*keys += strspn(*keys, " ");
	*bytes = strcspn(*keys, " ");
	return *bytes > 0;
}

static bool has_key(const char *keys, uint32_t key)
{
	size_t bytes = 0;

	while (next_name(&keys, &bytes))
		if (input_key_named(keys, bytes) == key)
			return true;
	return false;
}

static const struct action *find(
	const struct options *o, const struct action *actions, size_t count, uint32_t key)
{
	for (size_t i = 0; i < count; i++)
		if (has_key(keymap_keys(o, &actions[i]), key))
			return &actions[i];
	return NULL;
}

const struct action *keymap_find(
	const struct options *o, const struct action *actions, size_t count, uint32_t key)
{
	const struct action *a = key ? find(o, actions, count, key) : NULL;

	for (size_t i = 0; !a && i < COUNT(habits); i++)
		if (habits[i].habit == key)
			a = find(o, actions, count, habits[i].key);
	return a;
}

static void add_name(struct buf *out, const char *name, size_t bytes)
{
	for (size_t i = 0; i < COUNT(spoken); i++) {
		if (strlen(spoken[i]) == bytes && !memcmp(spoken[i], name, bytes)) {
			buf_puts(out, _(spoken[i]));
			return;
		}
	}
	buf_add(out, name, bytes);
}

void keymap_label(const struct options *o, const struct action *a, struct buf *out)
{
	const char *keys = keymap_keys(o, a);
	size_t bytes = 0;

	if (a->hint_keys && keys == a->keys)
		buf_puts(out, _(a->hint_keys));
	else if (next_name(&keys, &bytes))
		add_name(out, keys, bytes);
}

void keymap_labels(const struct options *o, const struct action *a, struct buf *out)
{
	const char *keys = keymap_keys(o, a);
	size_t bytes = 0;

	for (int n = 0; next_name(&keys, &bytes); n++) {
		if (n)
			buf_putc(out, ' ');
		add_name(out, keys, bytes);
	}
}

/* ---- is the table sound? ---- */

static bool check_action(const struct action *actions, size_t at, struct err *e)
{
	const char *keys = actions[at].keys ? actions[at].keys : "";
	size_t bytes = 0;

	while (next_name(&keys, &bytes)) {
		uint32_t key = input_key_named(keys, bytes);
		const struct action *first = key ? find(NULL, actions, at, key) : NULL;

		if (!key)
			err_set(e, ERR_INPUT, "\"%.*s\" is no key", (int)bytes, keys);
		else if (first)
			err_set(e, ERR_INPUT, "%.*s is the key of %s, too", (int)bytes, keys, first->name);
		if (!key || first)
			return err_at(e, "action %s", actions[at].name);
	}
	return true;
}

bool keymap_check(const struct action *actions, size_t count, struct err *e)
{
	for (size_t i = 0; i < count; i++)
		if (!check_action(actions, i, e))
			return false;
	return true;
}
