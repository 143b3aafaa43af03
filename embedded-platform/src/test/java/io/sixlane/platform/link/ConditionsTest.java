package io.sixlane.platform.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    @Test
    void words_name_what_differs_from_a_clear_link() {
        assertThat(
                        Conditions.of(
                                "delay=75ms jitter=2.5ms loss=1% burst=5 rate=100mbit queue=1000p"))
                .isEqualTo(
                        new Conditions(
                                75_000_000, 2_500_000, 0.01, 5, 100_000_000, 1000, 0, false));
        assertThat(Conditions.of("queue=1500000b").queueBytes()).isEqualTo(1_500_000);
    }

    @Test
    void a_change_keeps_the_rest() {
        var changed = Conditions.of("delay=60ms rate=100mbit").changed("cut").changed("loss=0.5%");
        assertThat(changed).isEqualTo(Conditions.of("delay=60ms rate=100mbit loss=0.5% cut"));
        assertThat(changed.changed("mended").cut()).isFalse();
        assertThat(Conditions.of("queue=10p").changed("queue=3000b").queuePackets()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "delay",
                "delay=75",
                "delay=-1ms",
                "delay=1ms jitter=2ms",
                "loss=100%",
                "loss=-1%",
                "loss=NaN%",
                "burst=0.5",
                "loss=80% burst=2",
                "rate=fastmbit",
                "queue=7",
                "queue=-1p",
                "speed=1mbit"
            })
    void impossible_link_settings_are_refused(String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> Conditions.of(words));
    }
}
