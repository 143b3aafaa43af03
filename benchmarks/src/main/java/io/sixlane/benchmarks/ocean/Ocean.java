package io.sixlane.benchmarks.ocean;

import io.sixlane.platform.link.AllowedCongestionControl;
import io.sixlane.platform.link.Emulator;
import io.sixlane.platform.link.Namespace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Namespaces and links: a client beside its ingress relay, an ocean, an egress relay beside the
 * origin. The public path exists twice, from the client and from the ingress. A third relay lies
 * between the two. A network without delay joins the relays to their Kafka.
 */
final class Ocean implements AutoCloseable {
    /** The addresses of the origin, by family. */
    static final String ORIGIN_IPV4 = "10.66.0.9";

    static final String ORIGIN_IPV6 = "fd66::9";

    static final String KAFKA = "10.99.0.1";

    /** The addresses at which relays accept lanes. */
    static final String INGRESS = "10.66.0.1";

    static final String EGRESS = "10.66.0.2";
    static final String THIRD = "10.66.0.3";

    /** The congestion control of everything but lanes, as on most servers. */
    static final String CONGESTION_CONTROL = "cubic";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Namespace client;
    private final Namespace ingress;
    private final Namespace egress;
    private final Namespace third;
    private final Namespace origin;
    private final Namespace hub;
    private final Emulator emulator;

    private Ocean() throws IOException {
        try {
            open.push(AllowedCongestionControl.with(CONGESTION_CONTROL));
            client = namespace("client");
            ingress = namespace("ingress");
            egress = namespace("egress");
            third = namespace("third");
            origin = namespace("origin");
            hub = namespace("hub");
            emulator = Emulator.start();
            open.push(emulator);
            joinNeighbours();
            joinShores();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    static Ocean open() throws IOException {
        Namespace.removeLeftovers();
        return new Ocean();
    }

    private Namespace namespace(String label) throws IOException {
        var namespace = Namespace.create(label);
        open.push(namespace);
        namespace.sysctl("net.ipv4.tcp_congestion_control", CONGESTION_CONTROL);
        // A connection starts without the metrics of earlier ones.
        namespace.sysctl("net.ipv4.tcp_no_metrics_save", "1");
        namespace.sysctl("net.ipv4.ip_local_port_range", "10000 65535");
        return namespace;
    }

    private void joinNeighbours() throws IOException {
        client.join("near", ingress, subnet(10));
        egress.join("shore", origin, subnet(20));
        var number = 1;
        hub.ip("addr", "add", KAFKA + "/32", "dev", "lo");
        for (var relay : List.of(ingress, egress, third)) {
            var net = "10.99.%s.".formatted(number);
            var device = "kafka" + number;
            hub.join(device, relay, List.of(net + "1/24", net + "2/24"));
            relay.ip("route", "add", KAFKA, "via", net + "1");
            number++;
        }
    }

    private void joinShores() throws IOException {
        emulator.join("public", client, origin, subnet(30));
        emulator.join("detour", ingress, origin, subnet(40));
        emulator.join("backbone", ingress, egress, subnet(50));
        emulator.join("west", ingress, third, subnet(60));
        emulator.join("east", third, egress, subnet(70));
        own(origin, ORIGIN_IPV4 + "/32", ORIGIN_IPV6 + "/128");
        own(ingress, INGRESS + "/32");
        own(egress, EGRESS + "/32");
        own(third, THIRD + "/32");
        client.ip("-6", "route", "add", ORIGIN_IPV6, "via", "fd66:30::2");
        client.ip("route", "add", ORIGIN_IPV4, "via", "10.66.30.2");
        client.ip("-6", "route", "add", "fd66:a::/64", "via", "fd66:10::2");
        ingress.ip("route", "add", ORIGIN_IPV4, "via", "10.66.40.2");
        ingress.ip("route", "add", EGRESS, "via", "10.66.50.2");
        ingress.ip("route", "add", THIRD, "via", "10.66.60.2");
        egress.ip("route", "add", ORIGIN_IPV4, "via", "10.66.20.2");
        egress.ip("route", "add", INGRESS, "via", "10.66.50.1");
        egress.ip("route", "add", THIRD, "via", "10.66.70.1");
        third.ip("route", "add", INGRESS, "via", "10.66.60.1");
        third.ip("route", "add", EGRESS, "via", "10.66.70.2");
    }

    private static List<String> subnet(int number) {
        return List.of(
                "fd66:%s::1/64".formatted(number),
                "fd66:%s::2/64".formatted(number),
                "10.66.%s.1/24".formatted(number),
                "10.66.%s.2/24".formatted(number));
    }

    private static void own(Namespace namespace, String... addresses) throws IOException {
        for (var address : addresses) {
            namespace.ip("addr", "add", address, "dev", "lo", "nodad");
        }
    }

    /** Adds an address for a row at the ingress. */
    String acceleratedAddress(Row row) throws IOException {
        var address = "fd66:a::" + row.number();
        own(ingress, address + "/128");
        return address;
    }

    /** Sets every link and restarts the random draws. */
    void become(Profile profile, long seed) throws IOException {
        emulator.forgetPlan();
        emulator.set("public", "mended " + profile.publicPath());
        emulator.set("detour", "mended " + profile.publicPath());
        emulator.set("backbone", "mended " + profile.backbone());
        emulator.set("west", profile.west());
        emulator.set("east", profile.east());
        emulator.seed(seed);
    }

    Emulator links() {
        return emulator;
    }

    Namespace client() {
        return client;
    }

    Namespace ingress() {
        return ingress;
    }

    Namespace egress() {
        return egress;
    }

    Namespace third() {
        return third;
    }

    Namespace origin() {
        return origin;
    }

    Namespace hub() {
        return hub;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                failure = e;
            } catch (Exception e) {
                failure = new IOException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
