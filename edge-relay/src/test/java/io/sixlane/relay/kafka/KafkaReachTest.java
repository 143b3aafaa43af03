package io.sixlane.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sixlane.platform.FreePorts;
import io.sixlane.relay.listener.Fixtures;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KafkaReach;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaReachTest {
    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    void all_threads_share_one_attempt_each_second() throws Exception {
        try (var server = server();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = threads.submit(() -> acceptAll(server));
            var reach = KafkaReach.of(KafkaAccess.of("127.0.0.1:" + server.getLocalPort(), ""));

            for (var answer : threads.invokeAll(asking(reach, 100))) {
                assertThat(answer.get()).isTrue();
            }

            await().until(() -> accepted.get() > 0);
            server.close();
            await().atMost(Duration.ofSeconds(5)).until(() -> !reach.isReachable());
            // One each second at most, and the test took no ten of them.
            assertThat(accepted).hasValueLessThan(10);
        }
    }

    @Test
    void a_relay_finds_its_kafka_within_a_second_of_its_start() throws Exception {
        var port = FreePorts.next();
        var reach = KafkaReach.of(KafkaAccess.of("127.0.0.1:1,127.0.0.1:" + port, ""));
        assertThat(reach.isReachable()).isFalse();
        try (var _ = new ServerSocket(port, 8, InetAddress.getLoopbackAddress())) {
            await().atMost(Duration.ofSeconds(3)).until(reach::isReachable);
        }
    }

    @Test
    void without_kafka_no_client_is_opened() {
        var properties = Fixtures.properties("::1/128", Path.of("unused"), Fixtures.NO_KAFKA);
        assertThatThrownBy(() -> RelayConsumers.open(properties, "-reach", Map.of()))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("127.0.0.1:1");
        assertThatThrownBy(() -> RelayTopics.ensure(Fixtures.NO_KAFKA, Duration.ofMinutes(1)))
                .isInstanceOf(KafkaException.class);
        var publisher = new RelayPublisher(properties, Clock.systemUTC());
        publisher.start();
        try {
            assertThat(publisher.publish("topic", "key", new byte[0], _ -> {})).isFalse();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("kafka-producer-network-thread | " + properties.id());
        } finally {
            publisher.stop();
        }
    }

    private static ServerSocket server() throws Exception {
        return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    private Void acceptAll(ServerSocket server) throws Exception {
        while (true) {
            server.accept().close();
            accepted.incrementAndGet();
        }
    }

    private static List<Callable<Boolean>> asking(KafkaReach reach, int count) {
        var asking = new ArrayList<Callable<Boolean>>();
        for (var one = 0; one < count; one++) {
            asking.add(reach::isReachable);
        }
        return asking;
    }
}
