package dev.perstream.toolchain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A PE image, such as a driver: what a test asks of its headers, imports and symbols. */
public final class PortableExecutable {

    public static final int MACHINE_X64 = 0x8664;
    public static final int MACHINE_X86 = 0x014C;
    public static final int SUBSYSTEM_NATIVE = 1;

    private static final int COFF_HEADER_SIZE = 20;
    private static final int SECTION_HEADER_SIZE = 40;
    private static final int IMPORT_DESCRIPTOR_SIZE = 20;
    private static final int PE32_PLUS = 0x20B;

    private final ByteBuffer image;
    private final int coff;
    private final int optional;

    private PortableExecutable(byte[] bytes) {
        image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var signature = image.getInt(0x3C);
        if (image.getShort(0) != 0x5A4D || image.getInt(signature) != 0x4550) {
            throw new IllegalArgumentException("not a PE image");
        }
        coff = signature + 4;
        optional = coff + COFF_HEADER_SIZE;
    }

    public static PortableExecutable read(Path file) throws IOException {
        return new PortableExecutable(Files.readAllBytes(file));
    }

    public int machine() {
        return word(coff);
    }

    public int subsystem() {
        return word(optional + 68);
    }

    /** The address of the entry point, relative to the image. */
    public int entryPoint() {
        return image.getInt(optional + 16);
    }

    /** The address that the image is linked for. */
    public long base() {
        return isWide() ? image.getLong(optional + 24) : image.getInt(optional + 28) & 0xFFFF_FFFFL;
    }

    /** The names of the sections, in their order. */
    public List<String> sections() {
        return sectionHeaders().stream().map(this::sectionName).toList();
    }

    /** What it imports: names by module, both in alphabetical order. */
    public Map<String, List<String>> imports() {
        var imports = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        var directories = optional + (isWide() ? 112 : 96);
        var table = image.getInt(directories + 8);
        if (table == 0) {
            return imports;
        }
        for (var at = offset(table); image.getInt(at + 12) != 0; at += IMPORT_DESCRIPTOR_SIZE) {
            imports.put(text(offset(image.getInt(at + 12))), names(offset(image.getInt(at))));
        }
        return imports;
    }

    private List<String> names(int lookup) {
        var names = new ArrayList<String>();
        var size = isWide() ? Long.BYTES : Integer.BYTES;
        for (var at = lookup; image.getInt(at) != 0; at += size) {
            var byOrdinal = image.get(at + size - 1) < 0;
            names.add(byOrdinal ? "#" + word(at) : text(offset(image.getInt(at)) + 2));
        }
        names.sort(null);
        return List.copyOf(names);
    }

    private String sectionName(int header) {
        return text(header, 8);
    }

    private List<Integer> sectionHeaders() {
        var first = optional + word(coff + 16);
        var headers = new ArrayList<Integer>();
        for (var i = 0; i < word(coff + 2); i++) {
            headers.add(first + i * SECTION_HEADER_SIZE);
        }
        return headers;
    }

    /** The offset in the file of an address relative to the image. */
    private int offset(int address) {
        for (var header : sectionHeaders()) {
            var start = image.getInt(header + 12);
            if (address >= start && address < start + image.getInt(header + 16)) {
                return address - start + image.getInt(header + 20);
            }
        }
        throw new IllegalArgumentException("address " + address + " is in no section");
    }

    private boolean isWide() {
        return word(optional) == PE32_PLUS;
    }

    private int word(int at) {
        return image.getShort(at) & 0xFFFF;
    }

    private String text(int at) {
        return text(at, image.limit() - at);
    }

    private String text(int at, int most) {
        var length = 0;
        while (length < most && image.get(at + length) != 0) {
            length++;
        }
        return new String(image.array(), at, length, StandardCharsets.ISO_8859_1);
    }
}
