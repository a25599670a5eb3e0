package dev.perstream.emit.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.output.PlannedFile;
import java.util.List;
import java.util.regex.Pattern;

/** Turns classes into files. */
public final class JavaFiles {

    private static final String INDENT = "    ";

    /** A comment of one line that the library spreads over three. */
    private static final Pattern LONELY_LINE = Pattern.compile("(?m)^( *)/\\*\\*\\n *\\* (?!@)(.*)\\n *\\*/$");

    /** A constant with a value, after which the library leaves a blank line. */
    private static final Pattern LOOSE_CONSTANT = Pattern.compile("(?m)^( {4}[A-Z][A-Z0-9_]*\\(.*\\),)\\n$\\n");

    private final JavaNames names;

    /** Files in the package that the names have. */
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
        var file = JavaFile.builder(names.packageName(), type)
                .skipJavaLangImports(true)
                .indent(INDENT);
        if (type.toString().contains(".assertThat(")) {
            file.addStaticImport(HarnessTypes.ASSERTIONS, "assertThat");
        }
        var text = file.build().toString();
        return LOOSE_CONSTANT
                .matcher(LONELY_LINE.matcher(text).replaceAll("$1/** $2 */"))
                .replaceAll("$1\n");
    }
}
