package io.sixlane.audit.source;

import org.jspecify.annotations.Nullable;

/** A source that cannot be read; the message names it and the next step. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
