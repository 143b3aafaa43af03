package io.sixlane.provisioning.joining;

import io.sixlane.configuration.fleet.RelayEvent;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenCreated;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenUsed;
import io.sixlane.configuration.fleet.RelayEvent.RelayJoined;
import io.sixlane.configuration.fleet.RelayEvent.RelayLeft;
import io.sixlane.configuration.fleet.RelayEvent.RelayRotated;
import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfFleet.JoinTokenRefused;
import io.sixlane.provisioning.decision.Rejection.OfFleet.RelayNotMember;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The relays that joined. Their events are published to all readers of the fleet's topic. */
@Service
class Members {
    private static final String PREFIX = "member-";

    private final EventStore eventStore;
    private final JoinTokens tokens;
    private final Clock clock;

    Members(EventStore eventStore, JoinTokens tokens, Clock clock) {
        this.eventStore = eventStore;
        this.tokens = tokens;
        this.clock = clock;
    }

    Mono<MemberState> find(String relayId) {
        return eventStore.load(PREFIX + relayId).reduce(MemberState.NOTHING, MemberState::evolve);
    }

    /** Finds the terms on which a relay would join with the token. */
    Mono<JoinTokenCreated> consider(String tokenId, String secret) {
        return tokens.find(tokenId)
                .handle(
                        (token, sink) -> {
                            var created = token.created();
                            var refusal = token.refusal(secret, "", clock.instant());
                            if (created == null || refusal.isPresent()) {
                                sink.error(refused(refusal.orElse("is not known")));
                            } else {
                                sink.next(created);
                            }
                        });
    }

    private static RejectedException refused(String why) {
        return new RejectedException(new JoinTokenRefused(why));
    }

    /**
     * Makes the relay a member. One that is a member by the same token and key stays it, so that a
     * lost answer costs no use of the token.
     */
    Mono<MemberState> join(String tokenId, String secret, Joining joining, Actor actor) {
        return tokens.find(tokenId)
                .flatMap(
                        token -> {
                            var created = token.created();
                            var relayId = joining.relayId(created);
                            var refusal = token.refusal(secret, relayId, clock.instant());
                            return created == null || refusal.isPresent()
                                    ? Mono.error(() -> refused(refusal.orElse("is not known")))
                                    : join(token, created, relayId, joining.signingKey(), actor);
                        })
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<MemberState> join(
            TokenState token, JoinTokenCreated created, String relayId, String key, Actor actor) {
        return find(relayId)
                .flatMap(
                        member -> {
                            if (key.equals(member.signingKey())
                                    && token.usedBy().contains(relayId)) {
                                return Mono.just(member);
                            }
                            if (member.isMember() || token.usedBy().contains(relayId)) {
                                // Another key of this id, or one that left or was rotated since.
                                return Mono.error(
                                        () -> refused("does not fit a relay of this name"));
                            }
                            var joined =
                                    new RelayJoined(
                                            relayId,
                                            created.region(),
                                            created.pools(),
                                            key,
                                            created.tokenId());
                            return append(
                                            actor,
                                            new Append(
                                                    created.tokenId(),
                                                    token.revision(),
                                                    List.of(
                                                            new JoinTokenUsed(
                                                                    created.tokenId(), relayId))),
                                            append(relayId, member, joined))
                                    .then(Mono.defer(() -> find(relayId)));
                        });
    }

    /** Gives the member another key; repeated with the same one, nothing happens. */
    Mono<MemberState> rotate(String relayId, String key, Actor actor) {
        return existing(relayId)
                .flatMap(
                        member ->
                                key.equals(member.signingKey())
                                        ? Mono.just(member)
                                        : append(
                                                        actor,
                                                        append(
                                                                relayId,
                                                                member,
                                                                new RelayRotated(
                                                                        relayId,
                                                                        member.region(),
                                                                        member.pools(),
                                                                        key)))
                                                .then(Mono.defer(() -> find(relayId))));
    }

    /** Ends the membership of a relay, by its own wish. */
    Mono<Void> leave(String relayId, Actor actor) {
        return existing(relayId)
                .flatMap(member -> append(actor, append(relayId, member, left(relayId, member))));
    }

    /** Ends the membership of a relay, by an operator's wish; empty for one that left already. */
    Mono<Void> remove(String relayId, ChangeOptions by) {
        return find(relayId)
                .doOnNext(member -> requireKnown(relayId, member))
                .doOnNext(member -> by.precondition().check(member.revision()))
                .filter(MemberState::isMember)
                .flatMap(
                        member -> {
                            return eventStore.append(
                                    by.change(
                                            clock.instant(),
                                            List.of(
                                                    append(
                                                            relayId,
                                                            member,
                                                            left(relayId, member)))));
                        })
                .retryWhen(ConflictRetry.onVersionConflict())
                .then();
    }

    private static void requireKnown(String relayId, MemberState member) {
        if (member.revision() == 0) {
            throw new RejectedException(new RelayNotMember(relayId));
        }
    }

    private static RelayLeft left(String relayId, MemberState member) {
        return new RelayLeft(relayId, member.region());
    }

    private Mono<MemberState> existing(String relayId) {
        return find(relayId)
                .filter(MemberState::isMember)
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new RelayNotMember(relayId))));
    }

    private static Append append(String relayId, MemberState member, RelayEvent event) {
        return new Append(PREFIX + relayId, member.revision(), List.of(event));
    }

    private Mono<Void> append(Actor actor, Append... appends) {
        return eventStore.append(new Change(actor, clock.instant(), List.of(appends))).then();
    }

    /**
     * The relay that joins.
     *
     * @param signingKey base64 of X.509
     * @param digits of the id, which follow from the key: the same key is the same relay
     */
    record Joining(String signingKey, String digits) {
        String relayId(@Nullable JoinTokenCreated token) {
            return "relay-%s-%s".formatted(token == null ? "" : token.region(), digits);
        }
    }
}
