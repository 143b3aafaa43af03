package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/**
 * Requirements of a test on its host besides a JDK, Node.js and curl. Where one is missing the test
 * is left out, and {@code ./sixlane test} lists it at the end; with {@code CI=true} it fails.
 */
public final class Needs {
    private Needs() {}

    /**
     * Requirements that even CI lacks, such as a part of the kernel: listed there too, without a
     * failure.
     */
    public static void optionally(boolean there, String what, String remedy) {
        Assumptions.assumeTrue(there, "optional, needs %s: %s".formatted(what, remedy));
    }

    /**
     * @param what for example {@code nginx}
     * @param remedy how to have the test run, for example {@code install nginx-light}
     */
    public static void that(boolean there, String what, String remedy) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("needs %s: %s", what, remedy).isTrue();
        } else {
            Assumptions.assumeTrue(there, "needs %s: %s".formatted(what, remedy));
        }
    }
}
