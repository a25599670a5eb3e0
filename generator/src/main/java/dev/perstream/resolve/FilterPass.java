package dev.perstream.resolve;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Architecture;
import dev.perstream.model.DriverModel;
import dev.perstream.model.DriverVersion;
import dev.perstream.model.FilterIdentity;
import dev.perstream.model.LoadOrderGroup;
import dev.perstream.model.WindowsVersion;
import dev.perstream.schema.FilterSyntax;
import dev.perstream.schema.Word;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Resolves what a schema says of its filter. */
final class FilterPass {

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){2,3}");
    private static final Pattern WINDOWS = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}");
    private static final Pattern ALTITUDE = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final int MOST_DIGITS = 64;

    private final Problems problems;
    private final Words words;

    FilterPass(Problems problems) {
        this.problems = problems;
        this.words = new Words(problems);
    }

    /** What could be resolved. */
    FilterDraft resolve(FilterSyntax syntax) {
        var group = syntax.group()
                .flatMap(word ->
                        words.oneOf(word, LoadOrderGroup.values(), LoadOrderGroup::key, Rule.P1, "load order group"));
        group.ifPresent(found -> syntax.group().ifPresent(word -> reserved(found, word)));
        return new FilterDraft(
                syntax,
                syntax.version().flatMap(this::version),
                distinct(syntax.models(), DriverModel.class, "driver model"),
                group,
                syntax.altitude().filter(word -> altitude(word, group)).map(Word::text),
                syntax.windows().flatMap(this::windows),
                distinct(syntax.architectures(), Architecture.class, "architecture"));
    }

    private void reserved(LoadOrderGroup group, Word word) {
        if (group == LoadOrderGroup.SYSTEM || group == LoadOrderGroup.INFRASTRUCTURE) {
            problems.warning(
                    Rule.P1,
                    word.span(),
                    "the group '" + group.key() + "' is reserved for Windows itself",
                    "use the group that says what the filter is for");
        }
    }

    private <E extends Enum<E>> Set<E> distinct(List<Word> listed, Class<E> type, String what) {
        var found = EnumSet.noneOf(type);
        for (var word : listed) {
            words.oneOf(word, type.getEnumConstants(), FilterPass::key, Rule.Y9, what)
                    .filter(value -> !found.add(value))
                    .ifPresent(value -> problems.error(
                            Rule.Y2, word.span(), "'" + word.text() + "' is listed twice", "remove one"));
        }
        return found;
    }

    private static String key(Enum<?> value) {
        if (value instanceof DriverModel model) {
            return model.key();
        }
        return ((Architecture) value).key();
    }

    private Optional<DriverVersion> version(Word word) {
        if (VERSION.matcher(word.text()).matches()) {
            var parts = parts(word);
            if (parts.stream().allMatch(part -> part <= 65_535)) {
                return Optional.of(new DriverVersion(
                        parts.get(0), parts.get(1), parts.get(2), parts.size() > 3 ? parts.get(3) : 0));
            }
        }
        problems.error(
                Rule.Y9,
                word.span(),
                "'" + word.text() + "' is no version of a driver",
                "write three or four numbers from 0 to 65535, such as 1.0.0");
        return Optional.empty();
    }

    private Optional<WindowsVersion> windows(Word word) {
        if (WINDOWS.matcher(word.text()).matches()) {
            var parts = parts(word);
            var version = new WindowsVersion(parts.get(0), parts.get(1), parts.get(2));
            if (version.compareTo(WindowsVersion.VISTA) >= 0 && version.major() <= 10) {
                return Optional.of(version);
            }
        }
        problems.error(
                Rule.Y9,
                word.span(),
                "'" + word.text() + "' is no version of Windows that a filter can run on",
                "write major, minor and build, such as 10.0.19041, from 6.0.6000 on");
        return Optional.empty();
    }

    private static List<Integer> parts(Word word) {
        return List.of(word.text().split("\\.")).stream().map(Integer::valueOf).toList();
    }

    private boolean altitude(Word word, Optional<LoadOrderGroup> group) {
        if (!ALTITUDE.matcher(word.text()).matches() || word.text().length() > MOST_DIGITS) {
            problems.error(
                    Rule.P2,
                    word.span(),
                    "'" + word.text() + "' is no altitude",
                    "write a decimal number, with a fraction if need be, such as 370030.5");
            return false;
        }
        var altitude = new BigDecimal(word.text());
        if (group.isPresent() && !holds(group.get(), altitude)) {
            problems.error(
                    Rule.P2,
                    word.span(),
                    "the altitude " + word.text() + " is not in the range of the group '"
                            + group.get().key() + "'",
                    "use one from " + group.get().lowestAltitude() + " to "
                            + group.get().highestAltitude() + otherGroup(altitude));
            return false;
        }
        return true;
    }

    private static String otherGroup(BigDecimal altitude) {
        return List.of(LoadOrderGroup.values()).stream()
                .filter(group -> holds(group, altitude))
                .findFirst()
                .map(group -> ", or the group '" + group.key() + "'")
                .orElse("");
    }

    private static boolean holds(LoadOrderGroup group, BigDecimal altitude) {
        return altitude.compareTo(BigDecimal.valueOf(group.lowestAltitude())) >= 0
                && altitude.compareTo(BigDecimal.valueOf(group.highestAltitude() + 1L)) < 0;
    }

    /**
     * A filter as far as it could be resolved.
     *
     * @param syntax as written
     * @param version of the driver
     * @param models the drivers to generate
     * @param group the load order group
     * @param altitude within the group's range
     * @param windows the oldest Windows
     * @param architectures the processors
     */
    record FilterDraft(
            FilterSyntax syntax,
            Optional<DriverVersion> version,
            Set<DriverModel> models,
            Optional<LoadOrderGroup> group,
            Optional<String> altitude,
            Optional<WindowsVersion> windows,
            Set<Architecture> architectures) {

        /** The filter; to be called only if nothing is wrong. */
        FilterIdentity identity() {
            return new FilterIdentity(
                    syntax.name().orElseThrow().text(),
                    text(syntax.description()),
                    text(syntax.provider()),
                    version.orElseThrow(),
                    models,
                    group.orElseThrow(),
                    altitude.orElseThrow(),
                    windows.orElseThrow(),
                    architectures);
        }

        private static String text(Optional<Word> word) {
            return word.map(Word::text).orElse("");
        }
    }
}
