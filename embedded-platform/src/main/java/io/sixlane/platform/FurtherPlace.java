package io.sixlane.platform;

import io.sixlane.fleet.CertificateFiles;

/**
 * A further place of a broker, where it encrypts: for relays on other machines.
 *
 * @param certificate whose name is {@code host}
 * @param listen an address of this host, or all of them
 * @param host by which relays connect
 */
public record FurtherPlace(CertificateFiles certificate, String listen, String host, int port) {
    /** The place, as clients take it. */
    public String bootstrapServers() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
