package io.sixlane.provisioning.addresspool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.address.IpAddress;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.provisioning.addresspool.AddressOffer.Offered;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Register;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Release;
import io.sixlane.provisioning.addresspool.AddressPoolCommand.Take;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Allocations and releases in any order: no address has two holders, none is lost. */
class AddressPoolInvariantsTest {
    private static final AcceleratorId SOMEONE = new AcceleratorId("ga-1");
    private static final int USABLE = 15;
    private static final Instant NOW = Instant.EPOCH;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, 42})
    void invariants_hold_after_every_command(long seed) {
        var random = new Random(seed);
        var prefix = IpPrefix.of("fd00:1::/124");
        var pool = evolve(AddressPool.NOTHING, new Register("a", prefix));
        var held = new ArrayList<String>();
        for (var step = 0; step < 20_000; step++) {
            if (!held.isEmpty() && random.nextInt(100) < 45) {
                var address = held.remove(random.nextInt(held.size()));
                pool = evolve(pool, new Release("a", address));
                assertThat(pool.holdings()).doesNotContainKey(IpAddress.parse(address).get());
                continue;
            }
            var offer = FreeAddress.in(pool, "a", IpFamily.IPV6, NOW, Duration.ZERO);
            assertThat(offer instanceof Offered)
                    .as("offered unless all are taken")
                    .isEqualTo(held.size() < USABLE);
            if (offer instanceof Offered(var offered)) {
                var address = offered.toString();
                assertThat(held).doesNotContain(address, "fd00:1::");
                assertThat(prefix.contains(offered)).isTrue();
                held.add(address);
                pool = evolve(pool, new Take("a", address, SOMEONE, NOW, Duration.ZERO));
            }
            assertThat(pool.holdings()).hasSize(held.size());
        }
    }

    private static AddressPool evolve(AddressPool pool, AddressPoolCommand command) {
        var evolved = pool;
        for (var event : AddressPoolDecider.decide(pool, command).eventsOrThrow()) {
            evolved = evolved.evolve((AddressPoolEvent) event, NOW);
        }
        return evolved;
    }
}
