package io.sixlane.provisioning.history;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.FieldDifference;
import io.sixlane.http.request.Page;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.OfHistory.NothingThen;
import io.sixlane.provisioning.eventstore.AcceleratorPast;
import io.sixlane.provisioning.eventstore.EventPages;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.history.Moment.AtRevision;
import io.sixlane.provisioning.history.Moment.AtTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Shows accounts the past of their accelerators, deleted ones included. */
@Service
class AcceleratorHistory {
    private final EventStore eventStore;
    private final EventPages pages;
    private final AcceleratorPast past;

    AcceleratorHistory(EventStore eventStore, EventPages pages, AcceleratorPast past) {
        this.eventStore = eventStore;
        this.pages = pages;
        this.past = past;
    }

    /**
     * The events after {@code from} and up to {@code to}, for revisions {@code from} included;
     * large ones make a page shorter.
     *
     * @param next the revision that the page begins with, if it is not the first page
     */
    Mono<Page<HistoryEntry>> events(
            AcceleratorId id,
            String account,
            Optional<Moment> from,
            Optional<Moment> to,
            long next,
            int limit) {
        return owned(id, account)
                .then(first(id, from, next))
                .flatMap(first -> pages.page(id.text(), first, limit))
                .map(slice -> page(slice, to));
    }

    private static Page<HistoryEntry> page(EventPages.Slice slice, Optional<Moment> to) {
        var entries =
                slice.events().stream()
                        .takeWhile(event -> to.isEmpty() || to.get().includes(event))
                        .map(HistoryEntry::of)
                        .toList();
        var isWhole = entries.size() == slice.events().size();
        return Page.of(
                entries, isWhole && slice.more(), entry -> Long.toString(entry.revision() + 1));
    }

    /** The revision that the page begins with, found without reading the events before it. */
    private Mono<Long> first(AcceleratorId id, Optional<Moment> from, long next) {
        return switch (from.orElse(null)) {
            case null -> Mono.just(next);
            case AtRevision(var revision) -> Mono.just(Math.max(next, revision));
            case AtTime(var time) ->
                    past.at(id, time.minus(1, ChronoUnit.MICROS))
                            .map(before -> Math.max(next, before.revision() + 1))
                            .defaultIfEmpty(next);
        };
    }

    /**
     * The accelerator as it was; an error signal when it was not there yet or not any more.
     *
     * @throws RejectedException (as an error signal) {@link NothingThen}
     */
    Mono<AcceleratorImage> at(AcceleratorId id, String account, Moment moment) {
        return owned(id, account)
                .then(fold(id, moment))
                .ofType(AcceleratorImage.class)
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new RejectedException(
                                                new NothingThen(id.text(), moment.toString()))));
    }

    /** The difference between two moments at which the accelerator existed. */
    Mono<DifferenceView> difference(AcceleratorId id, String account, Moment from, Moment to) {
        return Mono.zip(at(id, account, from), at(id, account, to))
                .map(
                        images ->
                                new DifferenceView(
                                        images.getT1().revision(),
                                        images.getT2().revision(),
                                        FieldView.of(
                                                FieldDifference.between(
                                                        images.getT1(), images.getT2()))));
    }

    private Mono<AcceleratorRecord> fold(AcceleratorId id, Moment moment) {
        return switch (moment) {
            case AtRevision(var revision) -> past.at(id, revision);
            case AtTime(var time) -> past.at(id, time);
        };
    }

    private Mono<Void> owned(AcceleratorId id, String account) {
        return eventStore
                .history(id.text(), 1, 1)
                .filter(created -> created.actor().account().equals(account))
                .switchIfEmpty(
                        Mono.error(() -> new RejectedException(new AcceleratorNotFound(id.text()))))
                .then();
    }
}
