package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.log.Topics;
import io.sixlane.platform.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thief with the password of a service or a relay, or without one, tries each topic. */
class ThiefIT {
    /** By topic: r reads, w writes, a alters settings. Nothing else may happen. */
    private static final Map<String, Map<String, String>> RIGHTS =
            Map.of(
                    "catalog",
                    Map.of(Topics.CATALOG, "rwa", Topics.FLEET, "r"),
                    "provisioning",
                    Map.ofEntries(
                            entry(Topics.EVENTS, "rwa"),
                            entry(Topics.IMAGES, "rwa"),
                            entry(Topics.FLEET, "rwa"),
                            entry(Topics.CHECKPOINTS, "rwa"),
                            entry(Topics.PROBES, "rwa"),
                            entry(Topics.RELAY_STATUS, "ra"),
                            entry(Topics.RELAY_LINKS, "ra"),
                            entry(Topics.CATALOG, "ra")),
                    "metrics",
                    Map.of(Topics.FLEET, "r", Topics.RELAY_REPORTS, "ra", Topics.RELAY_FLOWS, "ra"),
                    "relay-1",
                    Map.of(
                            Topics.IMAGES, "r",
                            Topics.PROBES, "r",
                            Topics.FLEET, "r",
                            Topics.CATALOG, "r",
                            Topics.RELAY_STATUS, "rw",
                            Topics.RELAY_LINKS, "rw",
                            Topics.RELAY_REPORTS, "w",
                            Topics.RELAY_FLOWS, "w"));

    private static final Map<String, Object> IMPATIENT =
            Map.of("request.timeout.ms", 2_000, "default.api.timeout.ms", 2_500);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(folder, 0);
        try (var admin = Admin.create(kafka.operator().settings())) {
            admin.createTopics(TopicLayout.all().stream().map(TopicLayout::toNewTopic).toList())
                    .all()
                    .get();
        }
        try (var producer =
                new KafkaProducer<>(
                        kafka.operator().settings(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            names().forEach(topic -> assertThat(writes(producer, topic)).isTrue());
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "provisioning", "metrics", "relay-1"})
    void reads_writes_and_alters_what_the_owner_of_the_password_may_and_deletes_nothing(
            String principal) {
        var access =
                principal.startsWith("relay") ? kafka.relay(principal) : kafka.service(principal);
        var found = new TreeMap<String, String>();
        try (var admin = Admin.create(access.settings());
                var producer =
                        new KafkaProducer<>(
                                access.settings(),
                                new ByteArraySerializer(),
                                new ByteArraySerializer());
                var consumer =
                        new KafkaConsumer<>(
                                access.settings(),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer())) {
            for (var topic : names()) {
                var rights =
                        right("r", topic, name -> reads(consumer, name))
                                + right("w", topic, name -> writes(producer, name))
                                + right("a", topic, name -> alters(admin, name))
                                + right(
                                        "d",
                                        topic,
                                        name -> isDone(admin.deleteTopics(List.of(name)).all()));
                if (!rights.isEmpty()) {
                    found.put(topic, rights);
                }
            }
            assertThat(rules(admin))
                    .containsExactlyInAnyOrderElementsOf(
                            principal.equals("provisioning")
                                    ? List.of("right", "password")
                                    : List.of());
        }
        assertThat(found).isEqualTo(new TreeMap<>(RIGHTS.get(principal)));
    }

    @Test
    void every_service_is_tried_here() {
        assertThat(RIGHTS.keySet()).containsAll(BusRights.services());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "of another", "unknown principal"})
    void has_nothing_without_the_password(String kind) {
        var settings = kafka.service("catalog").settings();
        var login = String.valueOf(settings.get("sasl.jaas.config"));
        var other = String.valueOf(kafka.relay("relay-1").settings().get("sasl.jaas.config"));
        settings.put(
                "sasl.jaas.config",
                switch (kind) {
                    case "wrong" -> login.replaceFirst("password=\"[^\"]*", "password=\"postgres");
                    case "of another" -> other.replace("relay-1", "catalog");
                    default -> login.replace("catalog", "nobody");
                });
        try (var admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void has_nothing_without_an_identity() {
        var settings = new TreeMap<String, Object>(IMPATIENT);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        try (var admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void finds_passwords_in_files_of_their_owner_alone_and_nowhere_else() throws Exception {
        kafka.service("catalog");
        var password = Files.readString(folder.resolve("secrets/catalog/kafka-password"));
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith("index"))
                            .toList()) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                if (file.startsWith(folder.resolve("secrets"))) {
                    assertThat(mode).as("%s", file).isEqualTo("rw-------");
                } else {
                    assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                            .as("%s", file)
                            .doesNotContain(password);
                }
            }
        }
    }

    @Test
    void rights_that_the_table_does_not_list_are_taken_away_at_the_next_start(@TempDir Path other)
            throws Exception {
        var more =
                new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, Topics.EVENTS, PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:catalog", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
        try (var first = EmbeddedKafka.start(other, 0)) {
            first.service("catalog");
            try (var admin = Admin.create(first.operator().settings())) {
                admin.createAcls(List.of(more)).all().get();
            }
        }
        try (var second = EmbeddedKafka.start(other, 0)) {
            second.service("catalog");
            try (var admin = Admin.create(second.operator().settings())) {
                assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                        .containsExactlyInAnyOrderElementsOf(
                                BusRights.ofService("catalog").bindings());
            }
        }
    }

    private static List<String> names() {
        return TopicLayout.all().stream().map(TopicLayout::name).toList();
    }

    private static String right(String letter, String topic, Predicate<String> attempt) {
        return attempt.test(topic) ? letter : "";
    }

    private static boolean reads(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var partition = new TopicPartition(topic, 0);
        try {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(Duration.ofSeconds(2));
            return consumer.position(partition) >= 0;
        } catch (AuthorizationException _) {
            return false;
        }
    }

    private static boolean writes(KafkaProducer<byte[], byte[]> producer, String topic) {
        try {
            producer.send(new ProducerRecord<>(topic, new byte[1], new byte[1])).get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
            return false;
        } catch (KafkaException e) { // of a producer that may write nowhere, and learned it first
            assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean alters(Admin admin, String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change =
                new AlterConfigOp(new ConfigEntry("flush.ms", "9999"), AlterConfigOp.OpType.SET);
        return isDone(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    }

    /**
     * What only the operator may: topics of other names, rights, passwords. The control plane gives
     * relays rights and passwords, which Kafka does not distinguish from others.
     */
    private static List<String> rules(Admin admin) {
        var right =
                new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, "other", PatternType.LITERAL),
                        new AccessControlEntry(
                                "User:stranger", "*", AclOperation.ALL, AclPermissionType.ALLOW));
        var password =
                new UserScramCredentialUpsertion(
                        "stranger",
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                        "mine");
        return Map.of(
                        "topic",
                        isDone(
                                admin.createTopics(List.of(new NewTopic("other", 1, (short) 1)))
                                        .all()),
                        "right",
                        isDone(admin.createAcls(List.of(right)).all()),
                        "password",
                        isDone(admin.alterUserScramCredentials(List.of(password)).all()))
                .entrySet()
                .stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isDone(KafkaFuture<?> request) {
        try {
            request.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
