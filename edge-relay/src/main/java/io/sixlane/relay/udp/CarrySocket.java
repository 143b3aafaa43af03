package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Admission;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** One event loop's socket where other relays hand sessions over. */
final class CarrySocket extends ListenerSocket {
    /** Clients do not send here. */
    static final Admission NONE = (_, _) -> null;

    private final Wire wire;

    private CarrySocket(UdpLoop loop, Wire wire, Admission admission) {
        super(loop, admission);
        this.wire = wire;
    }

    /** See {@link BoundDatagrams.Opener}. */
    static ListenerSocket open(
            UdpLoop loop, InetSocketAddress address, Admission admission, boolean alone)
            throws IOException {
        var carrier = loop.carrier();
        if (carrier == null) {
            throw new IOException("no sessions of other relays are wanted");
        }
        var egress = carrier.egress();
        var wire = Wire.open(loop, carrier.path(), address, alone, egress::received);
        var socket = new CarrySocket(loop, wire, admission);
        egress.accept(socket);
        return socket;
    }

    Wire wire() {
        return wire;
    }

    @Override
    InetSocketAddress address() {
        return wire.address();
    }

    @Override
    void closeSocket() {
        wire.close();
    }

    /** Keys are not handed over, so the next process could not open what arrives. */
    @Override
    OptionalInt descriptor() {
        return OptionalInt.empty();
    }
}
