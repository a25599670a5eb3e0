package dev.perstream.schema;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code contexts}. */
final class ContextReader {

    private static final List<String> CONTEXT_KEYS =
            List.of("attach", "doc", "create", "pool", "tag", "lock", "unavailable", "probe", "fields", "track");
    private static final List<String> FIELD_KEYS =
            List.of("type", "ref", "size", "length", "max", "name", "initial", "interlocked", "doc");

    private final Problems problems;

    ContextReader(Problems problems) {
        this.problems = problems;
    }

    List<ContextSyntax> contexts(Yaml value) {
        var contexts = new ArrayList<ContextSyntax>();
        MappingReader.entriesOf(value, "'contexts'", problems).forEach(entry -> contexts.add(context(entry)));
        if (value instanceof Yaml.Mapping mapping && mapping.entries().isEmpty()) {
            problems.error(Rule.Y8, value.span(), "'contexts' is empty", "declare a context");
        }
        return contexts;
    }

    private ContextSyntax context(Yaml.Entry entry) {
        var what = "the context '" + entry.key().text() + "'";
        var keys = new MappingReader(entry.value(), entry.key().span(), what, CONTEXT_KEYS, problems);
        return new ContextSyntax(
                entry.key(),
                keys.requiredWord("attach", "attach: stream"),
                keys.word("doc"),
                keys.word("create"),
                keys.word("pool"),
                keys.word("tag"),
                keys.word("lock"),
                keys.word("unavailable"),
                keys.word("probe"),
                keys.required("fields", "fields: { OpenCount: uint32 }")
                        .map(value -> fields(value, what))
                        .orElse(List.of()),
                keys.value("track").map(value -> tracks(value, what)).orElse(List.of()));
    }

    private List<FieldSyntax> fields(Yaml value, String what) {
        var fields = new ArrayList<FieldSyntax>();
        for (var entry : MappingReader.entriesOf(value, "'fields' of " + what, problems)) {
            fields.add(field(entry));
        }
        if (value instanceof Yaml.Mapping mapping && mapping.entries().isEmpty()) {
            problems.error(Rule.R7, value.span(), what + " has no fields", "declare a field");
        }
        return fields;
    }

    private FieldSyntax field(Yaml.Entry entry) {
        if (entry.value() instanceof Yaml.Scalar scalar && !scalar.word().isNothing()) {
            return shortForm(entry.key(), scalar.word());
        }
        var what = "the field '" + entry.key().text() + "'";
        if (!(entry.value() instanceof Yaml.Mapping)) {
            var reported = entry.value() instanceof Yaml.Refused ? new Problems() : problems;
            reported.error(
                    Rule.Y8,
                    entry.value().span(),
                    what + " is a type or a mapping, not " + entry.value().kind(),
                    "write '" + entry.key().text() + ": uint32'");
            return longForm(
                    entry.key(),
                    new MappingReader(
                            new Yaml.Mapping(List.of(), entry.value().span()),
                            entry.key().span(),
                            what,
                            FIELD_KEYS,
                            new Problems()));
        }
        var keys = new MappingReader(entry.value(), entry.key().span(), what, FIELD_KEYS, problems);
        if (keys.value("type").isEmpty() && keys.value("ref").isEmpty()) {
            problems.error(Rule.Y7, entry.key().span(), what + " needs the key 'type' or 'ref'", "add 'type: uint32'");
        }
        return longForm(entry.key(), keys);
    }

    private static FieldSyntax shortForm(Word name, Word type) {
        return new FieldSyntax(
                name,
                Optional.of(type),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static FieldSyntax longForm(Word name, MappingReader keys) {
        return new FieldSyntax(
                name,
                keys.word("type"),
                keys.word("ref"),
                keys.word("size"),
                keys.word("length"),
                keys.word("max"),
                keys.word("name"),
                keys.word("initial"),
                keys.word("interlocked"),
                keys.word("doc"));
    }

    private List<TrackSyntax> tracks(Yaml value, String what) {
        var tracks = new ArrayList<TrackSyntax>();
        for (var entry : MappingReader.entriesOf(value, "'track' of " + what, problems)) {
            var key = "'" + entry.key().text() + "'";
            tracks.add(new TrackSyntax(entry.key(), MappingReader.wordsOf(entry.value(), key, problems)));
        }
        return tracks;
    }
}
