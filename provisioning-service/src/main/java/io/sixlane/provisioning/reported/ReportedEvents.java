package io.sixlane.provisioning.reported;

import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.AppendObserver;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.EventStore;
import io.sixlane.provisioning.request.ConflictRetry;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Appends reported events to the log, each once, in the order in which they come. */
@Service
public class ReportedEvents {
    private final EventStore eventStore;
    private final ReportRepository reports;

    ReportedEvents(EventStore eventStore, ReportRepository reports) {
        this.eventStore = eventStore;
        this.reports = reports;
    }

    /** Does nothing when the log has the event. */
    public Mono<Void> append(ReportedEvent report) {
        return reports.isKnown(report.id())
                .filter(known -> !known)
                .flatMap(_ -> write(report))
                // Another instance, or another request with the same report, was faster.
                .onErrorResume(DuplicateKeyException.class, _ -> Mono.empty())
                .retryWhen(ConflictRetry.onVersionConflict());
    }

    private Mono<Void> write(ReportedEvent report) {
        return reports.revision(report.streamId())
                .map(
                        revision ->
                                new Change(
                                        report.actor(),
                                        report.occurredAt(),
                                        List.of(
                                                Append.reported(
                                                        report.streamId(),
                                                        revision,
                                                        report.event(),
                                                        report.id())),
                                        false,
                                        new Noting(report.id())))
                .flatMap(eventStore::append)
                .then();
    }

    /** Notes the report in the transaction that appends it. */
    private final class Noting implements AppendObserver {
        private final String report;

        Noting(String report) {
            this.report = report;
        }

        @Override
        public Mono<Void> appended(List<RecordedEvent> recorded) {
            return reports.note(report);
        }
    }
}
