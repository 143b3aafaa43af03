package io.sixlane.standalone;

import io.sixlane.platform.link.AllowedCongestionControl;
import io.sixlane.platform.link.Emulator;
import io.sixlane.platform.link.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An ocean between this host, which is Hong Kong, and a network namespace, which is Silicon Valley:
 * the public Internet, a backbone between the relays, and a network without delay by which the
 * relay beyond reaches Kafka.
 */
final class Ocean implements AutoCloseable {

    static final String SENTENCE =
            "The ocean: 100 Mbit/s; the Internet 75 ms each way with 1 % loss, the backbone between"
                    + " the relays 60 ms each way without; the server uses cubic.";

    private static final String ORIGIN = "10.66.0.9";
    private static final String CUBIC = "cubic";
    private static final String WIDTH = " rate=100mbit queue=1000p";

    private final Namespace siliconValley;
    private final List<AutoCloseable> opened;

    private Ocean(Namespace siliconValley, List<AutoCloseable> opened) {
        this.siliconValley = siliconValley;
        this.opened = opened;
    }

    /** Empty when an ocean is available here, else a sentence with what it needs. */
    static Optional<String> hindrance() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of("An ocean needs Linux, for its network namespaces.");
        }
        if (!Files.isWritable(Path.of("/dev/net/tun"))) {
            return Optional.of(
                    "An ocean needs root and /dev/net/tun: sudo ./sixlane demo --ocean"
                            + " (in a container: --device /dev/net/tun --privileged).");
        }
        return Optional.empty();
    }

    static Ocean open() {
        var opened = new ArrayList<AutoCloseable>();
        try {
            Namespace.removeLeftovers();
            opened.add(AllowedCongestionControl.with(CUBIC));
            var there = Namespace.create("silicon-valley");
            opened.add(there);
            var emulator = Emulator.start();
            opened.add(emulator);
            var here = Namespace.host();
            here.join("sl-kafka", there, List.of("10.99.7.1/24", "10.99.7.2/24"));
            emulator.join("sl-public", here, there, List.of("10.66.30.1/24", "10.66.30.2/24"));
            emulator.join("sl-backbone", here, there, List.of("10.66.50.1/24", "10.66.50.2/24"));
            emulator.set("sl-public", "delay=75ms loss=1%" + WIDTH);
            emulator.set("sl-backbone", "delay=60ms" + WIDTH);
            there.ip("addr", "add", ORIGIN + "/32", "dev", "lo");
            here.ip("route", "add", ORIGIN, "via", "10.66.30.2");
            there.sysctl("net.ipv4.tcp_no_metrics_save", "1");
            there.sysctl("net.ipv4.tcp_congestion_control", CUBIC);
            return new Ocean(there, opened);
        } catch (IOException e) {
            close(opened);
            throw new StackException("No ocean could be made: %s.".formatted(e.getMessage()), e);
        }
    }

    Shores shores() {
        return new Shores(
                "10.99.7.1",
                "10.66.50.1",
                "10.99.7.2",
                "10.66.50.2",
                siliconValley.command(List.of()),
                ORIGIN,
                ORIGIN + "/32",
                Optional.empty());
    }

    /** The web server, beyond. */
    Origin startOrigin(int port) {
        try {
            return siliconValley.inside(() -> Origin.start(ORIGIN, port));
        } catch (IOException e) {
            throw new StackException("The demo's web server did not start beyond the ocean.", e);
        }
    }

    /** Last first; what cannot be removed now is at the next start. */
    private static void close(List<AutoCloseable> opened) {
        for (var each : opened.reversed()) {
            try {
                each.close();
            } catch (Exception _) {
                // The rest is to be closed all the same.
            }
        }
    }

    @Override
    public void close() {
        close(opened);
    }
}
