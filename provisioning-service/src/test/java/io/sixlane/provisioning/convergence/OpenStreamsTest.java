package io.sixlane.provisioning.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.TooManyStreams;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class OpenStreamsTest {
    private final OpenStreams streams = new OpenStreams();

    @Test
    void an_account_has_so_many_streams_and_another_account_its_own() {
        var open = IntStream.range(0, OpenStreams.MOST).mapToObj(_ -> open("acme")).toList();

        StepVerifier.create(streams.open("acme", Flux.never()))
                .expectErrorSatisfies(
                        e ->
                                assertThat(((RejectedException) e).reason())
                                        .isEqualTo(new TooManyStreams(OpenStreams.MOST)))
                .verify(Duration.ofSeconds(1));
        assertThat(open("other").isDisposed()).isFalse();

        open.getFirst().dispose();
        assertThat(open("acme").isDisposed()).isFalse();
    }

    private Disposable open(String account) {
        return streams.open(account, Flux.never()).subscribe();
    }
}
