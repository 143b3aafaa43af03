package io.sixlane.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of its host besides a JDK. Where it is missing the test fails, so that nothing
 * is left out unseen; {@code -Dsixlane.tests.skip-missing=true} leaves such tests out.
 */
public final class Needs {
    private Needs() {}

    /**
     * @param what as it is said when missing, for example {@code CAP_NET_ADMIN and iproute2}
     */
    public static void that(boolean there, String what) {
        if (Boolean.getBoolean("sixlane.tests.skip-missing")) {
            Assumptions.assumeTrue(there, "needs " + what);
        }
        assertThat(there)
                .as("needs %s, or -Dsixlane.tests.skip-missing=true to be left out", what)
                .isTrue();
    }
}
