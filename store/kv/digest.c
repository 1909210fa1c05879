#include "store/kv/digest.h"

#include <gcrypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void give_up(gcry_error_t code)
{
	fprintf(stderr, "yanpan: libgcrypt: %s\n", gcry_strerror(code));
	abort();
}

/* Plain memory: what is hashed lies in the store and on the screen anyway, and
 * locked memory is what small machines refuse. */
static void ready(void)
{
	if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P))
		return;
	gcry_check_version(NULL);
	gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
	gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}

static gcry_md_hd_t open_md(void)
{
	gcry_md_hd_t md;
	gcry_error_t code;

	ready();
	code = gcry_md_open(&md, GCRY_MD_SM3, 0);
	if (code)
		give_up(code);
	return md;
}

static struct digest close_md(gcry_md_hd_t md)
{
	struct digest d;

	memcpy(d.at, gcry_md_read(md, GCRY_MD_SM3), sizeof(d.at));
	gcry_md_close(md);
	return d;
}

struct digest digest_of(struct bytes all)
{
	struct digest d;

	ready();
	gcry_md_hash_buffer(GCRY_MD_SM3, d.at, all.at, all.n);
	return d;
}

void digest_begin(struct digest_run *run)
{
	run->gcry = open_md();
}

void digest_add(struct digest_run *run, struct bytes more)
{
	gcry_md_write(run->gcry, more.at, more.n);
}

struct digest digest_end(struct digest_run *run)
{
	struct digest d = close_md(run->gcry);

	run->gcry = NULL;
	return d;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
	return !memcmp(a->at, b->at, sizeof(a->at));
}

void digest_hex(const struct digest *d, char out[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		out[2 * i] = digits[d->at[i] >> 4];
		out[2 * i + 1] = digits[d->at[i] & 15];
	}
	out[2 * DIGEST_BYTES] = '\0';
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool digest_from_hex(const char *hex, struct digest *out)
{
	if (strlen(hex) != 2 * DIGEST_BYTES)
		return false;
	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		int high = hex_value(hex[2 * i]), low = hex_value(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out->at[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

void digest_random(void *to, size_t bytes)
{
	ready();
	gcry_randomize(to, bytes, GCRY_STRONG_RANDOM);
}
