package dev.perstream.resolve;

import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.model.FilterModel;
import dev.perstream.schema.SchemaReader;
import java.util.Optional;

/** Reads and resolves schemas for tests. */
final class Schemas {

    private Schemas() {}

    static Checked<FilterModel> filter(SourceText source) {
        var tree = SchemaReader.read(source);
        return tree.value().map(Resolver::resolve).orElseGet(() -> new Checked<>(Optional.empty(), tree.diagnostics()));
    }

    static FilterModel valid(String text) {
        return filter(new SourceText("test.yaml", text)).value().orElseThrow();
    }
}
