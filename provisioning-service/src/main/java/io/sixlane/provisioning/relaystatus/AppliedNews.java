package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import io.sixlane.configuration.accelerator.AcceleratorId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hears from every instance of this service what relays said to any of them: Kafka tells each
 * status to one instance only, PostgreSQL tells all. One connection, as long as somebody listens.
 */
@Component
final class AppliedNews {
    static final String CHANNEL = "sixlane_applied";

    /** Above this no names are said: PostgreSQL takes 8000 bytes (source: its NOTIFY). */
    static final int MOST_NAMED = 100;

    private final Flux<Set<AcceleratorId>> shared;

    AppliedNews(ConnectionFactory connections) {
        var direct = unpooled(connections);
        shared =
                Flux.usingWhen(
                                direct.create(),
                                connection -> listen((PostgresqlConnection) connection),
                                connection -> Mono.from(connection.close()))
                        .map(AppliedNews::ids)
                        .share();
    }

    Flux<Set<AcceleratorId>> listen() {
        return shared;
    }

    private static Flux<Notification> listen(PostgresqlConnection connection) {
        return connection
                .createStatement("listen " + CHANNEL)
                .execute()
                .thenMany(connection.getNotifications());
    }

    /** A connection that listens is of no use to anyone else. */
    private static ConnectionFactory unpooled(ConnectionFactory connections) {
        return connections instanceof Wrapped<?> wrapped
                        && wrapped.unwrap() instanceof ConnectionFactory inner
                ? unpooled(inner)
                : connections;
    }

    private static Set<AcceleratorId> ids(Notification notification) {
        var names = notification.getParameter();
        return names == null || names.isEmpty()
                ? Set.of()
                : Stream.of(names.split(","))
                        .map(AcceleratorId::new)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
