package dev.perstream.harness.differential;

import java.util.List;
import java.util.Locale;

/** Paths of a few files and folders, so that operations meet each other. */
final class RandomPaths {

    private static final List<String> FILES =
            List.of("\\a.txt", "\\b.txt", "\\c.txt", "\\a.txt", "\\b.txt", "\\d\\a.txt", "\\d\\e\\a.txt", "\\f\\b.txt");
    private static final List<String> FOLDERS = List.of("\\d", "\\d\\e", "\\f", "\\g");
    private static final List<String> STREAMS = List.of(":s", ":t");
    /** Longer than any name that filters usually keep. */
    private static final String LONG = "\\" + "long-name-".repeat(120) + ".txt";

    private static final int IN_LOST_FOLDER = 8;
    private static final int IN_OTHER_CASE = 4;
    private static final int WITH_STREAM = 12;
    private static final int WITH_STREAM_WHERE_NONE_ARE = 2;
    private static final int VERY_LONG = 1;

    private final Dice dice;
    private final Guess guess;

    RandomPaths(Dice dice, Guess guess) {
        this.dice = dice;
        this.guess = guess;
    }

    /** A file, in a folder that most often exists. */
    String file(char volume) {
        return dice.percent(VERY_LONG) ? volume + ":" + LONG : casing(reachable(volume, FILES));
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
