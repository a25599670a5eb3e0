package dev.perstream.harness.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.Perstream;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.RandomSchema;
import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.model.Context;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Mangling;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of contexts of random schemas with random values. */
class RoundTripTest {

    private static final int VALUES = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** More may be tried: {@code -Dperstream.seeds=100}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("perstream.seeds", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenForADriverIsReadAgainAsItWas(long seed) {
        var filter = filter(seed);
        var classes = GeneratedContexts.of(filter, folder);
        var values = new RandomValues(filter, classes, seed);
        for (var context : filter.contexts()) {
            for (var model : filter.identity().models()) {
                for (var abi : Abi.values()) {
                    var driver = DriverModel.valueOf(model.name());
                    isReadAgain(classes.type(context), context, values, driver, abi);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCopyWithAnotherValueDiffersInThatFieldAlone(long seed) throws ReflectiveOperationException {
        var filter = filter(seed);
        var classes = GeneratedContexts.of(filter, folder);
        var values = new RandomValues(filter, classes, seed);
        for (var context : filter.contexts()) {
            var snapshot = values.snapshot(context);
            for (var field : context.fields()) {
                var value = values.value(field.type());
                var component = component(snapshot, Mangling.camel(field.name()));
                var copy = snapshot.getClass()
                        .getMethod("with" + field.name(), component.getType())
                        .invoke(snapshot, value);
                assertThat(component.getAccessor().invoke(copy)).isEqualTo(value);
                assertThat(String.valueOf(diff(snapshot, copy)).lines())
                        .allMatch(line -> line.startsWith(field.name()) || line.equals("no difference"));
            }
        }
    }

    private static <T extends ContextSnapshot> void isReadAgain(
            ContextType<T> type, Context context, RandomValues values, DriverModel model, Abi abi) {
        var layout = type.layout(model, abi).orElseThrow();
        var first = layout.offsets().get(0).intValue();
        for (var i = 0; i < VALUES; i++) {
            var snapshot = of(type, values.snapshot(context));
            var encoded = type.encode(snapshot, model, abi);
            var decoded = type.decode(encoded, encoded.address(), model, abi);
            assertThat(decoded)
                    .as("%s %s: %s", model, abi, type.diff(snapshot, decoded))
                    .isEqualTo(snapshot);
            assertThat(encoded.structure().slice(0, first))
                    .as("what lies before the fields")
                    .isEqualTo(Bytes.zero(first));
        }
        assertThat(type.encode(type.zero(), model, abi).structure()).isEqualTo(Bytes.zero((int) layout.size()));
        assertThat(type.decode(Bytes.zero((int) layout.size()), model, abi)).isEqualTo(type.zero());
    }

    @SuppressWarnings("unchecked")
    private static <T extends ContextSnapshot> T of(ContextType<T> type, ContextSnapshot snapshot) {
        assertThat(snapshot.contextType()).isEqualTo(type);
        return (T) snapshot;
    }

    private static Object diff(ContextSnapshot snapshot, Object copy) throws ReflectiveOperationException {
        return snapshot.getClass().getMethod("diff", snapshot.getClass()).invoke(snapshot, copy);
    }

    private static RecordComponent component(ContextSnapshot snapshot, String name) {
        return Arrays.stream(snapshot.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static FilterModel filter(long seed) {
        Set<dev.perstream.model.DriverModel> models = seed % 2 == 0
                ? EnumSet.allOf(dev.perstream.model.DriverModel.class)
                : EnumSet.of(dev.perstream.model.DriverModel.MINIFILTER);
        var schema = RandomSchema.of(seed, models);
        var read = Perstream.read(new SourceText(String.format(Locale.ROOT, "seed-%d.yaml", seed), schema));
        return read.value().orElseThrow(() -> new AssertionError(read.diagnostics() + "\n" + schema));
    }
}
