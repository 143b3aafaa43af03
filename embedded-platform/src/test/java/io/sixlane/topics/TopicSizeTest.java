package io.sixlane.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1,  1, 1, 1",
        "2,  2, 1, 12",
        "3,  3, 2, 12",
        "5,  3, 2, 12",
    })
    void defaults_follow_the_brokers(int brokers, int replicas, int inSync, int partitions) {
        var size = TopicSize.BY_BROKERS;

        assertThat(size.replicasOn(brokers)).isEqualTo(replicas);
        assertThat(size.inSyncOf(size.replicasOn(brokers))).isEqualTo(inSync);
        assertThat(size.partitionsOf(TopicLayout.RELAY_REPORTS, brokers)).isEqualTo(partitions);
        assertThat(size.partitionsOf(TopicLayout.RELAY_FLOWS, brokers)).isEqualTo(partitions);
    }

    @Test
    void logs_and_compacted_topics_have_one_partition_whatever_is_set() {
        var size = new TopicSize(24, 0, 0);

        assertThat(TopicLayout.all().stream().filter(topic -> size.partitionsOf(topic, 3) != 1))
                .containsExactly(TopicLayout.RELAY_REPORTS, TopicLayout.RELAY_FLOWS);
    }

    /** A topic of one replica that wants two in sync takes no message. */
    @ParameterizedTest
    @CsvSource({"1, 2, 1", "2, 2, 2", "3, 2, 2", "3, 3, 3", "1, 0, 1", "3, 0, 2"})
    void never_wants_more_in_sync_than_there_are(int existing, int inSync, int setting) {
        assertThat(new TopicSize(0, 0, inSync).inSyncOf(existing)).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, SIXLANE_KAFKA_PARTITIONS must be 0 to 1000",
        "0, 10, 0, SIXLANE_KAFKA_REPLICATION_FACTOR must be 0 to 9",
        "0, 2, 3, SIXLANE_KAFKA_MIN_INSYNC_REPLICAS must be at most the replication factor 2",
    })
    void names_the_setting_that_is_wrong(int partitions, int replicas, int inSync, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new TopicSize(partitions, replicas, inSync))
                .withMessageContaining(message);
    }

    @Test
    void refuses_more_replicas_than_brokers() {
        assertThatExceptionOfType(UnfitTopicException.class)
                .isThrownBy(() -> new TopicSize(0, 3, 2).replicasOn(2))
                .withMessageContaining("is 3, but Kafka has 2 brokers");
    }
}
