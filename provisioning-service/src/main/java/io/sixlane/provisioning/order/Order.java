package io.sixlane.provisioning.order;

import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.order.OrderEvent;
import io.sixlane.configuration.order.OrderEvent.OrderPaid;
import io.sixlane.configuration.order.OrderEvent.OrderPlaced;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param paid empty until it is paid
 */
record Order(
        String account,
        long revision,
        OrderPlaced placed,
        Instant placedAt,
        Optional<OrderPaid> paid) {
    /** Total: an event that reached the log is true. */
    static @Nullable Order evolve(@Nullable Order held, RecordedEvent recorded) {
        if (!(recorded.event() instanceof OrderEvent event)) {
            return held;
        }
        return switch (event) {
            case OrderPlaced placed ->
                    new Order(
                            recorded.actor().account(),
                            recorded.revision(),
                            placed,
                            recorded.occurredAt(),
                            Optional.empty());
            case OrderPaid paid ->
                    held == null
                            ? null
                            : new Order(
                                    held.account(),
                                    recorded.revision(),
                                    held.placed(),
                                    held.placedAt(),
                                    Optional.of(paid));
        };
    }
}
