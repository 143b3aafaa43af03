package io.sixlane.provisioning.eventstore;

/** Another change came first: the stream is not at the revision that the decision was made on. */
public final class VersionConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String streamId;
    private final long expected;
    private final long actual;

    public VersionConflictException(String streamId, long expected, long actual) {
        super(
                "%s is at revision %s, the change was made for revision %s"
                        .formatted(streamId, actual, expected),
                null,
                false,
                false);
        this.streamId = streamId;
        this.expected = expected;
        this.actual = actual;
    }

    public String streamId() {
        return streamId;
    }

    public long expected() {
        return expected;
    }

    /** The revision the stream has; 0 when it does not exist. */
    public long actual() {
        return actual;
    }
}
