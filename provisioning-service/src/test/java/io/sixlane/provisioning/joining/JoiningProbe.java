package io.sixlane.provisioning.joining;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.fleet.JoinAnswer;
import io.sixlane.configuration.fleet.JoinAnswer.Admitted;
import io.sixlane.configuration.fleet.JoinAnswer.Offered;
import io.sixlane.configuration.fleet.JoinAnswer.Standing;
import io.sixlane.configuration.fleet.JoinMessage;
import io.sixlane.configuration.fleet.JoinMessage.Consider;
import io.sixlane.configuration.fleet.JoinMessage.Inquire;
import io.sixlane.configuration.fleet.JoinMessage.Join;
import io.sixlane.configuration.fleet.JoinMessage.Leave;
import io.sixlane.configuration.fleet.JoinMessage.Rotate;
import io.sixlane.configuration.fleet.JoinToken;
import io.sixlane.configuration.fleet.SignedMessage;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.Topics;
import io.sixlane.provisioning.ApiClient;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfFleet.RelayNotMember;
import io.sixlane.topics.FleetReader;
import io.sixlane.topics.KafkaAccess;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A relay of another machine, in words of the protocol alone, at a running service. */
public final class JoiningProbe {
    private final ApiClient operator;
    private final FleetReader fleet;
    private final String bootstrapServers;
    private final Path folder;

    public JoiningProbe(
            ApiClient operator, FleetReader fleet, String bootstrapServers, Path folder) {
        this.operator = operator;
        this.fleet = fleet;
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
    }

    /** A relay that joins, comes again, rotates and leaves, and what it can do at Kafka then. */
    public void joinsRotatesAndLeaves() throws Exception {
        var made = operator.post("/v1/relays/join-tokens", "{'region':'cn-hongkong'}");
        assertThat(made.status()).isEqualTo(201);
        var token = JoinToken.parse(made.text("/token")).orElseThrow();
        var keys = signing();
        var lane = lane();

        assertThat(((Offered) ask(consider(token), keys)).pools())
                .containsExactlyInAnyOrder("fd00:1::/64", "192.0.2.0/24");
        var admitted = (Admitted) ask(join(token, lane), keys);
        var id = admitted.relayId();
        assertThat(id).startsWith("relay-cn-hongkong-");
        assertThat(admitted.signers()).containsKey("provisioning.pem");
        assertThat(certificate(admitted).getPublicKey()).isEqualTo(lane.getPublic());
        await().atMost(Duration.ofSeconds(20)).until(() -> text(keys).equals(keyOf(id)));
        var first = access(admitted, "first");
        assertThat(mayWrite(first)).isTrue();

        // The answer was lost: the same keys are the same relay, and the token is used once.
        var again = (Admitted) ask(join(token, lane), keys);
        assertThat(again.relayId()).isEqualTo(id);
        var view = operator.get("/v1/relays/join-tokens/" + made.text("/details/id")).json();
        assertThat(view.path("usedBy").toString()).isEqualTo("[\"" + id + "\"]");
        assertThat(refusal(join(token, lane()), signing())).isEqualTo("join-token-refused");
        assertThat(((Standing) ask(new Inquire(Instant.now(), id), keys)).seen()).isFalse();

        var next = signing();
        var rotated =
                (Admitted)
                        ask(
                                new Rotate(
                                        Instant.now(),
                                        id,
                                        text(next),
                                        Base64.getEncoder()
                                                .encodeToString(lane().getPublic().getEncoded())),
                                keys);
        assertThat(refusal(new Inquire(Instant.now(), id), keys)).isEqualTo("relay-not-member");
        var second = access(rotated, "second");
        assertThat(mayWrite(second)).isTrue();
        assertThat(logsIn(access(again, "again"))).isFalse();

        try (var open = producer(second)) {
            assertThat(writes(open)).isTrue();
            var _ = ask(new Leave(Instant.now(), id), next);
            await().atMost(Duration.ofSeconds(20)).until(() -> !writes(open));
        }
        assertThat(logsIn(second)).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> keyOf(id) == null);
        assertThat(refusal(join(token, lane), keys)).isEqualTo("join-token-refused");
        assertThat(refusal(new Leave(Instant.now(), id), next)).isEqualTo("relay-not-member");
    }

    /** Keys that cannot be used cost a token no use, and a relay none of its keys. */
    public void refusesKeysBeforeItUsesATokenOrARotation() throws Exception {
        var made = operator.post("/v1/relays/join-tokens", "{'region':'cn-hongkong'}");
        var token = JoinToken.parse(made.text("/token")).orElseThrow();
        var keys = signing();
        var others = List.of("", "AAAA", "no base64", text(signing()), text(curve("secp384r1")));
        for (var lane : others) {
            var join = new Join(Instant.now(), token.id(), token.secret(), lane);
            assertThat(send(signed(join, keys)).status()).as(lane).isEqualTo(400);
        }
        var view = operator.get("/v1/relays/join-tokens/" + made.text("/details/id"));
        assertThat(view.json().path("usedBy")).isEmpty();

        var id = ((Admitted) ask(join(token, lane()), keys)).relayId();
        for (var bad : others) {
            var lane = new Rotate(Instant.now(), id, text(signing()), bad);
            assertThat(send(signed(lane, keys)).status()).as(bad).isEqualTo(400);
        }
        for (var bad : List.of("", "AAAA", "no base64", text(lane()))) {
            var signing = new Rotate(Instant.now(), id, bad, text(lane()));
            assertThat(send(signed(signing, keys)).status()).as(bad).isEqualTo(400);
        }
        assertThat(((Standing) ask(new Inquire(Instant.now(), id), keys)).seen()).isFalse();
        var _ = ask(new Leave(Instant.now(), id), keys);
    }

    /** The ids of a relay that joined and of its token, by their places in paths. */
    public Map<String, String> member() throws Exception {
        var made = operator.post("/v1/relays/join-tokens", "{'region':'cn-hongkong'}");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        var token = JoinToken.parse(made.text("/token")).orElseThrow();
        var admitted = (Admitted) ask(join(token, lane()), signing());
        return Map.of("{tokenId}", made.text("/details/id"), "{relayId}", admitted.relayId());
    }

    /** What strangers try. */
    public void refusesStrangers() throws Exception {
        var made = operator.post("/v1/relays/join-tokens", "{'region':'cn-hongkong'}");
        var token = JoinToken.parse(made.text("/token")).orElseThrow();
        var other = JoinToken.random(token.id(), token.pin());
        var keys = signing();

        assertThat(refusal(join(other, lane()), keys)).isEqualTo("join-token-refused");
        assertThat(
                        refusal(
                                new Join(
                                        Instant.now().minusSeconds(3_600),
                                        token.id(),
                                        token.secret(),
                                        text(lane())),
                                keys))
                .isEqualTo("relay-clock-wrong");
        var signed = signed(join(token, lane()), keys);
        assertThat(
                        send(new SignedMessage(
                                        signed.payload(), signed.signature(), text(signing())))
                                .status())
                .isEqualTo(400);
        assertThat(operator.delete("/v1/relays/join-tokens/" + made.text("/details/id")).status())
                .isEqualTo(204);
        assertThat(refusal(join(token, lane()), keys)).isEqualTo("join-token-refused");
        assertThat(operator.post("/v1/relays/join-tokens", "{'region':'elsewhere'}").problem())
                .isEqualTo("address-pool-missing");
        assertThat(operator.delete("/v1/relays/relay-unknown").problem())
                .isEqualTo("relay-not-member");
    }

    /** A key of the client repeats the change, and not the secret, which is kept nowhere. */
    public void showsASecretOnce() {
        var path = "/v1/relays/join-tokens";
        var body = "{'region':'cn-hongkong'}";
        var made = operator.post(path, body, "Idempotency-Key", "secret");
        assertThat(JoinToken.parse(made.text("/token"))).isPresent();
        var again = operator.post(path, body, "Idempotency-Key", "secret");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/streamId")).isEqualTo(made.text("/details/id"));
        assertThat(again.response().body()).doesNotContain("sxl_join_");
    }

    /** Its admission comes after its expulsion, as when it asks again and again. */
    public void aRelayIsRemovedWhileItIsAdmitted(ApplicationContext context) throws Exception {
        var made = operator.post("/v1/relays/join-tokens", "{'region':'cn-hongkong'}");
        var token = JoinToken.parse(made.text("/token")).orElseThrow();
        var expelled = new ArrayList<String>();
        var properties = context.getBean(JoiningProperties.class);
        var broker =
                new BrokerAdmission(properties) {
                    @Override
                    Mono<String> admit(String relayId) {
                        return Mono.fromSupplier(
                                        () -> operator.delete("/v1/relays/" + relayId).status())
                                .subscribeOn(Schedulers.boundedElastic())
                                .filter(status -> status == 204)
                                .map(_ -> "the password");
                    }

                    @Override
                    Mono<Void> expel(String relayId) {
                        return Mono.fromRunnable(() -> expelled.add(relayId));
                    }
                };
        var desk =
                new JoinDesk(
                        context.getBean(Members.class),
                        broker,
                        context.getBean(Standings.class),
                        properties,
                        context.getBean(JoinTokens.class),
                        context.getBean(AddressPools.class),
                        Clock.systemUTC());
        var join = signed(join(token, lane()), signing());
        var actor = new Actor("operator", "relay", "", "request");
        StepVerifier.create(desk.answer(join, actor))
                .verifyErrorMatches(
                        e ->
                                e instanceof RejectedException refused
                                        && refused.reason() instanceof RelayNotMember);
        assertThat(expelled).singleElement().asString().startsWith("relay-cn-hongkong-");
    }

    /** An operator shuts a relay out. */
    public void operatorsRemoveRelays() throws Exception {
        var made =
                operator.post(
                        "/v1/relays/join-tokens",
                        "{'region':'cn-hongkong','uses':2,'pools':[{'prefix':'fd00:1::/65'}]}");
        var token = JoinToken.parse(made.text("/token")).orElseThrow();
        var keys = signing();
        var admitted = (Admitted) ask(join(token, lane()), keys);
        assertThat(admitted.pools()).containsExactly("fd00:1::/65");

        assertThat(operator.delete("/v1/relays/" + admitted.relayId()).status()).isEqualTo(204);
        assertThat(operator.delete("/v1/relays/" + admitted.relayId()).status()).isEqualTo(204);
        assertThat(logsIn(access(admitted, "removed"))).isFalse();
        assertThat(refusal(new Inquire(Instant.now(), admitted.relayId()), keys))
                .isEqualTo("relay-not-member");
    }

    private @Nullable String keyOf(String relayId) {
        return fleet.image().member(relayId).map(member -> member.signingKey()).orElse(null);
    }

    private KafkaAccess access(Admitted admitted, String name) throws Exception {
        var file = Files.writeString(folder.resolve(name), admitted.kafkaProperties());
        return KafkaAccess.of(bootstrapServers, file.toString());
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaAccess access) {
        var settings = access.settings();
        settings.put("max.block.ms", 5_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static boolean mayWrite(KafkaAccess access) throws InterruptedException {
        try (var producer = producer(access)) {
            return writes(producer);
        }
    }

    private static boolean writes(KafkaProducer<byte[], byte[]> producer)
            throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(Topics.RELAY_LINKS, new byte[1], new byte[1])).get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
            return false;
        }
    }

    private static boolean logsIn(KafkaAccess access) throws InterruptedException {
        try (var producer = producer(access)) {
            producer.send(new ProducerRecord<>(Topics.RELAY_LINKS, new byte[1], new byte[1])).get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static Consider consider(JoinToken token) {
        return new Consider(Instant.now(), token.id(), token.secret());
    }

    private static Join join(JoinToken token, KeyPair lane) {
        return new Join(Instant.now(), token.id(), token.secret(), text(lane));
    }

    private JoinAnswer ask(JoinMessage message, KeyPair keys) {
        var signed = signed(message, keys);
        var answer = send(signed);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        var read =
                ConfigurationJson.read(
                        answer.response().body().getBytes(UTF_8), SignedMessage.class);
        assertThat(read.isSignedAnswer(signed)).isTrue();
        assertThat(read.isSignedAnswer(signed(new Leave(message.at(), "other"), keys))).isFalse();
        assertThat(read.isSignedRequest()).isFalse();
        return ConfigurationJson.read(read.bytes(), JoinAnswer.class);
    }

    private String refusal(JoinMessage message, KeyPair keys) {
        return send(signed(message, keys)).problem();
    }

    private static SignedMessage signed(JoinMessage message, KeyPair keys) {
        return SignedMessage.request(
                ConfigurationJson.write(message), keys.getPrivate(), keys.getPublic().getEncoded());
    }

    private Answer send(SignedMessage message) {
        return operator.post("/join", new String(ConfigurationJson.write(message), UTF_8));
    }

    private static X509Certificate certificate(Admitted admitted) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        admitted.certificate().getBytes(US_ASCII)));
    }

    private static String text(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    private static KeyPair signing() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static KeyPair lane() throws GeneralSecurityException {
        return curve("secp256r1");
    }

    private static KeyPair curve(String name) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }
}
