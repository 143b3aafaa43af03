package io.sixlane.relay.join;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Where the relay listens on its host. */
final class RelayPlace {
    @Option(
            names = "--lane",
            paramLabel = "ADDR:PORT",
            description = "Where it accepts lanes of other relays. Default: none.")
    private String lane = "";

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "Under which others reach that. Default: as --lane.")
    private String advertise = "";

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Of health and meters, at loopback (default: ${DEFAULT-VALUE}).",
            defaultValue = "8111")
    private int httpPort;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Further settings of the relay, as in ARCHITECTURE.md.")
    private Map<String, String> more = Map.of();

    /** The ports that must be free. */
    List<InetSocketAddress> ports() {
        var ports = new ArrayList<InetSocketAddress>();
        ports.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort));
        if (!lane.isEmpty()) {
            var colon = lane.lastIndexOf(':');
            var host = lane.substring(0, Math.max(0, colon)).replaceFirst("^\\[(.*)]$", "$1");
            try {
                ports.add(
                        new InetSocketAddress(
                                InetAddress.ofLiteral(host),
                                Integer.parseInt(lane.substring(colon + 1))));
            } catch (IllegalArgumentException e) {
                throw new JoinException("--lane must be ADDR:PORT, was " + lane, e);
            }
        }
        return List.copyOf(ports);
    }

    /** As variables of the relay. */
    Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.put("SIXLANE_HTTP_ADDRESS", "127.0.0.1");
        variables.put("SIXLANE_HTTP_PORT", Integer.toString(httpPort));
        variables.put("SIXLANE_LANE_LISTEN", lane);
        variables.put("SIXLANE_LANE_ADVERTISE", advertise);
        variables.putAll(more);
        return variables;
    }
}
