# How a driver is built with MinGW-w64. The Makefile above this folder says of what.

ARCH ?= x64
TOOLCHAIN ?= gcc
DBG ?= 0
HOOKS_DIR ?= .
OUT ?= build/$(TOOLCHAIN)-$(ARCH)

ifeq ($(ARCH),x64)
  TRIPLE := x86_64-w64-mingw32
  ENTRY := DriverEntry
  BASE := 0x140000000
  # The sizes of arguments in the lists of exports are x86's alone.
  PLAIN_NAMES := -e 's/^\( *\)@/\1/' -e 's/@[0-9]*$$//'
else ifeq ($(ARCH),x86)
  TRIPLE := i686-w64-mingw32
  ENTRY := _DriverEntry@8
  BASE := 0x10000
  PLAIN_NAMES :=
  # The kernel does not save the floating-point registers of its callers.
  MACHINE := -march=i686 -mgeneral-regs-only -fno-asynchronous-unwind-tables
else
  $(error ARCH is "$(ARCH)": x64 and x86 can be built; "make syntax" checks ARM64)
endif

ifeq ($(TOOLCHAIN),gcc)
  # What the headers read at the beginning of the gs segment is no array of nothing.
  COMPILE := $(TRIPLE)-gcc --param=min-pagesize=0
else ifeq ($(TOOLCHAIN),clang)
  COMPILE := clang --target=$(TRIPLE)
else
  $(error TOOLCHAIN is "$(TOOLCHAIN)": gcc and clang are known)
endif

# Where MinGW-w64's headers are, asked of its compiler.
hash := \#
MINGW_INCLUDE ?= $(patsubst %/windef.h,%,$(firstword $(filter %/windef.h,\
  $(shell echo '$(hash)include <windef.h>' | $(TRIPLE)-gcc -M -x c -))))

DEFINES := $(VERSIONS) -D_KERNEL_MODE=1 -DDBG=$(DBG)
INCLUDES := -I . -I mingw -isystem $(MINGW_INCLUDE)/ddk -isystem $(MINGW_INCLUDE)
WARNINGS := -Wall -Wextra -Werror -Wshadow -Wundef -Wvla -Wpointer-arith -Wwrite-strings \
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wcast-align \
  -Wframe-larger-than=2048 -Wno-multichar
# No C run-time: nothing may be called that only a run-time has.
LANGUAGE := -std=c11 -O2 -ffreestanding -fno-strict-aliasing -fno-stack-protector -fno-ident

ALL_CFLAGS = $(LANGUAGE) $(MACHINE) $(WARNINGS) $(DEFINES) $(INCLUDES) -I "$(HOOKS_DIR)" \
  $(CPPFLAGS) $(CFLAGS)

IMPORTS := ntoskrnl-extra $(if $(filter yes,$(NEEDS_FLTMGR)),fltmgr)

# A name with spaces is escaped where make reads it, and quoted where the shell does.
empty :=
space := $(empty) $(empty)
escape = $(subst $(space),\$(space),$(1))
out := $(call escape,$(OUT))
hooks := $(call escape,$(HOOKS_DIR))

names := $(basename $(SOURCES) $(HOOK_SOURCES))
Q := $(if $(V),,@)

.PHONY: all check analyze cppcheck syntax clean
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(out)/$(NAME).sys

$(out)/$(NAME).sys: $(foreach n,$(names),$(out)/$(n).o) $(foreach i,$(IMPORTS),$(out)/lib$(i).a)
	@echo "  LINK     $@"
	$(Q)$(TRIPLE)-ld -o "$@" --subsystem native:$(SUBSYSTEM) --entry $(ENTRY) --image-base $(BASE) \
	  --dynamicbase --nxcompat --no-insert-timestamp --strip-all -Map "$(OUT)/$(NAME).map" \
	  $(foreach n,$(names),"$(OUT)/$(n).o") -L "$(OUT)" $(IMPORTS:%=-l%) \
	  -L "$(dir $(shell $(TRIPLE)-gcc -print-file-name=libntoskrnl.a))" -lntoskrnl -lhal \
	  "$(shell $(TRIPLE)-gcc -print-libgcc-file-name)"

define compile
$(out)/$(basename $(1)).o: $(2)/$(1) $(firstword $(MAKEFILE_LIST)) mingw/rules.mk | $(out)
	@echo "  COMPILE  $$@"
	$$(Q)$$(COMPILE) $$(ALL_CFLAGS) -MMD -MP -MQ "$$@" -MF "$(OUT)/$(basename $(1)).d" -c -o "$$@" "$$<"
endef

$(foreach s,$(SOURCES),$(eval $(call compile,$(s),.)))
$(foreach s,$(HOOK_SOURCES),$(eval $(call compile,$(s),$(hooks))))

# dlltool leaves its intermediate files where it runs, under names that do not tell builds apart.
$(out)/lib%.a: mingw/%.def mingw/rules.mk | $(out)
	@echo "  IMPORT   $@"
	$(Q)sed $(PLAIN_NAMES) -e '' "$<" > "$(OUT)/$*.def"
	$(Q)cd "$(OUT)" && $(TRIPLE)-dlltool --kill-at --input-def "$*.def" --output-lib "lib$*.a"

$(out):
	$(Q)mkdir -p "$(OUT)"

quoted := $(foreach s,$(SOURCES),"$(s)") $(foreach s,$(HOOK_SOURCES),"$(HOOKS_DIR)/$(s)")

check: analyze cppcheck

analyze: | $(out)
	@echo "  ANALYZE  $(NAME)"
	$(Q)clang --target=$(TRIPLE) --analyze -Xclang -analyzer-werror --analyzer-output text \
	  $(ALL_CFLAGS) $(quoted)

# cppcheck reads the driver's own files alone, with its libraries for the kernel's types. It skips
# without a word a routine before which stands a macro that it does not know.
cppcheck:
	@echo "  CPPCHECK $(NAME)"
	$(Q)cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr \
	  --platform=$(if $(filter x64,$(ARCH)),win64,win32W) \
	  --library=windows --library=microsoft_sal --include=mingw/nt/annotations.h \
	  --enable=warning,performance,portability -DNTAPI= -DFLTAPI= \
	  $(DEFINES) -I . -I "$(HOOKS_DIR)" $(quoted)

syntax:
	@echo "  SYNTAX   $(NAME) for ARM64"
	$(Q)clang --target=aarch64-w64-mingw32 -fsyntax-only $(LANGUAGE) $(WARNINGS) $(DEFINES) \
	  $(INCLUDES) -I "$(HOOKS_DIR)" $(CPPFLAGS) $(CFLAGS) $(quoted)

clean:
	$(Q)rm -rf "$(OUT)"

-include $(foreach n,$(names),$(out)/$(n).d)
