package io.sixlane.relay.kafka;

import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.KafkaReach;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import io.sixlane.topics.UnfitTopicException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that a relay reads and writes, created by whichever service comes first. */
public final class RelayTopics {
    private static final Logger log = LoggerFactory.getLogger(RelayTopics.class);

    private static final List<TopicLayout> LAYOUTS =
            List.of(
                    TopicLayout.IMAGES,
                    TopicLayout.FLEET,
                    TopicLayout.RELAY_STATUS,
                    TopicLayout.RELAY_REPORTS,
                    TopicLayout.RELAY_FLOWS,
                    TopicLayout.RELAY_LINKS,
                    TopicLayout.PROBES);

    private static volatile String reported = "";

    private RelayTopics() {}

    /**
     * Creates missing topics and alters settings that differ. A topic that cannot be altered is
     * reported and used as it is, to serve as far as possible.
     *
     * @return the id of the images topic: another one after it was deleted and created again
     * @throws KafkaException when Kafka does not answer within {@code patience}
     */
    public static String ensure(KafkaAccess kafka, Duration patience) throws InterruptedException {
        KafkaReach.of(kafka).check();
        try (var guard = TopicGuard.open(kafka, patience, LAYOUTS)) {
            return images(guard);
        }
    }

    private static String images(TopicGuard guard) throws InterruptedException {
        try {
            var ids = guard.ensure();
            reported = "";
            return Objects.requireNonNull(ids.get(Topics.IMAGES));
        } catch (UnfitTopicException e) {
            var problem = String.valueOf(e.getMessage());
            if (!problem.equals(reported)) {
                reported = problem;
                log.atError().addKeyValue("cause", problem).log("topic unfit, alter it by hand");
            }
            return Objects.requireNonNull(guard.ids().get(Topics.IMAGES));
        }
    }
}
