package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.clock.RelayLiveness;

/** Derives the {@link AcceleratorState} where accelerators and statuses of relays are. */
final class AcceleratorStateSql {
    /** An expression on the row {@code v} of the accelerator view. */
    static final String STATE =
            """
            case when v.body -> 'suspension' is not null then 'SUSPENDED'
                 when jsonb_array_length(v.body -> 'regions') = 0 then 'NO_REGION'
                 else (select case when bool_or(on_relays.failed) then 'FAILED'
                                   when bool_or(on_relays.pending is null) then 'UNSERVED'
                                   when bool_or(on_relays.pending) then 'PENDING'
                                   else 'PROGRAMMED' end
                         from jsonb_array_elements(v.body -> 'regions') as place
                        cross join lateral (
                                 select bool_or(coalesce(a.revision, 0) < v.revision) as pending,
                                        bool_or(a.revision > v.revision
                                                or a.revision = v.revision
                                                   and (a.failures <> '[]'
                                                        or a.head not in ('%s', v.body ->> 'head')))
                                            as failed
                                   from relay r
                                   left join relay_applied a
                                     on a.relay_id = r.relay_id
                                    and a.accelerator_id = v.accelerator_id
                                    and a.incarnation >= r.incarnation
                                  where r.region = place ->> 'region'
                                    and %s) as on_relays)
            end
            """
                    .formatted(RecordedEvent.NO_HASH, RelayLiveness.ALIVE)
                    .strip();

    private AcceleratorStateSql() {}
}
