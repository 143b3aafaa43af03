package io.sixlane.platform;

/**
 * Where servers run: on this host, or for tests in containers of their official images. {@code
 * -Dsixlane.platform=containers} brings Testcontainers, which no program that ships has: nothing of
 * it is named here.
 */
final class WantedPlatform {
    private WantedPlatform() {}

    static boolean isContainers() {
        return "containers".equals(System.getProperty("sixlane.platform"));
    }
}
