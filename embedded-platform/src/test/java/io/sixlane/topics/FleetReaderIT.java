package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.fleet.FleetRecord.RegionPool;
import io.sixlane.configuration.fleet.FleetRecord.RelayMember;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.platform.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay follows the pools of regions and the keys of relays, and a thief changes neither. */
class FleetReaderIT {
    private static final String POOL = "2001:db8:7::/64";

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void follows_the_control_plane_alone_and_remembers_it() throws Exception {
        var keys =
                new SigningKeys(new Secrets(folder.resolve("secrets")), folder.resolve("signers"));
        keys.prepare("provisioning");
        keys.prepare("relay-1");
        var signers = folder.resolve("signers").toString();
        var file = FleetFile.in(folder.resolve("state"));
        KafkaAccess reading;
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            reading = kafka.relay("relay-1").signed("", signers);
            var provisioning =
                    kafka.service("provisioning")
                            .signed(keys.keyOf("provisioning").toString(), signers);
            try (var fleet = new FleetReader(reading, file)) {
                fleet.start();
                assertThat(fleet.await(Duration.ofSeconds(20))).isTrue();

                write(provisioning, pool(2, POOL), member(2, publicKey("relay-1")));
                write(provisioning, pool(1, null));
                write(
                        kafka.operator().signed(keys.keyOf("relay-1").toString(), signers),
                        pool(9, "2001:db8:bad::/64"),
                        member(9, null));
                write(provisioning, new RegionPool("rack-8", IpFamily.IPV4, 1, "192.0.2.0/24"));

                await().atMost(Duration.ofSeconds(20))
                        .until(() -> !fleet.image().poolsOf("rack-8", "relay-8").isEmpty());
                assertThat(fleet.image().poolsOf("rack-7", "relay-8"))
                        .containsExactly(IpPrefix.of(POOL));
                assertThat(fleet.image().poolsOf("rack-7", "relay-9"))
                        .containsExactly(IpPrefix.of("2001:db8:7::/65"));
                assertThat(fleet.image().regionsWith(IpFamily.IPV6)).containsExactly("rack-7");
                assertThat(isBelieved(reading, keys)).isTrue();

                write(provisioning, member(3, null), pool(3, null));
                await().atMost(Duration.ofSeconds(20)).until(() -> !isBelieved(reading, keys));
                assertThat(fleet.image().poolsOf("rack-7", "relay-8")).isEmpty();
            }
        }
        try (var restarted = new FleetReader(reading, file)) {
            assertThat(restarted.await(Duration.ZERO)).isTrue();
            assertThat(restarted.image().pools()).containsExactly(IpPrefix.of("192.0.2.0/24"));
        }
    }

    private static RegionPool pool(long revision, @Nullable String prefix) {
        return new RegionPool("rack-7", IpFamily.IPV6, revision, prefix);
    }

    private static RelayMember member(long revision, @Nullable String key) {
        return new RelayMember("relay-9", "rack-7", revision, List.of("2001:db8:7::/65"), key);
    }

    private String publicKey(String name) throws Exception {
        var pem = Files.readString(folder.resolve("signers").resolve(name + ".pem"));
        return Base64.getEncoder()
                .encodeToString(SignedBytes.pem(pem, "PUBLIC KEY", Path.of(name)));
    }

    /** Whether what relay-9 signs is believed; it has the key of relay-1. */
    private static boolean isBelieved(KafkaAccess reading, SigningKeys keys) {
        var headers = new RecordHeaders();
        var key = "relay-9".getBytes(UTF_8);
        reading.signed(keys.keyOf("relay-1").toString(), "")
                .signer()
                .sign(Topics.RELAY_STATUS, key, key, headers);
        return reading.signers().signed("relay-9", Topics.RELAY_STATUS, key, key, headers);
    }

    private static void write(KafkaAccess writer, FleetRecord... records) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        writer.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var record : records) {
                var message =
                        new ProducerRecord<>(
                                Topics.FLEET,
                                record.key().getBytes(UTF_8),
                                ConfigurationJson.write(record));
                writer.signer()
                        .sign(Topics.FLEET, message.key(), message.value(), message.headers());
                assertThat(producer.send(message).get().hasOffset()).isTrue();
            }
        }
    }
}
