package io.sixlane.provisioning.relaystatus;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus.ApplyFailure;
import io.sixlane.provisioning.clock.RelayLiveness;
import io.sixlane.provisioning.notification.Notifications;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Reads what {@link RelayStatusViewWriter} keeps. */
@Repository
final class RelayStatusViewRepository implements RelayStatuses {
    private final DatabaseClient database;
    private final Notifications notifications;

    RelayStatusViewRepository(DatabaseClient database, Notifications notifications) {
        this.database = database;
        this.notifications = notifications;
    }

    @Override
    public Flux<RelayStanding> standings(AcceleratorId id, Collection<String> regions) {
        return database.sql(
                        """
                        with reported as (
                            select * from relay_applied where accelerator_id = :acceleratorId
                        )
                        select relay_id, coalesce(r.region, a.region) as region,
                               %s as alive,
                               r.received_at, gone.revision as left_at,
                               coalesce(a.incarnation >= r.incarnation, true) as this_process,
                               a.revision, a.head, a.effective_revision, a.failures, a.applied_at,
                               a.traceparent
                          from relay r
                          full join reported a using (relay_id)
                          left join lateral (
                                   select case when removed > coalesce(added, 0) then removed end
                                              as revision
                                     from (select max(revision) filter (
                                                      where fact ->> 'type'
                                                            = 'AccelerationRegionRemoved'
                                                        and fact ->> 'region' = a.region) as removed,
                                                  max(revision) filter (
                                                      where fact ->> 'type'
                                                            = 'AccelerationRegionsAdded'
                                                        and fact -> 'regions' @> jsonb_build_array(
                                                              jsonb_build_object(
                                                                  'region', a.region))) as added
                                             from (select revision, record -> 'event' as fact
                                                     from event
                                                    where stream_id = :acceleratorId
                                                      and not coalesce(r.region, a.region)
                                                              = any(:regions)) as facts
                                          ) as moves
                               ) as gone
                            on true
                         where coalesce(r.region, a.region) = any(:regions)
                            or a.incarnation >= r.incarnation
                         order by relay_id
                        """
                                .formatted(RelayLiveness.ALIVE))
                .bind("acceleratorId", id.text())
                .bind("regions", regions.toArray(String[]::new))
                .map(RelayStatusViewRepository::readStanding)
                .all();
    }

    @Override
    public Flux<Set<AcceleratorId>> applied() {
        return notifications.on(Notifications.APPLIED).map(RelayStatusViewRepository::ids);
    }

    private static Set<AcceleratorId> ids(String names) {
        return names.isEmpty()
                ? Set.of()
                : Stream.of(names.split(","))
                        .map(AcceleratorId::new)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static RelayStanding readStanding(Readable row) {
        var thisProcess = row.get("this_process", Boolean.class);
        var revision = thisProcess ? row.get("revision", Long.class) : null;
        return new RelayStanding(
                row.get("relay_id", String.class),
                row.get("region", String.class),
                row.get("alive", Boolean.class),
                row.get("received_at", Instant.class),
                row.get("left_at", Long.class),
                revision == null ? 0 : revision,
                revision == null ? RecordedEvent.NO_HASH : row.get("head", String.class),
                revision == null ? 0 : row.get("effective_revision", Long.class),
                revision == null ? List.of() : failures(row),
                revision == null ? null : row.get("applied_at", Instant.class),
                revision == null ? null : row.get("traceparent", String.class));
    }

    private static List<ApplyFailure> failures(Readable row) {
        return List.of(
                ConfigurationJson.read(
                        row.get("failures", Json.class).asArray(), ApplyFailure[].class));
    }
}
