package dev.perstream.model;

/** The processors that Windows kernels run on and whose layouts are computed. */
public enum Architecture {
    X64("x64", "_M_AMD64", 8),
    ARM64("arm64", "_M_ARM64", 8),
    X86("x86", "_M_IX86", 4);

    private final String key;
    private final String macro;
    private final int pointerSize;

    Architecture(String key, String macro, int pointerSize) {
        this.key = key;
        this.macro = macro;
        this.pointerSize = pointerSize;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }

    /** The macro that compilers for Windows predefine for it. */
    public String macro() {
        return macro;
    }

    /** The size of a pointer in bytes. */
    public int pointerSize() {
        return pointerSize;
    }
}
