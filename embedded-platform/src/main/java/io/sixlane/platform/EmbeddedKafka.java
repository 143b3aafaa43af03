package io.sixlane.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.fleet.CertificateFiles;
import io.sixlane.fleet.Secrets;
import io.sixlane.topics.Admission;
import io.sixlane.topics.BusRights;
import io.sixlane.topics.KafkaAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One KRaft node, broker and controller, on 127.0.0.1 unless asked for another address; its log
 * stays in a folder between runs.
 *
 * <p>Clients need a password, and may do what {@link BusRights} lists and nothing else; passwords
 * are made when they are first needed and stay, too. Each user creates its topics: a topic named by
 * mistake is an error, not a new topic.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final AutoCloseable server;
    private final BrokerPlace place;
    private final BrokerSecurity security;
    private final Set<String> admitted = new HashSet<>();

    private EmbeddedKafka(AutoCloseable server, BrokerPlace place, BrokerSecurity security) {
        this.server = server;
        this.place = place;
        this.security = security;
    }

    /**
     * Returns when the broker serves clients.
     *
     * @param folder made and formatted when new; holds passwords, too
     * @param port 0 for a free one
     */
    public static EmbeddedKafka start(Path folder, int port) {
        return start(folder, BrokerPlace.LOOPBACK, port);
    }

    /**
     * As {@link #start(Path, int)}, on an address that other machines or network namespaces reach,
     * with TLS.
     *
     * @param host an IPv4 address of this one
     */
    public static EmbeddedKafka start(Path folder, String host, int port) {
        return start(BrokerPlace.within(folder, host, port));
    }

    /**
     * As {@link #start(Path, String, int)}, with passwords and certificates in places of their own.
     *
     * @param fleet the folder of the authority of the fleet
     */
    public static EmbeddedKafka start(
            Path folder, Secrets secrets, Path fleet, String host, int port) {
        return start(BrokerPlace.of(folder, secrets, fleet, host, port));
    }

    /**
     * Starts a broker that encrypts.
     *
     * @param certificate the broker's
     * @param listen an IPv4 address of this host, or all of them
     * @param host by which clients connect
     */
    public static EmbeddedKafka start(
            Path folder,
            Secrets secrets,
            CertificateFiles certificate,
            String listen,
            String host,
            int port) {
        return start(
                new BrokerPlace(
                        folder,
                        secrets,
                        Optional.of(certificate),
                        listen,
                        host,
                        port,
                        Optional.empty()));
    }

    /** As {@link #start(Path, Secrets, Path, String, int)}, with a place for other machines. */
    public static EmbeddedKafka start(
            Path folder, Secrets secrets, Path fleet, String host, int port, FurtherPlace further) {
        return start(BrokerPlace.of(folder, secrets, fleet, host, port).with(further));
    }

    /** As {@link #start(Path, Secrets, CertificateFiles, String, String, int)}, with one, too. */
    public static EmbeddedKafka start(
            Path folder,
            Secrets secrets,
            CertificateFiles certificate,
            String listen,
            String host,
            int port,
            FurtherPlace further) {
        return start(
                new BrokerPlace(
                        folder,
                        secrets,
                        Optional.of(certificate),
                        listen,
                        host,
                        port,
                        Optional.of(further)));
    }

    static EmbeddedKafka start(BrokerPlace wanted) {
        KafkaAccess.formatWithoutLocale();
        try {
            var folder = wanted.folder();
            Files.createDirectories(folder);
            var place = wanted.port() == 0 ? wanted.at(FreePorts.next()) : wanted;
            var security = BrokerSecurity.of(place);
            var settings = settings(place, FreePorts.next());
            if (WantedPlatform.isContainers() && place.isOnLoopback()) {
                settings.putAll(security.settings());
                var container = ContainerBroker.start(place, settings);
                return started(new EmbeddedKafka(container, place, security));
            }
            if (!Files.exists(folder.resolve("log/meta.properties"))) {
                format(folder, settings);
            }
            settings.putAll(security.settings());
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            return started(new EmbeddedKafka(() -> end(server), place, security));
        } catch (IOException | RuntimeException e) {
            throw new PlatformException(
                    "Kafka did not start on port %s with data in %s"
                            .formatted(wanted.port(), wanted.folder()),
                    e);
        }
    }

    private static EmbeddedKafka started(EmbeddedKafka broker) {
        broker.setPasswords(List.of(BusRights.OPERATOR));
        return broker;
    }

    private static void end(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    /**
     * The access that a principal will have at a broker on the loopback address that is started
     * later, once it is admitted.
     */
    public static KafkaAccess beforeStart(Secrets secrets, int port, String principal) {
        var nowhere = Path.of("");
        return BrokerPlace.of(nowhere, secrets, nowhere, BrokerPlace.LOOPBACK, port)
                .access(principal);
    }

    /** The passwords of a broker that {@link #start(Path, int)} starts in this folder. */
    public static Secrets secrets(Path folder) {
        return BrokerPlace.within(folder, BrokerPlace.LOOPBACK, 0).secrets();
    }

    public String bootstrapServers() {
        return place.bootstrapServers();
    }

    /** May do everything. */
    public KafkaAccess operator() {
        return access(BusRights.OPERATOR);
    }

    /** The access of a principal that is admitted; writes the settings of its clients. */
    public KafkaAccess access(String principal) {
        return place.access(principal);
    }

    /** May do what this service needs, and nothing else. */
    public KafkaAccess service(String name) {
        admit(List.of(BusRights.ofService(name)));
        return place.access(name);
    }

    /** May do what a relay needs, and nothing else. */
    public KafkaAccess relay(String id) {
        admit(List.of(BusRights.ofRelay(id)));
        return place.access(id);
    }

    /** Sets the passwords and rights of these principals. */
    public synchronized void admit(List<BusRights> rights) {
        var others = rights.stream().filter(each -> !admitted.contains(each.principal())).toList();
        if (others.isEmpty()) {
            return;
        }
        var principals = others.stream().map(BusRights::principal).toList();
        setPasswords(principals);
        asSelf(admin -> Admission.grant(admin, others));
        admitted.addAll(principals);
    }

    private void setPasswords(List<String> principals) {
        var passwords = new HashMap<String, String>();
        for (var principal : principals) {
            passwords.put(principal, place.secrets().busPassword(principal));
        }
        asSelf(admin -> Admission.setPasswords(admin, passwords));
    }

    private void asSelf(Consumer<Admin> task) {
        try (var admin = Admin.create(security.ownClient(place.bootstrapServers()))) {
            task.accept(admin);
        } catch (IOException e) {
            throw new PlatformException("The certificate of Kafka cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new PlatformException("Kafka did not stop", e);
        }
    }

    private static void format(Path folder, Properties settings) throws IOException {
        var file = folder.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            settings.store(
                    out, "written when this folder was formatted; each start passes its own");
        }
        var output = new ByteArrayOutputStream();
        var code =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            file.toString()
                        },
                        new PrintStream(output, true, UTF_8));
        if (code != 0) {
            throw new IOException(output.toString(UTF_8));
        }
    }

    /** Without secrets: they are written to the disk when it is formatted. */
    private static Properties settings(BrokerPlace place, int controllerPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put(
                "controller.quorum.voters", "1@" + BrokerPlace.LOOPBACK + ":" + controllerPort);
        settings.put("controller.listener.names", BrokerSecurity.CONTROLLER);
        settings.put("inter.broker.listener.name", BrokerSecurity.CLIENTS);
        settings.put(
                "listener.security.protocol.map",
                "%s:PLAINTEXT,%s:PLAINTEXT,%s:PLAINTEXT"
                        .formatted(
                                BrokerSecurity.CONTROLLER,
                                BrokerSecurity.CLIENTS,
                                BrokerSecurity.RELAYS));
        settings.put(
                "listeners",
                "%s://%s:%s,%s://%s:%s%s"
                        .formatted(
                                BrokerSecurity.CLIENTS,
                                place.listen(),
                                place.port(),
                                BrokerSecurity.CONTROLLER,
                                BrokerPlace.LOOPBACK,
                                controllerPort,
                                further(place, FurtherPlace::listen)));
        settings.put(
                "advertised.listeners",
                BrokerSecurity.CLIENTS
                        + "://"
                        + place.bootstrapServers()
                        + further(place, FurtherPlace::host));
        settings.put("log.dirs", place.folder().resolve("log").toString());
        settings.put("auto.create.topics.enable", "false");

        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");

        // A killed broker's registration blocks its successor until the session ends (default 9 s).
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");

        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.replica.fetchers", "1");
        settings.put("log.cleaner.threads", "1");
        // 8 MB hold the keys of 300 000 records per pass; the default is 128 MB of heap.
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        return settings;
    }

    private static String further(BrokerPlace place, Function<FurtherPlace, String> host) {
        return place.further()
                .map(
                        one ->
                                ",%s://%s:%s"
                                        .formatted(
                                                BrokerSecurity.RELAYS, host.apply(one), one.port()))
                .orElse("");
    }
}
