package io.sixlane.relay.limit;

import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.relay.accesslist.AccessTable;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one listener which client may open a connection: access lists first, then the
 * client's limits, then the accelerator's. Safe for several threads.
 */
public final class ListenerGate {
    private final ConnectionLimit accelerator;
    private final DescriptorPool descriptors;
    private final ConnectionRates rates;
    private final ClientConnections clients = new ClientConnections();
    private final long listener;
    private volatile Rules rules = new Rules(AccessTable.OPEN, ListenerLimits.NONE);

    private record Rules(AccessTable access, ListenerLimits limits) {
        private ClientPrefix client(InetAddress address) {
            return ClientPrefix.of(address, limits.effectiveClientPrefixLength());
        }
    }

    /** The place of one admitted connection. */
    public final class Pass {
        private final @Nullable ClientPrefix client;

        private Pass(@Nullable ClientPrefix client) {
            this.client = client;
        }

        /** Called once, when the connection has ended. */
        public void giveBack() {
            descriptors.release();
            accelerator.release();
            if (client != null) {
                clients.release(client);
            }
        }
    }

    /** Counts why clients are refused. */
    @FunctionalInterface
    public interface RefusalObserver {
        void refused(RefusalCause cause);
    }

    /**
     * @param accelerator the limit of its connections of that protocol
     */
    public ListenerGate(
            ListenerId id,
            Protocol protocol,
            ConnectionLimit accelerator,
            DescriptorShares descriptors,
            ConnectionRates rates) {
        this.accelerator = accelerator;
        this.descriptors = descriptors.of(protocol);
        this.rates = rates;
        this.listener = id.hashCode() * 0x9e37_79b9_7f4a_7c15L;
    }

    /** Applies to new connections only. */
    public void change(AccessTable access, ListenerLimits limits) {
        rules = new Rules(access, limits);
    }

    /** Null refuses, after {@code observer} has the cause. */
    public @Nullable Pass enter(InetAddress address, RefusalObserver observer) {
        return enter(address, observer, true);
    }

    /** Like {@link #enter}, for a connection that another process admitted: no rate applies. */
    public @Nullable Pass reenter(InetAddress address, RefusalObserver observer) {
        return enter(address, observer, false);
    }

    private @Nullable Pass enter(InetAddress address, RefusalObserver observer, boolean isNew) {
        var now = rules;
        if (!now.access().allows(address)) {
            observer.refused(RefusalCause.ACCESS_LIST);
            return null;
        }
        var perSecond = now.limits().newConnectionsPerSecondPerClient();
        if (isNew
                && perSecond != null
                && !rates.tryOpen(listener, now.client(address), perSecond)) {
            observer.refused(RefusalCause.CLIENT_RATE);
            return null;
        }
        var most = now.limits().connectionsPerClient();
        var client = most == null ? null : now.client(address);
        if (client != null && most != null && !clients.tryAcquire(client, most)) {
            observer.refused(RefusalCause.CLIENT_CONNECTIONS);
            return null;
        }
        var refusal = refusalOfAccelerator();
        if (refusal != null) {
            if (client != null) {
                clients.release(client);
            }
            observer.refused(refusal);
            return null;
        }
        return new Pass(client);
    }

    /** Null when the connection has a place and descriptors. */
    private @Nullable RefusalCause refusalOfAccelerator() {
        if (!accelerator.tryAcquire()) {
            return RefusalCause.OVER_LIMIT;
        }
        if (!descriptors.tryTake(accelerator.open())) {
            accelerator.release();
            return RefusalCause.OVER_SHARE;
        }
        return null;
    }
}
