package dev.perstream.maven.build;

import dev.perstream.model.Architecture;
import java.util.List;

/** The compilers that the generated makefile knows. */
enum Compiler {
    GCC("gcc"),
    CLANG("clang");

    private final String key;

    Compiler(String key) {
        this.key = key;
    }

    /** The word of the makefile. */
    String key() {
        return key;
    }

    /** Whether a driver can be linked for a processor; otherwise its sources can only be checked. */
    boolean links(Architecture architecture) {
        return architecture != Architecture.ARM64;
    }

    /** The programs that must be on the path; none if the compiler knows nothing of the processor. */
    List<String> programs(Architecture architecture) {
        var triple = architecture == Architecture.X86 ? "i686-w64-mingw32-" : "x86_64-w64-mingw32-";
        return switch (this) {
            case GCC -> links(architecture) ? List.of("make", triple + "gcc") : List.of();
            case CLANG -> List.of("make", "clang", triple + "gcc");
        };
    }
}
