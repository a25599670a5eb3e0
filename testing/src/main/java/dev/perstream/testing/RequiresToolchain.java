package dev.perstream.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test, or a class of tests, that runs programs of the C toolchain. Where one is missing the test is skipped with
 * a message; if the system property {@code perstream.requireToolchain} is {@code true}, it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ToolchainCondition.class)
public @interface RequiresToolchain {

    /** The programs. */
    String[] value();
}
