package io.sixlane.provisioning.joining;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.fleet.JoinToken;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenCreated;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenRevoked;
import io.sixlane.provisioning.addresspool.AddressPools;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AddressPoolMissing;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoinTokenNotFound;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoiningNotPossible;
import io.sixlane.provisioning.eventstore.AccountStreams;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import io.sixlane.provisioning.request.Identifiers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tokens that relays join with. Everything about them is in the log, but their secrets. */
@Service
class JoinTokens {
    private static final String PREFIX = "join-";

    private final EventStore eventStore;
    private final AccountStreams streams;
    private final AddressPools pools;
    private final Optional<ServerKey> key;
    private final Clock clock;
    private final Identifiers identifiers = new Identifiers();

    JoinTokens(
            EventStore eventStore,
            AccountStreams streams,
            AddressPools pools,
            JoiningProperties properties,
            Clock clock) {
        this.eventStore = eventStore;
        this.streams = streams;
        this.pools = pools;
        this.key = properties.authority().flatMap(_ -> ServerKey.of(properties));
        this.clock = clock;
    }

    /** The key that signs answers; empty where no relay may join. */
    Optional<ServerKey> key() {
        return key;
    }

    /** A token with its secret, which nothing keeps. */
    record Made(JoinToken token, TokenState state) {}

    Mono<Made> create(
            String region, List<IpPrefix> served, int uses, Duration lifetime, ChangeOptions by) {
        if (key.isEmpty()) {
            return Mono.error(() -> new RejectedException(new JoiningNotPossible()));
        }
        by.precondition().check(0);
        var token = JoinToken.random(identifiers.next(""), key.get().pin());
        var now = clock.instant();
        var created =
                new JoinTokenCreated(
                        PREFIX + token.id(),
                        JoinToken.secretHash(token.secret()),
                        region,
                        served.stream().map(IpPrefix::toString).toList(),
                        uses,
                        now.plus(lifetime));
        return checkPools(region, served)
                .then(
                        Mono.defer(
                                () ->
                                        eventStore.append(
                                                by.change(
                                                        now,
                                                        List.of(
                                                                new Append(
                                                                        created.tokenId(),
                                                                        0,
                                                                        List.of(created)))))))
                .map(recorded -> new Made(token, TokenState.NOTHING.evolve(recorded.getFirst())));
    }

    /** Relays serve addresses that their region gives away. */
    private Mono<Void> checkPools(String region, List<IpPrefix> served) {
        return pools.load(region)
                .doOnNext(
                        pool -> {
                            var all = pool.prefixes().values();
                            if (all.isEmpty()) {
                                throw new RejectedException(new AddressPoolMissing(region, "IPV6"));
                            }
                            for (var prefix : served) {
                                if (all.stream().noneMatch(one -> one.contains(prefix))) {
                                    throw new RejectedException(
                                            new AddressPoolMissing(
                                                    region, prefix.first().family().name()));
                                }
                            }
                        })
                .then();
    }

    Mono<TokenState> find(String tokenId) {
        return eventStore.load(streamId(tokenId)).reduce(TokenState.NOTHING, TokenState::evolve);
    }

    Flux<TokenState> all() {
        return streams.all(PREFIX)
                .concatMap(
                        id -> eventStore.load(id).reduce(TokenState.NOTHING, TokenState::evolve));
    }

    /** A token that was revoked already stays so. */
    Mono<Void> revoke(String tokenId, ChangeOptions by) {
        return find(tokenId)
                .filter(TokenState::exists)
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new JoinTokenNotFound(tokenId))))
                .doOnNext(state -> by.precondition().check(state.revision()))
                .filter(state -> !state.revoked() || by.dryRun())
                .flatMap(
                        state ->
                                eventStore.append(
                                        by.change(
                                                clock.instant(),
                                                List.of(
                                                        new Append(
                                                                streamId(tokenId),
                                                                state.revision(),
                                                                List.of(
                                                                        new JoinTokenRevoked(
                                                                                streamId(
                                                                                        tokenId))))))))
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }

    /** Ids of tokens come with and without the prefix of their streams. */
    static String streamId(String tokenId) {
        return tokenId.startsWith(PREFIX) ? tokenId : PREFIX + tokenId;
    }
}
