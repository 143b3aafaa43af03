package io.sixlane.provisioning.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The problems that keep events from being signed, by subject. Logs each once. */
@Component("checkpointsHealthIndicator")
final class CheckpointState implements HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(CheckpointState.class);
    private static final int SHOWN = 20;

    private final ConcurrentSkipListMap<String, String> problems = new ConcurrentSkipListMap<>();

    /**
     * @param subject a stream, or what else it is about
     */
    void report(String subject, String problem) {
        if (!problem.equals(problems.put(subject, problem))) {
            log.atError()
                    .addKeyValue("subject", subject)
                    .addKeyValue("cause", problem)
                    .log("checkpoints cannot be signed");
        }
    }

    void solved(String subject) {
        if (problems.remove(subject) != null) {
            log.atInfo().addKeyValue("subject", subject).log("signing checkpoints again");
        }
    }

    List<String> problems() {
        return new ArrayList<>(new TreeMap<>(problems).values());
    }

    @Override
    public Health health() {
        var found = problems();
        return found.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail("problems", found.stream().limit(SHOWN).toList())
                        .withDetail("count", found.size())
                        .build();
    }
}
