package io.sixlane.provisioning.addresspool;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressAllocated;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressPoolRegistered;
import io.sixlane.configuration.addresspool.AddressPoolEvent.AddressReleased;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.AddressPoolResting;
import io.sixlane.provisioning.decision.Rejection.AddressTaken;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Duration;
import java.time.Instant;
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
