#include "tests/fresh.h"

#include "tests/check.h"

#include <stdio.h>
#include <stdlib.h>

const struct time fresh_now = { 1789951200 };

const struct who fresh_who = {
	.name = "秘书",
	.os_user = "office",
	.host = "pc",
};

struct kv *fresh_store(void)
{
	struct err e = { 0 };
	struct kv *kv = NULL;
	char folder[512], line[1024];

	snprintf(folder, sizeof(folder), "%s/store", check_folder());
	if (!kv_open(folder, KV_CREATE, &kv, &e)) {
		err_line(&e, line, sizeof(line));
		fprintf(stderr, "%s\n", line);
		exit(1);
	}
	return kv;
}

void fresh_close(struct kv *kv)
{
	kv_close(kv);
}
