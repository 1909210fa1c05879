/* mask.h — personal data hidden where text is shown: 张某某, 138****2096.
 *
 * Found in running text: mobile numbers (3+4 digits stay), landlines with their
 * area or after 电话 (area and the last four), identity numbers (6+4), bank cards,
 * QQ and account numbers announced as such, number plates, mail addresses, names
 * after 联系人 and the like, before 先生/女士, and before one of these numbers.
 * Full-width digits and blanks or dashes inside a number count too.  A number
 * is a whole run of digits, so the 14 digits of an order stay.  王先生 and 王队长
 * stay: that is how papers speak of people.  What is hidden may be more than what
 * is personal, or a name nothing announces may be missed: a paper that leaves the
 * house is read by a person.  Text is UTF-8; masking twice changes nothing more.
 */
#ifndef YANPAN_LOCALE_TEXT_MASK_H
#define YANPAN_LOCALE_TEXT_MASK_H

#include "locale/base/buf.h"

/* All append. */
void mask_text(struct buf *out, const char *text);

/* A whole field that is one of these, or several, whatever its form. */
void mask_name(struct buf *out, const char *name);
void mask_phone(struct buf *out, const char *phone);
void mask_id(struct buf *out, const char *id);

#endif
