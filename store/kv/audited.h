/* audited.h — the file `audited`: the state of data.mdb that is known to be sound.
 *
 *     yanpan audited
 *     file 1310745 12288000 1779408000.123456700
 *     boot 0d9f…
 *
 * Reading every page (pages.h) takes a second and more where there are a million orders.
 * So who has read them all, and whoever commits to a file that was in the state noted here,
 * notes its inode, its bytes and its time of change; a file that still is in that state is not
 * read again.  The time is set to one of our own, finer than the system's clock ticks, so
 * that a change by anybody else, however soon, leaves another one.  Where the file system
 * does not keep it there is no note, and every start reads all pages.
 *
 * `boot` is the run of the machine in which that holds: after a power cut a disk may not
 * have kept what it said it had.  Who closes the store writes "any" in its place.
 */
#ifndef YANPAN_STORE_KV_AUDITED_H
#define YANPAN_STORE_KV_AUDITED_H

#include <stdbool.h>

/* Opens the note of a folder, made where there is none; -1: it cannot be written. */
int audited_open(const char *folder);

/* Whether the file is in the state that is noted. */
bool audited_holds(int note, int data);

/* Notes its state now.  `any_boot`: the file was closed. */
void audited_note(int note, int data, bool any_boot);

#endif
