package dev.perstream.diagnostic;

/**
 * The rules that a schema can break: those of the rule book that validation enforces, under their ids, those of the
 * schema language itself ({@code Y}) and those of its statements ({@code K}).
 */
public enum Rule {
    /** The text is YAML 1.2. */
    Y1,
    /** A key stands once in a mapping. */
    Y2,
    /** A schema uses no anchors, aliases, merge keys and tags. */
    Y3,
    /** A file holds one document, which is a mapping. */
    Y4,
    /** A file and its nesting stay within bounds. */
    Y5,
    /** A key is one that the language has in its place. */
    Y6,
    /** What the language requires is there. */
    Y7,
    /** A value has the shape that its key asks for. */
    Y8,
    /** A word or number is one that the language has in its place. */
    Y9,
    /** A name has the form that its place asks for. */
    Y10,
    /** A name is not one that C, Java, the WDK or the generated code has taken. */
    Y11,
    /** No two names become the same in C or Java. */
    Y12,
    /** A text can be written into a comment of C and Java. */
    Y13,
    /** What is referred to is declared. */
    Y14,
    /** A statement follows the grammar. */
    K1,
    /** A name in a statement is known. */
    K2,
    /** The sides of an assignment or comparison have one type. */
    K3,
    /** An operator applies to the type. */
    K4,
    /** An operation offers the value. */
    K5,
    /** A number is within the range of its type. */
    K6,
    /** An operation reaches the context, and a discarded context can come back. */
    K7,
    /** A driver model has the kind of context or the operation. */
    M1,
    /** A kind of context has one variable size at most. */
    R2,
    /** A pool tag has four printable 7-bit characters and belongs to one context. */
    R5,
    /** A context has a size. */
    R7,
    /** A context has at most 65,535 bytes. */
    R8,
    /** The oldest Windows has the kind of context. */
    R9,
    /** A volume context lives in nonpaged pool. */
    A2,
    /** A lock that is used at DISPATCH_LEVEL lives in nonpaged pool. */
    A8,
    /** A context of a file cannot be had before the file is open. */
    S1,
    /** There is one context for each attachment. */
    S10,
    /** Contexts do not refer to each other in a circle. */
    S24,
    /** What runs in a completion at DISPATCH_LEVEL can run there. */
    L1,
    /** A field that changes is guarded. */
    L11,
    /** A lock is one that the driver model and the oldest Windows have. */
    L13,
    /** Close and cleanup cannot fail, and nothing is done after a close. */
    L14,
    /** Nothing is done after a shutdown. */
    L15,
    /** A name is asked for where a name can be had. */
    N3,
    /** Only a name that follows a file can be kept lazily. */
    N5,
    /** A legacy filter uses no context of a file in a close. */
    G10,
    /** A load order group is one of the known groups. */
    P1,
    /** An altitude is a decimal number in the range of its group. */
    P2;

    /** The id as messages show it. */
    public String id() {
        return name();
    }
}
