package io.sixlane.relay.udp;

import io.netty.channel.EventLoop;
import io.sixlane.relay.forward.DisconnectCause;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the sessions of one event loop share; confined to it, but for {@link #executor}. */
final class UdpLoop {
    private final EventLoop executor;
    private final UdpSettings settings;
    private final DropObserver drops;
    private final SessionTable<UdpSession> sessions = new SessionTable<>();
    private final Map<InetSocketAddress, ListenerSocket> listeners = new HashMap<>();

    UdpLoop(EventLoop executor, UdpSettings settings, DropObserver drops) {
        this.executor = executor;
        this.settings = settings;
        this.drops = drops;
    }

    EventLoop executor() {
        return executor;
    }

    UdpSettings settings() {
        return settings;
    }

    SessionTable<UdpSession> sessions() {
        return sessions;
    }

    @Nullable ListenerSocket listener(InetSocketAddress address) {
        return listeners.get(address);
    }

    List<ListenerSocket> listeners() {
        return List.copyOf(listeners.values());
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

    void endAll(DisconnectCause cause) {
        sessions.all().forEach(session -> session.end(cause));
        List.copyOf(listeners.values()).forEach(ListenerSocket::stopAdmitting);
    }
}
