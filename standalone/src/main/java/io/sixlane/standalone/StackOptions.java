package io.sixlane.standalone;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command about one stack. */
final class StackOptions {

    @Option(
            names = "--data-folder",
            paramLabel = "FOLDER",
            description = "Where data and logs live (default: .sixlane beside ./sixlane).")
    private @Nullable Path dataFolder;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Added to every fixed port, to run beside another stack (default: 0).")
    private int portOffset;

    @Option(
            names = "--addresses",
            paramLabel = "auto|prefix|loopback",
            description =
                    "prefix: an IPv6 prefix per region, routed to this host (root); loopback: ::1"
                            + " for all (default: auto).")
    private AddressChoice addresses = AddressChoice.AUTO;

    @Option(
            names = "--no-recording",
            description = "Do not record this start to make the next one faster.")
    private boolean noRecording;

    @Option(
            names = "--relays-at",
            paramLabel = "HOST:PORT",
            description =
                    "Where relays on other machines reach Kafka, with TLS (default: nowhere). They"
                            + " join with a token at https://HOST:8443.")
    private String relaysAt = "";

    /** Empty where relays of this host alone join. */
    Optional<RelaysAt> relaysAt() {
        return relaysAt.isEmpty() ? Optional.empty() : Optional.of(RelaysAt.of(relaysAt));
    }

    StackFolder folder() {
        return new StackFolder(
                (dataFolder == null ? home().resolve(".sixlane") : dataFolder)
                        .toAbsolutePath()
                        .normalize());
    }

    Ports ports() {
        return new Ports(portOffset);
    }

    AddressChoice addresses() {
        return addresses;
    }

    boolean records() {
        return !noRecording;
    }

    /** Parent of the unpacked apps, shared by all stacks of a build. */
    Path apps() {
        return (AppFolder.isDistribution(home()) ? folder().root() : home().resolve(".sixlane"))
                .resolve("apps");
    }

    /** The unpacked distribution, or the root of the sources, whose jars are started. */
    static Path home() {
        return Path.of(System.getProperty("sixlane.home", ".")).toAbsolutePath().normalize();
    }
}
