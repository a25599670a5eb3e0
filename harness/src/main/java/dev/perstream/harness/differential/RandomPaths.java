package dev.perstream.harness.differential;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Paths of a few files and folders, so that operations meet each other. */
final class RandomPaths {

    private static final List<String> FILES =
            List.of("\\a.txt", "\\b.txt", "\\c.txt", "\\a.txt", "\\b.txt", "\\d\\a.txt", "\\d\\e\\a.txt", "\\f\\b.txt");
    private static final List<String> FOLDERS = List.of("\\d", "\\d\\e", "\\f", "\\g");
    private static final List<String> STREAMS = List.of(":s", ":t");
    /** A component of nearly the most characters; five of them are longer than what filters usually keep of a name. */
    private static final String LONG = "\\" + "long-name-".repeat(25);

    private static final int DEPTH = 5;

    private static final int IN_LOST_FOLDER = 8;
    private static final int IN_OTHER_CASE = 4;
    private static final int WITH_STREAM = 12;
    private static final int WITH_STREAM_WHERE_NONE_ARE = 2;
    private static final int DEEP = 2;

    private final Dice dice;
    private final Guess guess;

    RandomPaths(Dice dice, Guess guess) {
        this.dice = dice;
        this.guess = guess;
    }

    /** A file, in a folder that most often exists. */
    String file(char volume) {
        var deep = deepFile(volume);
        return guess.parentExists(deep) && dice.percent(DEEP) ? deep : casing(reachable(volume, FILES));
    }

    /** A file whose path is longer than what filters keep of a name. */
    String deepFile(char volume) {
        return volume + ":" + LONG.repeat(DEPTH);
    }

    /** Folders with long names, one in the other. */
    List<String> deepFolders(char volume) {
        return IntStream.range(1, DEPTH)
                .mapToObj(depth -> volume + ":" + LONG.repeat(depth))
                .toList();
    }

    /** A file or one of its streams. */
    String stream(char volume) {
        var chances = guess.hasStreams(volume) ? WITH_STREAM : WITH_STREAM_WHERE_NONE_ARE;
        return file(volume) + (dice.percent(chances) ? dice.one(STREAMS) : "");
    }

    /** A folder, in a folder that most often exists. */
    String folder(char volume) {
        return casing(reachable(volume, FOLDERS));
    }

    private String reachable(char volume, List<String> choices) {
        var path = volume + ":" + dice.one(choices);
        return guess.parentExists(path) || dice.percent(IN_LOST_FOLDER) ? path : volume + ":" + choices.get(0);
    }

    /** Names are the same in capitals. */
    private String casing(String path) {
        return dice.percent(IN_OTHER_CASE) ? path.toUpperCase(Locale.ROOT) : path;
    }
}
