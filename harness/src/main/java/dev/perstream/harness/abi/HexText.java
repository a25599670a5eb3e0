package dev.perstream.harness.abi;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Bytes as people and debuggers write them. */
final class HexText {

    /** What stands before the bytes in a debugger's line; digits without a backtick only if single bytes follow. */
    private static final Pattern ADDRESS = Pattern.compile(
            "\\s*(\\p{XDigit}{1,8}`\\p{XDigit}{8}|(\\p{XDigit}{8}){1,2}(?=\\s\\s\\p{XDigit}{2}([\\s-]|$)))(\\s+|$)");

    /** Between a debugger's bytes and the same as characters. */
    private static final String GAP = "  ";

    private static final Pattern WORD = Pattern.compile("[^\\s-]+");

    private HexText() {}

    static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            read(line, number, bytes);
        }
        return bytes.toByteArray();
    }

    private static void read(String line, int number, ByteArrayOutputStream bytes) {
        var address = ADDRESS.matcher(line);
        var from = address.lookingAt() ? address.end() : 0;
        var gap = from == 0 ? -1 : line.indexOf(GAP, from);
        var words = WORD.matcher(line).region(from, gap < 0 ? line.length() : gap);
        while (words.find()) {
            try {
                bytes.writeBytes(HexFormat.of().parseHex(words.group()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "\"" + words.group() + "\" in line " + number + ", column " + (words.start() + 1)
                                + ", is no byte: write two hexadecimal digits for each, with blanks or dashes between them"
                                + " or without, or lines as a debugger prints them, which begin with an address",
                        e);
            }
        }
    }
}
