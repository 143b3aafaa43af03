package io.sixlane.configuration.log;

/** How large a message of {@link Topics#EVENTS} and {@link Topics#IMAGES} may be. */
public final class MessageLimit {
    /** Bytes; twice the largest accelerator, which one event may bring back as a whole. */
    public static final int MOST_BYTES = 8 * 1024 * 1024;

    private MessageLimit() {}
}
