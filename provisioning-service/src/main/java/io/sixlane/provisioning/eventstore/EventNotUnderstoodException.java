package io.sixlane.provisioning.eventstore;

/** The log has an event that a later version wrote, with an unknown effect. */
public final class EventNotUnderstoodException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String streamId;
    private final long revision;
    private final String type;

    /**
     * @param type the simple name of the fact
     */
    EventNotUnderstoodException(String streamId, long revision, String type, Throwable cause) {
        super("%s of revision %s is a %s".formatted(streamId, revision, type), cause);
        this.streamId = streamId;
        this.revision = revision;
        this.type = type;
    }

    public String streamId() {
        return streamId;
    }

    public long revision() {
        return revision;
    }

    public String type() {
        return type;
    }
}
