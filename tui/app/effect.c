#include "tui/app/effect.h"

#include "locale/text/utf8.h"

#include <string.h>

struct effect stay(void)
{
	return (struct effect){ .kind = EFFECT_STAY };
}

struct effect pass(void)
{
	return (struct effect){ .kind = EFFECT_PASS };
}

struct effect go(const char *screen, struct arg arg)
{
	return (struct effect){ .kind = EFFECT_GO, .words = screen, .arg = arg };
}

struct effect turn(const char *screen, struct arg arg)
{
	return (struct effect){ .kind = EFFECT_TURN, .words = screen, .arg = arg };
}

struct effect back(void)
{
	return (struct effect){ .kind = EFFECT_BACK };
}

struct effect back_with(const char *words)
{
	return (struct effect){ .kind = EFFECT_BACK, .words = words };
}

struct effect step_record(int by)
{
	return (struct effect){ .kind = EFFECT_STEP, .by = by };
}

struct effect say(struct err e)
{
	return (struct effect){ .kind = EFFECT_SAY, .err = e };
}

struct effect tell(const char *words)
{
	return (struct effect){ .kind = EFFECT_TELL, .words = words };
}

struct effect ask(struct question q)
{
	return (struct effect){ .kind = EFFECT_ASK, .question = q };
}

struct effect choose(struct choose c)
{
	return (struct effect){ .kind = EFFECT_CHOOSE, .choose = c };
}

struct effect read_text(const char *title, const char *words)
{
	return (struct effect){ .kind = EFFECT_READ, .title = title, .words = words };
}

struct effect run_job(struct job j)
{
	return (struct effect){ .kind = EFFECT_JOB, .job = j };
}

struct effect leave(void)
{
	return (struct effect){ .kind = EFFECT_LEAVE };
}

struct arg arg_none(void)
{
	return (struct arg){ 0 };
}

struct arg arg_record(uint32_t kind, uint32_t origin, uint64_t counter)
{
	return (struct arg){ .kind = kind, .origin = origin, .counter = counter };
}

struct arg arg_text(const char *text)
{
	struct arg arg = { 0 };
	const char *end = text + strlen(text), *s = text;

	while (s < end) {
		const char *after = utf8_after(s, end);

		if ((size_t)(after - text) >= sizeof(arg.text))
			break;
		s = after;
	}
	memcpy(arg.text, text, (size_t)(s - text));
	return arg;
}
