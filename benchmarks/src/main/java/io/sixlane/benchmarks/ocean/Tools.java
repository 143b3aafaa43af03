package io.sixlane.benchmarks.ocean;

import io.sixlane.benchmarks.relay.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The requirements of an ocean on this machine. */
final class Tools {
    private Tools() {}

    /**
     * The obstacles to running these rows here, each with its remedy; empty when there are none.
     */
    static List<String> hindrances(List<Row> rows) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return List.of("The ocean needs Linux: it consists of network namespaces and TUN.");
        }
        var hindrances = new ArrayList<String>();
        if (!"0".equals(Host.output(List.of("id", "-u")).strip())) {
            hindrances.add("It creates network namespaces and must run as root: try sudo.");
        } else if (!Files.isWritable(Path.of("/dev/net/tun"))) {
            hindrances.add(
                    "/dev/net/tun is missing. Try: modprobe tun; in a container:"
                            + " --device /dev/net/tun --cap-add NET_ADMIN --cap-add SYS_ADMIN");
        }
        var needsHaproxy = rows.contains(Row.HAPROXY_ONE) || rows.contains(Row.HAPROXY_TWO);
        if (needsHaproxy && Host.find("haproxy").isEmpty()) {
            hindrances.add("Missing: haproxy. Debian, Ubuntu: apt-get install haproxy");
        }
        if (Host.find("ip").isEmpty() || Host.find("nsenter").isEmpty()) {
            hindrances.add("Missing: ip or nsenter. Debian, Ubuntu: apt-get install iproute2");
        }
        return hindrances;
    }
}
