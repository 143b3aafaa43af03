package io.sixlane.benchmarks.relay;

import java.io.IOException;

/** Connections of a row over lanes went directly: the measurement is none of that row. */
final class LanesLeftException extends IOException {
    private static final long serialVersionUID = 1L;

    LanesLeftException(String message) {
        super(message);
    }
}
