package io.sixlane.provisioning.relaystatus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A status from any writer to the topic: it is refused, or comes back as it was from the JSON that
 * the statement takes, as the status of another process too.
 */
public final class StatusFuzz {
    private static final Instant HEARD = Instant.parse("2026-11-23T10:00:00Z");

    private StatusFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        RelayStatus status;
        try {
            status = StatusIntake.read(input);
        } catch (IllegalArgumentException _) {
            return;
        }
        var text = status.toString();
        if (text.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text)) {
            throw new AssertionError(text);
        }
        var message = new StatusMessage(new ConsumerRecord<>("t", 0, 0, input, input), status);
        var other = message.of(HEARD);
        if (!other.incarnation().equals(HEARD)
                || !other.of(message.incarnation()).status().equals(status)) {
            throw new AssertionError(other + " is not " + message);
        }
        var again = StatusIntake.read(ConfigurationJson.write(other.status()));
        if (!again.equals(other.status())) {
            throw new AssertionError(again + " is not " + other.status());
        }
    }
}
