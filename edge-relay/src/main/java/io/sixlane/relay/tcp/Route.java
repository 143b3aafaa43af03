package io.sixlane.relay.tcp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where one admitted connection goes, and who hears what became of it. Called on the connection's
 * event loop: {@link #opened} first, {@link #closed} last and exactly once.
 */
public interface Route {
    /** Tried in this order until one connects; empty fails the connection. */
    List<Destination> destinations();

    void opened(OpenConnection connection);

    /** {@code nanos} from the start of the attempt that succeeded. */
    void connected(long nanos);

    /** {@code nanos} from accept to the endpoint's first byte. */
    void firstByte(long nanos);

    /** Bytes from the client. */
    void bytesIn(int count);

    /** Bytes from the endpoint. */
    void bytesOut(int count);

    void closed(DisconnectCause cause);

    /** An endpoint's address, perhaps not known yet. */
    @FunctionalInterface
    interface Destination {
        CompletionStage<InetSocketAddress> address();
    }

    /** A connection that can be ended from outside. */
    interface OpenConnection {
        /** Resets both sides, soon; any thread, any number of times. */
        void reset(DisconnectCause cause);
    }
}
