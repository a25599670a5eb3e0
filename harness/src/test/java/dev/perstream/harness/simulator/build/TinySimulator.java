package dev.perstream.harness.simulator.build;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.toolchain.CacheFolder;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A simulator with one routine and one finding, for tests of what surrounds the real one. */
public final class TinySimulator {

    private static final Map<String, String> SOURCES = Map.of(
            "include/fltKernel.h",
            """
            #pragma once
            typedef long NTSTATUS;
            #define STATUS_SUCCESS 0
            NTSTATUS FltKnown(int value);
            NTSTATUS FltUnknown(int value);
            """,
            "include/crt/string.h",
            "#pragma once\n",
            "core/undefined.options",
            "\n",
            "core/race.options",
            "\n",
            "core/known.c",
            """
            #include <fltKernel.h>
            NTSTATUS FltKnown(int value) { return value; }
            NTSTATUS FltUndeclared(int value) { return value; }
            """,
            // Tells of the driver's entry as if it had stopped there.
            "scenario/main.c",
            """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdio.h>
            int main(int count, char **arguments) {
                void *driver = dlopen(arguments[2], RTLD_NOW);
                char *entry = driver == NULL ? NULL : dlsym(driver, "DriverEntry");
                Dl_info info;
                if (count < 3 || entry == NULL || dladdr(entry, &info) == 0) return 3;
                printf("{\\"type\\":\\"finding\\",\\"rule\\":\\"S11\\",\\"title\\":\\"t\\",\\"message\\":\\"m\\",\\"stack\\":"
                       "[{\\"module\\":\\"%s\\",\\"offset\\":%ld,\\"function\\":null}],\\"replay\\":\\"p1=1\\"}\\n",
                       info.dli_fname, (long)(entry - (char *)info.dli_fbase));
                puts("{\\"type\\":\\"end\\",\\"findings\\":1}");
                return 1;
            }
            """);

    private TinySimulator() {}

    /** The toolchain of this machine, with a cache of its own. */
    public static Toolchain toolchain(CompilerKind kind, Path cache) {
        var path = Environment.ofThisProcess().searchPath();
        return Toolchain.find(path, new CacheFolder(cache), Optional.of(kind), true)
                .orElseThrow();
    }

    /** The compiled simulator. */
    public static Attempt<SimulatorLibrary> library(Toolchain toolchain) {
        return SimulatorLibrary.get(toolchain, new SimulatorSources(new TreeMap<>(SOURCES)));
    }
}
