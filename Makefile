# yanpan — make run, make check; `make` alone builds build/yanpan.

BUILD    ?= build
CC       ?= cc
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
DESTDIR  ?=

WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
            -Wvla -Wundef -Wformat=2 -Wpointer-arith -Werror
CPPFLAGS += -I. -I$(BUILD)/gen -D_GNU_SOURCE
ALLFLAGS  = -std=c11 $(WARN) $(CFLAGS) -fno-common -MMD -MP
LIBS     := -lncursesw -ltinfo -llmdb -lgcrypt -lminizip -lexpat -lz -lutil -pthread

SOURCES  := $(sort $(wildcard locale/*/*.c store/*/*.c tui/*/*.c))
OBJECTS  := $(SOURCES:%.c=$(BUILD)/%.o)
CATALOGS := $(sort $(wildcard locale/msg/*.po))
UNIT     := $(sort $(wildcard tests/unit/*/*/*_test.c tests/unit/*/*_test.c))
UNITS    := $(UNIT:tests/%.c=$(BUILD)/tests/%)
TERM     := $(sort $(wildcard tests/term/*_test.c))
TERMS    := $(TERM:tests/%.c=$(BUILD)/tests/%)
SCREEN   := $(sort $(wildcard tests/screen/*_test.c))
SCREENS  := $(SCREEN:tests/%.c=$(BUILD)/tests/%)
PTY      := $(BUILD)/tests/term/pty.o
FUZZERS  := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
TOOLS    := $(patsubst tests/fault/%.c,$(BUILD)/tests/fault/%,$(sort $(wildcard tests/fault/*.c))) \
            $(BUILD)/tests/fault/layer.so \
            $(patsubst tests/bench/%.c,$(BUILD)/tests/bench/%,$(sort $(wildcard tests/bench/*.c)))
HELPERS  := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/*.c)))

.PHONY: all run check asan fuzz soak bench tidy install clean packages packages-check messages

all: $(BUILD)/yanpan

$(BUILD)/yanpan: $(BUILD)/tui/main.o $(BUILD)/libyanpan.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# q, not r: two rooms may each have a file of one name.
$(BUILD)/libyanpan.a: $(OBJECTS)
	@rm -f $@
	$(AR) qcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALLFLAGS) -c -o $@ $<

# The catalogs are linked into the program: msg.c takes them in with .incbin.
$(BUILD)/locale/msg/msg.o: $(CATALOGS:locale/msg/%.po=$(BUILD)/gen/%.mo)

# The demo county and the shell's completion lie in the program, too.
$(BUILD)/tui/cli/completion.o: tui/cli/completion.bash
$(BUILD)/tui/cli/story.o: $(wildcard tests/county/*.csv) tests/county/story.txt

$(BUILD)/gen/%.mo: locale/msg/%.po
	@mkdir -p $(@D)
	msgfmt -c -o $@ $<

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(HELPERS) $(BUILD)/libyanpan.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/screen/%: $(BUILD)/tests/screen/%.o $(HELPERS) $(BUILD)/libyanpan.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/term/%: $(BUILD)/tests/term/%.o $(PTY) $(HELPERS) $(BUILD)/libyanpan.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lvterm

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/replay.o $(HELPERS) $(BUILD)/libyanpan.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/fault/%: $(BUILD)/tests/fault/%.o $(HELPERS) $(BUILD)/libyanpan.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Loaded before the C library: a disk that fails.
$(BUILD)/tests/fault/layer.so: tests/fault/layer/layer.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 -g $(WARN) -Wno-missing-prototypes -shared -fPIC -o $@ $<

$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(HELPERS) $(BUILD)/libyanpan.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lvterm

.SECONDARY:

packages:
	@sh tests/packages.sh build

packages-check:
	@sh tests/packages.sh build check

run: packages
	@$(MAKE) --no-print-directory -s -j2 all
	@sh tests/run_demo.sh $(BUILD)/yanpan

check: packages-check
	@$(MAKE) --no-print-directory -s -j2 all tests
	@BUILD=$(BUILD) sh tests/run.sh

.PHONY: tests
tests: all $(UNITS) $(SCREENS) $(TERMS) $(FUZZERS) $(TOOLS)

asan:
	@$(MAKE) --no-print-directory -s -j2 BUILD=build/asan \
		CFLAGS="-O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer -Wno-format-truncation" all tests
	@BUILD=build/asan ASAN_OPTIONS=detect_leaks=1 sh tests/run.sh

fuzz: packages-check
	@BUILD=$(BUILD) sh tests/fuzz/run.sh

soak: packages-check all tests
	@BUILD=$(BUILD) SOAK=1 SOAK_KILLS=500 SOAK_FLIPS=1000 sh tests/run.sh fault term

bench: packages-check all tests
	@BUILD=$(BUILD) sh tests/bench/run.sh $(ROWS)

# The catalogs after a change of words in the source; review what it marks fuzzy.
messages:
	@sh locale/msg/update.sh

tidy:
	clang-format -i $$(git ls-files '*.c' '*.h' | grep -v '_table\.[ch]$$')
	clang-tidy --quiet $$(git ls-files 'locale/*.c' 'store/*.c' 'tui/*.c' | grep -v '_table\.c$$') -- \
		$(CPPFLAGS) -std=c11

install: all
	install -Dm755 $(BUILD)/yanpan $(DESTDIR)$(PREFIX)/bin/yanpan
	install -Dm644 man/yanpan.1 $(DESTDIR)$(PREFIX)/share/man/man1/yanpan.1
	install -Dm644 man/yanpan.5 $(DESTDIR)$(PREFIX)/share/man/man5/yanpan.5
	install -Dm644 man/zh_CN/yanpan.1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/yanpan.1
	install -Dm644 man/zh_CN/yanpan.5 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man5/yanpan.5
	$(BUILD)/yanpan completion bash >$(BUILD)/yanpan.bash
	install -Dm644 $(BUILD)/yanpan.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/yanpan

clean:
	rm -rf $(BUILD)

# Of everything that was ever compiled, so that no test is left behind by a changed header.
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
