package dev.perstream.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link of the manual leads somewhere. */
final class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?<path>[^)#:]*)(?:#(?<heading>[^)]*))?\\)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "docs/schema.md",
                "docs/goals.md",
                "docs/driver.md",
                "docs/rules.md",
                "docs/simulator.md",
                "docs/integration-tests.md",
                "docs/testing.md",
                "benchmarks/README.md"
            })
    void eachLinkOfAPageLeadsToAFileAndAHeading(String page) {
        var links = LINK.matcher(Manual.text(page)).results().toList();
        assertThat(links).allSatisfy(link -> follow(page, link));
    }

    private static void follow(String page, MatchResult link) {
        var path = link.group(1).isEmpty()
                ? Path.of(page)
                : Path.of(page).resolveSibling(link.group(1)).normalize();
        assertThat(Path.of("..").resolve(path)).exists();
        if (link.group(2) != null && Files.isRegularFile(Path.of("..").resolve(path))) {
            assertThat(Manual.text(path.toString().replace('\\', '/')).lines())
                    .anyMatch(line -> line.startsWith("#") && anchor(line).equals(link.group(2)));
        }
    }

    /** The name that a heading can be linked by. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ +", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }
}
