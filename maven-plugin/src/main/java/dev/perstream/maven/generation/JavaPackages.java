package dev.perstream.maven.generation;

import dev.perstream.emit.java.JavaNames;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * The packages of generated classes.
 *
 * @param given the one that the user named
 * @param groupId of the project, which is taken where none is named
 */
public record JavaPackages(Optional<String> given, String groupId) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.]+");

    /**
     * Names them.
     *
     * @throws GenerationException if what the user named is no package
     */
    public static JavaPackages of(Optional<String> given, String groupId) throws GenerationException {
        if (given.filter(name ->
                        !SourceVersion.isName(name) || !PLAIN.matcher(name).matches())
                .isPresent()) {
            throw new GenerationException("'" + given.get() + "' is no name of a package; set javaPackage to words of"
                    + " letters, digits and underscores with dots between them, none of them a keyword of Java");
        }
        return new JavaPackages(given, groupId);
    }

    /** The package of a filter's classes. */
    String of(String filter) {
        return given.orElseGet(() -> JavaNames.packageOf(groupId, filter));
    }
}
