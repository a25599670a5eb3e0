package dev.perstream.output;

/** Who may change a file after it was written. */
public enum Owner {
    /** Generated in full at each run, never edited, safe to delete. */
    PLUMBING,
    /** Written once where it does not exist, and the author's from then on. */
    SCAFFOLD
}
