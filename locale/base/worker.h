/* worker.h — one thread that does one piece of work at a time beside its owner.
 *
 *     worker_give(&w, press, chunk);        …the owner goes on with something else
 *     while (!worker_done(&w, 10)) …        milliseconds to wait
 *     worker_end(&w);                       waits and ends the thread
 *
 * What was given is the worker's alone until worker_done() says true; there is no other
 * lock.  The thread begins with the first piece and takes no signals.  Where the system
 * gives no thread, the work is done by worker_give() itself.  A child of fork() has no
 * thread: it must not touch its parent's workers.
 */
#ifndef YANPAN_LOCALE_BASE_WORKER_H
#define YANPAN_LOCALE_BASE_WORKER_H

#include <pthread.h>
#include <stdbool.h>

/* Zeroed, it has no work and no thread. */
struct worker {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool runs, ends; /* the thread */
	void (*work)(void *arg);
	void *arg; /* of the piece at hand; `work` NULL: none */
};

void worker_give(struct worker *, void (*work)(void *arg), void *arg); /* it has none at hand */
/* Whether it has nothing at hand; waits so long at most, -1: until then. */
bool worker_done(struct worker *, int ms);
void worker_end(struct worker *); /* safe to call twice */

#endif
