package io.sixlane.audit.source;

import org.jspecify.annotations.Nullable;

/** A place that cannot be read; the message says which, and what to do. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
