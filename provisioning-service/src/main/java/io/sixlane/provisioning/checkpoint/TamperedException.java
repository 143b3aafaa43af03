package io.sixlane.provisioning.checkpoint;

/** An event in the table is not what was appended: it is not put under a seal. */
final class TamperedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TamperedException(String streamId, long revision, long position) {
        super(
                "revision %s of %s, at position %s of the event table, is not what was appended"
                        .formatted(revision, streamId, position));
    }
}
