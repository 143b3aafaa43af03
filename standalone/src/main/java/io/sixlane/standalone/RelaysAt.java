package io.sixlane.standalone;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.FleetFolder;
import io.sixlane.platform.FurtherPlace;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where relays on other machines reach Kafka, and at the same host the API that they join by.
 *
 * @param host an address or a name of this host
 */
record RelaysAt(String host, int port) {
    private static final String EVERYWHERE = "0.0.0.0";

    static RelaysAt of(String text) {
        var colon = text.lastIndexOf(':');
        var port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}")) {
            throw new StackException("--relays-at must be HOST:PORT, was %s.".formatted(text));
        }
        return new RelaysAt(
                text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1"), Integer.parseInt(port));
    }

    FurtherPlace place(Path fleet) {
        return new FurtherPlace(
                certificate(fleet), host.contains(":") ? "::" : EVERYWHERE, host, port);
    }

    /** The fleet's, for that host; made when it is missing. */
    CertificateFiles certificate(Path fleet) {
        return new FleetFolder(fleet, InstantSource.system()).server(host);
    }

    String text() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
