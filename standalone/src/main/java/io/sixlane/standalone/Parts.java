package io.sixlane.standalone;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.RelayIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processes of the local stack and the variables they are started with (ARCHITECTURE.md). */
final class Parts {

    static final String HONG_KONG = "cn-hongkong";
    static final String US_WEST = "us-west-1";
    static final String HONG_KONG_RELAY = "relay-cn-hongkong-1";
    static final String US_WEST_RELAY = "relay-us-west-1-1";
    static final String GATEWAY = "gateway";
    static final String ENCRYPTED_GATEWAY = "gateway-tls";

    static final List<RelayIdentity> RELAYS =
            List.of(
                    new RelayIdentity(HONG_KONG, HONG_KONG_RELAY),
                    new RelayIdentity(US_WEST, US_WEST_RELAY));

    /** A database of its own, and a role of that name, for each service that stores something. */
    static final List<String> DATABASES = List.of("identity", "catalog", "provisioning", "metrics");

    /** They sign what they write to Kafka. */
    static final List<String> SIGNERS = List.of("provisioning", HONG_KONG_RELAY, US_WEST_RELAY);

    /** Module names of the jars. */
    static final List<String> APPS =
            List.of(
                    "identity-service",
                    "catalog-service",
                    "provisioning-service",
                    "metrics-service",
                    "edge-relay",
                    "gateway");

    private Parts() {}

    static List<Part> all(Ports ports, StackFolder folder, AddressPlan addresses, Shores shores) {
        var kafka = Map.of("SIXLANE_KAFKA_BOOTSTRAP_SERVERS", shores.kafka() + ":" + ports.kafka());
        var signer = Map.of("SIXLANE_IDENTITY_URL", "http://127.0.0.1:" + ports.identity());
        var shared = joined(kafka, endpoints(ports, shores));
        var here =
                List.of(
                        new Part(
                                "identity",
                                "identity-service",
                                ports.identity(),
                                joined(
                                        database("identity", ports, folder),
                                        Map.of(
                                                "SIXLANE_IDENTITY_KEY_FILE",
                                                folder.signingKey().toString(),
                                                "SIXLANE_CREDENTIALS_FILE",
                                                folder.credentials().toString(),
                                                "SIXLANE_PUBLIC_URL",
                                                "http://localhost:" + ports.gateway(),
                                                "SIXLANE_PROVISIONING_URL",
                                                "http://127.0.0.1:" + ports.provisioning()))),
                        new Part(
                                "catalog",
                                "catalog-service",
                                ports.catalog(),
                                joined(
                                        kafka,
                                        signer,
                                        database("catalog", ports, folder),
                                        believed(folder),
                                        Map.of(
                                                "SIXLANE_PROVISIONING_URL",
                                                "http://127.0.0.1:" + ports.provisioning()))),
                        new Part(
                                "provisioning",
                                "provisioning-service",
                                ports.provisioning(),
                                joined(
                                        kafka,
                                        signer,
                                        database("provisioning", ports, folder),
                                        signatures("provisioning", folder),
                                        endpoints(ports, shores),
                                        joining(ports, folder, shores),
                                        Map.of(
                                                "SIXLANE_ADDRESS_POOLS",
                                                addresses.asVariable(),
                                                "SIXLANE_AUTO_RENEW",
                                                "true",
                                                "SIXLANE_METRICS_URL",
                                                "http://127.0.0.1:" + ports.metrics(),
                                                "SIXLANE_CHECKPOINT_KEY_FILE",
                                                folder.checkpointKey().toString(),
                                                // One account owns all that is ever tried here.
                                                "SIXLANE_LIMITS_ACCELERATORS",
                                                "10000"))),
                        new Part(
                                "metrics",
                                "metrics-service",
                                ports.metrics(),
                                joined(
                                        kafka,
                                        signer,
                                        database("metrics", ports, folder),
                                        believed(folder))),
                        relay(
                                RELAYS.getFirst(),
                                Shores.LOOPBACK,
                                ports.hongKongRelay(),
                                joined(
                                        shared,
                                        lanes(
                                                folder,
                                                HONG_KONG_RELAY,
                                                shores.hongKong() + ":" + ports.hongKongLanes())),
                                folder),
                        relay(
                                RELAYS.getLast(),
                                shores.usWest(),
                                ports.usWestRelay(),
                                joined(
                                        shared,
                                        lanes(
                                                folder,
                                                US_WEST_RELAY,
                                                shores.usWestLanes() + ":" + ports.usWestLanes())),
                                folder),
                        new Part(
                                GATEWAY,
                                "gateway",
                                ports.gateway(),
                                joined(signer, upstreams(ports))));
        return Stream.concat(
                        here.stream(),
                        shores.relays().map(at -> encrypted(at, ports, folder)).stream())
                .toList();
    }

    /** The API of relays on other machines, which pin its certificate. */
    private static Part encrypted(RelaysAt at, Ports ports, StackFolder folder) {
        var files = at.certificate(folder.fleet());
        return new Part(
                ENCRYPTED_GATEWAY,
                "gateway",
                at.host(),
                ports.encryptedGateway(),
                joined(
                        Map.of(
                                "SIXLANE_IDENTITY_URL",
                                "http://127.0.0.1:" + ports.identity(),
                                Part.TLS,
                                "FILES",
                                "SIXLANE_GATEWAY_TLS_CERTIFICATE",
                                files.certificate().toString(),
                                "SIXLANE_GATEWAY_TLS_KEY",
                                files.key().toString()),
                        upstreams(ports)));
    }

    private static Map<String, String> upstreams(Ports ports) {
        return Map.of(
                "SIXLANE_CATALOG_URL",
                "http://127.0.0.1:" + ports.catalog(),
                "SIXLANE_PROVISIONING_URL",
                "http://127.0.0.1:" + ports.provisioning(),
                "SIXLANE_METRICS_URL",
                "http://127.0.0.1:" + ports.metrics());
    }

    private static Part relay(
            RelayIdentity relay,
            String host,
            int port,
            Map<String, String> shared,
            StackFolder folder) {
        return new Part(
                relay.relay(),
                "edge-relay",
                host,
                port,
                joined(
                        shared,
                        signatures(relay.relay(), folder),
                        Map.of(
                                "SIXLANE_RELAY_ID",
                                relay.relay(),
                                "SIXLANE_RELAY_REGION",
                                relay.region(),
                                "SIXLANE_KAFKA_SETTINGS",
                                folder.secrets().busSettings(relay.relay()).toString(),
                                "SIXLANE_RELAY_STATE_FOLDER",
                                folder.relay(relay.relay()).toString(),
                                // Listeners do not wait for it: it has what the start of all parts
                                // leaves.
                                "SIXLANE_RELAY_REHEARSAL",
                                "1ms")));
    }

    private static Map<String, String> lanes(StackFolder folder, String relay, String listen) {
        var variables =
                new HashMap<>(CertificateFiles.in(folder.fleet().resolve(relay)).variables());
        variables.put("SIXLANE_LANE_LISTEN", listen);
        return variables;
    }

    /** Relays join as those of other machines if there may be some, else as those of this host. */
    private static Map<String, String> joining(Ports ports, StackFolder folder, Shores shores) {
        var authority = folder.fleet().resolve("authority");
        var encrypts = shores.relays().isPresent() || !shores.kafka().equals(Shores.LOOPBACK);
        return Map.of(
                "SIXLANE_FLEET_AUTHORITY",
                authority.toString(),
                "SIXLANE_JOIN_KAFKA",
                shores.relays().map(RelaysAt::text).orElse(shores.kafka() + ":" + ports.kafka()),
                "SIXLANE_JOIN_KAFKA_AUTHORITY",
                encrypts ? authority.resolve("certificate.pem").toString() : "",
                "SIXLANE_JOIN_CERTIFICATE",
                shores.relays()
                        .map(at -> at.certificate(folder.fleet()).certificate().toString())
                        .orElse(""));
    }

    /** The stack may stand where endpoints may, but is none. */
    private static Map<String, String> endpoints(Ports ports, Shores shores) {
        var own =
                IntStream.of(
                                ports.postgres(),
                                ports.kafka(),
                                ports.identity(),
                                ports.catalog(),
                                ports.provisioning(),
                                ports.metrics(),
                                ports.gateway(),
                                ports.hongKongRelay(),
                                ports.usWestRelay(),
                                ports.hongKongLanes(),
                                ports.usWestLanes())
                        .mapToObj(port -> "127.0.0.1:" + port)
                        .collect(Collectors.joining(","));
        return Map.of(
                "SIXLANE_ENDPOINT_ALLOWED_PREFIXES",
                shores.endpoints(),
                "SIXLANE_INSTALLATION_ADDRESSES",
                own);
    }

    private static Map<String, String> signatures(String name, StackFolder folder) {
        return joined(
                believed(folder),
                Map.of("SIXLANE_SIGNING_KEY", folder.signingKeys().keyOf(name).toString()));
    }

    private static Map<String, String> believed(StackFolder folder) {
        return Map.of("SIXLANE_SIGNERS_FOLDER", folder.signingKeys().signers().toString());
    }

    private static Map<String, String> database(String name, Ports ports, StackFolder folder) {
        return Map.of(
                "SIXLANE_POSTGRES_HOST",
                "127.0.0.1",
                "SIXLANE_POSTGRES_PORT",
                Integer.toString(ports.postgres()),
                "SIXLANE_POSTGRES_DATABASE",
                name,
                "SIXLANE_SECRETS_FOLDER",
                folder.secrets().of(name).toString());
    }

    @SafeVarargs
    private static Map<String, String> joined(Map<String, String>... all) {
        var joined = new TreeMap<String, String>();
        for (var some : all) {
            joined.putAll(some);
        }
        return joined;
    }
}
