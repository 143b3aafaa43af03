package io.sixlane.relay.endpoint;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.UnixResolverDnsServerAddressStreamProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name servers, and the names to query (source: resolv.conf(5)).
 *
 * @param servers by name
 */
record ResolverSettings(DnsServerAddressStreamProvider servers, SearchList search) {
    /** The settings of a host without resolv.conf. */
    static ResolverSettings ofPlatform() {
        return new ResolverSettings(
                DnsServerAddressStreamProviders.platformDefault(), SearchList.NONE);
    }

    static ResolverSettings parse(Path path) throws IOException {
        return new ResolverSettings(
                new UnixResolverDnsServerAddressStreamProvider(path.toFile()),
                SearchList.parse(Files.readAllLines(path)));
    }
}
