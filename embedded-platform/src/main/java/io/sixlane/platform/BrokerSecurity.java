package io.sixlane.platform;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.topics.BusRights;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may connect to a broker and do what: SCRAM for clients, TLS outside the loopback address,
 * access control lists that deny by default. The broker itself, which is its own controller and
 * makes the first credentials, has a password that lives as long as the process.
 *
 * @param password of {@value #SELF}
 * @param server the broker's certificate, where it encrypts
 * @param further its certificate at the place for relays on other machines
 */
record BrokerSecurity(
        String password, Optional<CertificateFiles> server, Optional<CertificateFiles> further) {
    static final String CLIENTS = "CLIENTS";
    static final String CONTROLLER = "CONTROLLER";
    static final String RELAYS = "RELAYS";

    private static final String SELF = "broker";
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String PLAIN = "PLAIN";

    /** How long a connection outlives a password that was changed. */
    private static final String PROVED_AGAIN_AFTER_MILLIS = "3600000";

    static BrokerSecurity of(BrokerPlace place) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new BrokerSecurity(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                place.certificate(),
                place.further().map(FurtherPlace::certificate));
    }

    /** Settings of the broker; contain its password. */
    Map<String, String> settings() throws IOException {
        var settings = new HashMap<String, String>();
        settings.put(
                "listener.security.protocol.map",
                "%s:SASL_PLAINTEXT,%s:%s,%s:SASL_SSL"
                        .formatted(CONTROLLER, CLIENTS, protocol(), RELAYS));
        settings.put("sasl.enabled.mechanisms", SCRAM + "," + PLAIN);
        settings.put("sasl.mechanism.inter.broker.protocol", PLAIN);
        settings.put("sasl.mechanism.controller.protocol", PLAIN);
        settings.put("listener.name.controller.sasl.enabled.mechanisms", PLAIN);
        settings.put("listener.name.controller.plain.sasl.jaas.config", ownLogin());
        settings.put("listener.name.clients.plain.sasl.jaas.config", ownLogin());
        settings.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put(
                "listener.name.relays.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.relays.sasl.enabled.mechanisms", SCRAM);
        settings.put("connections.max.reauth.ms", PROVED_AGAIN_AFTER_MILLIS);
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:%s;User:%s".formatted(SELF, BusRights.OPERATOR));
        if (server.isPresent()) {
            keystore("", server.get(), settings);
            settings.putAll(trust());
        }
        if (further.isPresent()) {
            keystore("listener.name.relays.", further.get(), settings);
        }
        return settings;
    }

    private static void keystore(String prefix, CertificateFiles files, Map<String, String> to)
            throws IOException {
        to.put(prefix + "ssl.keystore.type", "PEM");
        to.put(prefix + "ssl.keystore.key", Files.readString(files.key()));
        to.put(prefix + "ssl.keystore.certificate.chain", Files.readString(files.certificate()));
    }

    /** Settings of a client that is the broker itself. */
    Map<String, Object> ownClient(String bootstrapServers) throws IOException {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("security.protocol", protocol());
        settings.put("sasl.mechanism", PLAIN);
        settings.put("sasl.jaas.config", ownLogin());
        settings.putAll(trust());
        return settings;
    }

    private Map<String, String> trust() throws IOException {
        return server.isEmpty()
                ? Map.of()
                : Map.of(
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.certificates",
                        Files.readString(server.get().authority()));
    }

    private String protocol() {
        return server.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT";
    }

    private String ownLogin() {
        return ("org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"%s\" password=\"%s\" user_%s=\"%s\";")
                .formatted(SELF, password, SELF, password);
    }

    /** A record prints its components, and this one must not. */
    @Override
    public String toString() {
        return "BrokerSecurity[" + protocol() + "]";
    }
}
