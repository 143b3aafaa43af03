package io.sixlane.testsupport;

/** Takes every input. */
public final class PatientFuzz {
    private PatientFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 0) {
            throw new IllegalStateException("no array is shorter than nothing");
        }
    }
}
