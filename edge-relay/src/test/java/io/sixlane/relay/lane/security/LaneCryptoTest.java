package io.sixlane.relay.lane.security;

import static io.sixlane.relay.lane.security.LaneEncryption.NETWORK;
import static io.sixlane.relay.lane.security.LaneEncryption.TLS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.relay.lane.security.LaneRefusedException.Cause;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class LaneCryptoTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static final RelayName HONG_KONG = new RelayName("cn-hongkong", "hk-1");
    private static final RelayName VALLEY = new RelayName("us-west-1", "us-1");
    private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");
    private static final int ALL = Integer.MAX_VALUE;

    private static LaneFiles hongKong;
    private static LaneFiles valley;
    private static LaneFiles stranger;
    private static LaneFiles expired;
    private static LaneFiles expiredPeer;

    @BeforeAll
    static void issue(@TempDir Path folder) {
        var fleet = new FleetFixture(folder.resolve("fleet"));
        hongKong = fleet.issue(HONG_KONG.region(), HONG_KONG.id());
        valley = fleet.issue(VALLEY.region(), VALLEY.id());
        stranger = new FleetFixture(folder.resolve("other")).issue(VALLEY.region(), VALLEY.id());
        var old = new FleetFixture(folder.resolve("old"), () -> LONG_AGO);
        expired = old.issue(VALLEY.region(), VALLEY.id());
        expiredPeer = old.issue(HONG_KONG.region(), HONG_KONG.id());
    }

    @ParameterizedTest
    @CsvSource({"TLS, 1", "TLS, 7", "TLS, 2147483647", "NETWORK, 1", "NETWORK, 2147483647"})
    void two_relays_prove_themselves_under_every_split_of_bytes(
            LaneEncryption encryption, int piece) throws Exception {
        var left = connecting(hongKong, HONG_KONG, encryption);
        var right = accepting(valley, VALLEY, encryption);

        new Wire(left, right, piece).shake();

        assertThat(left.peer().name()).isEqualTo(VALLEY);
        assertThat(right.peer().name()).isEqualTo(HONG_KONG);
        assertThat(left.peer().fingerprint())
                .isEqualTo(certificates(valley, VALLEY).fingerprint().orElseThrow());
        assertThat(left.peer().probeKey()).isNotEqualTo(right.peer().probeKey());
        assertThat(left.isPlain()).isEqualTo(encryption == NETWORK);
        assertThat(left.wanted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, ALL})
    void no_byte_after_the_greeting_is_taken(int piece) throws Exception {
        var left = connecting(hongKong, HONG_KONG, NETWORK);
        var right = accepting(valley, VALLEY, NETWORK);
        var wire = new Wire(left, right, piece);
        while (!left.established()) {
            wire.step();
        }
        wire.behind("plain frames".getBytes(US_ASCII));
        wire.shake();

        assertThat(US_ASCII.decode(wire.untakenByRight()).toString()).isEqualTo("plain frames");
    }

    @Test
    void records_carry_bytes_both_ways_through_small_and_large_buffers() throws Exception {
        var left = connecting(hongKong, HONG_KONG, TLS);
        var right = accepting(valley, VALLEY, TLS);
        new Wire(left, right, ALL).shake();

        assertThat(carried(left, right, 300_000, LaneCrypto.RECORD_BUFFER)).isEqualTo(300_000);
        assertThat(carried(right, left, 300_000, 1 << 20)).isEqualTo(300_000);
        assertThat(carried(left, right, 1, LaneCrypto.RECORD_BUFFER)).isEqualTo(1);
    }

    @Test
    void a_record_changed_in_transit_closes_the_lane() throws Exception {
        var left = connecting(hongKong, HONG_KONG, TLS);
        var right = accepting(valley, VALLEY, TLS);
        new Wire(left, right, ALL).shake();
        var cipher = ByteBuffer.allocateDirect(LaneCrypto.RECORD_BUFFER);
        left.wrap(ByteBuffer.allocate(100), cipher);
        cipher.flip().put(50, (byte) (cipher.get(50) + 1));

        assertRefused(
                Cause.BROKEN,
                "Tag mismatch",
                () -> right.unwrap(cipher, ByteBuffer.allocate(LaneCrypto.RECORD_BUFFER)));
    }

    @Test
    void a_server_issues_no_tickets() throws Exception {
        var left = connecting(hongKong, HONG_KONG, TLS);
        var right = accepting(valley, VALLEY, TLS);
        var wire = new Wire(left, right, ALL);
        wire.step();
        wire.step();

        assertThat(left.established()).isTrue();
        assertThat(
                        certificates(valley, VALLEY)
                                .current()
                                .orElseThrow()
                                .context()
                                .getServerSessionContext())
                .satisfies(sessions -> assertThat(sessions.getIds().hasMoreElements()).isFalse());
    }

    @Test
    void both_kernels_receive_matching_keys_or_none() throws Exception {
        var left = lane(hongKong, HONG_KONG, HONG_KONG, true);
        var right = lane(valley, VALLEY, VALLEY, false);
        new Wire(left, right, ALL).shake();
        var ofLeft = left.handToKernel().orElseThrow();
        var ofRight = right.handToKernel().orElseThrow();

        assertThat(left.isPlain()).isTrue();
        assertThat(right.isPlain()).isTrue();
        assertThat(ofLeft.sent()).isEqualTo(ofRight.received()).hasSize(28);
        assertThat(ofLeft.received()).isEqualTo(ofRight.sent()).isNotEqualTo(ofLeft.sent());

        var without = connecting(hongKong, HONG_KONG, TLS);
        var with = lane(valley, VALLEY, VALLEY, false);
        new Wire(without, with, ALL).shake();
        assertThat(without.handToKernel()).isEmpty();
        assertThat(without.isPlain()).isFalse();
        assertThat(with.handToKernel()).isEmpty();
    }

    @Test
    void a_relay_of_another_authority_is_refused_by_both_sides() {
        assertRefused(Cause.CERTIFICATE, "PKIX path", hongKong, stranger);
        assertRefused(Cause.CERTIFICATE, "PKIX path", stranger, hongKong);
    }

    @Test
    void a_relay_whose_certificate_expired_has_no_lanes() throws Exception {
        var security = security(expired, VALLEY, TLS);

        assertRefused(Cause.CERTIFICATE, "no certificate", () -> security.accepting(HERE));
        assertRefused(
                Cause.CERTIFICATE, "no certificate", () -> security.connecting(HONG_KONG, HERE));
        assertThat(security.unproven()).isZero();
    }

    /** The clock of the relay whose certificate it is may be slow. */
    @Test
    void a_peer_whose_certificate_expired_is_refused() throws Exception {
        var left = lane(expired, VALLEY, VALLEY, true, LONG_AGO);
        var right = lane(expiredPeer, HONG_KONG, HONG_KONG, false, LONG_AGO);

        assertRefused(Cause.CERTIFICATE, "NotAfter", () -> new Wire(left, right, ALL).shake());
    }

    @Test
    void another_relay_than_the_wanted_one_is_refused() throws Exception {
        var left = connecting(hongKong, HONG_KONG, TLS);
        var right = accepting(hongKong, HONG_KONG, TLS);
        var wire = new Wire(left, right, ALL);

        assertRefused(Cause.IDENTITY, HONG_KONG + " answered, not " + VALLEY, wire::shake);
        // The alert informs the side that accepted.
        assertRefused(Cause.BROKEN, "ended TLS before its greeting", wire::shake);
    }

    @Test
    void a_relay_whose_hello_names_another_is_refused() throws Exception {
        var left = lane(hongKong, HONG_KONG, VALLEY, true);
        var right = accepting(valley, VALLEY, TLS);

        assertRefused(
                Cause.IDENTITY,
                HONG_KONG + " greets as " + VALLEY,
                () -> new Wire(left, right, ALL).shake());
    }

    @Test
    void a_relay_that_is_not_admitted_is_refused_before_it_is_greeted() throws Exception {
        var left = connecting(hongKong, HONG_KONG, TLS);
        var right =
                new LaneSecurity(
                                certificates(valley, VALLEY),
                                TLS,
                                false,
                                new PlainLanes(false),
                                UUID.randomUUID(),
                                (_, fingerprint) -> Optional.of("is unknown with " + fingerprint))
                        .accepting(HERE)
                        .orElseThrow();

        assertRefused(
                Cause.NOT_ADMITTED,
                HONG_KONG
                        + " is unknown with "
                        + certificates(hongKong, HONG_KONG).fingerprint().orElseThrow(),
                () -> new Wire(left, right, ALL).shake());
        assertThat(left.established()).isFalse();
    }

    @Test
    void no_lane_opens_between_relays_that_encrypt_differently() throws Exception {
        var left = connecting(hongKong, HONG_KONG, NETWORK);
        var right = accepting(valley, VALLEY, TLS);

        assertRefused(
                Cause.HELLO,
                "encrypts lanes by NETWORK and this relay by TLS: set SIXLANE_LANE_ENCRYPTION",
                () -> new Wire(left, right, ALL).shake());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\n", "SSH-2.0-x\r\n", "\u0016\u0003\u0001\u007f\u007f"})
    void bytes_other_than_tls_close_the_lane_at_once(String garbage) throws Exception {
        var right = accepting(valley, VALLEY, TLS);

        assertRefused(
                Cause.NOT_TLS,
                "no TLS",
                () -> right.received(ByteBuffer.wrap(garbage.getBytes(US_ASCII))));
        assertThat(right.wanted()).isZero();
    }

    @Test
    void an_endless_handshake_is_aborted() throws Exception {
        var right = accepting(valley, VALLEY, TLS);
        // A ClientHello that announces 16 MiB, in records as long as may be.
        var record = ByteBuffer.allocate(5 + (1 << 14));
        record.put(new byte[] {22, 3, 1, 64, 0, 1, (byte) 255, (byte) 255, (byte) 255});

        assertRefused(
                null,
                "",
                () -> {
                    for (var sent = 0; sent < LaneCrypto.MOST_HANDSHAKE_BYTES + (1 << 15); ) {
                        sent += record.capacity();
                        right.received(record.clear());
                    }
                });
    }

    @Test
    void at_most_256_lanes_are_unproven() throws Exception {
        var security = security(valley, VALLEY, TLS);
        var lanes = new ArrayList<LaneCrypto>();
        for (var i = 0; i < LaneSecurity.MOST_UNPROVEN; i++) {
            lanes.add(security.accepting(HERE).orElseThrow());
        }
        assertThat(security.accepting(HERE)).isEmpty();
        assertThat(security.unproven()).isEqualTo(256);

        // Proven, refused, closed: each makes room, once.
        new Wire(connecting(hongKong, HONG_KONG, TLS), lanes.get(0), ALL).shake();
        assertThatThrownBy(() -> lanes.get(1).received(ByteBuffer.allocate(5)))
                .isInstanceOf(LaneRefusedException.class);
        lanes.get(2).close();
        lanes.subList(0, 3).forEach(LaneCrypto::close);

        assertThat(security.unproven()).isEqualTo(253);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 400, 700, 900})
    void a_flight_changed_at_any_byte_proves_nothing(int at) throws Exception {
        var left = connecting(hongKong, HONG_KONG, TLS);
        var right = accepting(valley, VALLEY, TLS);
        var position = new int[] {0};
        var wire =
                new Wire(left, right, ALL)
                        .tapped(
                                sent -> {
                                    var here = at - position[0];
                                    if (here >= 0 && here < sent.limit()) {
                                        sent.put(here, (byte) (sent.get(here) ^ 1));
                                    }
                                    position[0] += sent.limit();
                                });

        assertThatThrownBy(wire::shake).isInstanceOf(LaneRefusedException.class);
        assertThat(right.established()).isFalse();
    }

    private static int carried(LaneCrypto from, LaneCrypto to, int count, int buffer)
            throws LaneRefusedException {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        var plain = ByteBuffer.wrap(bytes);
        var cipher = ByteBuffer.allocateDirect(buffer);
        var arrived = ByteBuffer.allocateDirect(buffer);
        var all = ByteBuffer.allocate(count);
        while (plain.hasRemaining()) {
            from.wrap(plain, cipher);
            cipher.flip();
            while (cipher.hasRemaining()) {
                assertThat(to.unwrap(cipher, arrived)).isTrue();
                all.put(arrived.flip());
                arrived.clear();
            }
            cipher.clear();
        }
        assertThat(all.array()).isEqualTo(bytes);
        return all.position();
    }

    private static void assertRefused(
            Cause cause, String message, LaneFiles connecting, LaneFiles accepting) {
        assertRefused(
                cause,
                message,
                () ->
                        new Wire(
                                        lane(connecting, name(connecting), name(connecting), true),
                                        lane(accepting, name(accepting), name(accepting), false),
                                        ALL)
                                .shake());
    }

    private static RelayName name(LaneFiles files) {
        return files.equals(hongKong) ? HONG_KONG : VALLEY;
    }

    private static void assertRefused(
            @Nullable Cause cause, String message, ThrowingCallable handshake) {
        assertThatThrownBy(handshake)
                .isInstanceOfSatisfying(
                        LaneRefusedException.class,
                        refused -> {
                            if (cause != null) {
                                assertThat(refused.reason())
                                        .as(refused.toString())
                                        .isEqualTo(cause);
                            }
                        })
                .hasMessageContaining(message);
    }

    private static LaneCrypto connecting(LaneFiles files, RelayName name, LaneEncryption encryption)
            throws Exception {
        return security(files, name, encryption).connecting(VALLEY, HERE);
    }

    private static LaneCrypto accepting(LaneFiles files, RelayName name, LaneEncryption encryption)
            throws Exception {
        return security(files, name, encryption).accepting(HERE).orElseThrow();
    }

    /** A lane whose greeting states what it likes, and that takes any relay. */
    private static LaneCrypto lane(
            LaneFiles files, RelayName name, RelayName greets, boolean connects) throws Exception {
        return lane(files, name, greets, connects, Instant.now());
    }

    private static LaneCrypto lane(
            LaneFiles files, RelayName name, RelayName greets, boolean connects, Instant now)
            throws Exception {
        var hello = new Hello(TLS, true, greets, UUID.randomUUID(), new ProbeKey(new byte[32]));
        var lane =
                new LaneCrypto(
                        LaneCredentials.of(PemFiles.read(files), name, now).engine(connects),
                        new Greeting(hello, null, PeerCheck.ANY),
                        () -> {});
        lane.begin();
        return lane;
    }

    private static LaneSecurity security(LaneFiles files, RelayName name, LaneEncryption encryption)
            throws Exception {
        return FleetFixture.relay(name, files, encryption);
    }

    private static LaneCertificates certificates(LaneFiles files, RelayName name) {
        return new LaneCertificates(files, name, InstantSource.system());
    }
}
