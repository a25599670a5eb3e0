package dev.perstream.harness.differential;

import dev.perstream.harness.differential.Guess.Opened;
import dev.perstream.harness.differential.Guess.What;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens of files, streams, folders and volumes, in all ways. */
final class RandomOpens {

    private static final int VOLUMES = 2;
    private static final int FOLDERS = 16;
    private static final int IN_TRANSACTION = 30;
    private static final int EXISTING = 35;
    private static final int EXISTING_OF_NONE = 4;
    private static final int CREATE = 25;
    private static final int REPLACE = 6;
    private static final int OVERWRITE = 6;

    /** Options with the chances of each, out of a hundred. */
    private static final List<Chance> CHANCES = List.of(
            new Chance(OpenOption.DELETE_ON_CLOSE, 4),
            new Chance(OpenOption.PAGING_FILE, 2),
            new Chance(OpenOption.READ_ONLY, 6),
            new Chance(OpenOption.EXCLUSIVE, 2),
            new Chance(OpenOption.KERNEL, 4),
            new Chance(OpenOption.SEQUENTIAL, 3),
            new Chance(OpenOption.WRITE_THROUGH, 3),
            new Chance(OpenOption.NO_BUFFERING, 4));

    private final Dice dice;
    private final Guess guess;
    private final RandomPaths paths;

    RandomOpens(Dice dice, Guess guess, RandomPaths paths) {
        this.dice = dice;
        this.guess = guess;
        this.paths = paths;
    }

    private record Chance(OpenOption option, int percent) {}

    /** Opens something by a name that is free. */
    OpeningStep.Open open(String name) {
        var volume = guess.volume(dice).letter();
        if (dice.percent(VOLUMES)) {
            guess.open(name, new Opened(volume + ":", What.VOLUME));
            return new OpeningStep.Open(name, volume + ":", Set.of(), Optional.empty());
        }
        var folder = dice.percent(FOLDERS);
        var path = folder ? paths.folder(volume) : paths.stream(volume);
        var options = options(path, folder);
        guess.open(name, new Opened(path, folder ? What.FOLDER : What.FILE));
        if (!options.contains(OpenOption.EXISTING)) {
            guess.create(path);
        }
        return new OpeningStep.Open(name, path, options, transaction());
    }

    /** Opens a file with a very long path. */
    OpeningStep.Open deep(String name, char volume) {
        var path = paths.deepFile(volume);
        guess.open(name, new Opened(path, What.FILE));
        guess.create(path);
        return new OpeningStep.Open(name, path, Set.of(), transaction());
    }

    private Set<OpenOption> options(String path, boolean folder) {
        var options = EnumSet.noneOf(OpenOption.class);
        disposition(path, folder).ifPresent(options::add);
        for (var chance : CHANCES) {
            if (dice.percent(chance.percent)) {
                options.add(chance.option);
            }
        }
        if (folder) {
            options.add(OpenOption.DIRECTORY);
            options.remove(OpenOption.PAGING_FILE);
        }
        return options;
    }

    private Optional<OpenOption> disposition(String path, boolean folder) {
        var exists = guess.exists(path);
        if (dice.percent(exists ? EXISTING : EXISTING_OF_NONE)) {
            return Optional.of(OpenOption.EXISTING);
        }
        if (!exists && dice.percent(CREATE)) {
            return Optional.of(OpenOption.CREATE);
        }
        if (folder) {
            return Optional.empty();
        }
        if (dice.percent(REPLACE)) {
            return Optional.of(OpenOption.REPLACE);
        }
        return dice.percent(OVERWRITE) ? Optional.of(OpenOption.OVERWRITE) : Optional.empty();
    }

    private Optional<String> transaction() {
        var transactions = guess.openTransactions();
        return transactions.isEmpty() || !dice.percent(IN_TRANSACTION)
                ? Optional.empty()
                : Optional.of(dice.one(transactions));
    }
}
