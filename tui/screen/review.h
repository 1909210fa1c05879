/* review.h — the state of the review screen, for its files only: one item of a meeting.
 *
 *     review.c             the screen: its life, keys and actions
 *     review_pages.c       pages and panes: what stands where
 *     review_facts.c       everything that is read, at once
 *     review_bases.c       … which bases
 *     review_head.c        the rows above, and the agenda
 *     review_materials.c   left: 1诉求 2退单 4依据 5先例
 *     review_notes.c       6记录
 *     review_people.c      7人员
 *     review_positions.c   8研判意见
 *     review_ruling.c      9结论: the ruling as fields of a form
 *     review_class.c       … conditions of a class, and earlier rulings it speaks against
 *     review_form.c        … its keys and lists
 *     review_phrases.c     … words used before
 *     review_draft.c       what is typed and not confirmed
 *     review_project.c     what the room sees of it
 *     review_steps.c       F5, and every write
 *
 * Drawing only looks at `facts`, `made` and `words`; they are read and made after inputs.
 */
#ifndef YANPAN_TUI_SCREEN_REVIEW_H
#define YANPAN_TUI_SCREEN_REVIEW_H

#include "store/panel/projection.h"
#include "store/panel/rival.h"
#include "store/panel/ruling.h"
#include "store/schema/panel.h"
#include "store/schema/review.h"
#include "tui/screen/frame.h"
#include "tui/screen/lines.h"
#include "tui/screen/pick.h"
#include "tui/screen/steps.h"
#include "tui/widget/form.h"

enum review_page {
	PAGE_REQUEST = 1,
	PAGE_RETURNS,
	PAGE_CLAIMS,
	PAGE_BASES,
	PAGE_EARLIER,
	PAGE_NOTES,
	PAGE_PEOPLE,
	PAGE_POSITIONS,
	PAGE_RULING,
	PAGE_COUNT,
};

/* ---- what is read ---- */

/* An item of the agenda, as its line there. */
struct review_entry {
	struct item item;
	const char *title, *state;
	const char *recused; /* "司法局", or "" */
};

/* A unit that has to do with the item. */
struct review_unit {
	struct uid uid;
	const char *name;     /* short */
	bool body, party;     /* of the panel; of the case: may be both */
	const char *usual;    /* who comes for it, as far as is known, or "" */
	const char *conflict; /* why it should recuse, or NULL */
};

/* A line of 7人员: a unit with one who came for it, or with nobody yet. */
struct review_person {
	const struct review_unit *unit;
	const struct attender *row; /* NULL: nothing is recorded */
};

struct review_basis {
	struct basis basis;
	bool cited;     /* of the case: the others are only likely */
	const char *by; /* who cited it, or "" */
};

struct review_facts {
	struct arena arena; /* all of it */
	struct meeting meeting;
	struct review_entry *items;
	size_t item_count, at;
	const struct item *item; /* items[at] */
	struct case_ case_;
	struct review_unit *units; /* bodies first, then parties, then who else is there */
	size_t unit_count;
	struct review_person *people;
	size_t person_count;
	struct review_basis *bases;
	size_t basis_count;
	const char *request, *returns, *claims, *earlier; /* "" is an empty page */
	struct precedent *past;                           /* of `earlier`, the nearest first */
	size_t past_count;
	const char *quorum; /* why the item has none, or NULL */
	size_t bodies_here, bodies_needed, parties_here, parties;
	bool open;            /* the item can still be worked on */
	const char *settled;  /* why not */
	struct ruling ruling; /* as stored, or fresh */
};

/* `also`: bases that are cited on the screen and not in the store. */
bool review_read(struct kv_txn *txn, const struct ctx *ctx, struct uid item,
	const struct uids *also, struct review_facts *out, struct err *e);
/* review_bases.c */
void review_read_bases(struct kv_txn *txn, struct review_facts *f, const struct uids *earlier,
	const struct uids *also);
const struct review_unit *review_unit(const struct review_facts *f, struct uid uid);

/* ---- the ruling as fields ---- */

enum review_part {
	PART_UNIT, /* of a duty */
	PART_TASK,
	PART_LIMIT,
	PART_BASES,
	PART_MEANWHILE,
	PART_MEANWHILE_TASK,
	PART_SCOPE,
	PART_CONDITIONS,
	PART_ON_CATEGORY,
	PART_ON_AREA,
	PART_ON_WORDS,
	PART_ON_TYPE,
	PART_MATCHING,
	PART_RIVAL, /* which of the past ones: in `duty` */
	PART_RIVAL_WORDS,
	PART_STANDING,
	PART_SENTENCE,
	PART_DRIFT,
};

struct review_spot {
	enum review_part part;
	size_t duty; /* which */
	const char *label, *text, *note;
	bool lacks;
};

/* What is typed: the ruling, and how it reads now. */
struct review_made {
	struct ruling ruling;
	struct arena arena; /* of what was typed */
	struct arena words; /* of what follows, made anew after every change */
	struct review_spot *spots;
	size_t count;
	const char *composed; /* the sentence that follows from the fields */
	const char *missing;  /* 还缺, or "" */
	const char *warnings;
	struct buf asked;     /* the query behind `matching` */
	const char *matching; /* how many orders on file the conditions hold for; in `arena` */
};

/* ---- the screen ---- */

/* A value stepped to with Space; it is written with the next other key. */
struct review_pending {
	bool on;
	size_t row;
	uint32_t value;
};

/* What the room sees (F22). */
struct review_room {
	bool followed; /* by a projector in a window of its own */
	bool curtain;
	bool mirror; /* this very window shows it */
	bool sent;
	bool summary;          /* 散会核对 is being read out */
	struct ruling wording; /* as sent */
	struct arena sent_arena;
	struct projection shown;
	struct arena arena; /* of `shown` */
	struct buf last;    /* what was written, without its clock */
};

struct review {
	struct uid uid; /* of the item */
	struct review_facts facts;
	uint64_t generation;
	struct rect left, middle, right; /* panes; no columns: not there */
	bool wide;
	int left_page, right_page;
	int made_page; /* of 7, 8, 9: what stands at the right where the notes have their own pane */
	bool on_left;
	bool typing; /* the caret is in a field: digits are text */
	struct {
		int page;
		bool left, typing;
	} before_notes;
	size_t top[PAGE_COUNT]; /* first line shown of a page */
	size_t basis;           /* in focus */
	struct scroll people, positions;
	struct review_pending pending;
	const char *said;   /* words of a position that wait for whether it agrees; or NULL */
	uint32_t signing;   /* the position that waits for who signed it (传签) */
	const char *signer; /* … while it is recorded; else NULL */
	struct form form;
	struct review_made made;
	/* Text in a field that cannot be read (a limit of "5天后"): the ruling has nothing
	 * there, the draft has the text. */
	struct {
		bool on;
		enum review_part part;
		size_t duty;
		struct buf text;
	} unread;
	struct edit note;
	struct uid speaker;       /* of the note that is being typed; none: nobody yet */
	bool speaker_known;       /* 0 was said: nobody in particular */
	struct time noted;        /* when that note was begun */
	const char *draft;        /* its name */
	struct buf stored, saved; /* what was in the store, and what the draft holds */
	bool drafted;             /* there is a file */
	bool unsynced;            /* … that a power cut could take */
	struct time synced;
	int64_t *spent; /* seconds, of each item of the agenda (malloc) */
	size_t spent_count;
	struct time since;    /* when this item came onto the screen */
	const char *greeting; /* told once it is open, or NULL */
	struct steps steps;   /* of the meeting */
	struct pick pick;
	struct picker_row *rows; /* of the list that is open over the screen */
	uint32_t row_steps[16];  /* what they do: review_steps.c */
	struct review_room room;
	struct kv *kv; /* for what the callbacks of the form read */
	struct day today;
};

/* review.c */
bool review_show(struct review *r, struct ctx *ctx, struct uid item, struct err *e);
bool review_again(struct review *r, struct ctx *ctx, struct err *e); /* reads anew */

/* review_pages.c */
struct rect review_pane(const struct review *r, int page); /* no columns: not shown */
bool review_at(const struct review *r, int page);          /* the keys go there */
void review_place(struct review *r, const struct ctx *ctx);
void review_open_page(struct review *r, int page);
struct effect review_turn_page(struct review *r, int page); /* the same, if it holds anything */
struct effect review_page_by(struct review *r, int by);
struct effect review_other_side(void *state, struct ctx *ctx);
struct effect review_notes_and_back(void *state, struct ctx *ctx);
void review_draw(const void *state, const struct ctx *ctx, struct canvas *c);

/* review_project.c */
void review_room_follow(struct review *r, const struct ctx *ctx);
void review_room_summary(struct review *r, const struct ctx *ctx, bool on); /* 散会核对 */
void review_room_item(struct review *r); /* another item: nothing of it was sent yet */
void review_room_leave(struct review *r, const struct ctx *ctx);
struct effect review_room_send(void *state, struct ctx *ctx);
struct effect review_room_curtain(void *state, struct ctx *ctx);
bool review_room_mirrored(const void *state);
const char *review_room_words(const struct review *r); /* for the first row */

/* review_head.c */
const char *review_meeting_count(const struct meeting *m); /* 2026-15 is the 15th of its year */
const char *review_number(int64_t n, struct arena *a);     /* 二, in English 2 */
int64_t review_seconds(const struct review *r, struct time now);
void review_draw_head(const struct review *r, const struct ctx *ctx, struct canvas *c);
void review_draw_agenda(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area);

/* review_materials.c */
bool review_materials_input(struct review *r, struct ctx *ctx, const struct input *in);
const char *review_materials_where(const struct review *r, const struct ctx *ctx); /* 第1/2页 */
struct effect review_materials_find(struct review *r, struct ctx *ctx, const struct input *in);
void review_materials_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area);
void review_toggle_basis(struct review *r, size_t basis);

/* review_notes.c */
struct effect review_notes_input(struct review *r, struct ctx *ctx, const struct input *in);
void review_notes_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area);
void review_notes_place(struct review *r, struct rect area);

/* review_people.c */
struct effect review_people_input(struct review *r, struct ctx *ctx, const struct input *in);
struct effect review_people_flush(struct review *r, struct ctx *ctx);
void review_people_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area);
struct effect review_parties_leave(void *state, struct ctx *ctx);
struct effect review_add_person(struct review *r, struct ctx *ctx);

/* review_positions.c */
struct effect review_positions_input(struct review *r, struct ctx *ctx, const struct input *in);
struct effect review_positions_flush(struct review *r, struct ctx *ctx);
void review_positions_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area);
size_t review_position_count(const struct review *r);
struct effect review_all_agree(void *state, struct ctx *ctx);

/* review_ruling.c */
extern const struct form_ops review_ruling_ops; /* data: struct review */
void review_ruling_load(struct review *r, const struct ruling *from);
void review_ruling_words(struct review *r);
bool review_ruling_set(struct review *r, size_t spot, const char *text, struct err *e);
void review_ruling_tidy(struct ruling *ruling); /* without duties that say nothing */
void review_ruling_add(struct review *r);
void review_ruling_remove(struct review *r, size_t duty);
size_t review_spot(const struct review *r, enum review_part part, size_t duty);
const struct review_spot *review_spot_now(const struct review *r); /* NULL: none */

/* review_class.c */
const char *review_matching(struct review *r); /* the orders on file that the conditions fit */
void review_rival_said(struct review *r, size_t past, uint32_t how, const char *words);
bool review_is_rival(const struct review *r, size_t past);

/* review_form.c */
void review_form_resume(struct review *r); /* the text that could not be read, in its field */
struct effect review_form_input(struct review *r, struct ctx *ctx, const struct input *in);
void review_form_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area);
const char *review_form_help(const struct review *r, const struct ctx *ctx);
struct effect review_form_pick(struct review *r, struct ctx *ctx);
struct effect review_form_add(struct review *r);
struct effect review_form_remove(void *state, struct ctx *ctx);
struct effect review_form_stage(void *state, struct ctx *ctx);
struct effect review_form_bases(void *state, struct ctx *ctx);
struct effect review_form_recompose(void *state, struct ctx *ctx);
const char *review_not_in_duty(const void *state, struct ctx *ctx);

/* review_phrases.c: what was said in the same place before, the nearest first */
size_t review_phrases(
	struct review *r, const struct ctx *ctx, struct picker_row **rows, struct arena *a);

/* review_draft.c */
void review_draft_open(struct review *r, struct ctx *ctx);
void review_draft_keep(struct review *r);    /* what is on the screen, on what is stored now */
bool review_draft_changed(struct review *r); /* against the store */
bool review_draft_save(struct review *r, struct ctx *ctx, bool sync, struct err *e);
bool review_draft_drop(struct review *r, struct ctx *ctx, struct err *e);
/* Of an item that is not on the screen: into the store, and then no more. */
bool review_draft_store(struct ctx *ctx, const struct item *item, struct act *act, struct err *e);
void review_draft_forget(struct ctx *ctx, const struct item *item);

/* review_steps.c */
bool review_begin(struct review *r, struct ctx *ctx, struct act *act, struct err *e);
bool review_verb(
	struct review *r, struct act *act, const char *verb, const void *args, struct err *e);
bool review_end(struct review *r, struct ctx *ctx, struct act *act, bool good, struct err *e);
/* One verb on the item as an act of its own. */
bool review_do(
	struct review *r, struct ctx *ctx, const char *verb, const void *args, struct err *e);
bool review_save(struct review *r, struct ctx *ctx, struct err *e); /* what is unfinished */
struct effect review_next_steps(void *state, struct ctx *ctx);

#endif
