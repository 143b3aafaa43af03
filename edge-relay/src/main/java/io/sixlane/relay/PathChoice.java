package io.sixlane.relay;

import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's choice of a forwarding path. */
enum PathChoice {
    /** The native one where it can be. */
    AUTO,
    /** The native one, or no start. */
    NATIVE,
    PORTABLE;

    private static final Logger log = LoggerFactory.getLogger(PathChoice.class);

    /**
     * @throws IllegalStateException with the reason, when the native path is asked for and cannot
     *     be
     */
    TcpPath open(TcpSettings settings) {
        if (this == PORTABLE) {
            return new PortableTcpPath(settings);
        }
        var hindrance = NativeTcpPath.hindrance();
        if (hindrance.isEmpty()) {
            try {
                return new NativeTcpPath(settings);
            } catch (IOException | LinkageError e) {
                // No descriptor left, or a C library without these calls.
                hindrance = Optional.of(e.toString());
            }
        }
        if (this == NATIVE) {
            throw new IllegalStateException("no native forwarding path: " + hindrance.get());
        }
        log.atWarn()
                .addKeyValue("cause", hindrance.get())
                .log("no native forwarding path, using the portable one");
        return new PortableTcpPath(settings);
    }
}
