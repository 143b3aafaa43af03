package io.sixlane.relay.listener;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.health.EndpointWatches;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The affinity of a listener, as it reaches the choice of endpoints. */
class EndpointChoiceTest {
    private final EndpointWatches watches =
            new EndpointWatches(
                    new EndpointResolver(() -> EndpointPolicy.allowing("127.0.0.0/8, ::1")),
                    InstantSource.system(),
                    () -> 0);

    @AfterEach
    void close() {
        watches.close();
    }

    @Test
    void clients_of_one_48_go_to_one_endpoint_at_prefix_length_48() {
        assertThat(endpointsOf("2001:db8:7:%x::1", 48)).hasSize(1);
        assertThat(endpointsOf("2001:db8:%x::1", 48)).hasSize(2);
    }

    @Test
    void clients_of_one_64_go_to_one_endpoint_by_default() {
        assertThat(endpointsOf("2001:db8:7:8::%x", null)).hasSize(1);
        assertThat(endpointsOf("2001:db8:7:%x::1", null)).hasSize(2);
    }

    @Test
    void neighbours_spread_at_prefix_length_128() {
        assertThat(endpointsOf("2001:db8:7:8::%x", 128)).hasSize(2);
    }

    /** Of 64 clients, each asked for several times as each of its connections is. */
    private Set<String> endpointsOf(String clients, @Nullable Integer prefixLength) {
        var listener = listener(prefixLength);
        var accelerator = accelerator("ga-1", 1, "::1", 9, listener);
        var address = InetAddress.ofLiteral("::1");
        var wanted =
                new WantedPort(
                        new ListenerKey(Protocol.TCP, address, 80),
                        accelerator,
                        accelerator.regions().getFirst(),
                        listener);
        try (var choice = new EndpointChoice(wanted, Fixtures.REGION, watches, null)) {
            return IntStream.range(1, 65)
                    .mapToObj(number -> InetAddress.ofLiteral(clients.formatted(number)))
                    .flatMap(client -> IntStream.range(0, 8).mapToObj(_ -> client))
                    .map(client -> choice.choose(client).next().endpoint().address())
                    .collect(Collectors.toSet());
        }
    }

    private static Listener listener(@Nullable Integer prefixLength) {
        return new Listener(
                new ListenerId("lsr-1"),
                "web",
                Protocol.TCP,
                List.of(new PortRange(80, 80)),
                ClientAffinity.SOURCE_IP,
                List.of(group(80, 8080, endpoint("192.0.2.1", 100), endpoint("192.0.2.2", 100))),
                prefixLength,
                null,
                null,
                null);
    }
}
