package dev.perstream.emit.java;

import com.palantir.javapoet.TypeSpec;
import dev.perstream.emit.Target;
import dev.perstream.model.FilterModel;
import dev.perstream.output.PlannedFile;
import java.util.List;
import java.util.stream.Stream;

/** The contexts of a filter as Java records, with the enumerations of their fields. */
public final class JavaContexts implements Target {

    private final String packageName;

    /** Contexts in a package, which is named with dots and not empty. */
    public JavaContexts(String packageName) {
        this.packageName = packageName;
    }

    @Override
    public List<PlannedFile> plan(FilterModel filter) {
        var names = new JavaNames(filter, packageName);
        var files = new JavaFiles(names);
        var records = new ContextRecord(filter, names);
        Stream<TypeSpec> enums = filter.enums().stream().map(type -> EnumClass.of(type, names));
        Stream<TypeSpec> contexts = filter.contexts().stream().map(records::of);
        return Stream.concat(enums, contexts).map(files::plumbing).toList();
    }
}
