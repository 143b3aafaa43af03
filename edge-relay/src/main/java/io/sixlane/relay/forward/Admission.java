package io.sixlane.relay.forward;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Asked once about every accepted connection, on its event loop; must not block. */
@FunctionalInterface
public interface Admission {
    /** Null refuses: the client gets a reset. */
    @Nullable Route admit(InetSocketAddress local, InetSocketAddress client);

    /**
     * As {@link #admit}, of a session that another process of this relay admitted; it keeps its
     * endpoint.
     *
     * @param destination {@link Route.Destination#id} of where it goes
     */
    default @Nullable Route readmit(
            InetSocketAddress local, InetSocketAddress client, String destination) {
        return admit(local, client);
    }
}
