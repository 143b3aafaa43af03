package io.sixlane.relay.join;

import io.sixlane.configuration.fleet.JoinAnswer.Standing;
import io.sixlane.configuration.fleet.JoinMessage.Inquire;
import io.sixlane.configuration.fleet.JoinToken.Pin;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** A relay that joined, by its files. */
record Membership(RelayFiles files) {
    /** The gateway that it joined at, among its settings. */
    static final String URL = "SIXLANE_JOINED_AT";

    /** The proof of that. */
    static final String PIN = "SIXLANE_JOINED_PIN";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LINKS = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    String relayId() {
        return setting("SIXLANE_RELAY_ID");
    }

    ControlPlane server() {
        return new ControlPlane(URI.create(setting(URL)), Pin.parse(setting(PIN)));
    }

    String setting(String name) {
        var value = settings().get(name);
        if (value == null) {
            throw new JoinException("%s has no %s.".formatted(files.settings(), name));
        }
        return value;
    }

    Map<String, String> settings() {
        return files.read();
    }

    /** Starts the relay, and prints when the control plane sees it and how far others are. */
    void run(RelayStart start, PrintWriter out) {
        start.start(settings());
        var standing = await();
        out.printf("%s is seen by the control plane.%n", relayId());
        for (var link : standing.links()) {
            out.printf(
                    "  %-32s %-16s %s%n",
                    link.relayId(),
                    link.region(),
                    link.up()
                            ? String.format(Locale.ROOT, "%.1f ms", link.p50Millis())
                            : "no answer");
        }
        if (standing.links().isEmpty()) {
            out.println("  No other relay was measured: that takes lanes (--lane) on both sides.");
        }
        out.flush();
    }

    /** Links are measured a few seconds after the first heartbeat. */
    private Standing await() {
        var server = server();
        var keys = RelayKeys.read(files);
        var began = System.nanoTime();
        while (true) {
            var standing = (Standing) server.ask(new Inquire(Instant.now(), relayId()), keys);
            var waited = Duration.ofNanos(System.nanoTime() - began);
            if (standing.seen() && (!standing.links().isEmpty() || waited.compareTo(LINKS) > 0)) {
                return standing;
            }
            if (waited.compareTo(PATIENCE) > 0) {
                throw new JoinException(
                        "The relay runs, but its heartbeats do not arrive: look at its log.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JoinException("interrupted", e);
        }
    }
}
