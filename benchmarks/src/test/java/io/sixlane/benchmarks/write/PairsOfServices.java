package io.sixlane.benchmarks.write;

import static java.util.Objects.requireNonNull;

import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.platform.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Two instances of every service behind one gateway, each a process of the jar that ships. */
final class PairsOfServices implements AutoCloseable {
    /** Identity first: the others take its keys. */
    static final List<String> NAMES = List.of("identity", "catalog", "provisioning", "metrics");

    private static final int INSTANCES = 2;
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final Path home;
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final Map<String, List<Integer>> ports = new HashMap<>();
    private final Map<String, List<ServiceProcess>> instances = new LinkedHashMap<>();
    private final List<ServiceProcess> all = new ArrayList<>();
    private final int port = FreePorts.next();

    private PairsOfServices(Path home, Path folder) throws IOException {
        this.home = home;
        this.folder = folder;
        this.postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        for (var name : NAMES) {
            postgres.createDatabase(name);
            ports.put(name, List.of(FreePorts.next(), FreePorts.next()));
        }
    }

    /** Returns when all of them are ready. */
    static PairsOfServices start(Path home, Path folder) throws IOException, InterruptedException {
        var pairs = new PairsOfServices(home, folder);
        try {
            for (var instance = 0; instance < INSTANCES; instance++) {
                for (var name : NAMES) {
                    pairs.instances
                            .computeIfAbsent(name, _ -> new ArrayList<>())
                            .add(pairs.start(name, instance));
                }
                // The first of them make the tables and the keys.
                for (var name : NAMES) {
                    pairs.instances(name).get(instance).awaitReady();
                }
            }
            var gateway = new HashMap<String, String>();
            gateway.put("JAVA_TOOL_OPTIONS", QUICK_START);
            NAMES.forEach(name -> gateway.put(variable(name), pairs.urls(name)));
            var process =
                    ServiceProcess.start(
                            home, "gateway", pairs.port, gateway, folder.resolve("gateway.log"));
            pairs.all.add(process);
            process.awaitReady();
            return pairs;
        } catch (IOException | InterruptedException | RuntimeException e) {
            pairs.close();
            throw e;
        }
    }

    private ServiceProcess start(String name, int instance) throws IOException {
        var process =
                ServiceProcess.start(
                        home,
                        name + "-service",
                        ports(name).get(instance),
                        environment(name),
                        folder.resolve("%s-%s.log".formatted(name, instance)));
        all.add(process);
        return process;
    }

    private Map<String, String> environment(String name) {
        var environment = new HashMap<String, String>();
        NAMES.forEach(other -> environment.put(variable(other), url(other, 0)));
        environment.put("JAVA_TOOL_OPTIONS", QUICK_START);
        environment.put("SIXLANE_POSTGRES_PORT", Integer.toString(postgres.port()));
        environment.put("SIXLANE_SECRETS_FOLDER", postgres.secrets(name).toString());
        environment.put("SIXLANE_IDENTITY_KEY_FILE", folder.resolve("identity.json").toString());
        environment.put("SIXLANE_CREDENTIALS_FILE", folder.resolve("credentials").toString());
        environment.put("SIXLANE_CHECKPOINT_KEY_FILE", folder.resolve("checkpoint.pem").toString());
        environment.put("SIXLANE_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        if (!name.equals("identity")) {
            environment.put("SIXLANE_KAFKA_SETTINGS", kafka.service(name).settingsFile());
        }
        return environment;
    }

    private static String variable(String name) {
        return "SIXLANE_%s_URL".formatted(name.toUpperCase(Locale.ROOT));
    }

    private String url(String name, int instance) {
        return "http://127.0.0.1:" + ports(name).get(instance);
    }

    private String urls(String name) {
        return ports(name).stream()
                .map(each -> "http://127.0.0.1:" + each)
                .collect(Collectors.joining(","));
    }

    List<ServiceProcess> instances(String name) {
        return requireNonNull(instances.get(name));
    }

    private List<Integer> ports(String name) {
        return requireNonNull(ports.get(name));
    }

    /** Of the gateway. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The owner's header. */
    String authorization() throws IOException {
        return Files.readString(folder.resolve("credentials"))
                .strip()
                .substring("Authorization: ".length());
    }

    @Override
    public void close() throws InterruptedException {
        for (var process : all) {
            process.close();
        }
        kafka.close();
        postgres.close();
    }
}
