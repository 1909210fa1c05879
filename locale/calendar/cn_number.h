/* cn_number.h — numbers as papers write them in Chinese.
 *
 * They hold for 0..9999; the texts are UTF-8.
 */
#ifndef YANPAN_LOCALE_CALENDAR_CN_NUMBER_H
#define YANPAN_LOCALE_CALENDAR_CN_NUMBER_H

enum { CN_NUMBER_TEXT = 24 }; /* bytes: 九千九百九十九 and its end */

/* 零 一 … 十 十二 二十一 一百零五: "第%s次" of 15 is 第十五次. */
const char *cn_number(int n, char out[CN_NUMBER_TEXT]);

#endif
