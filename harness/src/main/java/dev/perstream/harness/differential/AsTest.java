package dev.perstream.harness.differential;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.world.Side.Moment;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeBehaviour;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Prints a sequence as a test that can be pasted into a project.
 *
 * @param definition the filter
 * @param kind the kind of driver on which it fails
 */
record AsTest(FilterDefinition definition, DriverModel kind) {

    private static final char FIRST_LETTER = 'C';

    /** The same sequence with the beginning that each test has: the filter is loaded, the volumes are mounted. */
    static Sequence startingAsTestsDo(Sequence sequence) {
        var beginning = beginning(sequence);
        var rest = sequence.steps().stream()
                .dropWhile(step -> step instanceof SystemStep.Load || step instanceof SystemStep.Mount)
                .toList();
        return sequence.withSteps(
                Stream.concat(beginning.stream(), rest.stream()).toList());
    }

    private static List<Step> beginning(Sequence sequence) {
        var steps = new ArrayList<Step>();
        steps.add(new SystemStep.Load());
        sequence.declarations().volumes().forEach(volume -> steps.add(new SystemStep.Mount(volume.letter())));
        return steps;
    }

    /** Whether a test can do the same: it begins so, and its volumes are C: and those that follow. */
    private static boolean canBeTold(Sequence sequence) {
        var volumes = sequence.declarations().volumes();
        var beginning = beginning(sequence);
        for (var i = 0; i < volumes.size(); i++) {
            if (volumes.get(i).letter() != FIRST_LETTER + i) {
                return false;
            }
        }
        return sequence.steps().size() >= beginning.size()
                && sequence.steps().subList(0, beginning.size()).equals(beginning);
    }

    /**
     * A source file with one test.
     *
     * @param seed of the sequence before it was shrunk
     * @param expected what the model shows after each step
     */
    String print(long seed, Shrinker.Shrunk shrunk, List<Moment> expected) {
        var sequence = shrunk.sequence();
        var body = new ArrayList<String>();
        var imports =
                new TreeSet<String>(List.of("dev.perstream.harness.junit.FilterTest", "org.junit.jupiter.api.Test"));
        if (canBeTold(sequence)) {
            sequence.declarations().volumes().forEach(volume -> body.add(mount(volume)));
            var story = new Story(facade(), sequence, expected);
            body.addAll(story.lines());
            imports.addAll(story.imports());
            imports.add("dev.perstream.harness.Volume");
            imports.add("dev.perstream.harness.world.FileSystem");
            if (body.stream().anyMatch(line -> line.contains("VolumeBehaviour."))) {
                imports.add("dev.perstream.harness.world.VolumeBehaviour");
            }
        } else {
            body.add("// A test cannot begin as this sequence does; it is repeated by its seed.");
            body.add(facade() + ".differential(" + seed + "L, 1);");
        }
        return file(imports, body, shrunk.disagreement());
    }

    private String file(TreeSet<String> imports, List<String> body, Disagreement disagreement) {
        var lines = new ArrayList<String>();
        lines.add("package " + javaPackage() + ";");
        lines.add("");
        imports.forEach(name -> lines.add("import " + name + ";"));
        lines.add("");
        lines.add("/** The model and the " + kind.key() + " driver do not agree. */");
        lines.add("@FilterTest(" + definition.name() + "Filter.class)");
        lines.add("class " + definition.name() + "DisagreementTest {");
        lines.add("");
        lines.add("    @Test");
        lines.add("    void modelAndDriverAgree(" + definition.name() + "Filter " + facade() + ") {");
        body.forEach(line -> lines.add("        " + line));
        disagreement.lines().forEach(line -> lines.add("        // " + line));
        lines.add("    }");
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    /** The generated classes are in one package. */
    private String javaPackage() {
        return definition.contexts().stream()
                .map(context -> context.type().zero().getClass().getPackageName())
                .findFirst()
                .orElse("test");
    }

    private String facade() {
        return definition.name().substring(0, 1).toLowerCase(Locale.ROOT)
                + definition.name().substring(1);
    }

    private String mount(VolumeDeclaration volume) {
        var line = new StringBuilder("Volume " + Story.name(volume.letter()) + " = " + facade() + ".mount(FileSystem."
                + volume.fileSystem().name());
        if (!volume.behaviours().isEmpty()) {
            EnumSet.copyOf(volume.behaviours())
                    .forEach((VolumeBehaviour behaviour) ->
                            line.append(", VolumeBehaviour.").append(behaviour.name()));
        }
        return line.append(");").toString();
    }
}
