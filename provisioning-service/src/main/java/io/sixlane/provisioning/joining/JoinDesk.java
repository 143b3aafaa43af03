package io.sixlane.provisioning.joining;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.fleet.JoinAnswer;
import io.sixlane.configuration.fleet.JoinAnswer.Admitted;
import io.sixlane.configuration.fleet.JoinAnswer.Departed;
import io.sixlane.configuration.fleet.JoinAnswer.Offered;
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
import io.sixlane.fleet.FleetAuthority;
import io.sixlane.fleet.FleetException;
import io.sixlane.fleet.RelayIdentity;
import io.sixlane.fleet.RelayKey;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoiningNotPossible;
import io.sixlane.provisioning.decision.Rejection.OfFleet.RelayClockWrong;
import io.sixlane.provisioning.decision.Rejection.OfFleet.RelayNotMember;
import io.sixlane.provisioning.joining.Members.Joining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Answers signed messages of relays. A membership is in the log before Kafka and certificates
 * follow it, and ends there after them: a message that was cut off in between may be repeated.
 */
@Service
class JoinDesk {
    /** Older requests may be repeated ones of someone else. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int ID_DIGITS = 12;

    private final Members members;
    private final BrokerAdmission broker;
    private final Standings standings;
    private final JoiningProperties properties;
    private final JoinTokens tokens;
    private final AddressPools pools;
    private final Clock clock;

    JoinDesk(
            Members members,
            BrokerAdmission broker,
            Standings standings,
            JoiningProperties properties,
            JoinTokens tokens,
            AddressPools pools,
            Clock clock) {
        this.members = members;
        this.broker = broker;
        this.standings = standings;
        this.properties = properties;
        this.tokens = tokens;
        this.pools = pools;
        this.clock = clock;
    }

    Mono<SignedMessage> answer(SignedMessage message, Actor actor) {
        return Mono.justOrEmpty(tokens.key())
                .switchIfEmpty(Mono.error(() -> new RejectedException(new JoiningNotPossible())))
                .flatMap(
                        key ->
                                handle(message, actor)
                                        .map(
                                                answer ->
                                                        SignedMessage.answer(
                                                                message,
                                                                ConfigurationJson.write(answer),
                                                                key.privateKey(),
                                                                key.publicKey())));
    }

    private Mono<JoinAnswer> handle(SignedMessage message, Actor actor) {
        if (!message.isSignedRequest()) {
            throw new MalformedRequestException("the request is not signed by the key it names");
        }
        var request = read(message);
        var now = clock.instant();
        if (Duration.between(request.at(), now).abs().compareTo(TOLERANCE) > 0) {
            throw new RejectedException(new RelayClockWrong(request.at(), now));
        }
        checkKeys(request);
        return switch (request) {
            case Consider consider -> offer(consider);
            case Join join -> join(join, message, actor);
            case Rotate rotate ->
                    proven(rotate.relayId(), message)
                            .then(members.rotate(rotate.relayId(), rotate.signingKey(), actor))
                            .flatMap(
                                    member -> admitted(rotate.relayId(), member, rotate.laneKey()));
            case Leave leave ->
                    proven(leave.relayId(), message)
                            .then(broker.expel(leave.relayId()))
                            .then(members.leave(leave.relayId(), actor))
                            .thenReturn(new Departed(leave.relayId()));
            case Inquire inquire ->
                    proven(inquire.relayId(), message)
                            .then(Mono.defer(() -> standings.of(inquire.relayId())));
        };
    }

    /** Refuses keys before anything is done: a token keeps its use, and a relay its keys. */
    private static void checkKeys(JoinMessage request) {
        switch (request) {
            case Join join -> check("laneKey", join.laneKey(), RelayKey::lane);
            case Rotate rotate -> {
                check("signingKey", rotate.signingKey(), RelayKey::signing);
                check("laneKey", rotate.laneKey(), RelayKey::lane);
            }
            case Consider _, Leave _, Inquire _ -> {
                // they bring no keys
            }
        }
    }

    private static void check(String field, String key, Function<byte[], PublicKey> form) {
        try {
            var _ = form.apply(Base64.getDecoder().decode(key));
        } catch (FleetException | IllegalArgumentException e) {
            throw new MalformedRequestException(
                    "%s cannot be used: %s".formatted(field, e.getMessage()));
        }
    }

    private static JoinMessage read(SignedMessage message) {
        try {
            return ConfigurationJson.read(message.bytes(), JoinMessage.class);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException(
                    "the request cannot be read: " + String.valueOf(e.getMessage()));
        }
    }

    private Mono<JoinAnswer> offer(Consider consider) {
        return members.consider(consider.tokenId(), consider.secret())
                .flatMap(
                        created ->
                                served(created.region(), created.pools())
                                        .map(
                                                served ->
                                                        new Offered(
                                                                created.region(),
                                                                served,
                                                                properties.bootstrapServers(),
                                                                clock.instant())));
    }

    /** The addresses of a relay: its own, or all of its region. */
    private Mono<List<String>> served(String region, List<String> own) {
        return own.isEmpty()
                ? pools.load(region)
                        .map(
                                pool ->
                                        pool.prefixes().values().stream()
                                                .map(IpPrefix::toString)
                                                .toList())
                : Mono.just(own);
    }

    private Mono<JoinAnswer> join(Join join, SignedMessage message, Actor actor) {
        var digits =
                JoinToken.Pin.of(JoinToken.PinKind.SIGNER, message.publicKey())
                        .sha256()
                        .substring(0, ID_DIGITS);
        var joining = new Joining(message.key(), digits);
        return members.join(join.tokenId(), join.secret(), joining, actor)
                .flatMap(
                        member ->
                                admitted(
                                        "relay-%s-%s".formatted(member.region(), digits),
                                        member,
                                        join.laneKey()));
    }

    /** An error unless the member itself signed the message. */
    private Mono<Void> proven(String relayId, SignedMessage message) {
        return members.find(relayId)
                .filter(member -> message.key().equals(member.signingKey()))
                .switchIfEmpty(Mono.error(() -> new RejectedException(new RelayNotMember(relayId))))
                .then();
    }

    private Mono<JoinAnswer> admitted(String relayId, MemberState member, String laneKey) {
        return broker.admit(relayId)
                .delayUntil(_ -> checkRemains(relayId, member))
                .map(
                        kafkaProperties -> {
                            var authority =
                                    FleetAuthority.load(
                                            properties.authority().orElseThrow(), clock);
                            return new Admitted(
                                    relayId,
                                    member.region(),
                                    member.pools(),
                                    properties.bootstrapServers(),
                                    kafkaProperties,
                                    authority.certify(
                                            new RelayIdentity(member.region(), relayId),
                                            Base64.getDecoder().decode(laneKey)),
                                    authority.certificate(),
                                    signers());
                        });
    }

    /**
     * Undoes an admission that came after the expulsion: a relay that is removed could ask again
     * and again until one of its requests does. Removals are in the log before they expel.
     */
    private Mono<Void> checkRemains(String relayId, MemberState admitted) {
        Mono<Void> refusal = Mono.error(() -> new RejectedException(new RelayNotMember(relayId)));
        return members.find(relayId)
                .filter(now -> !Objects.equals(now.signingKey(), admitted.signingKey()))
                .flatMap(now -> now.isMember() ? refusal : broker.expel(relayId).then(refusal));
    }

    /** The control plane, and relays that have their keys from elsewhere. */
    private Map<String, String> signers() {
        var signers = new HashMap<String, String>();
        try (var files =
                Files.newDirectoryStream(Path.of(properties.kafka().signersFolder()), "*.pem")) {
            for (var file : files) {
                signers.put(file.getFileName().toString(), Files.readString(file));
            }
            return signers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
