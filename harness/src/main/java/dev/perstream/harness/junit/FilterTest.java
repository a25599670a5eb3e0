package dev.perstream.harness.junit;

import dev.perstream.harness.Filter;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.HookModel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of a filter. The class runs once for each of the filter's driver models on the model alone, and once more on the
 * compiled driver, with the model beside it; after each step the contexts of both are compared.
 *
 * <pre>{@code
 * @FilterTest(AuditFilter.class)
 * class AuditTest {
 *
 *     @Test
 *     void secondOpenSharesTheStreamContext(AuditFilter audit) {
 *         Volume c = audit.mount(FileSystem.NTFS);
 *         Handle a = c.open("\\log.txt");
 *         Handle b = c.open("\\log.txt");
 *         assertThat(audit.streamState(a)).isSameAs(audit.streamState(b));
 *     }
 * }
 * }</pre>
 *
 * <p>Each test gets a machine of its own, on which the filter is loaded and nothing else has happened. When a test has ended,
 * everything is closed and the filter unloaded; what it leaves behind fails the test, as all does that the simulator finds.
 * The driver is compiled when its sources have changed. On a machine without a C compiler the tests on the driver are
 * skipped.
 *
 * <p>Configuration parameters of JUnit, which may be given as system properties:
 *
 * <ul>
 *   <li>{@code perstream.driver}: {@code auto}, the default; {@code off} skips the tests on the driver; {@code required}
 *       fails them where there is no compiler
 *   <li>{@code perstream.sanitizers}: {@code false} builds without AddressSanitizer and UndefinedBehaviorSanitizer, which is
 *       faster and finds less
 *   <li>{@code perstream.seed}: the seed of what is random, 1 by default
 *   <li>{@code perstream.drivers}: the folder that the driver's folders are relative to; by default the property {@code
 *       basedir}, which Maven sets, or the working folder
 *   <li>{@code perstream.cache}: the folder where what was compiled is kept; by default as the environment variable {@code
 *       PERSTREAM_CACHE} says, or the user's cache folder
 *   <li>{@code perstream.hang-limit}: after how many seconds in one step a driver counts as hanging; 10 by default
 * </ul>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@ExtendWith(FilterTestExtension.class)
public @interface FilterTest {

    /** The generated class of the filter, which its tests get as a parameter. */
    Class<? extends Filter> value();

    /** The driver models to run on; all that the schema has unless it is said. */
    DriverModel[] models() default {};

    /** What the author's hooks do to contexts; needed where they change any. It has a constructor without parameters. */
    Class<? extends HookModel> hooks() default NoHooks.class;
}
