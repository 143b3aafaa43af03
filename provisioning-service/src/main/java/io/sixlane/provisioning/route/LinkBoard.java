package io.sixlane.provisioning.route;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The newest message of each key, until it expires. Each instance of this service reads all
 * messages, since they change every few seconds and expire after a minute and a half. Safe for use
 * by several threads.
 */
@Component
public final class LinkBoard {
    /** Three times the longest pause between two messages of one key. */
    static final Duration MOST_AGE = Duration.ofSeconds(90);

    /** With 20 candidates each a message takes some 4 KB. */
    private static final int MOST = 100_000;

    private final Map<String, Received> messages = new ConcurrentHashMap<>();

    private record Received(LinkMessage message, long nanos) {}

    /**
     * Takes a message, unless its figures cannot be.
     *
     * @param nanos when it was received, by {@link System#nanoTime}
     */
    void received(LinkMessage message, long nanos) {
        var held = messages.get(message.key());
        if (held != null && held.message().at().isAfter(message.at())) {
            return;
        }
        if (message.isPlausible() && (held != null || messages.size() < MOST)) {
            messages.put(message.key(), new Received(message, nanos));
        }
    }

    void expire(long nowNanos) {
        messages.values().removeIf(received -> isOld(received, nowNanos));
    }

    private static boolean isOld(Received received, long nowNanos) {
        return nowNanos - received.nanos() > MOST_AGE.toNanos();
    }

    /** The routes of an accelerator, ordered by relay. */
    List<RoutesChosen> routes(AcceleratorId accelerator, long nowNanos) {
        return recent(RoutesChosen.class, nowNanos)
                .filter(chosen -> chosen.acceleratorId().equals(accelerator))
                .sorted(Comparator.comparing(RoutesChosen::relayId))
                .toList();
    }

    /** All links, ordered by both relays. */
    public List<LinkMeasured> links(long nowNanos) {
        return recent(LinkMeasured.class, nowNanos)
                .sorted(
                        Comparator.comparing(LinkMeasured::relayId)
                                .thenComparing(LinkMeasured::peerId))
                .toList();
    }

    private <T extends LinkMessage> Stream<T> recent(Class<T> type, long nowNanos) {
        return messages.values().stream()
                .filter(received -> !isOld(received, nowNanos))
                .map(Received::message)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
