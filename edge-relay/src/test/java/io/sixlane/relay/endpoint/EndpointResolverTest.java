package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EndpointResolverTest {
    private static final Endpoint DOMAIN =
            new Endpoint(new EndpointId("ep-1"), EndpointType.CUSTOM_DOMAIN, "origin.example", 1);

    @Test
    void prefers_ipv4_and_asks_once() {
        var asked = new AtomicInteger();
        var resolver =
                resolver(
                        List.of(),
                        () -> {
                            asked.incrementAndGet();
                            return addresses("2001:db8::1", "192.0.2.1");
                        });
        for (var i = 0; i < 3; i++) {
            assertThat(resolver.resolve(DOMAIN).toCompletableFuture())
                    .isCompletedWithValue(InetAddress.ofLiteral("192.0.2.1"));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void refuses_a_name_that_leads_to_where_no_endpoint_may_be() {
        for (var address :
                List.of("127.0.0.1", "::1", "169.254.169.254", "100.100.100.200", "0.0.0.0")) {
            assertThat(
                            resolver(List.of(), () -> addresses(address))
                                    .resolve(DOMAIN)
                                    .toCompletableFuture())
                    .as(address)
                    .isCompletedExceptionally();
        }
    }

    @Test
    void follows_a_name_to_loopback_where_the_operator_allows_it() {
        assertThat(
                        resolver(
                                        List.of(AddressPrefix.valueOf("127.0.0.0/8")),
                                        () -> addresses("127.0.0.1"))
                                .resolve(DOMAIN)
                                .toCompletableFuture())
                .isCompletedWithValue(InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void asks_again_after_a_failure() {
        var asked = new AtomicInteger();
        var resolver =
                resolver(
                        List.of(),
                        () -> {
                            if (asked.incrementAndGet() == 1) {
                                throw new UnknownHostException("not yet");
                            }
                            return addresses("192.0.2.1");
                        });
        assertThat(resolver.resolve(DOMAIN).toCompletableFuture()).isCompletedExceptionally();
        assertThat(resolver.resolve(DOMAIN).toCompletableFuture())
                .isCompletedWithValue(InetAddress.ofLiteral("192.0.2.1"));
    }

    private interface Answer {
        InetAddress[] get() throws UnknownHostException;
    }

    private static EndpointResolver resolver(List<AddressPrefix> allowed, Answer answer) {
        return new EndpointResolver(new EndpointPolicy(allowed), _ -> answer.get(), Runnable::run);
    }

    private static InetAddress[] addresses(String... literals) {
        return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
