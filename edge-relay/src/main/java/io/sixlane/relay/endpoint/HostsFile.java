package io.sixlane.relay.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.resolver.HostsFileEntriesProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts file of this machine. One thread looks for changes, any thread reads. */
final class HostsFile {
    private static final Logger log = LoggerFactory.getLogger(HostsFile.class);

    private final Path path;
    private volatile Map<String, List<InetAddress>> entries = Map.of();
    private @Nullable Version version;

    private record Version(FileTime modified, long size, @Nullable Object file) {}

    HostsFile(Path path) {
        this.path = path;
    }

    /** IPv4 first; empty if the name is not there. */
    List<InetAddress> find(String name) {
        return entries.getOrDefault(name, List.of());
    }

    /** Reads the file again if it is another one than before; a missing file has no entries. */
    void look() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var now =
                    new Version(
                            attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (!now.equals(version)) {
                entries = read();
                version = now;
            }
        } catch (IOException e) {
            if (version != null) {
                log.atWarn()
                        .addKeyValue("file", path)
                        .addKeyValue("cause", e.getMessage())
                        .log("cannot read the hosts file");
            }
            entries = Map.of();
            version = null;
        }
    }

    private Map<String, List<InetAddress>> read() throws IOException {
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
        return joined;
    }
}
