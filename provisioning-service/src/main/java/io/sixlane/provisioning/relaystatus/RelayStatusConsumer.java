package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Notes what relays say. Waits for the database, on a consumer thread. */
@Component("relayStatus")
final class RelayStatusConsumer implements Consumer<Message<byte[]>> {
    private static final Duration SAVE_TIMEOUT = Duration.ofSeconds(15);

    private final RelayStatusViewRepository repository;

    RelayStatusConsumer(RelayStatusViewRepository repository) {
        this.repository = repository;
    }

    @Override
    public void accept(Message<byte[]> message) {
        var saved =
                switch (ConfigurationJson.read(message.getPayload(), RelayStatus.class)) {
                    case Heartbeat heartbeat -> repository.save(heartbeat);
                    case AcceleratorApplied applied -> repository.save(applied);
                };
        saved.timeout(SAVE_TIMEOUT).toFuture().join();
    }
}
