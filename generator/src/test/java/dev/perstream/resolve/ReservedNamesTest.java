package dev.perstream.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.emit.Emitted;
import dev.perstream.model.DriverModel;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReservedNamesTest {

    /** A call of a routine, not through a member of a structure; macros in capitals are hidden by no variable. */
    private static final Pattern CALL = Pattern.compile("(?<![\\w>.\"])([A-Z][a-z]\\w+)\\(");

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void noContextHidesARoutineThatItsDriverCalls(DriverModel model) {
        var driver = Emitted.rich(model);
        var hidden = new TreeSet<String>();
        driver.routines().values().forEach(body -> {
            var call = CALL.matcher(body.replaceAll("//[^\n]*", ""));
            while (call.find()) {
                hidden.add(call.group(1));
            }
        });

        assertThat(hidden).hasSizeGreaterThan(30);
        hidden.removeIf(name -> name.startsWith(driver.filter())
                || ReservedNames.contextTakenBy(name).isPresent());
        assertThat(hidden).as("names that a context may still have").isEmpty();
    }
}
