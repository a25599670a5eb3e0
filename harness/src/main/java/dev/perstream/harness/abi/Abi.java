package dev.perstream.harness.abi;

/** The processors whose layouts of a context are known. All are little-endian. */
public enum Abi {
    /** 64 bits, of AMD and Intel. */
    X64("x64", 8),
    /** 64 bits, of Arm. */
    ARM64("arm64", 8),
    /** 32 bits, of Intel. */
    X86("x86", 4);

    private final String key;
    private final int pointerSize;

    Abi(String key, int pointerSize) {
        this.key = key;
        this.pointerSize = pointerSize;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }

    /** The size of a pointer, in bytes. */
    public int pointerSize() {
        return pointerSize;
    }
}
