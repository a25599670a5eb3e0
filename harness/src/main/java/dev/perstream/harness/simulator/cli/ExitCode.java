package dev.perstream.harness.simulator.cli;

/** What the command line returns; those of problems are at {@link dev.perstream.harness.simulator.problem.Problem.Kind}. */
final class ExitCode {

    static final int CLEAN = 0;
    static final int BAD_INPUT = 2;
    static final int INTERNAL = 3;

    private ExitCode() {}
}
