package dev.perstream.schema;

import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of a schema into its syntax tree. */
public final class SchemaReader {

    private static final List<String> SECTIONS =
            List.of("perstream", "filter", "enums", "flags", "contexts", "operations");
    private static final List<String> FILTER_KEYS = List.of(
            "name", "description", "provider", "version", "models", "group", "altitude", "windows", "architectures");

    private final SourceText source;
    private final Problems problems = new Problems();

    private SchemaReader(SourceText source) {
        this.source = source;
    }

    /**
     * Reads a schema.
     *
     * @return the tree, absent only if the text is not YAML; what is wrong with the structure is among the tree's
     *     problems, so that the resolver can go on and all is reported in one run
     */
    public static Checked<SchemaTree> read(SourceText source) {
        return new SchemaReader(source).read();
    }

    private Checked<SchemaTree> read() {
        var root = new YamlReader(source, problems).read();
        if (root.isPresent() && !(root.get() instanceof Yaml.Mapping)) {
            problems.error(
                    Rule.Y4,
                    root.get().span(),
                    "a schema is a mapping, not " + root.get().kind(),
                    "start it with 'perstream: 1'");
            root = Optional.empty();
        }
        var tree = root.map(this::tree);
        return new Checked<>(tree, tree.isPresent() ? List.of() : problems.list());
    }

    private SchemaTree tree(Yaml root) {
        var sections = new MappingReader(root, root.span(), "a schema", SECTIONS, problems);
        languageVersion(sections);
        var filter = sections.required("filter", "filter:")
                .map(value -> filter(new Word("filter", keySpan(root, "filter"), 0), value));
        var enums = new ArrayList<EnumSyntax>();
        sections.value("enums").ifPresent(value -> enums.addAll(enums(value, false)));
        sections.value("flags").ifPresent(value -> enums.addAll(enums(value, true)));
        var contexts = sections.required("contexts", "contexts:")
                .map(value -> new ContextReader(problems).contexts(value))
                .orElse(List.of());
        var operations = sections.value("operations").map(this::operations).orElse(List.of());
        return new SchemaTree(source, problems.list(), filter, enums, contexts, operations);
    }

    private void languageVersion(MappingReader sections) {
        sections.requiredWord("perstream", "perstream: 1")
                .filter(version -> !version.text().equals("1"))
                .ifPresent(version -> problems.error(
                        Rule.Y9,
                        version.span(),
                        "'" + version.text() + "' is no version of the schema language that this generator reads",
                        "write 'perstream: 1'"));
    }

    private FilterSyntax filter(Word key, Yaml value) {
        var filter = new MappingReader(value, key.span(), "the filter", FILTER_KEYS, problems);
        return new FilterSyntax(
                key,
                filter.requiredWord("name", "name: MyFilter"),
                filter.word("description"),
                filter.word("provider"),
                filter.requiredWord("version", "version: 1.0.0"),
                filter.requiredWords("models", "models: [minifilter]"),
                filter.requiredWord("group", "group: activity-monitor"),
                filter.requiredWord("altitude", "altitude: 370030"),
                filter.requiredWord("windows", "windows: 10.0.19041"),
                filter.requiredWords("architectures", "architectures: [x64, arm64]"));
    }

    private List<EnumSyntax> enums(Yaml value, boolean flags) {
        var section = flags ? "'flags'" : "'enums'";
        var enums = new ArrayList<EnumSyntax>();
        for (var entry : MappingReader.entriesOf(value, section, problems)) {
            var what = (flags ? "the flags '" : "the enum '") + entry.key().text() + "'";
            var keys = new MappingReader(
                    entry.value(), entry.key().span(), what, List.of("type", "values", "doc"), problems);
            enums.add(new EnumSyntax(
                    entry.key(),
                    flags,
                    keys.word("doc"),
                    keys.requiredWord("type", "type: uint8"),
                    keys.required("values", flags ? "values: { first: 1, second: 2 }" : "values: { unknown: 0 }")
                            .map(values -> constants(values, what))
                            .orElse(List.of())));
        }
        return enums;
    }

    private List<EnumSyntax.ConstantSyntax> constants(Yaml values, String what) {
        var constants = new ArrayList<EnumSyntax.ConstantSyntax>();
        for (var entry : MappingReader.entriesOf(values, "'values' of " + what, problems)) {
            MappingReader.wordOf(entry.value(), "'" + entry.key().text() + "'", problems)
                    .ifPresent(value -> constants.add(new EnumSyntax.ConstantSyntax(entry.key(), value)));
        }
        if (values instanceof Yaml.Mapping mapping && mapping.entries().isEmpty()) {
            problems.error(Rule.Y8, values.span(), "'values' of " + what + " is empty", "declare a constant");
        }
        return constants;
    }

    private List<OperationSyntax> operations(Yaml value) {
        var operations = new ArrayList<OperationSyntax>();
        for (var entry : MappingReader.entriesOf(value, "'operations'", problems)) {
            var what = "the operation '" + entry.key().text() + "'";
            var keys =
                    new MappingReader(entry.value(), entry.key().span(), what, List.of("hooks", "contexts"), problems);
            operations.add(new OperationSyntax(
                    entry.key(), keys.requiredWords("hooks", "hooks: [pre, post]"), keys.words("contexts")));
        }
        return operations;
    }

    private static Span keySpan(Yaml root, String key) {
        return MappingReader.entriesOf(root, "", new Problems()).stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(entry -> entry.key().span())
                .findFirst()
                .orElse(Span.START);
    }
}
