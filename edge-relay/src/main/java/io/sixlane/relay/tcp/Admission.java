package io.sixlane.relay.tcp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Asked once about every accepted connection, on its event loop; must not block. */
@FunctionalInterface
public interface Admission {
    /** Null refuses: the client gets a reset. */
    @Nullable Route admit(InetSocketAddress local, InetSocketAddress client);
}
