package dev.perstream.harness.simulator.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Routines that a linker finds and a kernel does not have: those of the host's C library, and the simulator's own. A
 * driver that declares one by itself would get something else than on Windows.
 */
final class ForeignRoutines {

    /** What compilers call by themselves, and what exception handlers become. */
    private static final Set<String> COMPILERS =
            Set.of("memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen", "_setjmp");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    private ForeignRoutines() {}

    /**
     * Those that a driver refers to.
     *
     * @param image the linked driver
     * @param headers what the simulator declares for drivers
     */
    static SortedSet<String> of(Path image, Path headers) {
        var candidates = DynamicSymbols.undefined(image).stream()
                .filter(name -> !COMPILERS.contains(name) && isLowerCase(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!candidates.isEmpty()) {
            var declared = text(headers);
            candidates.removeIf(name -> declares(declared, name));
        }
        return candidates;
    }

    /** The kernel's names begin with a capital letter, those of compilers' run-times with an underscore and more. */
    private static boolean isLowerCase(String name) {
        return name.matches("_?[a-z].*");
    }

    private static boolean declares(String headers, String name) {
        return Pattern.compile("\\b" + Pattern.quote(name) + (name.startsWith("sim_") ? "\\b" : "\\s*\\("))
                .matcher(headers)
                .find();
    }

    private static String text(Path headers) {
        try (var files = Files.walk(headers)) {
            return files.filter(file -> file.toString().endsWith(".h"))
                    .map(ForeignRoutines::withoutComments)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutComments(Path header) {
        try {
            return COMMENT.matcher(Files.readString(header)).replaceAll(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
