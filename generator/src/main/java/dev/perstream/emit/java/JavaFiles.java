package dev.perstream.emit.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.output.PlannedFile;
import java.util.List;

/** Turns classes into files. */
public final class JavaFiles {

    private static final String INDENT = "    ";

    private final JavaNames names;

    public JavaFiles(JavaNames names) {
        this.names = names;
    }

    /** The file of a class that is generated at each run. */
    public PlannedFile plumbing(TypeSpec type) {
        return PlannedFile.plumbing(path(type), text(type));
    }

    /** The file of a class that is the author's. */
    public PlannedFile scaffold(TypeSpec type) {
        return PlannedFile.scaffold(path(type), text(type), List.of());
    }

    private String path(TypeSpec type) {
        return names.packageName().replace('.', '/') + "/" + type.name() + ".java";
    }

    private String text(TypeSpec type) {
        return JavaFile.builder(names.packageName(), type)
                .skipJavaLangImports(true)
                .indent(INDENT)
                .build()
                .toString();
    }
}
