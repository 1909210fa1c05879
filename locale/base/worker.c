#include "locale/base/worker.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>

static void *run(void *arg)
{
	struct worker *w = arg;

	pthread_mutex_lock(&w->lock);
	while (!w->ends || w->work) {
		void (*work)(void *) = w->work;

		if (!work) {
			pthread_cond_wait(&w->changed, &w->lock);
			continue;
		}
		pthread_mutex_unlock(&w->lock);
		work(w->arg);
		pthread_mutex_lock(&w->lock);
		w->work = NULL;
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* Signals are for the thread that knows the screen. */
static bool start(struct worker *w)
{
	sigset_t all, before;

	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->changed, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	w->runs = !pthread_create(&w->thread, NULL, run, w);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (w->runs)
		return true;
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	return false;
}

void worker_give(struct worker *w, void (*work)(void *arg), void *arg)
{
	if (!w->runs && !start(w)) {
		work(arg);
		return;
	}
	pthread_mutex_lock(&w->lock);
	assert(!w->work);
	w->work = work;
	w->arg = arg;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

static struct timespec after(int ms)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	t.tv_sec += ms / 1000;
	t.tv_nsec += ms % 1000 * 1000000L;
	if (t.tv_nsec >= 1000000000L) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000L;
	}
	return t;
}

bool worker_done(struct worker *w, int ms)
{
	struct timespec until = after(ms < 0 ? 0 : ms);
	bool done;
	int code = 0;

	if (!w->runs)
		return true;
	pthread_mutex_lock(&w->lock);
	while (w->work && code != ETIMEDOUT)
		code = ms < 0 ? pthread_cond_wait(&w->changed, &w->lock)
					  : pthread_cond_timedwait(&w->changed, &w->lock, &until);
	done = !w->work;
	pthread_mutex_unlock(&w->lock);
	return done;
}

void worker_end(struct worker *w)
{
	if (!w->runs)
		return;
	pthread_mutex_lock(&w->lock);
	w->ends = true;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	memset(w, 0, sizeof(*w));
}
