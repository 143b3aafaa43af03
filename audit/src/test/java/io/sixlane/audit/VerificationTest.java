package io.sixlane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.audit.source.MessageSource;
import io.sixlane.audit.source.Progress;
import io.sixlane.audit.source.RawMessage;
import io.sixlane.audit.verify.Finding;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A log that is a moment behind those who testify to it. */
class VerificationTest {
    private static final List<RecordedEvent> TRUE = SampleLog.events();

    private final Verification verification = new Verification(List.of(), _ -> Progress.NONE);

    @Test
    void a_log_that_catches_up_with_what_relays_applied_lacks_nothing() {
        var log = new GrowingLog(14, 15, 15, 16);
        verification.log(log);
        verification.relays(SampleLog.relayStatuses(TRUE));

        verification.readOn(log, Duration.ofMinutes(1));

        assertThat(verification.report().findings()).isEmpty();
        assertThat(verification.report().events()).isEqualTo(16);
    }

    @Test
    void a_log_that_does_not_catch_up_lacks_its_end() {
        var log = new GrowingLog(14, 15);
        verification.log(log);
        verification.relays(SampleLog.relayStatuses(TRUE));

        verification.readOn(log, Duration.ofMinutes(1));

        assertThat(verification.report().findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind()).isEqualTo(Finding.Kind.DROPPED);
                            assertThat(finding.streamId()).isEqualTo("ga-b");
                            assertThat(finding.revision()).isEqualTo(6);
                        });
    }

    @Test
    void without_a_witness_ahead_the_log_is_not_awaited() {
        var log = new GrowingLog(16, 17);
        verification.log(log);
        verification.relays(SampleLog.relayStatuses(TRUE));

        verification.readOn(log, Duration.ofMinutes(1));

        assertThat(log.looks).isZero();
    }

    @Test
    void a_relay_that_applied_nothing_testifies_to_nothing() {
        var log = new GrowingLog(16);
        verification.log(log);
        verification.relays(
                List.of(
                        new AcceleratorApplied(
                                "relay-hk",
                                "hk",
                                SampleLog.START,
                                SampleLog.START,
                                new AcceleratorId("ga-a"),
                                0,
                                RecordedEvent.NO_HASH,
                                List.of(),
                                0,
                                null)));

        assertThat(verification.report().findings()).isEmpty();
        assertThat(verification.report().relayHeads()).isZero();
    }

    /** Has so many events at each look, and ends with the last. */
    private static final class GrowingLog implements MessageSource {
        private final List<byte[]> events = new ArrayList<>(SampleLog.json(TRUE));
        private final Deque<Integer> sizes = new ArrayDeque<>();
        private int read;
        private int looks;

        private GrowingLog(int... sizes) {
            for (var size : sizes) {
                this.sizes.add(size);
            }
        }

        @Override
        public String name() {
            return "growing log";
        }

        @Override
        public String positionWord() {
            return "position";
        }

        @Override
        public long read(Consumer<RawMessage> sink, Progress progress) {
            for (var size = sizes.remove(); read < size; read++) {
                sink.accept(new RawMessage(0, read, null, 0, events.get(read)));
            }
            return 0;
        }

        @Override
        public boolean readOn(Consumer<RawMessage> sink) {
            looks++;
            if (sizes.isEmpty()) {
                return false;
            }
            read(sink, Progress.NONE);
            return true;
        }

        @Override
        public void close() {}
    }
}
