package dev.perstream.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.model.Architecture;
import dev.perstream.testing.RequiresToolchain;
import dev.perstream.toolchain.WindowsCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The compilers for Windows lay structures out as the layout engine says. */
@RequiresToolchain({WindowsCompiler.GCC_FOR_X64, WindowsCompiler.GCC_FOR_X86, WindowsCompiler.CLANG})
class CompilersAgreeTest {

    private static final String PRELUDE = "#include <ntifs.h>\n";
    private static final int STRUCTS = 300;
    private static final long SEED = 20_261_122;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void onTheSizeOfEachTypeOfTheWdk(WindowsCompiler compiler) throws IOException {
        var source = new StringBuilder(PRELUDE);
        for (var type : NativeType.values()) {
            var struct = new MemberType.Struct(List.of(Member.own("Before", NativeType.UCHAR), Member.own("It", type)));
            append(source, "WITH_" + type, struct);
        }

        check(compiler, source);
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void onTheHeaderOfALegacyContext(WindowsCompiler compiler) throws IOException {
        var source = new StringBuilder(PRELUDE);
        append(source, "CONTEXT_HEADER", LegacyHeader.type());

        check(compiler, source);
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void onRandomStructures(WindowsCompiler compiler) throws IOException {
        var structs = new RandomStructs(SEED);
        var source = new StringBuilder(PRELUDE);
        for (var i = 0; i < STRUCTS; i++) {
            append(source, "S" + i, structs.next());
        }

        check(compiler, source);
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void andRefuseAWrongOffset(WindowsCompiler compiler) throws IOException {
        var struct = new MemberType.Struct(
                List.of(Member.own("First", NativeType.UCHAR), Member.own("Second", NativeType.ERESOURCE)));
        var source = PRELUDE
                + CDeclarations.typedef("S", struct)
                + CDeclarations.assertions("S", shifted(struct.layout()), compiler.architecture());
        Files.writeString(folder.resolve("wrong.c"), source);

        var outcome = compiler.check(folder, "wrong.c");

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains("FIELD_OFFSET(S, Second)").doesNotContain("FIELD_OFFSET(S, First)");
    }

    @Test
    void andEachArchitectureIsChecked() {
        assertThat(Arrays.stream(WindowsCompiler.values()).map(WindowsCompiler::architecture))
                .contains(Architecture.values());
    }

    private void check(WindowsCompiler compiler, StringBuilder source) throws IOException {
        // Without the macro of the architecture, the assertions would hold by being skipped.
        source.append("#if !defined(%s)\n#error\n#endif\n"
                .formatted(compiler.architecture().macro()));
        Files.writeString(folder.resolve("layout.c"), source);
        compiler.check(folder, "layout.c").silentOrFail();
    }

    private static void append(StringBuilder source, String name, MemberType.Struct struct) {
        source.append(CDeclarations.typedef(name, struct));
        for (var architecture : Architecture.values()) {
            source.append(CDeclarations.assertions(name, struct.layout(), architecture));
        }
    }

    /** A layout with the second member one byte farther than it is. */
    private static StructLayout shifted(StructLayout layout) {
        return new StructLayout(layout.placements().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> shifted(entry.getValue()))));
    }

    private static Placement shifted(Placement placement) {
        var members = new ArrayList<>(placement.members());
        var second = members.get(1);
        members.set(1, new Placement.Placed(second.member(), second.offset() + 1));
        return new Placement(placement.extent(), members);
    }
}
