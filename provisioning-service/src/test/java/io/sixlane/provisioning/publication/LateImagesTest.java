package io.sixlane.provisioning.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateImagesTest {
    private final LateImages late = new LateImages();

    private static long at(int seconds) {
        return Long.MAX_VALUE - 7 + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void are_due_after_the_timeouts_of_client_and_kernel_and_then_no_more() {
        late.mayFollow(List.of("ga-1", "ga-2"), at(0));

        assertThat(late.due(at(19))).isEmpty();
        assertThat(late.due(at(20))).containsExactly("ga-1", "ga-2");
        assertThat(late.due(at(149))).isEmpty();
        assertThat(late.due(at(150))).containsExactly("ga-1", "ga-2");
        assertThat(late.due(at(1_000))).isEmpty();
    }

    @Test
    void wait_longer_when_others_join() {
        late.mayFollow(List.of("ga-1"), at(0));
        late.mayFollow(List.of("ga-2"), at(10));

        assertThat(late.due(at(20))).isEmpty();
        assertThat(late.due(at(30))).containsExactly("ga-1", "ga-2");
    }

    @Test
    void wait_no_longer_without_a_reason() {
        late.mayFollow(List.of("ga-1"), at(0));
        late.mayFollow(List.of(), at(10));

        assertThat(late.due(at(20))).containsExactly("ga-1");
    }
}
