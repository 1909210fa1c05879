/* fresh.h — an empty store for one test, and somebody to work on it.
 */
#ifndef YANPAN_TESTS_FRESH_H
#define YANPAN_TESTS_FRESH_H

#include "store/rec/act.h"

/* In a folder that goes when the suite ends; fresh_close() ends the store. */
struct kv *fresh_store(void);
void fresh_close(struct kv *);

/* 2026-09-21 08:40, 秘书 at the keyboard. */
extern const struct time fresh_now;
extern const struct who fresh_who;

#endif
