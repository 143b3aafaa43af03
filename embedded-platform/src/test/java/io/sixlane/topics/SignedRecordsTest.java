package io.sixlane.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures of records, and what someone who writes to the broker makes of them. */
class SignedRecordsTest {
    private static final String TOPIC = "images";
    private static final byte[] KEY = "ga-1".getBytes(UTF_8);
    private static final byte[] VALUE = "{\"revision\":1}".getBytes(UTF_8);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SigningKeys keys;

    @SuppressWarnings("NullAway.Init")
    private KnownSigners signers;

    @BeforeEach
    void makeKeys() {
        keys = new SigningKeys(new Secrets(folder.resolve("secrets")), folder.resolve("signers"));
        keys.prepare("provisioning");
        keys.prepare("relay-1");
        signers = access("", folder.resolve("signers").toString()).signers();
    }

    @Test
    void accepts_what_its_signer_signed() {
        assertThat(signers.signed("provisioning", TOPIC, KEY, VALUE, signed("provisioning")))
                .isTrue();
        assertThat(signers.signed("relay-1", TOPIC, KEY, VALUE, signed("relay-1"))).isTrue();
        assertThat(signers.refused()).isZero();
    }

    @Test
    void refuses_and_counts_everything_else() {
        var good = signed("provisioning");
        var cut = new RecordHeaders();
        cut.add(RecordSigner.HEADER, new byte[63]);
        var bytes = "another".getBytes(UTF_8);

        assertThat(signers.signed("provisioning", TOPIC, KEY, VALUE, signed("relay-1"))).isFalse();
        assertThat(signers.signed("relay-1", TOPIC, KEY, VALUE, good)).isFalse();
        assertThat(signers.signed("provisioning", "events", KEY, VALUE, good)).isFalse();
        assertThat(signers.signed("provisioning", TOPIC, bytes, VALUE, good)).isFalse();
        assertThat(signers.signed("provisioning", TOPIC, KEY, bytes, good)).isFalse();
        assertThat(signers.signed("provisioning", TOPIC, null, VALUE, good)).isFalse();
        assertThat(signers.signed("provisioning", TOPIC, KEY, VALUE, cut)).isFalse();
        assertThat(signers.signed("provisioning", TOPIC, KEY, VALUE, new RecordHeaders()))
                .isFalse();
        assertThat(signers.signed("stranger", TOPIC, KEY, VALUE, good)).isFalse();
        assertThat(signers.signed("../signers/provisioning", TOPIC, KEY, VALUE, good)).isFalse();
        assertThat(signers.refused()).isEqualTo(10);
    }

    /** A relay uses the native code where it runs; whether it does must not matter. */
    @Test
    void native_and_portable_code_accept_and_refuse_the_same() throws Exception {
        var pem = keys.signers().resolve("relay-1.pem");
        var x509 = SignedBytes.pem(Files.readString(pem), "PUBLIC KEY", pem);
        var key = SignerKey.of(x509).orElseThrow();
        assumeTrue(SignerKey.isNative(), "optional, needs Linux on x86-64 or ARM64");
        var covered = SignedBytes.of(TOPIC, KEY, VALUE);
        var good = signed("relay-1").lastHeader(RecordSigner.HEADER).value();

        assertThat(key.signed(covered, good)).isTrue();
        assertThat(key.signedPortably(covered, good)).isTrue();
        for (var bit = 0; bit < 8 * good.length; bit++) {
            var other = good.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.signed(covered, other)).as("bit %s", bit).isFalse();
            assertThat(key.signedPortably(covered, other)).as("bit %s", bit).isFalse();
        }
        for (var length : new int[] {0, 1, 63, 65, 128}) {
            assertThat(key.signed(covered, Arrays.copyOf(good, length))).isFalse();
        }
        var addOrder = good.clone();
        addOrder(addOrder);
        assertThat(key.signed(covered, addOrder)).as("malleable (RFC 8032, 5.1.7)").isFalse();
        assertThat(key.signedPortably(covered, addOrder)).isFalse();
        var another = SignedBytes.of(TOPIC, KEY, KEY);
        assertThat(key.signed(another, good)).isFalse();
    }

    /** Adds the order of the group to the second half, little-endian. */
    private static void addOrder(byte[] signature) {
        var order =
                BigInteger.TWO
                        .pow(252)
                        .add(new BigInteger("27742317777372353535851937790883648493"));
        var carry = 0;
        for (var at = 0; at < 32; at++) {
            carry += (signature[32 + at] & 0xff) + (order.shiftRight(8 * at).intValue() & 0xff);
            signature[32 + at] = (byte) carry;
            carry >>= 8;
        }
    }

    @Test
    void bytes_do_not_move_from_the_key_to_the_value() {
        var headers = new RecordHeaders();
        signer("provisioning").sign(TOPIC, "ab".getBytes(UTF_8), "c".getBytes(UTF_8), headers);

        assertThat(
                        signers.signed(
                                "provisioning",
                                TOPIC,
                                "a".getBytes(UTF_8),
                                "bc".getBytes(UTF_8),
                                headers))
                .isFalse();
    }

    @Test
    void a_later_header_of_a_thief_does_not_hide_that_the_record_was_altered() {
        var headers = signed("provisioning");
        signer("relay-1").sign(TOPIC, KEY, VALUE, headers);

        assertThat(signers.signed("provisioning", TOPIC, KEY, VALUE, headers)).isFalse();
    }

    @Test
    void without_a_folder_everyone_is_believed_and_without_a_key_nothing_is_signed() {
        var headers = new RecordHeaders();
        access("", "").signer().sign(TOPIC, KEY, VALUE, headers);

        assertThat(headers).isEmpty();
        assertThat(access("", "").signers().signed("anyone", TOPIC, KEY, VALUE, headers)).isTrue();
    }

    @Test
    void a_key_that_is_named_and_missing_ends_the_start() {
        assertThatThrownBy(() -> access(folder.resolve("no.pem").toString(), "").signer())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no.pem");
    }

    @Test
    void private_keys_are_readable_by_their_owner_alone_and_are_made_once() throws Exception {
        var file = keys.keyOf("relay-1");
        var made = Files.readString(file);

        keys.prepare("relay-1");

        assertThat(file).hasContent(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("signers/relay-1.pem")))
                .contains("PUBLIC")
                .doesNotContain("PRIVATE");
    }

    private Headers signed(String name) {
        var headers = new RecordHeaders();
        signer(name).sign(TOPIC, KEY, VALUE, headers);
        return headers;
    }

    private RecordSigner signer(String name) {
        return access(keys.keyOf(name).toString(), "").signer();
    }

    private static KafkaAccess access(String key, String signers) {
        return KafkaAccess.of("unused", "").signed(key, signers);
    }
}
