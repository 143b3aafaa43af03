package io.sixlane.audit.source;

/** Receives the progress of a reader. */
public interface Progress {
    Progress NONE = (_, _) -> {};

    /**
     * @param done messages, or bytes
     * @param total in the same unit; 0 when not known
     */
    void at(long done, long total);
}
