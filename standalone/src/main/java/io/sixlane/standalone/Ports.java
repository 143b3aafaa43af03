package io.sixlane.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fixed TCP ports of one stack.
 *
 * @param offset added to each, 0 to 46000 (19092 + 46000 is still a port)
 */
record Ports(int offset) {

    private static final int MAX_OFFSET = 46_000;

    Ports {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new StackException(
                    "--port-offset must be 0 to %s, was %s.".formatted(MAX_OFFSET, offset));
        }
    }

    int postgres() {
        return 15_432 + offset;
    }

    int kafka() {
        return 19_092 + offset;
    }

    int catalog() {
        return 8101 + offset;
    }

    int provisioning() {
        return 8102 + offset;
    }

    int metrics() {
        return 8103 + offset;
    }

    int identity() {
        return 8104 + offset;
    }

    int gateway() {
        return 8080 + offset;
    }

    /** The gateway of other machines, where there is one. */
    int encryptedGateway() {
        return 8443 + offset;
    }

    int hongKongRelay() {
        return 8111 + offset;
    }

    int usWestRelay() {
        return 8112 + offset;
    }

    /** Where relays accept lanes. */
    int hongKongLanes() {
        return 7471 + offset;
    }

    int usWestLanes() {
        return 7472 + offset;
    }

    int origin() {
        return 8081 + offset;
    }

    /** The port that the demo's listener would like. */
    int web() {
        return 80 + offset;
    }

    /**
     * Every port that must be free, by the part that takes it, in the order a person reads them.
     *
     * @param withOrigin whether the demo's web server runs too
     */
    Map<String, Integer> all(boolean withOrigin) {
        var all = new LinkedHashMap<String, Integer>();
        all.put("gateway", gateway());
        if (withOrigin) {
            all.put("the demo's web server", origin());
        }
        all.put("identity", identity());
        all.put("catalog", catalog());
        all.put("provisioning", provisioning());
        all.put("metrics", metrics());
        all.put(Parts.HONG_KONG_RELAY, hongKongRelay());
        all.put(Parts.US_WEST_RELAY, usWestRelay());
        all.put("lanes of " + Parts.HONG_KONG_RELAY, hongKongLanes());
        all.put("lanes of " + Parts.US_WEST_RELAY, usWestLanes());
        all.put("postgres", postgres());
        all.put("kafka", kafka());
        return all;
    }

    /** Throws when another process has one of the ports. */
    void requireFree(boolean withOrigin) {
        all(withOrigin)
                .forEach(
                        (part, port) -> {
                            if (!isFree(InetAddress.getLoopbackAddress(), port)) {
                                throw new StackException(
                                        "Port %s (%s) is taken by another program: end it, or start with --port-offset %s."
                                                .formatted(port, part, offset + 1000));
                            }
                        });
    }

    /** Whether this program may listen there now: free, and not reserved for root. */
    static boolean isFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    static int anyFree(InetAddress address) {
        try (var socket = new ServerSocket(0, 1, address)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StackException("No port is free on " + address.getHostAddress() + ".", e);
        }
    }
}
