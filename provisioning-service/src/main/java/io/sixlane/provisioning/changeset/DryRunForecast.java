package io.sixlane.provisioning.changeset;

import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.json.FieldChange;
import io.sixlane.configuration.json.FieldDifference;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.changeset.DryRunAnswer.Event;
import io.sixlane.provisioning.changeset.DryRunAnswer.Relay;
import io.sixlane.provisioning.changeset.DryRunAnswer.Step;
import io.sixlane.provisioning.eventstore.AcceleratorPast;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.history.FieldView;
import io.sixlane.provisioning.relaystatus.RelayLoad;
import io.sixlane.provisioning.relaystatus.RelayLoads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forecasts the effect of a change that is not made. */
@Component
class DryRunForecast {
    private final AcceleratorViews views;
    private final AcceleratorPast past;
    private final RelayLoads relays;

    DryRunForecast(AcceleratorViews views, AcceleratorPast past, RelayLoads relays) {
        this.views = views;
        this.past = past;
        this.relays = relays;
    }

    private record Accelerator(@Nullable AcceleratorRecord before, AcceleratorRecord after) {}

    Mono<DryRunAnswer> of(Change change) {
        return Flux.fromIterable(change.appends())
                .filter(DryRunForecast::isOfAccelerator)
                .concatMap(append -> accelerator(change, append))
                .collectList()
                .zipWith(
                        relays.living().collectList(),
                        (accelerators, loads) -> answer(change, accelerators, loads));
    }

    private static boolean isOfAccelerator(Append append) {
        return !append.events().isEmpty() && append.events().getFirst() instanceof AcceleratorEvent;
    }

    private Mono<Accelerator> accelerator(Change change, Append append) {
        var id = new AcceleratorId(append.streamId());
        var revision = append.expectedRevision();
        return views.record(id)
                .filter(record -> record.revision() == revision)
                .switchIfEmpty(past.at(id, revision))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(before -> evolved(change, append, before.orElse(null)));
    }

    private static Accelerator evolved(
            Change change, Append append, @Nullable AcceleratorRecord before) {
        var revision = append.expectedRevision();
        var after = before;
        for (var event : append.events()) {
            revision++;
            after =
                    AcceleratorEvolution.evolve(
                            after,
                            new RecordedEvent(
                                    append.streamId(),
                                    revision,
                                    "",
                                    change.occurredAt(),
                                    change.actor(),
                                    event,
                                    RecordedEvent.NO_HASH,
                                    RecordedEvent.NO_HASH));
        }
        return new Accelerator(before, Objects.requireNonNull(after));
    }

    private static DryRunAnswer answer(
            Change change, List<Accelerator> accelerators, List<RelayLoad> loads) {
        return new DryRunAnswer(
                true,
                change.appends().stream().flatMap(DryRunForecast::events).toList(),
                accelerators.stream().flatMap(a -> FieldView.of(difference(a)).stream()).toList(),
                accelerators.stream().flatMap(a -> relays(a, loads)).toList());
    }

    private static Stream<Event> events(Append append) {
        var events = new ArrayList<Event>();
        for (var event : append.events()) {
            events.add(
                    new Event(
                            append.streamId(),
                            append.expectedRevision() + events.size() + 1,
                            event.getClass().getSimpleName(),
                            ConfigurationJson.mapper().valueToTree(event)));
        }
        return events.stream();
    }

    private static List<FieldChange> difference(Accelerator a) {
        return FieldDifference.between(image(a.before()), image(a.after()));
    }

    private static @Nullable AcceleratorImage image(@Nullable AcceleratorRecord record) {
        return record instanceof AcceleratorImage image ? image : null;
    }

    private static Stream<Relay> relays(Accelerator accelerator, List<RelayLoad> loads) {
        var byRegion = new LinkedHashMap<String, List<RelayWork>>();
        RelayWork.between(accelerator.before(), accelerator.after())
                .forEach(
                        work ->
                                byRegion.computeIfAbsent(work.region(), _ -> new ArrayList<>())
                                        .add(work));
        return byRegion.entrySet().stream()
                .flatMap(entry -> relays(entry.getKey(), entry.getValue(), loads));
    }

    private static Stream<Relay> relays(
            String region, List<RelayWork> work, List<RelayLoad> loads) {
        var there = loads.stream().filter(load -> load.region().equals(region)).toList();
        return there.isEmpty()
                ? Stream.of(relay(null, region, work, null))
                : there.stream().map(load -> relay(load.relay(), region, work, load));
    }

    private static Relay relay(
            @Nullable String relay, String region, List<RelayWork> work, @Nullable RelayLoad load) {
        return new Relay(
                relay,
                region,
                work.stream()
                        .map(w -> Step.of(w, load == null ? null : load.open(w.listenerId())))
                        .toList());
    }
}
