/* mask.h — personal data hidden where text is shown: 张某某, 138****2096.
 *
 * Found in running text: mobile numbers (3+4 digits stay), landlines (area and the last
 * four), identity numbers (6+4), number plates, bank cards after words like 卡号, names
 * after 联系人 and the like or before 先生/女士, e-mail addresses; full-width digits and
 * blanks or dashes inside a number count too.  Numbers of orders (14 digits) stay.  What
 * is hidden may be more than what is personal; the text stays readable.  Text is UTF-8.
 */
#ifndef YANPAN_LOCALE_TEXT_MASK_H
#define YANPAN_LOCALE_TEXT_MASK_H

#include "locale/base/buf.h"

void mask_text(struct buf *out, const char *text);

/* A whole field that is one of these, whatever its form. */
void mask_name(struct buf *out, const char *name);
void mask_phone(struct buf *out, const char *phone);
void mask_id(struct buf *out, const char *id);

#endif
