package io.sixlane.relay.udp;

import io.sixlane.relay.forward.Admission;
import io.sixlane.relay.forward.Route;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's socket on an accelerated port. It stays open while it admits or has sessions,
 * whose answers leave through it. Confined to the loop.
 */
abstract class ListenerSocket {
    private final UdpLoop loop;
    private Admission admission;
    private boolean admits = true;
    private boolean open = true;
    private int sessions;

    ListenerSocket(UdpLoop loop, Admission admission) {
        this.loop = loop;
        this.admission = admission;
    }

    abstract InetSocketAddress address();

    abstract void closeSocket();

    /** Empty where another process cannot take the socket over. */
    abstract OptionalInt descriptor();

    final boolean admits() {
        return admits;
    }

    final UdpLoop loop() {
        return loop;
    }

    /** Null when the sender of a datagram gets no session. */
    final @Nullable Route admit(InetSocketAddress local, InetSocketAddress client) {
        if (!admits) {
            loop.dropped(DropCause.DRAINING, 1);
            return null;
        }
        return loop.hasRoom() ? admission.admit(local, client) : null;
    }

    /** Like {@link #admit}, for a session that another process admitted; null ends it. */
    final @Nullable Route readmit(InheritedSession held) {
        return admission.readmit(held.accelerated(), held.client(), held.destination());
    }

    final void began() {
        sessions++;
    }

    final void ended() {
        sessions--;
        closeIfDone();
    }

    final void stopAdmitting() {
        admits = false;
        closeIfDone();
    }

    /** Admits again; returns false when the socket is closed. */
    final boolean resume(Admission admission) {
        this.admission = admission;
        admits = open;
        return open;
    }

    final void closeIfDone() {
        if (open && !admits && sessions == 0) {
            open = false;
            loop.forget(this);
            closeSocket();
        }
    }
}
