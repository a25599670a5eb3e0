package dev.perstream.harness.simulator.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which headers a driver includes, found as Windows finds them: in either case and with either slash.
 *
 * @param files all files of the driver that are read, headers too
 * @param renamed names that are written in another way than their files', with these files
 */
record IncludeScan(SortedSet<Path> files, SortedMap<String, Path> renamed) {

    private static final Pattern INCLUDE =
            Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]*(?:\"([^\"\\r\\n]+)\"|<([^>\\r\\n]+)>)");

    IncludeScan {
        files = Collections.unmodifiableSortedSet(files);
        renamed = Collections.unmodifiableSortedMap(renamed);
    }

    /**
     * Follows the includes of a driver.
     *
     * @param system the folders of headers that do not belong to the driver
     */
    static IncludeScan of(DriverSources sources, List<Path> system) {
        var files = new TreeSet<Path>();
        var renamed = new TreeMap<String, Path>();
        var pending = new ArrayDeque<>(sources.files());
        while (!pending.isEmpty()) {
            var file = pending.remove();
            if (!files.add(file)) {
                continue;
            }
            var includes = INCLUDE.matcher(text(file));
            while (includes.find()) {
                var quoted = includes.group(1) != null;
                var name = quoted ? includes.group(1) : includes.group(2);
                var folders = Stream.concat(
                                quoted ? Stream.of(file.getParent()) : Stream.empty(), sources.headerFolders().stream())
                        .toList();
                var own = find(folders, name);
                own.ifPresent(pending::add);
                own.or(() -> find(system, name))
                        .filter(found -> !isFoundAnyway(folders, system, name))
                        .ifPresent(found -> renamed.putIfAbsent(name, found));
            }
        }
        return new IncludeScan(files, renamed);
    }

    private static boolean isFoundAnyway(List<Path> folders, List<Path> system, String name) {
        return Stream.concat(folders.stream(), system.stream())
                .anyMatch(folder -> Files.isRegularFile(folder.resolve(name)));
    }

    private static Optional<Path> find(List<Path> folders, String name) {
        return folders.stream()
                .flatMap(folder -> find(folder, name.replace('\\', '/')).stream())
                .findFirst();
    }

    private static Optional<Path> find(Path folder, String name) {
        if (Files.isRegularFile(folder.resolve(name))) {
            return Optional.of(folder.resolve(name).normalize());
        }
        var found = folder;
        for (var part : name.split("/", -1)) {
            var next = part.equals(".") || part.equals("..")
                    ? Optional.of(found.resolve(part).normalize())
                    : child(found, part);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            found = next.get();
        }
        return Optional.of(found).filter(Files::isRegularFile);
    }

    private static Optional<Path> child(Path folder, String name) {
        if (Files.exists(folder.resolve(name))) {
            return Optional.of(folder.resolve(name));
        }
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var children = Files.list(folder)) {
            return children.filter(
                            child -> lower(child.getFileName().toString()).equals(lower(name)))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Sources are in any encoding; the directives are in ASCII. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
