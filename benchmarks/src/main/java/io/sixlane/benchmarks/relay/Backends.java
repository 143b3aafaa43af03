package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The backends of relays: iperf3 and an HTTP server with a short answer, on IPv4. */
final class Backends {
    static final String ADDRESS = "127.0.0.1";
    static final int BULK = 5201;
    static final int HTTP = 8080;

    /** Where HAProxy logs to, by UDP. */
    static final int LOG = 5514;

    /** A second iperf3, which the relay shapes. */
    static final int SHAPED = 5202;

    static final int DATAGRAMS = 7007;

    static final List<Integer> PORTS = List.of(BULK, HTTP);

    private Backends() {}

    static List<String> bulk(int port) {
        return List.of("iperf3", "-s", "-B", ADDRESS, "-p", Integer.toString(port));
    }

    static List<String> http(Path folder, int cpus) throws IOException {
        var text =
                nginxHead(folder, cpus)
                        + """
                        http {
                            access_log off;
                            keepalive_requests 1000000000;
                            keepalive_timeout 900s;
                            client_header_timeout 900s;
                            server {
                                listen %s:%s backlog=8192;
                                location / { return 200 "ok"; }
                            }
                        }
                        """
                                .formatted(ADDRESS, HTTP);
        var file = Files.writeString(folder.resolve("nginx.conf"), text);
        return List.of("nginx", "-p", folder.toString(), "-c", file.toString());
    }

    /** Settings of nginx in either role. */
    static String nginxHead(Path folder, int workers) {
        return """
        %sdaemon off;
        worker_processes %s;
        pid %s/nginx.pid;
        error_log stderr crit;
        events { worker_connections 40000; }
        """
                .formatted(
                        Host.streamModule()
                                .map(module -> "load_module " + module + ";\n")
                                .orElse(""),
                        workers,
                        folder);
    }
}
