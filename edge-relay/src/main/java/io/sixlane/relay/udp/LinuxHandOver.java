package io.sixlane.relay.udp;

import io.sixlane.relay.forward.DisconnectCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sockets that admit, and their sessions, paused for the next process. */
final class LinuxHandOver implements HandedOver {
    private final List<OfLoop> loops;

    /**
     * Paused together on their event loop.
     *
     * @param elsewhere sessions at other relays: the next process has no key of theirs
     */
    private record OfLoop(
            UdpLoop loop,
            List<LinuxListener> listeners,
            List<LinuxSession> sessions,
            List<InheritedSession> held,
            List<LinuxSession> elsewhere) {}

    private LinuxHandOver(List<OfLoop> loops) {
        this.loops = loops;
    }

    /**
     * @param loops in the order of the sockets on each port
     */
    static LinuxHandOver of(List<UdpLoop> loops) throws IOException {
        var paused = new ArrayList<OfLoop>();
        for (var i = 0; i < loops.size(); i++) {
            var index = i;
            var loop = loops.get(i);
            paused.add(BoundDatagrams.onLoop(loop, () -> pause(loop, index)));
        }
        return new LinuxHandOver(paused);
    }

    private static OfLoop pause(UdpLoop loop, int index) {
        var listeners =
                loop.listeners().stream()
                        .filter(LinuxListener.class::isInstance)
                        .map(LinuxListener.class::cast)
                        .filter(ListenerSocket::admits)
                        .toList();
        listeners.forEach(LinuxListener::pause);
        var sessions = new ArrayList<LinuxSession>();
        var held = new ArrayList<InheritedSession>();
        var elsewhere = new ArrayList<LinuxSession>();
        for (var one : loop.sessions().all()) {
            var session = (LinuxSession) one;
            if (session.isLent() && session.onward().isTaken()) {
                elsewhere.add(session);
            }
            var left = session.isLent() ? session.held(index) : null;
            if (left != null && loop.guarded(session::pause)) {
                sessions.add(session);
                held.add(left);
            }
        }
        return new OfLoop(loop, listeners, sessions, held, elsewhere);
    }

    @Override
    public List<InheritedSession> sessions() {
        return loops.stream().flatMap(loop -> loop.held().stream()).toList();
    }

    @Override
    public void release() {
        for (var one : loops) {
            one.loop()
                    .executor()
                    .execute(
                            () ->
                                    Stream.of(one.sessions(), one.elsewhere())
                                            .flatMap(List::stream)
                                            .forEach(
                                                    session ->
                                                            session.end(DisconnectCause.STOPPED)));
        }
    }

    @Override
    public void takeBack() {
        for (var one : loops) {
            one.loop().executor().execute(() -> resume(one));
        }
    }

    /** A session or a socket that fails blocks no other. */
    private static void resume(OfLoop one) {
        var loop = one.loop();
        one.sessions().forEach(session -> loop.guarded(session::resume));
        one.listeners().forEach(listener -> loop.guarded(() -> receive(listener)));
    }

    private static void receive(LinuxListener listener) {
        try {
            listener.receive();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket does not receive again", e);
        }
    }
}
