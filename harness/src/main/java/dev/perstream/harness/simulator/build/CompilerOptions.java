package dev.perstream.harness.simulator.build;

import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.harness.simulator.toolchain.Sanitizers;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.util.ArrayList;
import java.util.List;

/** How the simulator and drivers are compiled: with the types of Windows, and so that stacks can be walked. */
final class CompilerOptions {

    /** What the language is; frame pointers are what the simulator finds stacks by. */
    private static final List<String> COMMON = List.of(
            "-std=gnu11",
            "-fshort-wchar",
            "-fms-extensions",
            "-fPIC",
            "-g",
            "-fno-omit-frame-pointer",
            "-fdiagnostics-color=never");

    /** What Microsoft's compiler takes, with a warning at most, and newer compilers here refuse. */
    private static final List<String> TOLERANT =
            List.of("-Wno-incompatible-pointer-types", "-Wno-int-conversion", "-Wno-unknown-pragmas", "-Wno-multichar");

    private static final List<String> PROCESSOR = List.of("-D_AMD64_", "-D_M_AMD64=100", "-D_M_X64=100", "-D_WIN64");

    private CompilerOptions() {}

    /** What the simulator is compiled with. It is watched for bad accesses, which drivers may make it do. */
    static List<String> ofSimulator(Toolchain toolchain) {
        var options = common(toolchain);
        options.addAll(toolchain.sanitizers().withoutUndefined().options());
        options.add("-Wno-unknown-pragmas");
        // Calls within the library need no way around for other libraries' sake.
        options.add("-fno-semantic-interposition");
        return List.copyOf(options);
    }

    /** What a driver is compiled with, but for its folders and definitions. */
    static List<String> ofDriver(Toolchain toolchain) {
        var options = common(toolchain);
        options.addAll(toolchain.sanitizers().options());
        if (toolchain.sanitizers().address()) {
            options.addAll(calledChecks(toolchain.compiler().kind()));
        }
        if (toolchain.sanitizers().undefined()) {
            // Windows packs some of its structures, and its processors take any address.
            options.add("-fno-sanitize=alignment");
        }
        // What overwrites its caller's return address is told by its place; parameters have no other guard.
        options.add("-fstack-protector-all");
        // A routine whose last act is a call stays on the stack.
        options.add("-fno-optimize-sibling-calls");
        options.addAll(PROCESSOR);
        options.addAll(TOLERANT);
        // A warning, so that the linker can say which of the routines are nowhere, with all others that are not.
        options.add("-Wimplicit-function-declaration");
        options.add("-Wno-error=implicit-function-declaration");
        options.addAll(List.of("-nostdinc", "-fno-common"));
        if (toolchain.compiler().kind() == CompilerKind.CLANG) {
            options.add("-Wno-microsoft");
        }
        return List.copyOf(options);
    }

    /** Each check of an access is a call, so that the simulator learns of the access. */
    private static List<String> calledChecks(CompilerKind compiler) {
        return switch (compiler) {
            case GCC -> List.of("--param", "asan-instrumentation-with-call-threshold=0");
            // Those of variables whose addresses are known, too.
            case CLANG ->
                List.of("-mllvm", "-asan-instrumentation-with-call-threshold=0", "-mllvm", "-asan-opt-globals=0");
        };
    }

    private static List<String> common(Toolchain toolchain) {
        var options = new ArrayList<>(COMMON);
        options.add(toolchain.sanitizers().equals(Sanitizers.NONE) ? "-O2" : "-O1");
        return options;
    }
}
