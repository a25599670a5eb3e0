package dev.perstream.harness.simulator.toolchain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which sanitizers the code is built with.
 *
 * @param address AddressSanitizer
 * @param undefined UndefinedBehaviorSanitizer
 */
public record Sanitizers(boolean address, boolean undefined) {

    /** Neither, which is faster, but leaves defects of memory to what the simulator checks itself. */
    public static final Sanitizers NONE = new Sanitizers(false, false);

    /** From the best to the least. */
    static final List<Sanitizers> CHOICES =
            List.of(new Sanitizers(true, true), new Sanitizers(true, false), new Sanitizers(false, true), NONE);

    /** The same but for undefined behaviour. */
    public Sanitizers withoutUndefined() {
        return new Sanitizers(address, false);
    }

    /** The options for compiling. */
    public List<String> options() {
        var options = new ArrayList<String>();
        if (address) {
            options.add("-fsanitize=address");
        }
        if (undefined) {
            options.addAll(List.of("-fsanitize=undefined", "-fno-sanitize-recover=undefined"));
        }
        return List.copyOf(options);
    }

    /** The options for linking: Clang leaves the run-time to the program unless it is told to share it. */
    public List<String> linkOptions(Compiler compiler) {
        if (compiler.kind() != CompilerKind.CLANG || equals(NONE)) {
            return options();
        }
        var library = "libclang_rt." + (address ? "asan" : "ubsan_standalone") + "-" + compiler.processor() + ".so";
        return Stream.concat(
                        options().stream(), Stream.of("-shared-libsan", "-Wl,-rpath," + compiler.folderOf(library)))
                .toList();
    }

    /** In words, for people. */
    public String text() {
        var names = new ArrayList<String>();
        if (address) {
            names.add("AddressSanitizer");
        }
        if (undefined) {
            names.add("UndefinedBehaviorSanitizer");
        }
        return names.isEmpty() ? "no sanitizers" : String.join(" and ", names);
    }
}
