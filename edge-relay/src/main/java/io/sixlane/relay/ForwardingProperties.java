package io.sixlane.relay;

import io.sixlane.relay.tcp.TcpSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of TCP forwarding on this host.
 *
 * @param path {@code auto}: native where it can be, else portable
 * @param halfClosedTimeout silence after which a connection that has seen one FIN is reset (source:
 *     RFC 5382, REQ-5)
 * @param keepaliveIdle silence before the first probe, to client and endpoint
 * @param keepaliveInterval between two probes
 * @param keepaliveProbes unanswered probes after which a connection counts as reset
 * @param userTimeout how long sent bytes may stay unacknowledged, or a window closed (source: RFC
 *     9293, 3.9.1.1)
 * @param threads event loops, 1 to 256; 0 is one for each processor
 * @param rehearsal how long, at most, listeners wait while this relay carries connections of its
 *     own, so that the first of others wait for no compiler; 0 for none
 */
@ConfigurationProperties("sixlane.relay.forwarding")
record ForwardingProperties(
        @DefaultValue("auto") PathChoice path,
        @DefaultValue("4m") Duration halfClosedTimeout,
        @DefaultValue("2m") Duration keepaliveIdle,
        @DefaultValue("15s") Duration keepaliveInterval,
        @DefaultValue("4") int keepaliveProbes,
        @DefaultValue("5m") Duration userTimeout,
        @DefaultValue("0") int threads,
        @DefaultValue("2s") Duration rehearsal) {
    ForwardingProperties {
        atLeast("half-closed-timeout", halfClosedTimeout, Duration.ofMillis(100));
        atLeast("keepalive-idle", keepaliveIdle, Duration.ofSeconds(1));
        atLeast("keepalive-interval", keepaliveInterval, Duration.ofSeconds(1));
        atLeast("user-timeout", userTimeout, Duration.ofSeconds(1));
        atLeast("rehearsal", rehearsal, Duration.ZERO);
        if (keepaliveProbes < 1 || keepaliveProbes > 127) {
            throw new IllegalArgumentException(
                    "sixlane.relay.forwarding.keepalive-probes must be 1 to 127, was "
                            + keepaliveProbes);
        }
        if (threads < 0 || threads > 256) {
            throw new IllegalArgumentException(
                    "sixlane.relay.forwarding.threads must be 0 to 256, was " + threads);
        }
    }

    TcpSettings settings(RelayProperties relay) {
        var settings =
                new TcpSettings(
                        relay.connectTimeout(),
                        relay.idleTimeout(),
                        halfClosedTimeout,
                        new TcpSettings.Keepalive(
                                keepaliveIdle, keepaliveInterval, keepaliveProbes),
                        userTimeout,
                        Math.toIntExact(relay.writeBufferHigh().toBytes()),
                        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
        return relay.bindEachAddress() ? settings.withFreeBind() : settings;
    }

    private static void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "sixlane.relay.forwarding.%s must be at least %s, was %s"
                            .formatted(name, least, value));
        }
    }
}
