package io.sixlane.relay.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.resolver.HostsFileEntriesProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The entries of a hosts file.
 *
 * @param entries by name in lower case, IPv4 addresses first
 */
record HostsFile(Map<String, List<InetAddress>> entries) {
    static final HostsFile EMPTY = new HostsFile(Map.of());

    HostsFile {
        entries = Map.copyOf(entries);
    }

    static HostsFile parse(Path path) throws IOException {
        var found = HostsFileEntriesProvider.parser().parse(path.toFile(), UTF_8);
        var joined = new HashMap<>(found.ipv4Entries());
        found.ipv6Entries()
                .forEach(
                        (name, addresses) ->
                                joined.merge(
                                        name,
                                        addresses,
                                        (ipv4, ipv6) ->
                                                Stream.concat(ipv4.stream(), ipv6.stream())
                                                        .toList()));
        return new HostsFile(joined);
    }

    /** Empty if the name is not there. */
    List<InetAddress> find(String name) {
        return entries.getOrDefault(name, List.of());
    }
}
