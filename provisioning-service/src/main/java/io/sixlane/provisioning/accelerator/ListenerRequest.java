package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.provisioning.request.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A listener as asked for: a new one has no endpoint groups. */
record ListenerRequest(
        String name, Protocol protocol, List<PortRange> ports, ClientAffinity clientAffinity) {
    /** Ports of one listener (source: the hosted service's quota). */
    private static final int MOST_PORTS = 30;

    /** Source: seed document, step 4. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{1,127}");

    static ListenerRequest read(JsonFields fields) {
        var name = fields.text("name", ListenerRequest::checkName);
        var protocol = fields.oneOf("protocol", Protocol.class);
        var ports = fields.list("ports", 1, MOST_PORTS, ListenerRequest::readPorts);
        checkPorts(fields, ports);
        var affinity = fields.oneOf("clientAffinity", ClientAffinity.class, ClientAffinity.NONE);
        return new ListenerRequest(name, protocol, ports, affinity);
    }

    private static Optional<String> checkName(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "must be 2 to 128 characters: a letter, then letters, digits, _ or -");
    }

    private static PortRange readPorts(JsonFields fields) {
        var from = fields.integer("from", 1, PortRange.MAX);
        var to = fields.integer("to", 1, PortRange.MAX);
        if (fields.areGood("from", "to") && from > to) {
            fields.wrong("to", "must not be less than from, which is " + from);
        }
        return new PortRange(from, Math.max(from, to));
    }

    private static void checkPorts(JsonFields fields, List<PortRange> ports) {
        if (!fields.areGood("ports")) {
            return;
        }
        var size = ports.stream().mapToInt(PortRange::size).sum();
        if (size > MOST_PORTS) {
            fields.wrong("ports", "must be at most %d ports, are %d".formatted(MOST_PORTS, size));
        }
        for (var i = 0; i < ports.size(); i++) {
            if (ports.subList(0, i).stream().anyMatch(ports.get(i)::overlaps)) {
                fields.wrong("ports", "entry %d overlaps an earlier one".formatted(i));
            }
        }
    }

    Listener listener(ListenerId id) {
        return new Listener(id, name, protocol, ports, clientAffinity, List.of());
    }
}
