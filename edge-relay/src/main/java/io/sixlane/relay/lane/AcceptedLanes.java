package io.sixlane.relay.lane;

import io.sixlane.configuration.relay.RelayStatus.LaneAddress;
import io.sixlane.relay.forward.BoundSocket;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The address at which this relay accepts lanes, if any. Safe for use by several threads. */
@Component
public final class AcceptedLanes {
    private @Nullable BoundSocket socket;
    private Supplier<Optional<LaneAddress>> address = Optional::empty;
    private Runnable drain = () -> {};

    /**
     * @param address to show to other relays; empty while this relay can prove nothing
     * @param drain lets lanes end after their flows
     */
    public synchronized void accept(
            BoundSocket accepting, Supplier<Optional<LaneAddress>> address, Runnable drain) {
        this.socket = accepting;
        this.address = address;
        this.drain = drain;
    }

    public synchronized Optional<LaneAddress> address() {
        return address.get();
    }

    /** The listening sockets, to hand over to the next process of this relay. */
    public synchronized List<Integer> descriptors() {
        return socket == null ? List.of() : socket.descriptors();
    }

    /** Accepts no further lane, and lets those that are open end after their flows. */
    public void leave() {
        BoundSocket closing;
        synchronized (this) {
            closing = socket;
            socket = null;
            address = Optional::empty;
        }
        if (closing != null) {
            closing.close();
        }
        drain.run();
    }
}
