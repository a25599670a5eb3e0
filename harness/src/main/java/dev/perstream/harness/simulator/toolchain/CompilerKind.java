package dev.perstream.harness.simulator.toolchain;

/** The compilers that the simulator is built with. */
public enum CompilerKind {
    /** GNU's. */
    GCC("gcc"),
    /** LLVM's. */
    CLANG("clang");

    private final String program;

    CompilerKind(String program) {
        this.program = program;
    }

    /** What it is called on a command line. */
    public String program() {
        return program;
    }
}
