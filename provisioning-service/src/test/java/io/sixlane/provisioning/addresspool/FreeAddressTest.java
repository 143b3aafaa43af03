package io.sixlane.provisioning.addresspool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.provisioning.addresspool.AddressOffer.Offered;
import io.sixlane.provisioning.addresspool.AddressOffer.Refused;
import io.sixlane.provisioning.decision.Rejection.AddressPoolExhausted;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreeAddressTest {
    private static final Instant RELEASED = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static AddressPool pool(AddressPoolEvent... events) {
        var pool = AddressPool.NOTHING;
        for (var event : events) {
            pool = pool.evolve(event, RELEASED);
        }
        return pool;
    }

    private static AddressPoolRegistered registered(String prefix) {
        return new AddressPoolRegistered("a", prefix);
    }

    private static AddressAllocated allocated(String address) {
        return new AddressAllocated(address, new AcceleratorId("ga-1"));
    }

    private static AddressOffer ipv6(Instant now, AddressPoolEvent... events) {
        return FreeAddress.in(pool(events), "a", IpFamily.IPV6, now, HOUR);
    }

    private static AddressOffer offered(String address) {
        return new Offered(IpAddress.parse(address).orElseThrow());
    }

    @Test
    void skips_the_first_address_of_a_prefix() {
        assertThat(ipv6(RELEASED, registered("fd00:1::/64"))).isEqualTo(offered("fd00:1::1"));
    }

    @Test
    void goes_on_after_the_last_one() {
        assertThat(ipv6(RELEASED, registered("fd00:1::/64"), allocated("fd00:1::1")))
                .isEqualTo(offered("fd00:1::2"));
    }

    @Test
    void skips_network_and_broadcast_of_ipv4() {
        var pool = pool(registered("192.0.2.0/30"), allocated("192.0.2.1"));
        assertThat(FreeAddress.in(pool, "a", IpFamily.IPV4, RELEASED, HOUR))
                .isEqualTo(offered("192.0.2.2"));
        var full = pool.evolve(allocated("192.0.2.2"), RELEASED);
        assertThat(FreeAddress.in(full, "a", IpFamily.IPV4, RELEASED, HOUR))
                .isEqualTo(new Refused(new AddressPoolExhausted("a", "192.0.2.0/30")));
    }

    @Test
    void has_a_pool_of_each_family() {
        var both = pool(registered("192.0.2.0/30"), registered("fd00:1::/64"));
        assertThat(FreeAddress.in(both, "a", IpFamily.IPV6, RELEASED, HOUR))
                .isEqualTo(offered("fd00:1::1"));
        assertThat(FreeAddress.in(both, "a", IpFamily.IPV4, RELEASED, HOUR))
                .isEqualTo(offered("192.0.2.1"));
        assertThat(ipv6(RELEASED, registered("192.0.2.0/30")))
                .isEqualTo(new Refused(new AddressPoolMissing("a", "IPV6")));
    }

    @Test
    void is_exhausted_when_every_address_is_taken() {
        assertThat(ipv6(RELEASED, registered("fd00:1::/127"), allocated("fd00:1::1")))
                .isEqualTo(new Refused(new AddressPoolExhausted("a", "fd00:1::/127")));
    }

    @Test
    void keeps_a_released_address_back_as_long_as_the_quarantine() {
        AddressPoolEvent[] released = {
            registered("fd00:1::/127"), allocated("fd00:1::1"), new AddressReleased("fd00:1::1")
        };
        var free = RELEASED.plus(HOUR);
        assertThat(ipv6(free.minusMillis(1), released))
                .isEqualTo(new Refused(new AddressPoolResting("a", "fd00:1::/127", free)));
        assertThat(ipv6(free, released)).isEqualTo(offered("fd00:1::1"));
    }

    @Test
    void shares_a_single_address_without_a_quarantine() {
        assertThat(
                        ipv6(
                                RELEASED,
                                registered("::1/128"),
                                allocated("::1"),
                                new AddressReleased("::1")))
                .isEqualTo(offered("::1"));
    }
}
