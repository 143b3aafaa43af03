package io.sixlane.relay.endpoint;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.sixlane.configuration.address.EndpointPolicy;
import java.io.IOException;
import java.nio.file.Path;

/** A resolver whose names all lead to the same addresses, by a name server of its own. */
public final class NamedEndpoints implements AutoCloseable {
    private static final int TTL_SECONDS = 60;

    private final DnsServer server = new DnsServer();
    private final EndpointResolver resolver;

    public NamedEndpoints(EndpointPolicy policy, String... addresses) throws IOException {
        server.answer(TTL_SECONDS, addresses);
        resolver =
                new EndpointResolver(
                        () -> policy,
                        new DnsLookup(
                                Path.of("none"),
                                Path.of("none"),
                                new ResolverSettings(
                                        new SingletonDnsServerAddressStreamProvider(
                                                server.address()),
                                        SearchList.NONE)),
                        System::nanoTime);
    }

    public EndpointResolver resolver() {
        return resolver;
    }

    @Override
    public void close() throws IOException {
        resolver.close();
        server.close();
    }
}
