package io.sixlane.standalone;

import java.util.Map;
import java.util.TreeMap;

/**
 * One process of the stack.
 *
 * @param name unique; names its log and pid record
 * @param app the module whose jar it runs
 * @param httpPort on 127.0.0.1, where readiness is asked
 * @param variables environment, beyond address and port
 */
record Part(String name, String app, int httpPort, Map<String, String> variables) {

    Part {
        var all = new TreeMap<>(variables);
        all.put("SIXLANE_HTTP_ADDRESS", "127.0.0.1");
        all.put("SIXLANE_HTTP_PORT", Integer.toString(httpPort));
        variables = Map.copyOf(all);
    }

    boolean isRelay() {
        return app.equals("edge-relay");
    }
}
