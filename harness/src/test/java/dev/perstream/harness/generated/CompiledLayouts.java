package dev.perstream.harness.generated;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.context.ContextLayout;
import dev.perstream.model.Context;
import dev.perstream.model.Field;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Mangling;
import dev.perstream.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a C compiler makes of the structures of a driver. Sizes and offsets are constants in an object file, behind a number
 * by which they are found.
 */
final class CompiledLayouts {

    static final String GCC_X64 = "x86_64-w64-mingw32-gcc";
    static final String GCC_X86 = "i686-w64-mingw32-gcc";
    static final String CLANG = "clang";

    private static final long MARK = 0x5045_5253_5452_4D21L;
    private static final Pattern VERSIONS = Pattern.compile("(?m)^VERSIONS := (.*)$");
    private static final String HEADERS = "/usr/share/mingw-w64/include";

    private final Path driver;
    private final FilterModel filter;

    /** Those of a driver that lies in a folder. */
    CompiledLayouts(Path driver, FilterModel filter) {
        this.driver = driver;
        this.filter = filter;
    }

    /** The layout of a context, as the compiler for a processor lays it out. */
    ContextLayout of(Context context, Abi abi) {
        try {
            Files.writeString(driver.resolve("Layouts.c"), source(context));
            var command = new ArrayList<>(target(abi));
            command.addAll(List.of("-std=c11", "-ffreestanding", "-Wno-multichar", "-D_KERNEL_MODE=1", "-DDBG=0"));
            command.addAll(versions());
            command.addAll(List.of("-I", ".", "-I", "mingw", "-isystem", HEADERS + "/ddk", "-isystem", HEADERS));
            command.addAll(List.of("-c", "-o", "Layouts.o", "Layouts.c"));
            Tool.require(command.remove(0)).run(driver, command).silentOrFail();
            return read(
                    Bytes.of(Files.readAllBytes(driver.resolve("Layouts.o"))),
                    context.fields().size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> target(Abi abi) {
        return switch (abi) {
            case X64 -> List.of(GCC_X64, "--param=min-pagesize=0");
            case X86 -> List.of(GCC_X86, "--param=min-pagesize=0");
            case ARM64 -> List.of(CLANG, "--target=aarch64-w64-mingw32");
        };
    }

    /** The versions of Windows that the driver's own Makefile names. */
    private List<String> versions() throws IOException {
        var matcher = VERSIONS.matcher(Files.readString(driver.resolve("Makefile")));
        return matcher.find() ? List.of(matcher.group(1).split(" ", -1)) : List.of();
    }

    private String source(Context context) {
        var name = filter.identity().name();
        var type = Mangling.upperSnake(name) + "_" + Mangling.upperSnake(context.name());
        var constants = new ArrayList<String>();
        constants.add("0x" + Long.toHexString(MARK) + "ULL");
        constants.add("sizeof(" + type + ")");
        Stream<String> names = context.fields().stream().map(Field::name);
        names.forEach(field -> constants.add("FIELD_OFFSET(" + type + ", " + field + ")"));
        return """
                #include "%s.h"

                extern const unsigned long long Layout[];

                const unsigned long long Layout[] = {
                    %s
                };
                """.formatted(name, String.join(",\n    ", constants));
    }

    private static ContextLayout read(Bytes object, int fields) {
        var at = 0;
        while (object.unsigned(at, Long.BYTES) != MARK) {
            at++;
        }
        var offsets = new ArrayList<Long>();
        for (var i = 0; i < fields; i++) {
            offsets.add(object.unsigned(at + (i + 2) * Long.BYTES, Long.BYTES));
        }
        return new ContextLayout(object.unsigned(at + Long.BYTES, Long.BYTES), offsets);
    }
}
