package io.sixlane.provisioning.eventstore;

import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.PortHeldElsewhere;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Reserves the ports of accelerated addresses: accelerators of several accounts may share an
 * address, and a port of it belongs to the first that claims it. Kept inside the transaction of the
 * append, so that relays never meet two claims. A suspended accelerator keeps its claims, and a
 * change that awaits its confirmation keeps those of before, too.
 */
@Repository
final class PortClaims {
    private static final Comparator<Claim> ORDER =
            Comparator.comparing(Claim::address)
                    .thenComparing(Claim::protocol)
                    .thenComparingInt(Claim::port);

    private final DatabaseClient database;

    PortClaims(DatabaseClient database) {
        this.database = database;
    }

    private record Claim(String address, Protocol protocol, int port) {}

    /** Whether {@link #move} would change claims. */
    static boolean areMoved(AcceleratorImage before, AcceleratorRecord after) {
        if (awaitsConfirmation(before) || !(after instanceof AcceleratorImage image)) {
            return true;
        }
        var staysAsItIs =
                before.regions().equals(image.regions())
                        && before.listeners().equals(image.listeners());
        return !staysAsItIs && !claims(before).equals(claims(image));
    }

    /**
     * Moves the claims of an accelerator from one state to the next.
     *
     * @param before null before it is created
     * @throws RejectedException (as an error signal) {@link PortHeldElsewhere}
     */
    Mono<Void> move(@Nullable AcceleratorRecord before, AcceleratorRecord after) {
        var held = claims(before);
        var wanted = claims(after);
        return add(after.id().text(), without(wanted, held))
                .then(release(before, after, held, wanted));
    }

    /**
     * Refuses as {@link #move} would, and moves nothing.
     *
     * @param before null before it is created
     * @throws RejectedException (as an error signal) {@link PortHeldElsewhere}
     */
    Mono<Void> check(@Nullable AcceleratorRecord before, AcceleratorRecord after) {
        var added = without(claims(after), claims(before));
        return added.isEmpty()
                ? Mono.empty()
                : bind(
                                """
                                select address, protocol, port
                                  from port_claim
                                  join unnest(:addresses, :protocols, :ports)
                                       as wanted (address, protocol, port)
                                 using (address, protocol, port)
                                 where accelerator_id <> :acceleratorId
                                 order by address, protocol, port
                                 limit 1
                                """,
                                after.id().text(),
                                added)
                        .map(PortClaims::read)
                        .one()
                        .flatMap(PortClaims::refuse);
    }

    private Mono<Void> add(String acceleratorId, List<Claim> added) {
        return added.isEmpty()
                ? Mono.empty()
                : bind(
                                """
                                insert into port_claim (address, protocol, port, accelerator_id)
                                select address, protocol, port, :acceleratorId
                                  from unnest(:addresses, :protocols, :ports)
                                       as wanted (address, protocol, port)
                                    on conflict (address, protocol, port) do update
                                   set accelerator_id = excluded.accelerator_id
                                 where port_claim.accelerator_id = excluded.accelerator_id
                                returning address, protocol, port
                                """,
                                acceleratorId,
                                added)
                        .map(PortClaims::read)
                        .all()
                        .collectList()
                        .flatMapIterable(claimed -> without(added, claimed))
                        .next()
                        .flatMap(PortClaims::refuse);
    }

    private Mono<Void> release(
            @Nullable AcceleratorRecord before,
            AcceleratorRecord after,
            Set<Claim> held,
            Set<Claim> wanted) {
        if (awaitsConfirmation(after)) {
            return Mono.empty();
        }
        if (awaitsConfirmation(before)) {
            return keepOnly(after.id().text(), without(wanted, Set.of()));
        }
        var released = without(held, wanted);
        return released.isEmpty()
                ? Mono.empty()
                : bind(
                                """
                                delete from port_claim c
                                 using unnest(:addresses, :protocols, :ports)
                                       as released (address, protocol, port)
                                 where (c.address, c.protocol, c.port)
                                       = (released.address, released.protocol, released.port)
                                   and c.accelerator_id = :acceleratorId
                                """,
                                after.id().text(),
                                released)
                        .then();
    }

    private Mono<Void> keepOnly(String acceleratorId, List<Claim> wanted) {
        return bind(
                        """
                        delete from port_claim c
                         where c.accelerator_id = :acceleratorId
                           and not exists (
                                   select from unnest(:addresses, :protocols, :ports)
                                               as wanted (address, protocol, port)
                                    where (c.address, c.protocol, c.port)
                                          = (wanted.address, wanted.protocol, wanted.port))
                        """,
                        acceleratorId,
                        wanted)
                .then();
    }

    private GenericExecuteSpec bind(String statement, String acceleratorId, List<Claim> claims) {
        return database.sql(statement)
                .bind("acceleratorId", acceleratorId)
                .bind("addresses", claims.stream().map(Claim::address).toArray(String[]::new))
                .bind(
                        "protocols",
                        claims.stream()
                                .map(claim -> claim.protocol().name())
                                .toArray(String[]::new))
                .bind("ports", claims.stream().map(Claim::port).toArray(Integer[]::new));
    }

    private static boolean awaitsConfirmation(@Nullable AcceleratorRecord record) {
        return record instanceof AcceleratorImage image && image.confirmation() != null;
    }

    private static Set<Claim> claims(@Nullable AcceleratorRecord record) {
        var claims = new HashSet<Claim>();
        if (record instanceof AcceleratorImage image) {
            for (var region : image.regions()) {
                for (var address : region.addresses()) {
                    for (var listener : image.listeners()) {
                        for (var range : listener.ports()) {
                            for (var port = range.from(); port <= range.to(); port++) {
                                claims.add(new Claim(address, listener.protocol(), port));
                            }
                        }
                    }
                }
            }
        }
        return claims;
    }

    /** The remaining claims, in the order in which every transaction locks them. */
    private static List<Claim> without(Collection<Claim> claims, Collection<Claim> others) {
        var left = new ArrayList<>(claims);
        left.removeAll(Set.copyOf(others));
        left.sort(ORDER);
        return left;
    }

    private static Claim read(Readable row) {
        return new Claim(
                Objects.requireNonNull(row.get("address", String.class)),
                Protocol.valueOf(Objects.requireNonNull(row.get("protocol", String.class))),
                Objects.requireNonNull(row.get("port", Integer.class)));
    }

    private static Mono<Void> refuse(Claim claim) {
        return Mono.error(
                () ->
                        new RejectedException(
                                new PortHeldElsewhere(
                                        claim.address(), claim.protocol(), claim.port())));
    }
}
