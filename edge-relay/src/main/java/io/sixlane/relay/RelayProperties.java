package io.sixlane.relay;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.address.Place;
import io.sixlane.topics.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of one relay, fixed at its start; the configuration of tenants comes from the log.
 *
 * @param id unique among relays
 * @param region listeners of accelerators with this acceleration region are served
 * @param pools addresses this relay serves, CIDR; empty for those that the control plane gives it.
 *     A prefix shares one {@code [::]:port} socket per port unless {@code bindEachAddress}
 * @param stateFolder where the last image is kept
 * @param kafkaPatience how long Kafka may be silent at start before the image on disk is served
 * @param endpointAllowedPrefixes where endpoints may be although they are refused by default: CIDR,
 *     {@code address:port}
 * @param drainTimeout how long a removed listener or endpoint keeps its open connections where its
 *     group has no time of its own, and how long a stopping relay keeps them, at least 1 s
 * @param connectTimeout per endpoint tried
 * @param idleTimeout silence in both directions after which a connection is reset (source: the
 *     hosted service's TCP default, 900 s)
 * @param writeBufferHigh unsent bytes per direction at which the relay stops reading from the other
 *     side
 * @param bindRetry pause before a failed bind is tried again; doubles to 30 s
 * @param bindEachAddress a socket for each accelerated address and port, so that several relays
 *     with prefixes can share a host; costs a descriptor for each event loop
 */
@ConfigurationProperties("sixlane.relay")
public record RelayProperties(
        String id,
        String region,
        @DefaultValue List<IpPrefix> pools,
        Path stateFolder,
        KafkaAccess kafka,
        @DefaultValue("2s") Duration kafkaPatience,
        @DefaultValue List<Place> endpointAllowedPrefixes,
        @DefaultValue("30s") Duration drainTimeout,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15m") Duration idleTimeout,
        @DefaultValue("64KB") DataSize writeBufferHigh,
        @DefaultValue("500ms") Duration bindRetry,
        @DefaultValue("false") boolean bindEachAddress) {
    public RelayProperties {
        pools = List.copyOf(pools);
        endpointAllowedPrefixes = List.copyOf(endpointAllowedPrefixes);
        atLeast("drain-timeout", drainTimeout, Duration.ofSeconds(1));
        atLeast("connect-timeout", connectTimeout, Duration.ofMillis(10));
        atLeast("idle-timeout", idleTimeout, Duration.ofMillis(100));
        atLeast("bind-retry", bindRetry, Duration.ofMillis(10));
        if (writeBufferHigh.toBytes() < 4096 || writeBufferHigh.toBytes() > 64L << 20) {
            throw new IllegalArgumentException(
                    "sixlane.relay.write-buffer-high must be 4KB to 64MB, was " + writeBufferHigh);
        }
    }

    private static void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "sixlane.relay.%s must be at least %s, was %s".formatted(name, least, value));
        }
    }
}
