package io.sixlane.configuration.json;

import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.TrafficReport;
import java.util.Arrays;
import java.util.List;

/**
 * A message of any topic, from any writer to it: the first byte chooses the type, the rest is JSON.
 * It is read, or refused by an {@link IllegalArgumentException}; one that was read comes back the
 * same from what is written of it.
 */
public final class MessageFuzz {
    static final List<Class<?>> TYPES =
            List.of(
                    AcceleratorRecord.class,
                    CatalogEntry.class,
                    FleetRecord.class,
                    FlowRecord.class,
                    LinkMessage.class,
                    RecordedEvent.class,
                    RelayStatus.class,
                    SignedCheckpoint.class,
                    TrafficReport.class);

    private MessageFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var type = TYPES.get(Byte.toUnsignedInt(input[0]) % TYPES.size());
        Object message;
        try {
            message = ConfigurationJson.read(Arrays.copyOfRange(input, 1, input.length), type);
        } catch (IllegalArgumentException _) {
            return;
        }
        if (message instanceof LinkMessage link) {
            var _ = link.isPlausible();
        }
        var again = ConfigurationJson.read(ConfigurationJson.write(message), type);
        if (!again.equals(message)) {
            throw new AssertionError(message + " came back as " + again);
        }
    }
}
