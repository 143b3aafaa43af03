package io.sixlane.relay.fleet;

import io.sixlane.relay.RelayProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether an operator sends new connections to other relays. A file in the state folder keeps it
 * over a restart. Any thread.
 */
@Component
public final class RelayState {
    private static final Logger log = LoggerFactory.getLogger(RelayState.class);

    private final Path file;
    private volatile boolean draining;

    RelayState(RelayProperties properties) {
        this.file = properties.stateFolder().resolve("draining");
        this.draining = Files.exists(file);
    }

    public boolean isDraining() {
        return draining;
    }

    /**
     * @throws UncheckedIOException when the file cannot be written; the state stays
     */
    public synchronized void change(boolean drains) {
        if (draining == drains) {
            return;
        }
        try {
            if (drains) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "");
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        draining = drains;
        log.atInfo().addKeyValue("draining", drains).log("state of the relay changed");
    }
}
