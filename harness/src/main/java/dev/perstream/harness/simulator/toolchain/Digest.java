package dev.perstream.harness.simulator.toolchain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Builds the name of a result from all that it depends on. */
public final class Digest {

    private static final int BYTES = 16;

    private final MessageDigest digest;

    /** A digest to which nothing has been added. */
    public Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds a text; where it ends is part of it. */
    public Digest add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a list of texts; where each of them ends, and the list, is part of it. */
    public Digest add(Iterable<String> texts) {
        texts.forEach(this::add);
        return add(";");
    }

    /** Adds bytes; how many there are is part of it. */
    public Digest add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Ends the digest: 32 hexadecimal digits in lower case. Whatever is added afterwards begins another. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
