package io.sixlane.relay.accesslist;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.address.IpPrefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client's address of 16 bytes, and prefixes as a tenant writes them, one a line: each is read or
 * refused by an {@link IllegalArgumentException}, and what was read means the same once written.
 */
public final class AccessTableFuzz {
    private static final int CLIENT = 16;

    private AccessTableFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
        if (input.length < CLIENT) {
            return;
        }
        var client = InetAddress.getByAddress(Arrays.copyOf(input, CLIENT));
        var prefixes = new ArrayList<String>();
        new String(input, CLIENT, input.length - CLIENT, UTF_8)
                .lines()
                .filter(AccessTableFuzz::isPrefix)
                .forEach(prefixes::add);
        var written = prefixes.stream().map(IpPrefix::of).map(IpPrefix::toString).toList();
        if (allows(prefixes, client) != allows(written, client)) {
            throw new AssertionError(prefixes + " and " + written + " differ for " + client);
        }
    }

    private static boolean isPrefix(String text) {
        try {
            IpPrefix.of(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean allows(List<String> prefixes, InetAddress client) {
        return AccessTable.of(List.of(new AccessList(AccessList.Kind.ALLOW, prefixes)))
                .allows(client);
    }
}
