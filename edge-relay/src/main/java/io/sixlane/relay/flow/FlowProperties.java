package io.sixlane.relay.flow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of flow records.
 *
 * @param sampling the share of connections that get a record, 0 to 1. All of them unless set: who
 *     was behind an address at a moment can be answered only of what was recorded (source: RFC
 *     6302, section 2, which asks servers to log address and port)
 * @param counting whether connections are counted and measured at all; without it there are neither
 *     reports nor records, which is for measuring what they cost
 * @param mostPerSecond records sent at most, so that what recording costs stays small however many
 *     connections come; a burst waits in the queue
 * @param queue records that wait for Kafka at most; more are dropped and counted
 */
@ConfigurationProperties("sixlane.relay.flow")
public record FlowProperties(
        @DefaultValue("1") double sampling,
        @DefaultValue("true") boolean counting,
        @DefaultValue("1000") int mostPerSecond,
        @DefaultValue("20000") int queue) {
    public FlowProperties {
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException(
                    "sixlane.relay.flow.sampling must be 0 to 1, was " + sampling);
        }
        if (mostPerSecond < 1) {
            throw new IllegalArgumentException(
                    "sixlane.relay.flow.most-per-second must be at least 1, was " + mostPerSecond);
        }
        if (queue < 1) {
            throw new IllegalArgumentException(
                    "sixlane.relay.flow.queue must be at least 1, was " + queue);
        }
    }

    /** How many records may be sent in an interval of this length; at least one. */
    int mostIn(Duration interval) {
        return (int) Math.max(1, mostPerSecond * interval.toMillis() / 1_000);
    }
}
