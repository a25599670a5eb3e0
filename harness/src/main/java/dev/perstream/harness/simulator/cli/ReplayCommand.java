package dev.perstream.harness.simulator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command that repeats a run.
 *
 * @param program what the user calls it by, as a shell takes it
 * @param arguments those of the run that found something
 */
public record ReplayCommand(String program, List<String> arguments) {

    /** What a replay takes from its token, and what is written elsewhere. */
    private static final Set<String> DROPPED = Set.of(
            "--replay", "--preemptions", "--faults", "--random", "--seed", "--format", "--output", "--time-limit");

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    public ReplayCommand {
        arguments = List.copyOf(arguments);
    }

    /** The command line for a shell. */
    public String with(String token) {
        var words = new ArrayList<String>();
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var equals = argument.indexOf('=');
            if (DROPPED.contains(argument)) {
                i++;
            } else if (equals < 0 || !DROPPED.contains(argument.substring(0, equals))) {
                if (!argument.equals("--keep-going")) {
                    words.add(argument);
                }
            }
        }
        words.add("--replay");
        words.add(token);
        return program + " " + words.stream().map(ReplayCommand::quoted).collect(Collectors.joining(" "));
    }

    /** A word as a shell takes it. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
