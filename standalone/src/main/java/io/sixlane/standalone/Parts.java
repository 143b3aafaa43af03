package io.sixlane.standalone;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.RelayIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The processes of the local stack and the variables they are started with (ARCHITECTURE.md). */
final class Parts {

    static final String HONG_KONG = "cn-hongkong";
    static final String US_WEST = "us-west-1";
    static final String HONG_KONG_RELAY = "relay-cn-hongkong-1";
    static final String US_WEST_RELAY = "relay-us-west-1-1";
    static final String GATEWAY = "gateway";

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
        var shared = joined(kafka, endpoints(ports, addresses, shores));
        return List.of(
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
                                        "http://localhost:" + ports.gateway()))),
                new Part(
                        "catalog",
                        "catalog-service",
                        ports.catalog(),
                        joined(
                                kafka,
                                signer,
                                database("catalog", ports, folder),
                                Map.of("SIXLANE_ADDRESS_POOLS", addresses.asVariable()))),
                new Part(
                        "provisioning",
                        "provisioning-service",
                        ports.provisioning(),
                        joined(
                                kafka,
                                signer,
                                database("provisioning", ports, folder),
                                signatures("provisioning", folder),
                                endpoints(ports, addresses, shores),
                                Map.of(
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
                                believed(folder),
                                Map.of(
                                        "SIXLANE_METRICS_STATE_FOLDER",
                                        folder.metrics().toString()))),
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
                        folder,
                        addresses),
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
                        folder,
                        addresses),
                new Part(
                        GATEWAY,
                        "gateway",
                        ports.gateway(),
                        joined(
                                signer,
                                Map.of(
                                        "SIXLANE_CATALOG_URL",
                                        "http://127.0.0.1:" + ports.catalog(),
                                        "SIXLANE_PROVISIONING_URL",
                                        "http://127.0.0.1:" + ports.provisioning(),
                                        "SIXLANE_METRICS_URL",
                                        "http://127.0.0.1:" + ports.metrics()))));
    }

    private static Part relay(
            RelayIdentity relay,
            String host,
            int port,
            Map<String, String> shared,
            StackFolder folder,
            AddressPlan addresses) {
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
                                "SIXLANE_RELAY_POOLS",
                                addresses.pool(relay.region()),
                                "SIXLANE_KAFKA_SETTINGS",
                                folder.secrets().busSettings(relay.relay()).toString(),
                                "SIXLANE_RELAY_STATE_FOLDER",
                                folder.relay(relay.relay()).toString())));
    }

    private static Map<String, String> lanes(StackFolder folder, String relay, String listen) {
        var variables =
                new HashMap<>(CertificateFiles.in(folder.fleet().resolve(relay)).variables());
        variables.put("SIXLANE_LANE_LISTEN", listen);
        return variables;
    }

    /** The stack may stand where endpoints may, but is none. */
    private static Map<String, String> endpoints(
            Ports ports, AddressPlan addresses, Shores shores) {
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
                own,
                "SIXLANE_ADDRESS_POOLS",
                addresses.asVariable());
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
