package dev.perstream.maven.generation;

import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.DiagnosticFormat;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.model.FilterModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Reads several schemas, so that what is wrong with any of them is told in one run. */
final class Reading {

    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> filters = new HashMap<>();

    /**
     * Takes each schema through a step.
     *
     * @param step from text to result
     * @param filter the filter of a result
     * @throws GenerationException with every error of every schema
     */
    <T> List<T> all(SchemaFiles schemas, Function<SourceText, Checked<T>> step, Function<T, FilterModel> filter)
            throws GenerationException {
        var results = new ArrayList<T>();
        for (var file : schemas.files()) {
            var checked = step.apply(file.source());
            var format = new DiagnosticFormat(file.source());
            checked.diagnostics()
                    .forEach(diagnostic -> (diagnostic.isError() ? errors : warnings).add(format.format(diagnostic)));
            checked.value().ifPresent(result -> {
                results.add(result);
                checkName(filter.apply(result).identity().name(), file);
            });
        }
        if (!errors.isEmpty()) {
            throw new GenerationException(errors.size() + (errors.size() == 1 ? " error" : " errors") + "\n\n"
                    + String.join("\n\n", errors) + "\n");
        }
        return results;
    }

    private void checkName(String name, SchemaFile file) {
        var other = filters.put(name.toLowerCase(Locale.ROOT), file.source().name());
        if (other != null) {
            errors.add(other + " and " + file.source().name() + ": both describe a filter named " + name
                    + "; give each filter a name of its own");
        }
    }

    /** What is suspicious, as messages. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
