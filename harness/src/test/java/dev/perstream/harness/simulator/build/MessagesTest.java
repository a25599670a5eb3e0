package dev.perstream.harness.simulator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MessagesTest {

    @Test
    void theErrorsOfACompilerAreKeptWithoutItsWarnings() {
        var output = """
                In file included from a.h:1,
                                 from /d/a.c:2:
                b.h:3:1: warning: harmless [-Wfoo]
                    3 | int x;
                      | ^~~
                /d/a.c: In function 'f':
                /d/a.c:12:5: error: 'Foo' undeclared (first use in this function)
                   12 |     Foo = 1;
                      |     ^~~
                /d/a.c:12:5: note: each undeclared identifier is reported only once
                /d/a.c:13:1: warning: also harmless
                """;

        assertThat(CompilerMessages.errors(output))
                .containsExactly(
                        "/d/a.c:12:5: error: 'Foo' undeclared (first use in this function)",
                        "   12 |     Foo = 1;",
                        "      |     ^~~",
                        "/d/a.c:12:5: note: each undeclared identifier is reported only once");
    }

    @Test
    void anErrorInAHeaderSaysWhoIncludesIt() {
        var output = """
                In file included from a.h:1,
                                 from /d/a.c:2:
                b.h:3:10: fatal error: c.h: No such file or directory
                """;

        assertThat(CompilerMessages.errors(output))
                .containsExactly(
                        "In file included from a.h:1,",
                        "                 from /d/a.c:2:",
                        "b.h:3:10: fatal error: c.h: No such file or directory");
    }

    @Test
    void routinesThatNoHeaderDeclaresAreFoundInWhatBothCompilersSay() {
        var output = """
                a.c:2:26: warning: implicit declaration of function 'FltFoo'; did you mean 'FltGoo'? [-Wimplicit-function-declaration]
                a.c:3:26: warning: implicit declaration of function ‘FltBar’ [-Wimplicit-function-declaration]
                a.c:4:9: warning: implicit declaration of function 'FltFoo' is invalid in C99 [-Wimplicit-function-declaration]
                a.c:5:9: warning: call to undeclared function 'FltNew'; ISO C99 and later do not support it
                """;

        assertThat(CompilerMessages.undeclared(output))
                .containsEntry("FltFoo", new TreeSet<>(List.of("a.c:2:26", "a.c:4:9")))
                .containsKeys("FltBar", "FltNew");
    }

    @Test
    void routinesThatAreNowhereAreFoundInWhatTheLinkerSays() {
        var output = """
                /usr/bin/ld: /o/0-a.c.o: in function `g':
                /d/a.c:3: undefined reference to `FltFoo'
                /usr/bin/ld: /o/0-a.c.o: in function `f':
                /d/a.c:5: undefined reference to `FltFoo'
                /usr/bin/ld: /d/a.c:6: undefined reference to `FltBar'
                /usr/bin/ld: /o/1-b.c.o:(.data+0x10): undefined reference to `FltData'
                /usr/bin/ld: /d/a.c:7: more undefined references to `FltFoo' follow
                collect2: error: ld returned 1 exit status
                """;
        var expected = new TreeMap<String, TreeSet<String>>();
        expected.put("FltFoo", new TreeSet<>(List.of("/d/a.c:3", "/d/a.c:5")));
        expected.put("FltBar", new TreeSet<>(List.of("/d/a.c:6")));
        expected.put("FltData", new TreeSet<>());

        assertThat(LinkerMessages.undefined(output)).isEqualTo(expected);
    }

    @Test
    void theOtherLinkerIsUnderstoodToo() {
        var output = """
                ld.lld: error: undefined symbol: FltFoo
                >>> referenced by a.c:3 (/d/a.c:3)
                >>>               /o/0-a.c.o:(g)
                """;

        assertThat(LinkerMessages.undefined(output)).containsEntry("FltFoo", new TreeSet<>(List.of("a.c:3")));
    }
}
