/* meter.h — how far a command is: a line on stderr that is written over, with rate and time
 * left; nothing where stderr is no terminal or all is over in a moment.
 */
#ifndef YANPAN_TUI_CLI_METER_H
#define YANPAN_TUI_CLI_METER_H

#include <stdbool.h>
#include <stdint.h>

struct meter {
	int64_t began, shown; /* monotonic ms */
	bool off;             /* nobody sees it */
	bool on;              /* a line stands there */
};

void meter_begin(struct meter *);
/* `things` are what people count (rows), `done` of `total` what the work is measured by (bytes);
 * total 0: not known.  Cheap: it may be called for every record. */
void meter_show(struct meter *, uint64_t things, uint64_t done, uint64_t total);
void meter_end(struct meter *); /* the line goes; safe to call twice */

#endif
