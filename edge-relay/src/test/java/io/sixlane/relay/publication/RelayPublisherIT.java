package io.sixlane.relay.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.relay.listener.Fixtures;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RelayPublisherIT {
    @Test
    void says_that_kafka_is_away_instead_of_waiting_for_it() {
        // Port 1 of loopback: nobody listens there.
        var publisher =
                new RelayPublisher(
                        Fixtures.properties("::1/128", Path.of("unused"), "127.0.0.1:1"),
                        Clock.systemUTC());
        List<Boolean> told = new ArrayList<>();
        publisher.start();
        try {
            assertThat(publisher.publish("topic", "key", new byte[0], told::add)).isFalse();
            assertThat(told).containsExactly(false);
        } finally {
            publisher.stop();
        }
        assertThat(publisher.publish("topic", "key", new byte[0], told::add)).isFalse();
        assertThat(told).containsExactly(false, false);
    }
}
