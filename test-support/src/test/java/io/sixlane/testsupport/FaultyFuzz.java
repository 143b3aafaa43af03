package io.sixlane.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Takes a length that no seed has for a fault. */
public final class FaultyFuzz {
    private FaultyFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (new String(input, UTF_8).startsWith("length=0")) {
            throw new IllegalStateException("a length of 0");
        }
    }
}
