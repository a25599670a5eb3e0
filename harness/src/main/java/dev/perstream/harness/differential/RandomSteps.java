package dev.perstream.harness.differential;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.differential.Guess.Opened;
import dev.perstream.harness.differential.Guess.What;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.InformationKind;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes up what happens on a machine: few files and many operations on them, most of which succeed. */
final class RandomSteps {

    /** FSCTL_LOCK_VOLUME, FSCTL_UNLOCK_VOLUME, FSCTL_IS_VOLUME_MOUNTED, FSCTL_GET_REPARSE_POINT, FSCTL_DISMOUNT_VOLUME. */
    private static final List<Long> CONTROL_CODES = List.of(0x90018L, 0x9001CL, 0x90028L, 0x900A8L, 0x90020L);

    private static final long DISK_GEOMETRY = 0x70000;
    private static final String ATTRIBUTE = "ORIGIN";

    private static final int LOADED_AT_ONCE = 90;
    private static final int OF_THE_KIND = 93;
    private static final int REPLACING = 40;
    private static final int FREE_NAMES_TRIED = 4;

    private final Dice dice;
    private final DriverModel model;
    private final Guess guess;
    private final RandomPaths paths;
    private final RandomOpens opens;
    private final RandomTransfers transfers;
    private final List<Choice> choices;
    private final List<Step> steps = new ArrayList<>();

    private RandomSteps(Dice dice, Declarations declarations, DriverModel model) {
        this.dice = dice;
        this.model = model;
        this.guess = new Guess(declarations);
        this.paths = new RandomPaths(dice, guess);
        this.opens = new RandomOpens(dice, guess, paths);
        this.transfers = new RandomTransfers(dice);
        this.choices = choices();
    }

    /** Steps for a machine, about so many. */
    static List<Step> of(Dice dice, Declarations declarations, DriverModel model, int count) {
        var random = new RandomSteps(dice, declarations, model);
        if (dice.percent(LOADED_AT_ONCE)) {
            random.load();
        }
        while (random.steps.size() < count) {
            random.step();
        }
        return List.copyOf(random.steps);
    }

    /** Something that may happen, if it can, and how often it does. */
    private record Choice(int weight, Runnable action) {}

    private List<Choice> choices() {
        var all = new ArrayList<Choice>();
        all.addAll(ofHandles());
        all.addAll(ofFiles());
        all.addAll(ofSystem());
        return List.copyOf(all);
    }

    private List<Choice> ofHandles() {
        return List.of(
                new Choice(110, this::open),
                new Choice(2, this::openDeep),
                new Choice(60, this::close),
                new Choice(10, this::hold),
                new Choice(10, this::release),
                new Choice(30, () -> on(What.FILE, transfers::read)),
                new Choice(5, () -> on(What.STREAM_FILE, transfers::pageRead)),
                new Choice(5, () -> on(What.STREAM_FILE, transfers::pageWrite)),
                new Choice(60, () -> on(What.FILE, transfers::write)),
                new Choice(6, () -> add(new OpeningStep.QueryOpen(paths.file(volume())))),
                new Choice(
                        8,
                        () -> on(
                                What.FILE,
                                name -> new FileStep.Lock(
                                        name, transfers.offset(), transfers.length(), dice.percent(REPLACING)))),
                new Choice(
                        5,
                        () -> on(What.FILE, name -> new FileStep.Unlock(name, transfers.offset(), transfers.length()))),
                new Choice(
                        10, () -> any(name -> new FileStep.Query(name, dice.one(List.of(InformationKind.values()))))),
                new Choice(6, () -> on(What.FOLDER, name -> new FileStep.ListFolder(name, "*", true))),
                new Choice(4, () -> any(FileStep.QueryVolume::new)),
                new Choice(5, () -> on(What.FILE, FileStep.Flush::new)),
                new Choice(4, () -> any(name -> new FileStep.Security(name, dice.percent(REPLACING)))),
                new Choice(5, () -> on(What.VOLUME, name -> new FileStep.Control(name, dice.one(CONTROL_CODES)))),
                new Choice(9, () -> any(this::rare)));
    }

    private Step rare(String name) {
        return dice.one(List.of(
                new FileStep.QueryEa(name),
                new FileStep.SetEa(name, ATTRIBUTE, dice.percent(REPLACING)),
                new FileStep.Label(name, "Backup"),
                new FileStep.DeviceControl(name, DISK_GEOMETRY),
                new FileStep.Quota(name, dice.percent(REPLACING))));
    }

    private List<Choice> ofFiles() {
        return List.of(
                new Choice(26, this::rename),
                new Choice(16, () -> any(name -> new FileStep.Link(name, target(name), dice.percent(REPLACING)))),
                new Choice(14, this::delete),
                new Choice(5, () -> any(FileStep.Undelete::new)),
                new Choice(10, () -> on(What.FILE, name -> new FileStep.Truncate(name, transfers.length()))),
                new Choice(4, () -> on(What.FILE, name -> new FileStep.Allocate(name, transfers.length()))),
                new Choice(6, () -> any(FileStep.Touch::new)),
                new Choice(5, this::streamFile));
    }

    private List<Choice> ofSystem() {
        return List.of(
                new Choice(6, this::beginTransaction),
                new Choice(3, () -> onTransaction(SystemStep.Commit::new)),
                new Choice(2, () -> onTransaction(SystemStep.Rollback::new)),
                new Choice(4, this::closeTransaction),
                new Choice(3, () -> byHand(SystemStep.Attach::new)),
                new Choice(3, () -> byHand(SystemStep.Detach::new)),
                new Choice(3, () -> add(new SystemStep.Mount(volume()))),
                new Choice(3, () -> add(new SystemStep.Dismount(volume(), dice.percent(REPLACING)))),
                new Choice(5, () -> add(new SystemStep.Purge(volume()))),
                new Choice(4, this::load),
                new Choice(2, this::unload),
                new Choice(1, () -> add(new SystemStep.Shutdown())),
                new Choice(10, () -> add(new SystemStep.Pass(Duration.ofMillis(1 + dice.below(2000))))));
    }

    private void step() {
        var total = choices.stream().mapToInt(Choice::weight).sum();
        var at = dice.below(total);
        for (var choice : choices) {
            at -= choice.weight;
            if (at < 0) {
                choice.action.run();
                return;
            }
        }
    }

    private boolean add(Step step) {
        return steps.add(step);
    }

    private char volume() {
        return guess.volume(dice).letter();
    }

    // What is open

    private boolean open() {
        var name = guess.handle(dice);
        for (var tried = 0; guess.mayBeOpen(name) && tried < FREE_NAMES_TRIED; tried++) {
            name = guess.handle(dice);
        }
        free(name);
        return add(opens.open(name));
    }

    /** Makes the folders for a file with a very long path, and opens it. */
    private boolean openDeep() {
        var name = guess.handle(dice);
        var volume = volume();
        for (var folder : paths.deepFolders(volume)) {
            free(name);
            guess.open(name, new Opened(folder, What.FOLDER));
            guess.create(folder);
            add(new OpeningStep.Open(name, folder, Set.of(OpenOption.DIRECTORY), Optional.empty()));
        }
        free(name);
        return add(opens.deep(name, volume));
    }

    /** A name is given again only when what it stood for is gone. */
    private void free(String name) {
        if (guess.mayBeOpen(name)) {
            add(new OpeningStep.Close(name));
            guess.close(name);
        }
        if (guess.isHeld(name)) {
            add(new OpeningStep.Release(name));
            guess.hold(name, false);
        }
    }

    private boolean close() {
        return ofAll(name -> {
            guess.close(name);
            return new OpeningStep.Close(name);
        });
    }

    private boolean hold() {
        return ofAll(name -> {
            guess.hold(name, true);
            return new OpeningStep.Hold(name);
        });
    }

    private boolean release() {
        var held = guess.heldHandles();
        if (held.isEmpty()) {
            return false;
        }
        var name = dice.one(held);
        guess.hold(name, false);
        return add(new OpeningStep.Release(name));
    }

    private boolean streamFile() {
        var files = guess.openHandles(What.FILE);
        if (files.isEmpty()) {
            return false;
        }
        var name = guess.streamFile(dice);
        free(name);
        var of = dice.one(files);
        guess.open(name, new Opened(guess.at(of).path(), What.STREAM_FILE));
        return add(new OpeningStep.StreamFile(name, of));
    }

    private boolean ofAll(Function<String, Step> step) {
        var handles = guess.openHandles();
        return !handles.isEmpty() && add(step.apply(dice.one(handles)));
    }

    /** On a handle: what the file system opened for itself is not asked or changed by others. */
    private boolean any(Function<String, Step> step) {
        var handles = new ArrayList<>(guess.openHandles());
        handles.removeAll(guess.openHandles(What.STREAM_FILE));
        return !handles.isEmpty() && add(step.apply(dice.one(handles)));
    }

    /** Most often on what it is meant for. */
    private boolean on(What what, Function<String, Step> step) {
        var handles = guess.openHandles(what);
        return handles.isEmpty() || !dice.percent(OF_THE_KIND) ? any(step) : add(step.apply(dice.one(handles)));
    }

    // Names

    private boolean rename() {
        return any(name -> {
            var path = target(name);
            guess.rename(name, path);
            return new FileStep.Rename(name, path, dice.percent(REPLACING));
        });
    }

    private String target(String name) {
        var opened = guess.at(name);
        var volume = opened.path().charAt(0);
        return opened.what() == What.FOLDER ? paths.folder(volume) : paths.file(volume);
    }

    private boolean delete() {
        return any(name -> {
            guess.delete(name);
            return new FileStep.Delete(name, dice.percent(REPLACING));
        });
    }

    // The system

    private boolean beginTransaction() {
        if (!guess.hasTransactions()) {
            return false;
        }
        var name = guess.transaction(dice);
        free(name);
        guess.begin(name);
        return add(new SystemStep.BeginTransaction(name));
    }

    private boolean onTransaction(Function<String, Step> step) {
        var transactions = guess.openTransactions();
        return !transactions.isEmpty() && add(step.apply(dice.one(transactions)));
    }

    private boolean closeTransaction() {
        return onTransaction(name -> {
            guess.close(name);
            return new OpeningStep.Close(name);
        });
    }

    /** Only minifilters are attached and detached by hand. */
    private boolean byHand(Function<Character, Step> step) {
        return model == DriverModel.MINIFILTER && add(step.apply(volume()));
    }

    private boolean load() {
        if (guess.isLoaded()) {
            return false;
        }
        guess.loaded(true);
        return add(new SystemStep.Load());
    }

    private boolean unload() {
        if (!guess.isLoaded()) {
            return false;
        }
        guess.loaded(false);
        return add(new SystemStep.Unload());
    }
}
