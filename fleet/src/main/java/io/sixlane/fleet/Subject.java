package io.sixlane.fleet;

import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * The holder of a certificate.
 *
 * @param alternativeName by which peers know it
 */
record Subject(String name, GeneralName alternativeName) {
    private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

    static Subject of(RelayIdentity relay) {
        return new Subject(
                relay.relay(), new GeneralName(GeneralName.uniformResourceIdentifier, relay.uri()));
    }

    /**
     * @param host an address or a name, by which clients connect to the server
     */
    static Subject ofServer(String host) {
        var isAddress = IPV4.matcher(host).matches() || host.contains(":");
        return new Subject(
                host,
                new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
}
