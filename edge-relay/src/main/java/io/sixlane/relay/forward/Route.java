package io.sixlane.relay.forward;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where one admitted connection goes, and what follows it. Called on the connection's event loop:
 * {@link #opened} first, {@link #closed} last and exactly once.
 */
public interface Route {
    /** Tried in this order until one connects, asked for once; empty fails the connection. */
    Iterable<Destination> destinations();

    void opened(OpenConnection connection);

    /**
     * {@code nanos} from the start of the attempt that succeeded; for datagrams it is only how long
     * a socket took.
     */
    void connected(long nanos);

    /** {@code nanos} from accept to the endpoint's first byte. */
    void firstByte(long nanos);

    /** Bytes from the client. */
    void bytesIn(int count);

    /** Bytes from the endpoint. */
    void bytesOut(int count);

    /** Just before {@link #closed} of a connection that had an endpoint; null where unknown. */
    default void measured(@Nullable TcpMeasurement client, @Nullable TcpMeasurement endpoint) {}

    void closed(DisconnectCause cause);

    /** Silence after which this connection is reset; null for the path's own. */
    default @Nullable Duration idleTimeout() {
        return null;
    }

    /** Asked once, when connected; null is unlimited. */
    default @Nullable ByteBudget budget(Direction direction) {
        return null;
    }

    /**
     * Whether a session of datagrams has to begin again at another endpoint, because its own is
     * unhealthy and another one is not. Asked for every datagram from the client.
     */
    default boolean shouldMove() {
        return false;
    }

    /** An endpoint's address, perhaps not known yet; and what became of the attempt there. */
    @FunctionalInterface
    interface Destination {
        byte[] NOTHING = {};

        List<List<String>> DIRECT = List.of(List.of());

        CompletionStage<InetSocketAddress> address();

        /**
         * Identifies the destination to the next process of this relay; empty when that cannot find
         * it.
         */
        default String id() {
            return "";
        }

        /**
         * The bytes before the client's first one, such as a PROXY header; asked in every attempt
         * and sent as soon as it connects. Not counted as {@link Route#bytesIn}. The path does not
         * change the array, which may be shared.
         *
         * @param accelerated the address the client connected to
         */
        default byte[] preface(InetSocketAddress client, InetSocketAddress accelerated) {
            return NOTHING;
        }

        /**
         * Before {@link Route#connected}.
         *
         * @param upstream usable on the event loop until {@link Route#closed}
         */
        default void connected(Upstream upstream, long nanos) {}

        /**
         * By which relays the endpoint may be reached, by their ids: best first, each way once. A
         * way without relays is a direct connection.
         */
        default List<List<String>> ways() {
            return DIRECT;
        }

        /** Names the flow to the relays of a way; null where it goes directly alone. */
        default @Nullable CarriedFlow carried() {
            return null;
        }

        /**
         * The relays of a way did not take the flow, which does not concern the endpoint; the next
         * way is tried.
         */
        default void notCarried(List<String> way, String cause) {}

        /** This attempt failed; the next destination is tried. */
        default void failed(ConnectFailure cause) {}
    }

    /** The connection from the relay to the endpoint; each question may cost a system call. */
    interface Upstream {
        /** The relay's own outgoing address. */
        InetSocketAddress outgoing();

        InetSocketAddress endpoint();

        /** Ids of the relays that carry the connection on, in order; none when it is direct. */
        default List<String> way() {
            return List.of();
        }
    }

    /** A connection that can be ended and looked at from outside. */
    interface OpenConnection {
        /** Resets both sides, soon; any thread, any number of times. */
        void reset(DisconnectCause cause);

        /**
         * Measures both sides, soon, for {@code observer} on the connection's event loop; does
         * nothing when the connection has ended. Any thread.
         */
        void measure(MeasurementObserver observer);
    }

    /** Gets one measurement of both sides; null where unknown or not connected. */
    @FunctionalInterface
    interface MeasurementObserver {
        void measured(@Nullable TcpMeasurement client, @Nullable TcpMeasurement endpoint);
    }
}
