package io.sixlane.benchmarks.ocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.benchmarks.ocean.Failover.Flow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailoverTest {
    /** Ten a second; the slow ones meet the cut, the later ones another path. */
    private static List<Flow> flows(double... afterCut) {
        var flows = new ArrayList<Flow>();
        flows.add(new Flow(-100, 9_000));
        for (var i = 0; i < 100; i++) {
            flows.add(new Flow(i * 100, i < afterCut.length ? afterCut[i] : 160));
        }
        return flows;
    }

    @Test
    void flows_that_began_before_the_cut_do_not_count() {
        assertThat(Failover.of(flows(500, 400, 300))).isEqualTo(new Failover(0, 500, 300.0));
    }

    @Test
    void a_failed_flow_is_counted_and_delays_what_is_normal() {
        assertThat(Failover.of(flows(160, Double.NaN))).isEqualTo(new Failover(1, 160, 200.0));
    }

    @Test
    void ten_fast_flows_in_a_row_are_normal_and_a_lucky_one_is_not() {
        assertThat(Failover.of(flows(160, 160, 500)).normalAfterMs()).isEqualTo(300.0);
        // Later losses are the path's own.
        assertThat(
                        Failover.of(flows(160, 160, 160, 160, 160, 160, 160, 160, 160, 160, 900))
                                .normalAfterMs())
                .isZero();
    }

    @Test
    void without_an_end_no_flow_is_normal() {
        var flows = new ArrayList<Flow>();
        for (var i = 0; i < 40; i++) {
            flows.add(new Flow(i, i % 5 == 0 ? Double.NaN : 200));
        }
        assertThat(Failover.of(flows)).isEqualTo(new Failover(8, 200, null));
    }
}
