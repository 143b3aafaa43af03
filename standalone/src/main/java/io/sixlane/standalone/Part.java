package io.sixlane.standalone;

import java.util.Map;
import java.util.TreeMap;

/**
 * One process of the stack.
 *
 * @param name unique; names its log and pid record
 * @param app the module whose jar it runs
 * @param httpHost an address; with {@code httpPort}, the place of its readiness
 * @param variables environment, beyond address and port
 */
record Part(String name, String app, String httpHost, int httpPort, Map<String, String> variables) {

    static final String TLS = "SIXLANE_GATEWAY_TLS";

    Part {
        var all = new TreeMap<>(variables);
        all.put("SIXLANE_HTTP_ADDRESS", httpHost);
        all.put("SIXLANE_HTTP_PORT", Integer.toString(httpPort));
        variables = Map.copyOf(all);
    }

    /** A part on this host's loopback. */
    Part(String name, String app, int httpPort, Map<String, String> variables) {
        this(name, app, Shores.LOOPBACK, httpPort, variables);
    }

    /** Where it answers over HTTP. */
    String url() {
        var host = httpHost.contains(":") ? "[" + httpHost + "]" : httpHost;
        return (isEncrypted() ? "https://" : "http://") + host + ":" + httpPort;
    }

    boolean isEncrypted() {
        return variables.containsKey(TLS);
    }
}
