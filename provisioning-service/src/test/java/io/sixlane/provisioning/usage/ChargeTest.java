package io.sixlane.provisioning.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.order.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargeTest {
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final Money PRICE = new Money("USD", 5_500);

    private static PlanMonth plan(Integer... dailyMbps) {
        return new PlanMonth(JUNE, List.of(dailyMbps), List.of());
    }

    /** Ten days of the one, ten days of the other. */
    private static PlanMonth twentyDays(int first, int second) {
        return new PlanMonth(
                JUNE,
                Stream.concat(
                                Collections.nCopies(10, first).stream(),
                                Collections.nCopies(10, second).stream())
                        .toList(),
                List.of());
    }

    /** Every 5 minutes of that many days. */
    private static List<Long> always(int mbps, int days) {
        return Collections.nCopies(days * 288, mbps * 1_000_000L);
    }

    /** The worked example of the hosted service: 3 300.00 USD. */
    @Test
    void the_hosted_services_example_of_a_charge() {
        var charge =
                Charge.by95thPercentile(
                        PRICE,
                        30,
                        twentyDays(200, 300),
                        Map.of(
                                "cn-beijing", always(30, 20),
                                "cn-shanghai", always(30, 20),
                                "cn-hangzhou", always(30, 20)));
        assertThat(charge.averageGuaranteedMbps()).isEqualByComparingTo("75");
        assertThat(charge.percentile95Mbps()).isEqualByComparingTo("90");
        assertThat(charge.amount()).isEqualTo(new Money("USD", 330_000));
    }

    /** The other one: 80 + 50 + 60 = 190 Mbit/s. */
    @Test
    void the_hosted_services_example_of_a_percentile() {
        var charge =
                Charge.by95thPercentile(
                        PRICE,
                        30,
                        plan(300),
                        Map.of(
                                "cn-beijing", always(80, 1),
                                "cn-shanghai", always(50, 1),
                                "cn-hangzhou", always(60, 1)));
        assertThat(charge.percentile95Mbps()).isEqualByComparingTo("190");
        assertThat(charge.percentile95ByRegion())
                .hasEntrySatisfying(
                        "cn-beijing", mbps -> assertThat(mbps).isEqualByComparingTo("80"));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 95",
        "20, 20, 19",
        "19, 19, 19",
        "1, 1, 1",
        "100, 50, 45",
        "100, 6, 1",
        "100, 5, 0",
        "0, 0, 0",
        "39, 39, 38",
        "40, 40, 38",
    })
    void the_highest_twentieth_does_not_count(int all, int used, long expected) {
        var samples = new ArrayList<>(LongStream.rangeClosed(1, used).boxed().toList());
        Collections.shuffle(samples, new java.util.Random(7));
        assertThat(Percentile95.of(samples, all)).isEqualTo(expected);
    }

    @Test
    void the_guaranteed_part_is_charged_without_traffic() {
        var charge = Charge.by95thPercentile(PRICE, 30, twentyDays(200, 300), Map.of());
        assertThat(charge.amount()).isEqualTo(new Money("USD", 75 * 5_500 * 20 / 30));
    }

    @Test
    void peaks_of_72_minutes_a_day_are_free() {
        var peaks =
                IntStream.range(0, 288).mapToObj(i -> i < 14 ? 900_000_000L : 10_000_000L).toList();
        var more =
                IntStream.range(0, 288).mapToObj(i -> i < 15 ? 900_000_000L : 10_000_000L).toList();
        assertThat(
                        Charge.by95thPercentile(PRICE, 100, plan(100), Map.of("a", peaks))
                                .percentile95Mbps())
                .isEqualByComparingTo("10");
        assertThat(
                        Charge.by95thPercentile(PRICE, 100, plan(100), Map.of("a", more))
                                .percentile95Mbps())
                .isEqualByComparingTo("900");
    }

    @Test
    void a_plan_that_was_not_there_costs_nothing() {
        assertThat(Charge.by95thPercentile(PRICE, 30, plan(), Map.of()).amount())
                .isEqualTo(new Money("USD", 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000000000, 8", "62499999, 0", "62500000, 1", "125000000000000, 1000000"})
    void traffic_is_charged_by_the_byte_and_rounded_once(long bytes, long cents) {
        assertThat(Charge.byTraffic(new Money("USD", 8), bytes).amount())
                .isEqualTo(new Money("USD", cents));
    }

    @Test
    void nothing_is_left_of_what_was_paid_in_advance() {
        var charge = Charge.nothing("USD");
        assertThat(charge.amount().minorUnits()).isZero();
        assertThat(charge.percentile95Mbps()).isEqualTo(BigDecimal.ZERO);
    }
}
