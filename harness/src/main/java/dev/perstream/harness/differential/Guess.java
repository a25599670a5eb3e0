package dev.perstream.harness.differential;

import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is probably there while a sequence is made up: which files exist, and what is open. It keeps most steps sensible
 * and need not be right; only what may be open must not be missed.
 */
final class Guess {

    private static final List<String> HANDLES = List.of("a", "b", "c", "d", "e", "f", "g");
    private static final List<String> STREAM_FILES = List.of("x", "y");
    private static final List<String> TRANSACTIONS = List.of("t", "u");

    private final List<VolumeDeclaration> volumes;
    private final Map<Character, TreeSet<String>> existing = new TreeMap<>();
    private final TreeMap<String, Opened> opened = new TreeMap<>();
    private final TreeSet<String> held = new TreeSet<>();
    private final TreeSet<String> transactions = new TreeSet<>();
    private boolean loaded;

    Guess(Declarations declarations) {
        volumes = declarations.volumes();
        volumes.forEach(volume -> existing.put(volume.letter(), new TreeSet<>()));
    }

    /** What a handle is open on. */
    record Opened(String path, What what) {}

    /** The kinds of what can be opened. */
    enum What {
        FILE,
        FOLDER,
        VOLUME,
        STREAM_FILE
    }

    VolumeDeclaration volume(Dice dice) {
        return dice.one(volumes);
    }

    boolean hasTransactions() {
        return volumes.stream().anyMatch(volume -> volume.fileSystem() == FileSystem.NTFS);
    }

    boolean hasStreams(char volume) {
        return volumes.stream()
                .anyMatch(one -> one.letter() == volume
                        && (one.fileSystem() == FileSystem.NTFS || one.fileSystem() == FileSystem.REDIRECTOR));
    }

    boolean isLoaded() {
        return loaded;
    }

    void loaded(boolean now) {
        loaded = now;
    }

    // Files

    boolean exists(String path) {
        return existing.getOrDefault(path.charAt(0), new TreeSet<>()).contains(path);
    }

    boolean parentExists(String path) {
        var end = path.lastIndexOf('\\');
        return end == 2 || exists(path.substring(0, end));
    }

    void create(String path) {
        existing.getOrDefault(path.charAt(0), new TreeSet<>()).add(path);
    }

    void rename(String name, String path) {
        var before = opened.get(name);
        if (before != null && before.what() != What.STREAM_FILE) {
            existing.getOrDefault(path.charAt(0), new TreeSet<>()).remove(before.path());
            create(path);
            opened.put(name, new Opened(path, before.what()));
        }
    }

    void delete(String name) {
        var gone = opened.get(name);
        if (gone != null) {
            existing.getOrDefault(gone.path().charAt(0), new TreeSet<>()).remove(gone.path());
        }
    }

    // Names

    /** A handle's name; it may be in use. */
    String handle(Dice dice) {
        return dice.one(HANDLES);
    }

    String streamFile(Dice dice) {
        return dice.one(STREAM_FILES);
    }

    String transaction(Dice dice) {
        return dice.one(TRANSACTIONS);
    }

    boolean mayBeOpen(String name) {
        return opened.containsKey(name) || transactions.contains(name);
    }

    boolean isHeld(String name) {
        return held.contains(name);
    }

    void open(String name, Opened what) {
        opened.put(name, what);
    }

    void begin(String transaction) {
        transactions.add(transaction);
    }

    void close(String name) {
        opened.remove(name);
        transactions.remove(name);
    }

    void hold(String name, boolean now) {
        if (now) {
            held.add(name);
        } else {
            held.remove(name);
        }
    }

    List<String> openHandles() {
        return List.copyOf(opened.keySet());
    }

    List<String> openHandles(What what) {
        var names = new ArrayList<String>();
        opened.forEach((name, one) -> {
            if (one.what() == what) {
                names.add(name);
            }
        });
        return names;
    }

    List<String> heldHandles() {
        return List.copyOf(held);
    }

    List<String> openTransactions() {
        return List.copyOf(transactions);
    }

    Opened at(String name) {
        return opened.getOrDefault(name, new Opened(volumes.get(0).letter() + ":", What.VOLUME));
    }
}
