package dev.perstream.schema;

import java.util.List;
import java.util.Optional;

/**
 * What a schema says of its filter.
 *
 * @param key the word {@code filter}
 * @param name its name
 * @param description what it does
 * @param provider who makes it
 * @param version of the driver
 * @param models the drivers to generate
 * @param group the load order group
 * @param altitude a decimal number
 * @param windows the oldest Windows
 * @param architectures the processors
 */
public record FilterSyntax(
        Word key,
        Optional<Word> name,
        Optional<Word> description,
        Optional<Word> provider,
        Optional<Word> version,
        List<Word> models,
        Optional<Word> group,
        Optional<Word> altitude,
        Optional<Word> windows,
        List<Word> architectures) {

    public FilterSyntax {
        models = List.copyOf(models);
        architectures = List.copyOf(architectures);
    }
}
