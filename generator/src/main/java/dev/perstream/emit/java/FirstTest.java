package dev.perstream.emit.java;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Mangling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** A first test, for the author to go on from: {@code AuditTest}. */
final class FirstTest {

    /** From what one sees best what a context is. */
    private static final List<Attachment> BEST_FIRST = List.of(
            Attachment.STREAM, Attachment.FILE, Attachment.STREAM_HANDLE, Attachment.INSTANCE, Attachment.VOLUME);

    private final FilterModel filter;
    private final JavaNames names;

    FirstTest(FilterModel filter, JavaNames names) {
        this.filter = filter;
        this.names = names;
    }

    TypeSpec type() {
        return TypeSpec.classBuilder(names.test())
                .addJavadoc(
                        "Tests of $L. Each runs on the model and on the compiled driver. This file is yours: it is never "
                                + "overwritten.",
                        filter.identity().name())
                .addAnnotation(AnnotationSpec.builder(HarnessTypes.FILTER_TEST)
                        .addMember("value", "$T.class", names.facade())
                        .build())
                .addMethod(best().map(this::test).orElseGet(this::plain))
                .build();
    }

    /** A context that is there when a file is open, so that a test sees it. */
    private Optional<Context> best() {
        return BEST_FIRST.stream()
                .flatMap(attachment -> filter.attachedTo(attachment).stream())
                .filter(context -> !context.attach().ofFile() || isThere(context))
                .findFirst();
    }

    private boolean isThere(Context context) {
        var life = new Lifetime(filter, context);
        return life.comesWithOpen() && life.isPlain();
    }

    private MethodSpec test(Context context) {
        return switch (context.attach()) {
            case STREAM, FILE -> sharing(context);
            case STREAM_HANDLE -> handle(context);
            default -> volume(context);
        };
    }

    private MethodSpec sharing(Context context) {
        var filterName = parameter(context);
        var of = filterName + "." + names.accessor(context);
        return begun("secondOpenSharesThe" + context.name(), filterName)
                .addStatement("$T a = c.open($S)", HarnessTypes.HANDLE, "\\log.txt")
                .addStatement("$T b = c.open($S)", HarnessTypes.HANDLE, "\\log.txt")
                .addStatement("$T.assertThat($L(a)).isSameAs($L(b))", HarnessTypes.ASSERTIONS, of, of)
                .build();
    }

    private MethodSpec handle(Context context) {
        var filterName = parameter(context);
        return begun("openHandleHasA" + context.name(), filterName)
                .addStatement("$T a = c.open($S)", HarnessTypes.HANDLE, "\\log.txt")
                .addStatement(
                        "$T.assertThat($L.$L(a)).isPresent()", HarnessTypes.ASSERTIONS, filterName, names.find(context))
                .addStatement("a.close()")
                .addStatement("$L.assertClean()", filterName)
                .build();
    }

    private MethodSpec volume(Context context) {
        var filterName = parameter(context);
        return begun("volumeHasA" + context.name(), filterName)
                .addStatement(
                        "$T.assertThat($L.$L(c)).isPresent()", HarnessTypes.ASSERTIONS, filterName, names.find(context))
                .build();
    }

    private MethodSpec plain() {
        return begun("closingLeavesNothingBehind", "filter")
                .addStatement("$T a = c.open($S)", HarnessTypes.HANDLE, "\\log.txt")
                .addStatement("a.write(0, 100)")
                .addStatement("a.close()")
                .addStatement("filter.assertClean()")
                .build();
    }

    private MethodSpec.Builder begun(String name, String filterName) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(HarnessTypes.TEST)
                .addParameter(names.facade(), filterName)
                .addStatement("$T c = $L.mount($T.NTFS)", HarnessTypes.VOLUME, filterName, HarnessTypes.FILE_SYSTEM);
    }

    /** The filter's name, unless Java or the test has taken it. */
    private String parameter(Context context) {
        var name = Mangling.camel(filter.identity().name());
        var taken = Stream.of("a", "b", "c").anyMatch(name::equals)
                || SourceVersion.isKeyword(name)
                || name.equals(names.accessor(context));
        return taken ? "filter" : name;
    }
}
