package io.sixlane.provisioning.access;

import io.sixlane.configuration.access.ReportedAccess;
import io.sixlane.provisioning.reported.ReportedEvent;
import io.sixlane.provisioning.reported.ReportedEvents;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Appends reports to the log, each once, in the order in which they come. */
@Service
class AccessIntake {
    private final ReportedEvents log;

    AccessIntake(ReportedEvents log) {
        this.log = log;
    }

    Mono<Void> append(List<ReportedAccess> reports) {
        return Flux.fromIterable(reports).map(AccessIntake::event).concatMap(log::append).then();
    }

    private static ReportedEvent event(ReportedAccess report) {
        return new ReportedEvent(
                report.id(),
                ReportedAccess.streamOf(report.actor().account()),
                report.occurredAt(),
                report.actor(),
                report.event());
    }
}
