package io.sixlane.platform;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.FleetFolder;
import io.sixlane.fleet.Secrets;
import io.sixlane.topics.KafkaAccess;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where a broker listens, and where its files are.
 *
 * @param folder its log
 * @param certificate of the broker, where it encrypts: everywhere but on the loopback address,
 *     where no network is
 * @param listen an IPv4 address of this host
 * @param host by which clients connect
 * @param further where relays on other machines connect, with TLS
 */
record BrokerPlace(
        Path folder,
        Secrets secrets,
        Optional<CertificateFiles> certificate,
        String listen,
        String host,
        int port,
        Optional<FurtherPlace> further) {
    static final String LOOPBACK = "127.0.0.1";

    /** Everything in one folder. */
    static BrokerPlace within(Path folder, String host, int port) {
        return of(
                folder,
                new Secrets(folder.resolve("secrets")),
                folder.resolve("fleet"),
                host,
                port);
    }

    /**
     * @param fleet the folder of the authority that certifies the broker
     */
    static BrokerPlace of(Path folder, Secrets secrets, Path fleet, String host, int port) {
        return new BrokerPlace(
                folder,
                secrets,
                isLoopback(host)
                        ? Optional.empty()
                        : Optional.of(new FleetFolder(fleet, InstantSource.system()).server(host)),
                host,
                host,
                port,
                Optional.empty());
    }

    /** With a place for relays on other machines. */
    BrokerPlace with(FurtherPlace place) {
        return new BrokerPlace(
                folder, secrets, certificate, listen, host, port, Optional.of(place));
    }

    BrokerPlace at(int other) {
        return new BrokerPlace(folder, secrets, certificate, listen, host, other, further);
    }

    String bootstrapServers() {
        return host + ":" + port;
    }

    /** The access of this principal, whose files are made when they are missing. */
    KafkaAccess access(String principal) {
        secrets.writeBusSettings(principal, certificate.map(CertificateFiles::authority));
        return KafkaAccess.of(
                bootstrapServers(), secrets.busSettings(principal).toAbsolutePath().toString());
    }

    /** Whether nothing but processes of this host reaches it, without TLS. */
    boolean isOnLoopback() {
        return isLoopback(listen) && certificate.isEmpty() && further.isEmpty();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
