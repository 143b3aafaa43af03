package io.sixlane.audit.source;

/** Told how far a reader is. */
public interface Progress {
    Progress NONE = (_, _) -> {};

    /**
     * @param done messages, or bytes
     * @param total in the same unit; 0 when not known
     */
    void at(long done, long total);
}
