package io.sixlane.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of this project, as the build left them. */
final class Project {
    /** Modules whose classes ship. */
    static final List<String> MODULES =
            List.of(
                    "configuration",
                    "files",
                    "topics",
                    "http",
                    "embedded-platform",
                    "fleet",
                    "identity-service",
                    "catalog-service",
                    "provisioning-service",
                    "edge-relay",
                    "metrics-service",
                    "gateway",
                    "standalone",
                    "audit");

    /** The services that docker-compose and the local stack start. */
    static final List<String> SERVICES =
            List.of(
                    "identity-service",
                    "catalog-service",
                    "provisioning-service",
                    "edge-relay",
                    "metrics-service",
                    "gateway");

    private Project() {}

    static Path home() {
        var home = Path.of(System.getProperty("sixlane.home", "..")).toAbsolutePath().normalize();
        if (!Files.exists(home.resolve("system-tests"))) {
            throw new IllegalStateException("sixlane.home must be the project's root, was " + home);
        }
        return home;
    }

    static Path classes(String module) {
        return home().resolve(module).resolve("target/classes");
    }

    static Stream<Path> classesAndTests(String module) {
        return Stream.of(classes(module), home().resolve(module).resolve("target/test-classes"));
    }
}
