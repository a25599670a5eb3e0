package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.HistoryEvent;
import dev.perstream.harness.simulator.report.Stack;
import dev.perstream.harness.simulator.report.ThreadState;
import dev.perstream.harness.simulator.run.Symbols.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts lines to the addresses of findings.
 *
 * @param symbols what is known
 * @param drivers the modules that are drivers
 */
record Resolution(Symbols symbols, Set<String> drivers) {

    Resolution {
        drivers = Set.copyOf(drivers);
    }

    static List<Finding> resolve(List<Finding> findings, Set<String> drivers, Optional<Path> addr2line) {
        var addresses = findings.stream()
                .flatMap(Resolution::stacks)
                .flatMap(stack -> stack.frames().stream())
                .map(Address::of)
                .collect(Collectors.toCollection(TreeSet::new));
        var resolution = new Resolution(Symbols.find(addr2line, addresses, drivers), drivers);
        return findings.stream().map(resolution::resolve).toList();
    }

    private static Stream<Stack> stacks(Finding finding) {
        return Stream.of(
                        Stream.of(finding.stack()),
                        finding.history().stream().map(HistoryEvent::stack),
                        finding.threads().stream().map(ThreadState::stack))
                .flatMap(stream -> stream);
    }

    private Finding resolve(Finding finding) {
        return new Finding(
                finding.rule(),
                finding.title(),
                finding.message(),
                finding.bugcheck(),
                finding.thread(),
                finding.routine(),
                finding.irql(),
                finding.step(),
                finding.line(),
                resolve(finding.stack()),
                finding.subject(),
                finding.history().stream().map(this::resolve).toList(),
                finding.trace(),
                finding.threads().stream().map(this::resolve).toList(),
                finding.replay());
    }

    private HistoryEvent resolve(HistoryEvent event) {
        return new HistoryEvent(
                event.verb(), event.references(), event.thread(), event.routine(), resolve(event.stack()));
    }

    private ThreadState resolve(ThreadState thread) {
        return new ThreadState(
                thread.name(), thread.state(), thread.waitsFor(), thread.locks(), resolve(thread.stack()));
    }

    private Stack resolve(Stack stack) {
        return new Stack(stack.frames().stream()
                .flatMap(frame -> symbols.resolve(frame, drivers).stream())
                .toList());
    }
}
