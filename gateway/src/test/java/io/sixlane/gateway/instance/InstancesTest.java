package io.sixlane.gateway.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

class InstancesTest {
    private static final URI A = URI.create("http://a:1");
    private static final URI B = URI.create("http://b:1");

    private final AtomicLong nanos = new AtomicLong();
    private final Instances instances = new Instances(List.of(A, B), nanos::get);
    private final List<URI> asked = new ArrayList<>();

    @Test
    void takes_turns() {
        assertThat(List.of(instances.next(), instances.next(), instances.next()))
                .containsExactly(A, B, A);
    }

    @Test
    void asks_another_one_and_leaves_the_broken_one_out_for_a_moment() {
        assertThat(instances.send(this::onlyB, _ -> true).block()).isEqualTo("b");
        assertThat(asked).containsExactly(A, B);
        assertThat(List.of(instances.next(), instances.next())).containsExactly(B, B);

        nanos.set(Duration.ofSeconds(4).toNanos());
        assertThat(List.of(instances.next(), instances.next())).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void an_outage_is_one_line_of_the_log() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(Instances.class);
        lines.start();
        logger.addAppender(lines);
        try {
            for (var request = 0; request < 3; request++) {
                assertThat(instances.send(this::onlyB, _ -> true).block()).isEqualTo("b");
                nanos.addAndGet(Duration.ofSeconds(4).toNanos());
            }
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(asked).containsOnly(A, B);
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getThrowableProxy()).isNull())
                .extracting(line -> line.getKeyValuePairs().getFirst().value)
                .isEqualTo(A);
    }

    @Test
    void does_not_repeat_what_must_not_be_repeated() {
        assertThatThrownBy(() -> instances.send(this::onlyB, _ -> false).block())
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(asked).containsExactly(A);
    }

    @Test
    void asks_each_once_and_goes_on_when_all_are_broken() {
        for (var i = 0; i < 3; i++) {
            asked.clear();
            assertThatThrownBy(() -> instances.send(this::none, _ -> true).block())
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(asked).containsExactlyInAnyOrder(A, B);
        }
    }

    /** As when the second of two is restarted just after the first. */
    @Test
    void asks_the_one_that_broke_first_and_no_other_one_twice_while_others_take_turns() {
        assertThat(instances.send(this::onlyB, _ -> true).block()).isEqualTo("b");
        for (var turn = 0; turn < 4; turn++) {
            nanos.incrementAndGet();
            asked.clear();
            assertThat(instances.send(this::onlyA, _ -> true).block()).isEqualTo("a");
            assertThat(asked).doesNotHaveDuplicates();
            instances.next();
        }
        assertThat(asked).containsExactly(A);
    }

    private Mono<String> onlyA(URI instance) {
        asked.add(instance);
        instances.next();
        return instance.equals(A) ? Mono.just("a") : Mono.error(new IOException("broken"));
    }

    private Mono<String> onlyB(URI instance) {
        asked.add(instance);
        return instance.equals(B) ? Mono.just("b") : Mono.error(new IOException("broken"));
    }

    private Mono<String> none(URI instance) {
        asked.add(instance);
        return Mono.error(new IOException("broken"));
    }
}
