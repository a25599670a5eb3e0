package dev.perstream.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.model.Architecture;
import dev.perstream.model.Attachment;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.LoadOrderGroup;
import dev.perstream.model.Lock;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.SimpleType;
import dev.perstream.model.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the schema language's reference say what the model says. */
final class SchemaTablesTest {

    private static final String PAGE = "docs/schema.md";

    @Test
    void theOperationsAreThoseOfTheModel() {
        assertThat(Manual.table(PAGE, "operations"))
                .containsExactlyElementsOf(rows(Operation.values(), SchemaTablesTest::row));
    }

    @Test
    void theValuesAreThoseOfTheModel() {
        assertThat(Manual.table(PAGE, "values"))
                .containsExactlyElementsOf(rows(OperationValue.values(), SchemaTablesTest::row));
    }

    @Test
    void theLoadOrderGroupsAreThoseOfTheModel() {
        assertThat(Manual.table(PAGE, "groups"))
                .containsExactlyElementsOf(rows(LoadOrderGroup.values(), SchemaTablesTest::row));
    }

    @Test
    void theTypesAreThoseOfTheModel() {
        var types = Stream.concat(
                        Arrays.stream(IntegerType.values()).map(IntegerType::key),
                        Arrays.stream(SimpleType.values()).map(SimpleType::key))
                .toList();
        assertThat(firstWords("types")).containsAll(types);
    }

    @Test
    void theKindsLocksOperatorsAndArchitecturesAreThoseOfTheModel() {
        assertThat(firstWords("attachments")).containsExactlyElementsOf(keys(Attachment.values(), Attachment::key));
        assertThat(firstWords("locks")).containsExactlyElementsOf(keys(Lock.values(), Lock::key));
        assertThat(firstWords("operators"))
                .containsExactlyElementsOf(keys(Statement.Operator.values(), Statement.Operator::symbol));
        assertThat(Manual.text(PAGE))
                .contains(keys(Architecture.values(), Architecture::key).stream()
                        .map(SchemaTablesTest::code)
                        .collect(Collectors.joining(", ")));
    }

    private static String row(Operation operation) {
        var models = operation.models().size() == 2
                ? ""
                : operation.models().iterator().next().key();
        var values = Arrays.stream(OperationValue.values())
                .filter(value -> value.offeredBy(operation))
                .filter(value -> !offeredByMany(value))
                .map(value -> code(value.key()))
                .collect(Collectors.joining(", "));
        return cells(code(operation.key()), subject(operation), after(operation), models, values);
    }

    private static String subject(Operation operation) {
        return operation.subject().name().toLowerCase(Locale.ROOT);
    }

    private static String after(Operation operation) {
        return switch (operation.completion()) {
            case NONE -> "none";
            case PASSIVE -> "PASSIVE_LEVEL";
            case SYNCHRONIZED -> "APC_LEVEL";
            case DISPATCH -> "DISPATCH_LEVEL";
        };
    }

    private static String row(OperationValue value) {
        var type = value.type() instanceof FieldType.Text
                ? "string"
                : value.type() instanceof IntegerType integer ? integer.key() : ((SimpleType) value.type()).key();
        return cells(
                code(value.key()), code(type), value.earliest() == Phase.BEFORE ? "before" : "after", offering(value));
    }

    /** Whether a value is better described by the operations that do not offer it. */
    private static boolean offeredByMany(OperationValue value) {
        return Arrays.stream(Operation.values()).filter(value::offeredBy).count() > 10;
    }

    private static String offering(OperationValue value) {
        if (!offeredByMany(value)) {
            return listed(value, true);
        }
        var missing = listed(value, false);
        return missing.isEmpty() ? "all" : "all but " + missing;
    }

    private static String listed(OperationValue value, boolean offered) {
        return Arrays.stream(Operation.values())
                .filter(operation -> value.offeredBy(operation) == offered)
                .map(operation -> code(operation.key()))
                .collect(Collectors.joining(", "));
    }

    private static String row(LoadOrderGroup group) {
        return cells(
                code(group.key()),
                group.lowestAltitude() + " to " + group.highestAltitude(),
                group.className().isEmpty() ? "none" : group.className(),
                group.classGuid().isEmpty() ? "" : "{" + group.classGuid() + "}");
    }

    private static List<String> firstWords(String table) {
        return Manual.table(PAGE, table).stream()
                .map(row -> row.split("`", -1)[1].replace("\\|", "|"))
                .toList();
    }

    private static <E> List<String> rows(E[] values, Function<E, String> row) {
        return Arrays.stream(values).map(row).toList();
    }

    private static <E> List<String> keys(E[] values, Function<E, String> key) {
        return Arrays.stream(values).map(key).toList();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
