package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import java.util.List;

/**
 * A {@code UNICODE_STRING}. Java's strings are UTF-16 as the kernel's are, so each unit is kept, a surrogate without its
 * other half too.
 *
 * @param maxChars the most UTF-16 units
 * @param behind whether the characters lie behind the structure and not in a buffer of their own
 */
record TextCodec(int maxChars, boolean behind) implements FieldCodec<String> {

    private static final int LENGTH = 0;
    private static final int MAXIMUM_LENGTH = 2;

    /** More is cut in messages. */
    private static final int SHOWN = 200;

    /** What is shown before the first difference of long texts. */
    private static final int BEFORE = 20;

    @Override
    public String name() {
        return "string";
    }

    @Override
    public int size(Abi abi) {
        return 2 * abi.pointerSize();
    }

    @Override
    public String zero() {
        return "";
    }

    @Override
    public String decode(FieldReader reader) {
        var length = (int) reader.unsigned(LENGTH, Short.BYTES);
        var maximum = reader.unsigned(MAXIMUM_LENGTH, Short.BYTES);
        var buffer = reader.pointer(bufferOffset(reader.abi()));
        if (length % Character.BYTES != 0) {
            throw reader.mistake("Length " + length, "is odd");
        } else if (length > maximum) {
            throw reader.mistake("Length " + length, "is over MaximumLength " + maximum);
        } else if (length > maxChars * Character.BYTES) {
            throw reader.mistake(
                    "Length " + length, "is over the " + maxChars * Character.BYTES + " bytes that the schema allows");
        } else if (buffer == 0 && length > 0) {
            throw reader.mistake("Length " + length, "has no Buffer");
        }
        return length == 0 ? "" : text(characters(reader, buffer, length));
    }

    private Bytes characters(FieldReader reader, long buffer, int length) {
        var shown = "Buffer 0x" + Long.toHexString(buffer);
        if (!behind) {
            return reader.memory()
                    .read(buffer, length)
                    .orElseThrow(
                            () -> reader.mistake(shown, "of " + length + " bytes is not in the memory that is known"));
        }
        if (reader.behind().filter(end -> end != buffer).isPresent()) {
            throw reader.mistake(
                    shown,
                    "is not the end of the structure, 0x"
                            + Long.toHexString(reader.behind().get()));
        }
        return reader.bytesBehind(length)
                .orElseThrow(() -> reader.mistake("Length " + length, "is more than is known behind the structure"));
    }

    @Override
    public String kept(String text) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars);
    }

    @Override
    public void encode(String value, FieldWriter writer) {
        if (value.length() > maxChars) {
            throw writer.mistake(
                    value.length() + " characters", "are more than the " + maxChars + " that the schema allows");
        }
        if (value.isEmpty()) {
            return;
        }
        var characters = characters(value);
        writer.integer(LENGTH, Short.BYTES, characters.size());
        writer.integer(MAXIMUM_LENGTH, Short.BYTES, characters.size());
        writer.pointer(bufferOffset(writer.abi()), behind ? writer.placeBehind(characters) : writer.place(characters));
    }

    @Override
    public String text(String value) {
        return value.length() <= SHOWN
                ? quoted(value)
                : quoted(value.substring(0, SHOWN)) + "... (" + value.length() + " characters)";
    }

    /** Of long texts, from shortly before the first character on that differs. */
    @Override
    public List<Difference.Entry> diff(String path, String left, String right) {
        if (left.equals(right)) {
            return List.of();
        }
        if (left.length() <= SHOWN && right.length() <= SHOWN) {
            return List.of(new Difference.Entry(path, quoted(left), quoted(right)));
        }
        var common = 0;
        while (common < Math.min(left.length(), right.length()) && left.charAt(common) == right.charAt(common)) {
            common++;
        }
        var from = Math.max(0, common - BEFORE);
        return List.of(new Difference.Entry(path, from(left, from), from(right, from)));
    }

    private static String from(String value, int from) {
        return (from > 0 ? "..." : "")
                + quoted(value.substring(from, Math.min(value.length(), from + SHOWN)))
                + (from + SHOWN < value.length() ? "..." : "")
                + " (" + value.length() + " characters)";
    }

    /** In quotes; what cannot be printed as its number. Backslashes, which names are full of, stay as they are. */
    private static String quoted(String value) {
        var text = new StringBuilder("\"");
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) && !isPaired(value, i)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    private static boolean isPaired(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }

    private static int bufferOffset(Abi abi) {
        return abi.pointerSize();
    }

    private static String text(Bytes bytes) {
        var characters = new char[bytes.size() / Character.BYTES];
        for (var i = 0; i < characters.length; i++) {
            characters[i] = (char) bytes.unsigned(i * Character.BYTES, Character.BYTES);
        }
        return new String(characters);
    }

    private static Bytes characters(String value) {
        var bytes = new byte[value.length() * Character.BYTES];
        for (var i = 0; i < value.length(); i++) {
            bytes[2 * i] = (byte) value.charAt(i);
            bytes[2 * i + 1] = (byte) (value.charAt(i) >> Byte.SIZE);
        }
        return Bytes.of(bytes);
    }
}
