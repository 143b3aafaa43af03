package io.sixlane.benchmarks.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LiveHeapTest {
    @Test
    void both_generations_count_and_metaspace_does_not() throws Exception {
        assertThat(
                        LiveHeap.parse(
                                """
                                4711:
                                 DefNew     total 19648K, used 1234K [0x00, 0x01, 0x02)
                                  eden space 17472K,   5% used [0x00, 0x01, 0x02)
                                 Tenured    total 43712K, used 20000K [0x00, 0x01, 0x02)
                                  the  space 43712K,  45% used [0x00, 0x01, 0x02)
                                 Metaspace       used 30000K, committed 31000K, reserved 1114112K
                                """))
                .isEqualTo(21_234);
    }

    @Test
    void another_collector_is_refused() {
        assertThatThrownBy(() -> LiveHeap.parse("garbage-first heap   total 1K, used 1K"))
                .isInstanceOf(IOException.class);
    }
}
