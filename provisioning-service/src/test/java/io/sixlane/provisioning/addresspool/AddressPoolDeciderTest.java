package io.sixlane.provisioning.addresspool;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolWithdrawn;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Replace;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AddressPoolInUse;
import io.sixlane.provisioning.decision.Rejection.AddressPoolOverlaps;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import io.sixlane.provisioning.decision.Rejection.AddressTaken;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressPoolDeciderTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String REGION = "cn-hongkong";
    private static final AcceleratorId FIRST = new AcceleratorId("ga-1");
    private static final AcceleratorId SECOND = new AcceleratorId("ga-2");

    private static final DeciderSpecification<
                    AddressPool, AddressPoolCommand, AddressPoolEvent, Decision>
            SPECIFICATION =
                    DeciderSpecification.of(
                            AddressPool.NOTHING,
                            AddressPoolDecider::decide,
                            (pool, event) -> pool.evolve(event, NOW));

    private static AddressPoolRegistered registered(String prefix) {
        return new AddressPoolRegistered(REGION, prefix);
    }

    private static Register register(String prefix) {
        return new Register(REGION, IpPrefix.of(prefix));
    }

    @Test
    void registers_a_prefix() {
        SPECIFICATION.when(register("fd00:1::/64")).then(accept(registered("fd00:1::/64")));
    }

    @Test
    void does_not_register_the_same_prefix_again() {
        SPECIFICATION
                .given(registered("fd00:1::/64"))
                .when(register("fd00:1:0:0::/64"))
                .then(accept());
    }

    @Test
    void registers_another_prefix_when_the_operator_changed_it() {
        SPECIFICATION
                .given(registered("::1/128"))
                .when(register("fd00:1::/64"))
                .then(accept(registered("fd00:1::/64")));
    }

    private static Replace replace(String... prefixes) {
        var wanted = new EnumMap<IpFamily, IpPrefix>(IpFamily.class);
        for (var prefix : prefixes) {
            wanted.put(IpPrefix.of(prefix).first().family(), IpPrefix.of(prefix));
        }
        return new Replace(
                REGION,
                wanted,
                Map.of("us-west-1", List.of(IpPrefix.of("fd00:9::/64"), IpPrefix.of("::1/128"))));
    }

    @Test
    void an_operator_replaces_the_prefixes_of_a_region() {
        SPECIFICATION
                .given(registered("fd00:1::/64"), registered("192.0.2.0/24"))
                .when(replace("fd00:2::/64"))
                .then(
                        accept(
                                new AddressPoolWithdrawn(REGION, "192.0.2.0/24"),
                                registered("fd00:2::/64")));
        SPECIFICATION.given(registered("fd00:1::/64")).when(replace("fd00:1::/64")).then(accept());
    }

    @Test
    void addresses_that_accelerators_have_stay_in_the_pool() {
        var held = registered("fd00:1::/64");
        var allocated = new AddressAllocated("fd00:1::1", FIRST);

        SPECIFICATION
                .given(held, allocated)
                .when(replace("fd00:2::/64"))
                .then(reject(new AddressPoolInUse(REGION, "fd00:1::/64", 1)));
        SPECIFICATION
                .given(held, allocated)
                .when(replace())
                .then(reject(new AddressPoolInUse(REGION, "fd00:1::/64", 1)));
        SPECIFICATION
                .given(held, allocated)
                .when(replace("fd00:1::/48"))
                .then(accept(registered("fd00:1::/48")));
        SPECIFICATION
                .given(held, allocated, new AddressReleased("fd00:1::1"))
                .when(replace())
                .then(accept(new AddressPoolWithdrawn(REGION, "fd00:1::/64")));
    }

    @Test
    void regions_share_a_single_address_and_nothing_else() {
        SPECIFICATION.when(replace("::1/128")).then(accept(registered("::1/128")));
        SPECIFICATION
                .when(replace("fd00:9::/96"))
                .then(reject(new AddressPoolOverlaps("fd00:9::/96", "us-west-1")));
        SPECIFICATION
                .when(replace("fd00::/16"))
                .then(reject(new AddressPoolOverlaps("fd00::/16", "us-west-1")));
    }

    private static Take take(String address, AcceleratorId by) {
        return take(address, by, NOW);
    }

    private static Take take(String address, AcceleratorId by, Instant at) {
        return new Take(REGION, address, by, at, HOUR);
    }

    @Test
    void gives_an_address_to_one() {
        SPECIFICATION
                .given(registered("fd00:1::/64"))
                .when(take("fd00:1::1", FIRST))
                .then(accept(new AddressAllocated("fd00:1::1", FIRST)));
        SPECIFICATION
                .given(registered("fd00:1::/64"), new AddressAllocated("fd00:1::1", FIRST))
                .when(take("fd00:1::1", SECOND))
                .then(reject(new AddressTaken(REGION, "fd00:1::1")));
    }

    @Test
    void keeps_an_address_that_was_given_back_from_all_but_its_last_holder() {
        AddressPoolEvent[] givenBack = {
            registered("fd00:1::/64"),
            new AddressAllocated("fd00:1::1", FIRST),
            new AddressReleased("fd00:1::1"),
            new AddressAllocated("fd00:1::1", SECOND),
            new AddressReleased("fd00:1::1")
        };
        var free = NOW.plus(HOUR);
        SPECIFICATION
                .given(givenBack)
                .when(take("fd00:1::1", FIRST, free.minusMillis(1)))
                .then(reject(new AddressPoolResting(REGION, "fd00:1::1/128", free)));
        SPECIFICATION
                .given(givenBack)
                .when(take("fd00:1::1", FIRST, free))
                .then(accept(new AddressAllocated("fd00:1::1", FIRST)));
        SPECIFICATION
                .given(givenBack)
                .when(take("fd00:1::1", SECOND, NOW))
                .then(accept(new AddressAllocated("fd00:1::1", SECOND)));
    }

    @Test
    void gives_a_single_address_that_was_given_back_to_anybody() {
        SPECIFICATION
                .given(
                        registered("::1/128"),
                        new AddressAllocated("::1", FIRST),
                        new AddressReleased("::1"))
                .when(take("::1", SECOND))
                .then(accept(new AddressAllocated("::1", SECOND)));
    }

    @Test
    void gives_a_single_address_to_many() {
        SPECIFICATION
                .given(registered("::1/128"), new AddressAllocated("::1", FIRST))
                .when(take("::1", SECOND))
                .then(accept(new AddressAllocated("::1", SECOND)));
    }

    @Test
    void keeps_a_shared_address_until_its_last_holder_gives_it_back() {
        SPECIFICATION
                .given(
                        registered("::1/128"),
                        new AddressAllocated("::1", FIRST),
                        new AddressAllocated("::1", SECOND),
                        new AddressReleased("::1"))
                .when(new Release(REGION, "::1"))
                .then(accept(new AddressReleased("::1")));
    }

    @Test
    void does_not_release_a_free_address() {
        SPECIFICATION
                .given(
                        registered("::1/128"),
                        new AddressAllocated("::1", FIRST),
                        new AddressReleased("::1"))
                .when(new Release(REGION, "::1"))
                .then(accept());
    }
}
