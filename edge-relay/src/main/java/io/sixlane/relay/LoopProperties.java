package io.sixlane.relay;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds loops that a relay cannot recognize.
 *
 * @param connectionsFromHost connections and sessions of one listener from addresses of this host;
 *     0 does not bound them
 */
@ConfigurationProperties("sixlane.relay.loop")
record LoopProperties(@DefaultValue("512") int connectionsFromHost) {
    LoopProperties {
        if (connectionsFromHost < 0) {
            throw new IllegalArgumentException(
                    "sixlane.relay.loop.connections-from-host must be 0 or more, was "
                            + connectionsFromHost);
        }
    }
}
