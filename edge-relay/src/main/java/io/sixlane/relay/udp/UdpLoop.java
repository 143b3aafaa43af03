package io.sixlane.relay.udp;

import io.netty.channel.EventLoop;
import io.sixlane.relay.forward.DisconnectCause;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state that the sessions of one event loop share. Confined to the loop, except for {@link
 * #executor}, {@link #ports} and {@link #carrier}.
 */
final class UdpLoop {
    private static final Logger log = LoggerFactory.getLogger(UdpLoop.class);

    /** Clients must not fill the log. */
    private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop executor;
    private final UdpSettings settings;
    private final LocalPorts ports;
    private final DropObserver drops;
    private final SessionTable<UdpSession> sessions = new SessionTable<>();
    private final Map<InetSocketAddress, ListenerSocket> listeners = new HashMap<>();
    private volatile @Nullable Carrier carrier;
    private long loggedNanos = System.nanoTime() - LOG_NANOS;

    /**
     * @param ports of all loops of the path
     */
    UdpLoop(EventLoop executor, UdpSettings settings, LocalPorts ports, DropObserver drops) {
        this.executor = executor;
        this.settings = settings;
        this.ports = ports;
        this.drops = drops;
    }

    EventLoop executor() {
        return executor;
    }

    UdpSettings settings() {
        return settings;
    }

    LocalPorts ports() {
        return ports;
    }

    SessionTable<UdpSession> sessions() {
        return sessions;
    }

    /** Null while no session goes to another relay or comes from one. */
    @Nullable Carrier carrier() {
        return carrier;
    }

    void carrier(Carrier carries) {
        carrier = carries;
    }

    @Nullable ListenerSocket listener(InetSocketAddress address) {
        return listeners.get(address);
    }

    List<ListenerSocket> listeners() {
        return List.copyOf(listeners.values());
    }

    /** Whether clients send to this loop. */
    boolean hasClients() {
        return listeners.values().stream().anyMatch(each -> !(each instanceof CarrySocket));
    }

    void remember(ListenerSocket listener) {
        listeners.put(listener.address(), listener);
    }

    void forget(ListenerSocket listener) {
        listeners.remove(listener.address(), listener);
    }

    /** Whether one more session fits; counted as a drop if not. */
    boolean hasRoom() {
        if (sessions.size() < settings.maxSessions()) {
            return true;
        }
        dropped(DropCause.TABLE_FULL, 1);
        return false;
    }

    void dropped(DropCause cause, int datagrams) {
        drops.dropped(cause, datagrams);
    }

    /**
     * Runs {@code task}; logs an exception, which ends nothing else on this loop.
     *
     * @return false when it threw
     */
    boolean guarded(Runnable task) {
        try {
            task.run();
            return true;
        } catch (Throwable e) { // an Error must not end other clients' sessions either
            failed(e);
            return false;
        }
    }

    /** Logs {@code e}, which ends nothing else on this loop. */
    void failed(Throwable e) {
        var nowNanos = System.nanoTime();
        if (nowNanos - loggedNanos >= LOG_NANOS) {
            loggedNanos = nowNanos;
            log.error("datagrams not handled", e);
        }
    }

    /** Ends everything on this loop; other relays learn of it before its sockets close. */
    void endAll(DisconnectCause cause) {
        sessions.all().forEach(session -> session.end(cause));
        listeners().forEach(listener -> guarded(listener::stopAdmitting));
        var carries = carrier;
        if (carries != null) {
            guarded(carries.ingress()::close);
        }
    }
}
