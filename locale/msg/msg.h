/* msg.h — words for people, in the language they read.
 *
 * Code is written with English msgids; the catalogs (LANG.po beside this file)
 * are compiled into the program.  What has no translation is shown in English.
 * A text returned here lives as long as the program.
 *
 *     say(_("saved"));                        a text
 *     .label = N_("due")  …  _(field->label)  marked in a table, translated where shown
 *     C_("key", "Open")                       one English word that needs two in Chinese
 *
 * The msgids given to err_set(), err_at() and err_fix() need no mark: msg_choose()
 * makes itself their translator.
 */
#ifndef YANPAN_LOCALE_MSG_MSG_H
#define YANPAN_LOCALE_MSG_MSG_H

#include <stdbool.h>

struct err;

#define N_(msgid) msgid
#define _(msgid) msg_text(msgid)
#define C_(context, msgid) msg_text_in(context "\004" msgid)

/* The person's language from now on: `wanted` (--lang; NULL where none was given),
 * else YANPAN_LANG, else LC_ALL, LC_MESSAGES, LANG where one of them names a language
 * we have (C and POSIX name none), else Chinese.  `wanted` and YANPAN_LANG take what
 * people write: zh_CN, zh, 简体中文, zh_TW, zh_HK, 繁體中文, en, English.  One that is
 * not known is refused with a list of the known, in the language of the environment. */
bool msg_choose(const char *wanted, struct err *e);

/* "zh_CN", "zh_TW" or "en"; "en" until msg_choose() was called. */
const char *msg_lang(void);

const char *msg_text(const char *msgid) __attribute__((format_arg(1)));
const char *msg_text_in(const char *context_and_msgid); /* "context\004msgid" */

/* Whether `word` is what the msgid says, in any of the languages: people's files and habits
 * do not change with the language of the screens. */
bool msg_is(const char *msgid, const char *word);

#endif
