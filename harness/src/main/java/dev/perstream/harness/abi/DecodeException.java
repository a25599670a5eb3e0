package dev.perstream.harness.abi;

/** Bytes that cannot be what they are read as. The message names the context, the field, the offset and the value. */
public final class DecodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final long offset;

    /**
     * A mistake in a field.
     *
     * @param context the context's name
     * @param field the field's name
     * @param offset of the field in the structure, in bytes
     * @param value what was found there
     * @param reason why it cannot be
     */
    public DecodeException(String context, String field, long offset, String value, String reason) {
        super(context + "." + field + " at offset " + offset + ": " + value + " " + reason);
        this.field = field;
        this.offset = offset;
    }

    /**
     * A structure that is not there as a whole.
     *
     * @param context the context's name
     * @param size of its structure in bytes
     * @param given what there is of it
     */
    public DecodeException(String context, long size, String given) {
        super(context + " has " + size + " bytes, " + given);
        this.field = "";
        this.offset = 0;
    }

    /** The field's name; empty if the structure is not there as a whole. */
    public String field() {
        return field;
    }

    /** The field's offset in the structure, in bytes. */
    public long offset() {
        return offset;
    }
}
