package dev.perstream.emit;

import dev.perstream.model.Context;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.EnumType;
import dev.perstream.model.FilterModel;
import dev.perstream.model.OperationUse;
import dev.perstream.model.Track;
import dev.perstream.output.Digest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tells one schema from another, so that a driver and a model that were generated from different ones are not taken
 * for a pair. It covers all that the two hold or do. Texts about the filter, its group and its altitude, the order of
 * what YAML has as a mapping (but for fields, which lie in memory in their order), comments and layout do not count.
 */
public final class SchemaFingerprint {

    /** How many characters it has. */
    public static final int LENGTH = 64;

    private static final Set<String> WITHOUT_EFFECT =
            Set.of("doc", "description", "provider", "version", "group", "altitude", "models", "architectures");

    private static final Set<Class<?>> UNORDERED =
            Set.of(EnumType.class, EnumConstant.class, Context.class, Track.class, OperationUse.class);

    private SchemaFingerprint() {}

    /** The fingerprint of a filter: 64 hexadecimal digits, lower case. */
    public static String of(FilterModel filter) {
        return Digest.of(text(filter));
    }

    private static String text(Object value) {
        if (value instanceof Record data) {
            return data.getClass().getSimpleName() + components(data);
        } else if (value instanceof Collection<?> elements) {
            return elements(elements);
        } else if (value instanceof Optional<?> optional) {
            return elements(optional.stream().toList());
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return quoted(value.toString());
    }

    private static String components(Record data) {
        return Arrays.stream(data.getClass().getRecordComponents())
                .filter(component -> !WITHOUT_EFFECT.contains(component.getName()))
                .map(component -> component.getName() + "=" + text(value(component, data)))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static String elements(Collection<?> elements) {
        var texts = elements.stream().map(SchemaFingerprint::text);
        var unordered = elements.stream().anyMatch(element -> UNORDERED.contains(element.getClass()));
        return (unordered ? texts.sorted() : texts).collect(Collectors.joining(",", "[", "]"));
    }

    /** With what stands for itself told from what separates. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Object value(RecordComponent component, Record data) {
        try {
            return component.getAccessor().invoke(data);
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException(component + " of a public record", exception);
        }
    }
}
