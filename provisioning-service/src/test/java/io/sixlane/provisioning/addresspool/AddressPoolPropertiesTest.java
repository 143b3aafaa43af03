package io.sixlane.provisioning.addresspool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.provisioning.addresspool.AddressPoolProperties.RegionPrefix;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPoolPropertiesTest {
    @Test
    void pools_are_read_from_one_variable() {
        var properties =
                new AddressPoolProperties(
                        "cn-hongkong=fd00:1::/64, us-west-1=fd00:2::5/64,us-west-1=192.0.2.0/24",
                        Duration.ZERO);
        assertThat(properties.prefixes())
                .containsExactly(
                        new RegionPrefix("cn-hongkong", IpPrefix.of("fd00:1::/64")),
                        new RegionPrefix("us-west-1", IpPrefix.of("fd00:2::/64")),
                        new RegionPrefix("us-west-1", IpPrefix.of("192.0.2.0/24")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cn-hongkong", "a=127.0.0.1,a=127.0.0.2", "a=::/129", "a=::1,a=::2", "=::1"})
    void invalid_pools_fail_the_start(String text) {
        assertThatThrownBy(() -> new AddressPoolProperties(text, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must");
    }
}
