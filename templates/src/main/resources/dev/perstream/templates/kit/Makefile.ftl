# Builds ${name}.sys with MinGW-w64, on any machine that has it.
#
#   make                            for ${architecture} with GCC, into build/gcc-${architecture}
#   make ARCH=x86 TOOLCHAIN=clang   for another processor (x64, x86), or with Clang
#   make check                      Clang's static analyser and cppcheck
#   make syntax                     reads the sources as for ARM64, which asserts the layouts
#   make clean
#
# OUT names another folder for the output, HOOKS_DIR the one with your own sources. CPPFLAGS and
# CFLAGS add options, DBG=1 turns assertions on, V=1 shows the commands.
#
# With the WDK, neither this file nor the folder mingw is used.

NAME := ${name}
ARCH ?= ${architecture}

SOURCES := <#list sources as source>\
  ${source}<#sep> </#sep></#list>

# Yours, in the folder that HOOKS_DIR names.
HOOK_SOURCES := <#list hookSources as source>${source}<#sep> </#sep></#list>
HOOKS_DIR ?= ${hooksFolder}

# Windows ${windows} and later.
VERSIONS := -DNTDDI_VERSION=${ntddi} -D_WIN32_WINNT=${winnt} -DWINVER=${winnt}
SUBSYSTEM := ${subsystem}
NEEDS_FLTMGR := ${fltmgr?string("yes", "no")}

include mingw/rules.mk
