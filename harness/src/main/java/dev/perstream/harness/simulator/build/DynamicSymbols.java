package dev.perstream.harness.simulator.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what a shared library wants from others. */
final class DynamicSymbols {

    private static final int TABLE_OFFSET = 0x28;
    private static final int SECTION_COUNT = 0x3C;
    private static final int SECTION_SIZE = 64;
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int SYMBOL_SIZE = 24;

    private final ByteBuffer file;

    private DynamicSymbols(ByteBuffer file) {
        this.file = file;
    }

    /** The names that a 64-bit ELF library refers to and does not define. */
    static SortedSet<String> undefined(Path library) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(library)).order(ByteOrder.LITTLE_ENDIAN);
            return new DynamicSymbols(bytes).undefined();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedSet<String> undefined() {
        var names = new TreeSet<String>();
        for (var i = 0; i < file.getShort(SECTION_COUNT); i++) {
            if (file.getInt(section(i) + 4) == DYNAMIC_SYMBOLS) {
                var strings = offset(section(file.getInt(section(i) + 40)));
                var end = offset(section(i)) + (int) file.getLong(section(i) + 32);
                for (var at = offset(section(i)); at < end; at += SYMBOL_SIZE) {
                    if (file.getShort(at + 6) == 0) {
                        names.add(text(strings + file.getInt(at)));
                    }
                }
            }
        }
        names.remove("");
        return names;
    }

    private int section(int index) {
        return (int) file.getLong(TABLE_OFFSET) + index * SECTION_SIZE;
    }

    private int offset(int section) {
        return (int) file.getLong(section + 24);
    }

    private String text(int from) {
        var to = from;
        while (file.get(to) != 0) {
            to++;
        }
        return StandardCharsets.UTF_8.decode(file.slice(from, to - from)).toString();
    }
}
