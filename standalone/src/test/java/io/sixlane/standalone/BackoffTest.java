package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsDoubleUpToALimitAndStartOverAfterAHealthyLife() {
        var waits = new ArrayList<Long>();
        var backoff = Backoff.start();
        for (var i = 0; i < 7; i++) {
            waits.add(backoff.after(Duration.ofSeconds(2)).toSeconds());
            backoff = backoff.then(Duration.ofSeconds(2));
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(backoff.after(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
    }
}
